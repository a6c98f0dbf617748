// ARG, ENV and LABEL: words of the form name=value, and the old form `ENV name value` (BuildKit
// frontend/dockerfile/parser/line_parsers.go).
#include <algorithm>

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/instructions.h"
#include "parsers/dockerfile/words.h"

namespace mountlint::dockerfile {

namespace {

bool has_equals(const Text& word) { return word.value().find('=') != std::string_view::npos; }

KeyValue split_pair(const Text& word) {
  const auto at = static_cast<std::uint32_t>(std::min(word.value().find('='), word.value().size()));
  return {word.sub(0, at), word.from(std::min(at + 1, word.size())), false, has_equals(word)};
}

void check_name(const Instruction& instruction, const Text& word, const KeyValue& pair, Reading& reading) {
  if (!pair.key.empty() || !reading.has_room()) return;
  reading.report(word.span(),
                 fmt::format("the name before `=` is missing in this `{}`", upper(instruction.keyword.value())));
}

List<KeyValue> one_pair(const KeyValue& pair, TextArena& texts) {
  ListBuilder<KeyValue> pairs(texts);
  pairs.push_back(pair);
  return pairs.list();
}

// `ENV name value`: all behind the name is the value, quotes included.
std::optional<List<KeyValue>> read_legacy(const Instruction& instruction, Reading& reading) {
  const std::string_view bytes = instruction.arguments.value();
  const std::uint32_t end = skip_word(bytes, 0);
  const std::uint32_t value = skip_blanks(bytes, end);
  const Text key = instruction.arguments.sub(0, end);
  if (value < bytes.size()) return one_pair({key, instruction.arguments.from(value), true}, reading.texts);
  const std::string keyword = upper(instruction.keyword.value());
  SyntaxError& error = reading.report(key.span(), fmt::format("`{} {}` has no value", keyword, key.shown()));
  error.help = fmt::format("write `{} {}=..`", keyword, key.shown());
  error.layer = Layer::file;
  return std::nullopt;
}

std::optional<List<KeyValue>> read_pairs(const Instruction& instruction, Reading& reading) {
  const List<Text> words = split_words(instruction.arguments, reading.escape, reading.texts);
  if (words.empty()) return missing_argument(instruction, reading), std::nullopt;
  if (!has_equals(words[0])) return read_legacy(instruction, reading);
  ListBuilder<KeyValue> pairs(reading.texts);
  bool wrong = false;
  for (const Text& word : words) {
    pairs.push_back(split_pair(word));
    check_name(instruction, word, pairs.back(), reading);
    if (has_equals(word) || !word.is_known()) continue;
    wrong = true;
    if (!reading.has_room()) break;
    SyntaxError& error = reading.report(word.span(), fmt::format("`{}` is no `name=value` pair", word.shown()));
    error.help = "put a value with blanks in double quotes";
    error.layer = Layer::file;
  }
  if (wrong) return std::nullopt;
  return pairs.list();
}

}  // namespace

Detail read_env(const Instruction& instruction, Reading& reading) {
  auto pairs = read_pairs(instruction, reading);
  return pairs ? Detail(Env{*pairs}) : Detail(Broken{});
}

Detail read_label(const Instruction& instruction, Reading& reading) {
  auto pairs = read_pairs(instruction, reading);
  return pairs ? Detail(Label{*pairs}) : Detail(Broken{});
}

Detail read_arg(const Instruction& instruction, Reading& reading) {
  const List<Text> words = split_words(instruction.arguments, reading.escape, reading.texts);
  if (words.empty()) return missing_argument(instruction, reading);
  ListBuilder<KeyValue> variables(reading.texts);
  for (const Text& word : words) {
    variables.push_back(split_pair(word));
    check_name(instruction, word, variables.back(), reading);
  }
  return Arg{variables.list()};
}

}  // namespace mountlint::dockerfile
