// Everything that is said about a rule is printed from its constant, so that no page can differ from the program.
#include "linter/explain.h"

#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>

namespace mountlint {
namespace {

// A raw string often begins and ends with a line break.
std::string_view trimmed(std::string_view text) {
  while (text.starts_with('\n')) text.remove_prefix(1);
  const std::size_t end = text.find_last_not_of(" \n\t");
  return text.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

bool is_dockerfile(std::string_view example) { return example.starts_with("FROM") || example.starts_with('#'); }

// One more backtick than any run of them in the text.
std::string fence_for(std::string_view text) {
  std::size_t longest = 2, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return std::string(longest + 1, '`');
}

std::string fenced(std::string_view example) {
  const std::string_view code = trimmed(example);
  const std::string fence = fence_for(code);
  return fmt::format("{}{}\n{}\n{}\n", fence, is_dockerfile(code) ? "dockerfile" : "yaml", code, fence);
}

std::string indented(std::string_view text) {
  std::string out;
  for (std::size_t begin = 0, end; begin <= text.size(); begin = end + 1) {
    end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    out += (line.empty() ? "" : "    ") + std::string(line) + "\n";
  }
  return out;
}

// What switches the rule: off if it is on, on if it is off.
std::string switched(const Rule& rule) {
  const std::string_view value = rule.enabled_by_default ? "off" : name_of(rule.severity);
  return fmt::format("rules:\n  {}: {}\n", std::string_view(rule.id), value);
}

std::string suppression(const Rule& rule) {
  return fmt::format("# mountlint: ignore[{}] -- why it is right here", std::string_view(rule.id));
}

std::string_view default_state(const Rule& rule) { return rule.enabled_by_default ? "on" : "off"; }

std::string references(const Rule& rule, std::string_view bullet) {
  std::string out;
  for (const std::string_view url : rule.references) out += fmt::format("{}{}\n", bullet, url);
  return out;
}

std::string former_ids(const Rule& rule) {
  std::string out;
  for (const std::string_view id : rule.former_ids) out += fmt::format("{}`{}`", out.empty() ? "" : ", ", id);
  return out.empty() ? out : "- Former names: " + out + "\n";
}

// Compose makes the new volume itself on `up --no-start`, with its own labels.
constexpr std::string_view rescue =
    R"(A change of the file does not move data that is there: the next `up` starts with an empty place. Carry it over while
the container still exists, that is, before any `docker compose down`:

1. `docker compose stop SERVICE`, and find out where its data is:
   `docker inspect -f '{{ range .Mounts }}{{ .Name }} {{ .Destination }}{{ println }}{{ end }}' CONTAINER`.
2. Is it in a volume (OLD, the name in front of the path)? Change the file, run `docker compose up --no-start SERVICE`,
   and copy: `docker run --rm -v OLD:/from -v PROJECT_VOLUME:/to alpine cp -a /from/. /to/`.
3. Is it in the container itself? Take it out first, with `docker cp -a CONTAINER:/PATH/. ./rescued`; then change the
   file, run `docker compose up --no-start SERVICE`, and copy it from there:
   `docker run --rm -v ./rescued:/from -v PROJECT_VOLUME:/to alpine cp -a /from/. /to/`.
4. `docker compose up -d SERVICE`, and delete the old volume when everything is there.

After `down` an unnamed volume is still on the disk until somebody prunes: `docker volume ls -f dangling=true`.)";

// A bar would end the cell.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out;
}

std::map<Category, std::vector<const Rule*>> by_category(const RuleList& rules) {
  std::map<Category, std::vector<const Rule*>> groups;
  for (const Rule* rule : rules) groups[rule->category].push_back(rule);
  return groups;
}

}  // namespace

std::string rule_url(const Rule& rule) {
  return fmt::format("https://github.com/mountlint/mountlint/blob/main/rules/docs/{}.md", std::string_view(rule.id));
}

std::string rule_page(const Rule& rule) {
  std::string out = fmt::format(
      "<!-- Written from the rule's own text by the program; do not edit. -->\n\n"
      "# {}\n\n{}\n\n- Severity: {}\n- Category: {}\n- By default: {}\n{}\n## Why\n\n{}\n\n"
      "## Example\n\nThis is found:\n\n{}\nThis is not:\n\n{}\n",
      std::string_view(rule.id), std::string_view(rule.summary), name_of(rule.severity), name_of(rule.category),
      default_state(rule), former_ids(rule), trimmed(rule.why), fenced(rule.bad), fenced(rule.good));
  if (rule.moves_data) out += fmt::format("## An installation that already runs\n\n{}\n\n", rescue);
  out += fmt::format(
      "## Switching it off or on\n\nFor one place, with a comment on the line before:\n\n```yaml\n{}\n```\n\n"
      "For a project, in `.mountlint.yaml` (`off`, `info`, `warning` or `error`):\n\n```yaml\n{}```\n",
      suppression(rule), switched(rule));
  const std::string links = references(rule, "- ");
  return links.empty() ? out : out + "\n## References\n\n" + links;
}

std::string rule_table(const RuleList& rules, std::string_view pages) {
  std::string out;
  for (const auto& [category, group] : by_category(rules)) {
    out += fmt::format("{}### {}\n\n| Rule | Severity | What it finds |\n|---|---|---|\n", out.empty() ? "" : "\n",
                       name_of(category));
    for (const Rule* rule : group) {
      const std::string_view id = rule->id;
      out += fmt::format("| [{}]({}{}.md) | {}{} | {} |\n", id, pages, id, name_of(rule->severity),
                         rule->enabled_by_default ? "" : " (off)", cell(rule->summary));
    }
  }
  return out;
}

std::string rule_list(const RuleList& rules) {
  std::size_t widest = 0;
  for (const Rule* rule : rules) widest = std::max(widest, rule->id.text.size());
  std::string out;
  for (const auto& [category, group] : by_category(rules)) {
    out += fmt::format("{}{}\n", out.empty() ? "" : "\n", name_of(category));
    for (const Rule* rule : group)
      out += fmt::format("  {:<{}}  {:<7}  {}{}\n", std::string_view(rule->id), widest, name_of(rule->severity),
                         std::string_view(rule->summary), rule->enabled_by_default ? "" : " (off by default)");
  }
  return out;
}

std::string explain(const Rule& rule) {
  std::string out = fmt::format(
      "{}: {}\n\nseverity {}, category {}, {} by default\n\n{}\n\nThis is found:\n\n{}\nThis is not:\n\n{}\n",
      std::string_view(rule.id), std::string_view(rule.summary), name_of(rule.severity), name_of(rule.category),
      default_state(rule), trimmed(rule.why), indented(trimmed(rule.bad)), indented(trimmed(rule.good)));
  if (rule.moves_data) out += fmt::format("An installation that already runs:\n\n{}\n\n", rescue);
  out += fmt::format("To allow one place, write on the line before it:\n\n    {}\n\n", suppression(rule));
  out += fmt::format("To switch it {} for a project, write in .mountlint.yaml:\n\n{}\n",
                     rule.enabled_by_default ? "off" : "on", indented(trimmed(switched(rule))));
  return out + fmt::format("See also:\n\n    {}\n", rule_url(rule)) + references(rule, "    ");
}

}  // namespace mountlint
