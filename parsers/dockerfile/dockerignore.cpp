// Patterns are cleaned twice, as BuildKit does it: when the file is read, and again, with the `!`, when the matcher is
// made. So `!/` is an error, and `/!x` is an exception for `x`.
#include "parsers/dockerfile/dockerignore.h"

#include <algorithm>

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"

namespace mountlint::dockerfile {
namespace {

constexpr std::size_t longest_line = 65535;  // bufio.MaxScanTokenSize, without room for more
constexpr std::size_t most_errors = 100;

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(skip_space(text, 0));
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = decode(text, at);
    at += c.size;
    if (!is_space(c.value)) end = at;
  }
  return text.substr(0, end);
}

// As ignorefile.ReadAll cleans it: a path from the root of the context.
std::string rooted(std::string_view pattern) {
  if (pattern.empty()) return {};
  std::string clean = clean_path(pattern);
  return clean.size() > 1 && clean[0] == '/' ? clean.substr(1) : clean;
}

}  // namespace

Dockerignore::Dockerignore(const SourceFile& file) {
  for (std::uint32_t number = 1; number <= file.line_count(); ++number) {
    const Span line = file.line(number);
    if (line.size() > longest_line) {
      report(line, "this line is longer than 65535 bytes: the file cannot be read");
      return;
    }
    add(file, line);
  }
}

void Dockerignore::add(const SourceFile& file, Span line) {
  const std::string_view bytes = file.text(line);
  if (bytes.starts_with('#')) return;
  const std::string_view text = trimmed(bytes);
  if (text.empty()) return;
  const auto begin = line.begin + static_cast<std::uint32_t>(text.data() - bytes.data());
  const Span span{line.file, begin, begin + static_cast<std::uint32_t>(text.size())};
  const bool inverted = text.starts_with('!');
  std::string pattern = rooted(inverted ? trimmed(text.substr(1)) : text);
  if (inverted) pattern.insert(0, 1, '!');
  pattern = trimmed(pattern);
  if (!pattern.empty()) add_pattern(clean_path(pattern), span);
}

void Dockerignore::add_pattern(std::string pattern, Span span) {
  if (pattern == "!") return report(span, "`!` has no pattern: the build fails");
  const bool exception = pattern[0] == '!';
  if (exception) pattern.erase(0, 1);
  Line line{span, exception, DockerignorePattern(std::move(pattern))};
  using Status = DockerignorePattern::Status;
  if (line.pattern.status() == Status::wrong)
    return report(span, fmt::format("`{}` is no pattern: the build fails", line.pattern.text()));
  complete_ = complete_ && line.pattern.status() == Status::good;
  lines_.push_back(std::move(line));
}

void Dockerignore::report(Span span, std::string message) {
  complete_ = false;
  if (errors_.size() < most_errors) errors_.push_back({span, std::move(message)});
}

// As BuildKit walks the context: each directory on the way hands on which lines it matched. A line that could change
// nothing is not asked.
bool Dockerignore::excludes(std::string_view path) const {
  std::vector<char> matched(lines_.size(), 0);
  bool excluded = false;
  for (std::size_t end = 0; end < path.size();) {
    end = std::min(path.find('/', end + 1), path.size());
    excluded = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const bool may_change = lines_[i].exception == excluded;
      if (!matched[i] && may_change) matched[i] = lines_[i].pattern.matches(path.substr(0, end));
      if (matched[i]) excluded = !lines_[i].exception;
    }
  }
  return excluded;
}

std::optional<std::string> dockerignore_for(const FileSystem& files, std::string_view dockerfile,
                                            std::string_view context) {
  for (std::string path : {fmt::format("{}.dockerignore", dockerfile), join_path(context, ".dockerignore")})
    if (files.kind(path) == FileKind::file) return path;
  return std::nullopt;
}

}  // namespace mountlint::dockerfile
