// Holds the expansion of words against what BuildKit's own lexer gives for 686 of them.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "parsers/dockerfile/expand.h"
#include "tests/parsers/dockerfile_tally.h"

using namespace mountlint;
using namespace mountlint::dockerfile;
using nlohmann::json;

namespace {

// Switches that BuildKit uses only inside its own parser.
bool has_inner_switch(const json& answer) {
  return answer.contains("rawQuotes") || answer.contains("rawEscapes") || answer.contains("skipUnset");
}

void compare(const json& answer, Tally& tally) {
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
  const char escape = answer.value("escape", "\\")[0];
  const auto expand_word = answer.contains("skipProcessQuotes") ? expand_body : expand;
  const Text result = expand_word(whole(source), escape, variables, arena, errors);
  if (answer.contains("error"))
    tally.compare(word, "error", answer["error"], errors.empty() ? json("no error") : answer["error"]);
  else
    tally.compare(word, "result", answer["result"], errors.empty() ? clean(result.value()) : errors[0].message);
}

}  // namespace

TEST_CASE("words expand as BuildKit expands them") {
  std::ifstream in(std::filesystem::path(MOUNTLINT_SOURCE_DIR) / "../shared/conformance/dockerfile/expand.jsonl");
  if (!in) {
    std::cout << "SKIPPED: no conformance data beside the checkout\n";
    return;
  }
  Tally tally;
  std::size_t skipped = 0;
  for (std::string line; std::getline(in, line);) {
    const json answer = json::parse(line);
    if (has_inner_switch(answer))
      ++skipped;
    else
      compare(answer, tally);
  }
  tally.print(fmt::format("expansion ({} words with inner switches left out)", skipped));
  CHECK(tally.agreed() > 590);
  CHECK(tally.differences() == 0);
}
