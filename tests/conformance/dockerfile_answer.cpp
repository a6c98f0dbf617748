// Puts an answer together. Where BuildKit stops at the first error of a file, so does the answer: the tree of a file
// that it refuses as text is not in it.
#include "tests/conformance/dockerfile_answer.h"

#include <memory>

#include "parsers/dockerfile/characters.h"

namespace mountlint::conformance {

using nlohmann::json;

std::string clean(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const dockerfile::CodePoint c = dockerfile::decode(text, at);
    out += c.value == 0xFFFD ? std::string_view("\xEF\xBF\xBD") : text.substr(at, c.size);
    at += c.size;
  }
  return out;
}

void put(json& out, const char* key, json value) {
  const bool nothing = value.is_null() || value == "" || value == false || value == 0 ||
                       ((value.is_array() || value.is_object()) && value.empty());
  if (!nothing) out[key] = std::move(value);
}

const SyntaxError* first_error(const SyntaxErrors& errors, Layer layer, const Span& span) {
  for (const SyntaxError& error : errors)
    if (error.layer == layer && span.contains(error.span)) return &error;
  return nullptr;
}

Span whole_lines(const dockerfile::File& file, Span span) {
  span.begin = file.source->line(file.source->line_of(span.begin)).begin;
  return span;
}

std::uint32_t first_line(const dockerfile::File& file, const dockerfile::Instruction& instruction) {
  return file.source->line_of(instruction.lines.begin);
}

json dockerfile_answer(const std::string& path, std::string content) {
  const auto source = std::make_shared<SourceFile>(FileId{1}, path, std::move(content));
  const dockerfile::File file = dockerfile::parse(source);
  json out = {{"path", path}};
  add_tree(file, out);
  if (out["parse"].contains("ok")) add_instructions(file, out);
  add_build(file, out);
  return out;
}

}  // namespace mountlint::conformance
