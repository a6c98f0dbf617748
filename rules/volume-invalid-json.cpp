// Flags `VOLUME [..]` that is no JSON: the brackets become part of a path.
#include "linter/rule.h"
#include "rules/support/volume_operands.h"

namespace mountlint::rules {

static bool is_quote(char c) { return c == '\'' || c == '"'; }

static std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// What Docker makes of a word: it takes quotes away.
static std::string without_quotes(std::string_view word) {
  std::string path;
  for (const char c : word) {
    if (!is_quote(c)) path += c;
  }
  return path;
}

// `'/data'`, `"/data"` and `/data` mean /data; anything else in it, and nobody knows.
static std::optional<std::string> path_of(std::string_view item) {
  item = trimmed(item);
  if (item.size() >= 2 && is_quote(item.front()) && item.front() == item.back()) item = item.substr(1, item.size() - 2);
  if (!item.starts_with("/") || item.find_first_of(" \t'\"\\[],") != std::string_view::npos) return std::nullopt;
  return std::string(item);
}

// The list as it was meant: `["/data", "/logs"]`. Empty if it does not split cleanly.
static std::optional<std::string> as_json(std::string_view list) {
  list = trimmed(list);
  if (!list.starts_with("[") || !list.ends_with("]")) return std::nullopt;
  list = list.substr(1, list.size() - 2);
  if (trimmed(list).ends_with(",")) list = list.substr(0, list.rfind(','));
  std::string json;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const std::optional<std::string> path = path_of(list.substr(begin, end - begin));
    if (!path) return std::nullopt;
    json += fmt::format("{}\"{}\"", json.empty() ? "[" : ", ", *path);
    begin = end + 1;
  }
  return json + "]";
}

static void report(const dockerfile::Instruction& instruction, const VolumeOperand& first, Findings& findings) {
  const Text& list = instruction.arguments;
  Draft draft =
      findings.add(list.span(),
                   "`{}` is not JSON, so the volume is declared at the literal path `{}` and nothing keeps what "
                   "is written to the path that was meant",
                   list.shown(), without_quotes(first.value.shown()));
  draft.help("write a JSON array with double quotes, or the paths alone, separated by blanks");
  const std::optional<std::string> json = list.editable() ? as_json(list.value()) : std::nullopt;
  if (json) draft.fix({fmt::format("write `{}`", *json), Applicability::unsafe, {Edit{list.span(), *json}}});
}

static void check(const Stage& stage, Findings& findings) {
  for (const std::vector<const VolumeOperand*>& operands : by_instruction(stage)) {
    if (operands.front()->verdict != OperandVerdict::invalid_json) continue;
    report(*operands.front()->instruction, *operands.front(), findings);
  }
}

extern const Rule volume_invalid_json;
constinit const Rule volume_invalid_json{
    .id = "volume-invalid-json",
    .summary = "a `VOLUME` list that is not JSON declares a path with brackets in it",
    .category = Category::volume_instruction,
    .severity = Severity::error,
    .why = R"(Docker reads `VOLUME [..]` as a list only if it is strict JSON: double quotes, no trailing comma. Anything
else is split at blanks, and each word is a path, brackets and commas included. The image then has a volume at `[/data]`
instead of `/data`, so what the program writes to `/data` is not kept as the author thinks. Since version 29.5 the
engine refuses to start such a container.

Write the array with double quotes, or leave out the brackets.)",
    .bad = R"(FROM alpine:3
VOLUME ['/data', '/logs']
)",
    .good = R"(FROM alpine:3
VOLUME ["/data", "/logs"]
)",
    .references = {"https://docs.docker.com/reference/dockerfile/#volume", "https://github.com/moby/moby/issues/46399",
                   "https://github.com/makeplane/plane/issues/9098"},
    .check = check,
};

}  // namespace mountlint::rules
