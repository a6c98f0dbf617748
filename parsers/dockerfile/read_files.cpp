// ADD, COPY, VOLUME and WORKDIR: a JSON array or words between blanks, where quotes mean nothing (BuildKit
// frontend/dockerfile/parser/line_parsers.go, instructions/parse.go).
#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/heredocs.h"
#include "parsers/dockerfile/instructions.h"

namespace mountlint::dockerfile {

namespace {

struct Paths {
  Words words;
  bool wrong = false;
};

Paths read_paths(const Instruction& instruction, Reading& reading) {
  JsonForm json = read_json_form(instruction.arguments, instruction, reading);
  if (json.is_json) return {{json.items, true}, json.wrong};
  return {{split_at_blanks(instruction.arguments, reading.texts), false}, false};
}

// ADD and COPY differ only in their flags.
template <class T>
std::optional<T> read_transfer(const Instruction& instruction, Reading& reading) {
  Paths paths = read_paths(instruction, reading);
  if (paths.wrong) return std::nullopt;
  const List<Text> words = paths.words.items;
  const std::string keyword = upper(instruction.keyword.value());
  if (words.size() < 2) {
    const Span span = words.empty() ? instruction.keyword.span() : words[0].span();
    reading.report(span, fmt::format("`{}` needs a source and a destination", keyword));
    return std::nullopt;
  }
  T out;
  out.destination = words.back();
  if (heredoc_head(out.destination, reading.texts)) {
    reading.report(out.destination.span(), fmt::format("the destination of `{}` cannot be a heredoc", keyword));
    return std::nullopt;
  }
  ListBuilder<Text> sources(reading.texts);
  for (const Text& word : words.first(words.size() - 1))
    if (!heredoc_head(word, reading.texts)) sources.push_back(word);
  out.sources = {sources.list(), paths.words.json};
  return out;
}

bool is_blank_path(const Text& path) { return path.is_known() && trim(path).empty(); }

}  // namespace

Detail read_add(const Instruction& instruction, Reading& reading) {
  auto add = read_transfer<Add>(instruction, reading);
  return add ? Detail(std::move(*add)) : Detail(Broken{});
}

Detail read_copy(const Instruction& instruction, Reading& reading) {
  auto copy = read_transfer<Copy>(instruction, reading);
  if (!copy) return Broken{};
  if (const Text* from = flag_value(instruction.flags, "from")) copy->from = *from;
  return std::move(*copy);
}

Detail read_volume(const Instruction& instruction, Reading& reading) {
  Paths paths = read_paths(instruction, reading);
  if (paths.wrong) return Broken{};
  if (paths.words.items.empty()) return missing_argument(instruction, reading);
  ListBuilder<Text> trimmed(reading.texts);
  for (const Text& path : paths.words.items) {
    if (is_blank_path(path) && reading.has_room())
      reading.report(path.span(), "a path of `VOLUME` must not be empty").claim = Claim::volume_invalid_path;
    trimmed.push_back(trim(path));
  }
  return Volume{{trimmed.list(), paths.words.json}};
}

Detail read_workdir(const Instruction& instruction, Reading& reading) {
  if (instruction.arguments.empty()) return missing_argument(instruction, reading);
  return Workdir{instruction.arguments};
}

}  // namespace mountlint::dockerfile
