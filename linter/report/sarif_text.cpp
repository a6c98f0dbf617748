// Plain functions on strings: the limits come from GitHub's documentation of what code scanning reads.
#include "linter/report/sarif_text.h"

#include <algorithm>

#include <fmt/format.h>

namespace mountlint::report {
namespace {

constexpr std::size_t most_bytes = 1024;

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

// Never inside a character.
std::string shortened(std::string text) {
  if (text.size() <= most_bytes) return text;
  std::size_t end = most_bytes - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
  return text.substr(0, end) + "...";
}

}  // namespace

std::string pascal_case(std::string_view kebab_case) {
  std::string out;
  bool starts_word = true;
  for (const char c : kebab_case) {
    if (c != '-') out += starts_word ? upper(c) : c;
    starts_word = c == '-';
  }
  return out;
}

std::string sentence_case(std::string_view text) {
  std::string out(text);
  if (!out.empty()) out[0] = upper(out[0]);
  return out;
}

std::string first_paragraph(std::string_view markdown) {
  const std::size_t begin = std::min(markdown.find_first_not_of(" \n\t"), markdown.size());
  markdown.remove_prefix(begin);
  markdown = markdown.substr(0, markdown.find("\n\n"));
  std::string out;
  for (const char c : markdown) {
    const bool blank = c == '\n' || c == ' ' || c == '\t';
    if (!blank) out += c;
    if (blank && !out.ends_with(' ')) out += ' ';
  }
  while (out.ends_with(' ')) out.pop_back();
  return shortened(std::move(out));
}

std::string_view sarif_level(Severity severity) { return severity == Severity::info ? "note" : name_of(severity); }

std::string_view problem_severity(Severity severity) {
  return severity == Severity::info ? "recommendation" : name_of(severity);
}

std::string_view security_severity(Severity severity) {
  if (severity == Severity::error) return "8.0";
  return severity == Severity::warning ? "5.5" : "2.0";
}

std::string link(std::string_view text, std::size_t id) { return fmt::format("[{}]({})", escaped(text), id); }

std::string unlinked(std::string_view message) {
  return message.find("](") == std::string_view::npos ? std::string(message) : escaped(message);
}

}  // namespace mountlint::report
