// The marker is a comment of YAML: a text that lost its line break in front of it is still one file.
#include "tests/fuzz/bundle.h"

#include <algorithm>

namespace mountlint::fuzz {
namespace {

constexpr std::string_view marker = "#==>";

// Where the next line with a marker begins.
std::size_t next_marker(const std::string& text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    at = text.find(marker, at);
    if (at == std::string::npos) break;
    if (at == 0 || text[at - 1] == '\n') return at;
  }
  return text.size();
}

void add(Bundle& out, std::string path, std::string text) {
  out.files.add(path, std::move(text));
  out.paths.push_back(std::move(path));
}

}  // namespace

Bundle unpack(const std::string& text) {
  Bundle out;
  std::size_t at = next_marker(text, 0);
  if (at > 0 || text.empty()) add(out, "/compose.yaml", text.substr(0, at));
  while (at < text.size()) {
    const std::size_t line_end = std::min(text.find('\n', at), text.size());
    const std::size_t next = next_marker(text, line_end);
    const std::size_t slash = std::min(text.find('/', at), line_end);
    const std::string path = clean_path("/" + text.substr(slash, line_end - slash));
    if (text.substr(at, marker.size() + 1) == "#==>*") out.set.push_back(path);
    add(out, path, text.substr(std::min(line_end + 1, next), next - std::min(line_end + 1, next)));
    at = next;
  }
  return out;
}

std::string pack(const std::map<std::string, std::string>& files, const std::vector<std::string>& set) {
  std::string out;
  const auto add_one = [&](std::string_view begin, const std::string& path) {
    out.append(begin).append(path).append("\n").append(files.at(path));
    if (out.back() != '\n') out += '\n';
  };
  for (const std::string& path : set) add_one("#==>* ", path);
  for (const auto& [path, text] : files)
    if (std::ranges::find(set, path) == set.end()) add_one("#==> ", path);
  return out;
}

}  // namespace mountlint::fuzz
