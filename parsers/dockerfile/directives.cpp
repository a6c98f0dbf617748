// Directives are comments of the form `# key=value`; the first line that is none ends them (BuildKit
// frontend/dockerfile/parser/directives.go). After a `#!` line BuildKit still finds `syntax` and `check`, but no
// `escape`; at the first indented line it stops looking for these two.
#include "parsers/dockerfile/directives.h"

#include <algorithm>

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/check_options.h"

namespace mountlint::dockerfile {

namespace {

// `\s` of Go's regular expressions.
constexpr std::string_view pattern_blanks = "\t\n\f\r ";

std::uint32_t skip(std::string_view text, std::uint32_t at) {
  return static_cast<std::uint32_t>(std::min(text.find_first_not_of(pattern_blanks, at), text.size()));
}

bool is_word(char c) { return is_letter(static_cast<unsigned char>(c)) || (c >= '0' && c <= '9'); }

// `#`, white space of any kind, and ^([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$
std::optional<Directive> match(const Text& line) {
  const std::string_view bytes = line.value();
  if (!bytes.starts_with('#')) return std::nullopt;
  const std::uint32_t begin = skip_space(bytes, 1);
  std::uint32_t end = begin;
  while (end < bytes.size() && static_cast<unsigned char>(bytes[end]) < 0x80 && is_word(bytes[end])) ++end;
  if (end == begin || (bytes[begin] >= '0' && bytes[begin] <= '9')) return std::nullopt;
  const std::uint32_t equals = skip(bytes, end);
  if (equals + 1 >= bytes.size() || bytes[equals] != '=') return std::nullopt;
  // Where only blanks follow, the pattern leaves the last one as value.
  const std::uint32_t value = std::min(skip(bytes, equals + 1), line.size() - 1);
  const std::size_t last = bytes.find_last_not_of(pattern_blanks);
  const std::uint32_t value_end = std::max(value + 1, static_cast<std::uint32_t>(last + 1));
  return Directive{line.sub(begin, end), line.sub(value, value_end)};
}

bool is_name(const Directive& directive, std::string_view name) { return equal_fold(directive.name.value(), name); }

}  // namespace

bool DirectiveReader::read(const Text& line, bool first) {
  if (first && line.value().starts_with("#!")) return after_shebang_ = true;
  const Text comment = trim_left(line);
  const auto directive = match(comment);
  if (!directive) return false;
  const bool escape = is_name(*directive, "escape");
  if (!escape && !is_name(*directive, "syntax") && !is_name(*directive, "check")) return false;
  check_repeated(*directive);
  if (escape && !after_shebang_) set_escape(directive->value);
  indented_ = indented_ || comment.size() < line.size();
  if (is_name(*directive, "check") && !indented_) read_check(directive->value);
  directives_.push_back(*directive);
  return true;
}

void DirectiveReader::check_repeated(const Directive& directive) {
  const std::string name = lower(directive.name.value());
  for (const Directive& earlier : directives_) {
    if (!is_name(earlier, name)) continue;
    SyntaxError error{directive.name.span(), fmt::format("the directive `{}` may be written only once", name)};
    error.notes.push_back({earlier.name.span(), "first written here"});
    error.layer = Layer::file;
    errors_.push_back(std::move(error));
    return;
  }
}

// Only the first one counts.
void DirectiveReader::read_check(const Text& value) {
  for (const Directive& earlier : directives_)
    if (is_name(earlier, "check")) return;
  read_check_options(value, errors_);
}

void DirectiveReader::set_escape(const Text& value) {
  if (value.value() == "\\" || value.value() == "`") {
    escape_ = value.value()[0];
    return;
  }
  errors_.push_back({value.span(), "the escape character must be a backslash or a backtick"});
  errors_.back().layer = Layer::file;
}

}  // namespace mountlint::dockerfile
