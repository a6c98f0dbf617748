// Words for the lexer of variables: each has its own variables, escape character and switches.
#include "tests/conformance/dockerfile_words.h"

#include <fstream>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "parsers/dockerfile/expand.h"
#include "tests/conformance/dockerfile_answer.h"

namespace mountlint::conformance {

using namespace dockerfile;
using nlohmann::json;

namespace {

Lexing lexing_of(const json& answer) {
  Lexing lexing{answer.value("escape", "\\")[0]};
  lexing.quotes = !answer.value("skipProcessQuotes", false);
  lexing.raw_quotes = answer.value("rawQuotes", false);
  lexing.raw_escapes = answer.value("rawEscapes", false);
  lexing.skip_unset = answer.value("skipUnset", false);
  return lexing;
}

// `row` names the line of the answer.
void compare(const json& answer, const std::string& row, Tally& tally) {
  const std::string word = answer["word"];
  const SourceFile source(FileId{1}, "word", word);
  TextArena arena;
  std::map<std::string, SourceFile, std::less<>> values;
  for (const auto& [name, value] : answer["env"].items())
    values.try_emplace(name, FileId{2}, name, value.get<std::string>());
  const auto whole = [&](const SourceFile& file) {
    return arena.source(file, {file.id(), 0, static_cast<std::uint32_t>(file.text().size())});
  };
  const Variables variables = [&](std::string_view name) -> Variable {
    const auto found = values.find(name);
    return found == values.end() ? Variable{} : Variable{Variable::set, whole(found->second)};
  };
  SyntaxErrors errors;
  const Lexing lexing = lexing_of(answer);
  const Text result = expand(whole(source), lexing, variables, arena, errors);
  if (answer.contains("error"))
    tally.compare(row, "error", answer["error"], errors.empty() ? json("no error") : answer["error"]);
  else
    tally.compare(row, "result", answer["result"], errors.empty() ? clean(result.value()) : errors[0].message);
  SyntaxErrors again;
  const json words = clean_list(expand_words(whole(source), lexing, variables, arena, again));
  tally.compare(row, "words", answer.value("words", json::array()), again.empty() ? words : json::array());
}

}  // namespace

void compare_words(const std::filesystem::path& answers, Tally& tally) {
  std::ifstream in(answers);
  if (!in) throw std::runtime_error("cannot read " + answers.string());
  int number = 0;
  for (std::string line; std::getline(in, line);) compare(json::parse(line), fmt::format("expand:{}", ++number), tally);
}

}  // namespace mountlint::conformance
