// Takes apart what compose-go prints, line by line, and looks for the same among ours.
#include <algorithm>
#include <regex>
#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "tests/conformance/compose_error_forms.h"

namespace mountlint::conformance {

namespace {

std::string filled(std::string path, const std::smatch& match) {
  for (std::size_t i = 1; i < match.size(); ++i) {
    const std::string place = "$" + std::to_string(i);
    for (std::size_t at; (at = path.find(place)) != path.npos;) path.replace(at, 2, match[i].str());
  }
  return path;
}

// `a|b`: either.
std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> out;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, separator);) out.push_back(part);
  return out.empty() ? std::vector<std::string>{""} : out;
}

// Of Go's escapes only those occur.
std::string unescaped(std::string key) {
  constexpr std::pair<const char*, const char*> escapes[] = {{"\\ufeff", "\xEF\xBB\xBF"}, {"\\u00a0", "\xC2\xA0"}};
  for (const auto& [escape, bytes] : escapes)
    for (std::size_t at; (at = key.find(escape)) != key.npos;) key.replace(at, 6, bytes);
  return key;
}

// A key that is not known stands below the mapping that is named.
void add_unknown_keys(const std::string& line, RecordedError& error) {
  if (line.find("additional properties") == line.npos) return;
  static const std::regex key("'((?:[^'\\\\]|\\\\.)*)'");
  const std::string base = error.paths.front();
  error.paths.clear();
  const std::size_t start = line.find("additional properties");
  const std::string rest = line.substr(start);
  for (std::sregex_iterator it(rest.begin(), rest.end(), key), end; it != end; ++it)
    error.paths.push_back(base + (base.empty() ? "" : ".") + unescaped((*it)[1].str()));
}

// Where something that is only constructed stands is not known: of `line 1: line 6: ..` the second counts. `while ..`
// names where the thing began, and may be one line off; so may a document that is not begun.
Lines lines_of(const std::string& text) {
  static const std::regex number("line (\\d+)");
  std::vector<std::uint32_t> all;
  for (std::sregex_iterator it(text.begin(), text.end(), number), end; it != end; ++it)
    all.push_back(static_cast<std::uint32_t>(std::stoul((*it)[1])));
  if (std::regex_search(text, std::regex("line \\d+: (line|yaml|cycle|compose)"))) all.erase(all.begin());
  if (text.find("already defined at") != text.npos && all.size() > 1) all.resize(1);
  if (all.empty()) return {};
  const auto [first, last] = std::minmax_element(all.begin(), all.end());
  const std::uint32_t off = text.find("while ") != text.npos || text.find("<document start>") != text.npos;
  return {*first - off, *last + off};
}

std::vector<RecordedError> read_line(const std::string& line) {
  for (const ErrorForm& form : error_forms()) {
    std::smatch match;
    const std::regex pattern(form.pattern);
    if (!std::regex_search(line, match, pattern)) continue;
    RecordedError error{form.kind, {}, {}, {}, line};
    if (form.path) error.paths = split(filled(form.path, match), '|');
    if (form.said) error.said = filled(form.said, match);
    if (form.kind == ErrorKind::value && form.path) add_unknown_keys(line, error);
    if (form.kind == ErrorKind::yaml || form.kind == ErrorKind::limit) error.lines = lines_of(line);
    return {error};
  }
  return {};
}

// Some errors are several lines, the rest of which say nothing more.
bool goes_on(const std::string& text) {
  return text.find("include cycle") != text.npos || text.find("Circular reference") != text.npos ||
         text.starts_with("panic");
}

}  // namespace

const char* name_of(ErrorKind kind) {
  constexpr const char* names[] = {"value",      "yaml",      "limit",   "variable", "required", "mount",
                                   "port",       "undefined", "image",   "cycle",    "extends",  "file",
                                   "definition", "conflict",  "nothing", "options",  "crash"};
  return names[static_cast<int>(kind)];
}

std::vector<RecordedError> read_recorded_errors(const std::string& text) {
  if (goes_on(text)) return read_line(text.substr(0, text.find('\n')));
  if (text.starts_with("yaml: ") || text.find(" yaml: ") != text.npos) {
    std::string joined = text;
    for (char& c : joined)
      if (c == '\n') c = ' ';
    return read_line(joined);
  }
  std::vector<RecordedError> out;
  for (const std::string& line : split(text, '\n'))
    for (RecordedError& error : read_line(line)) out.push_back(std::move(error));
  return out;
}

namespace {

// `services[app].volumes.[0]` -> services, app, volumes, 0; `*` is any step, as is the empty one of `volumes.[]`.
std::vector<std::string> steps_of(std::string path) {
  for (std::size_t at; (at = path.find(".[")) != path.npos;) path.replace(at, 2, "[");
  for (std::size_t at; (at = path.find("[]")) != path.npos;) path.replace(at, 2, ".*");
  std::replace(path.begin(), path.end(), '[', '.');
  std::erase(path, ']');
  return path.empty() ? std::vector<std::string>() : split(path, '.');
}

bool is_at(const std::string& recorded, const std::string& ours) {
  const std::vector<std::string> wanted = steps_of(recorded), found = steps_of(ours);
  if (wanted.size() > found.size()) return false;
  return std::equal(wanted.begin(), wanted.end(), found.begin(),
                    [](const std::string& a, const std::string& b) { return a == "*" || a == b; });
}

}  // namespace

bool is_same(const RecordedError& recorded, const OurError& ours) {
  if (recorded.kind != ours.kind || ours.message.find(recorded.said) == std::string::npos) return false;
  if (recorded.lines.last && ours.line && !recorded.lines.holds(ours.line)) return false;
  if (recorded.paths.empty()) return true;
  for (const std::string& wanted : recorded.paths)
    for (const std::string& path : ours.paths)
      if (is_at(wanted, path)) return true;
  return false;
}

bool is_found(const std::string& recorded, const OurErrors& ours) {
  const std::vector<RecordedError> errors = read_recorded_errors(recorded);
  const auto found = [&](const RecordedError& error) {
    return std::any_of(ours.begin(), ours.end(), [&](const OurError& each) { return is_same(error, each); });
  };
  return !errors.empty() && std::all_of(errors.begin(), errors.end(), found);
}

}  // namespace mountlint::conformance
