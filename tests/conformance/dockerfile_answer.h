// What we make of a Dockerfile, in the form in which BuildKit's own answers were recorded; tests/conformance/README.md
// says what each field means.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "parsers/dockerfile/ast.h"

namespace mountlint::conformance {

// `path` is the name that the answer bears.
nlohmann::json dockerfile_answer(const std::string& path, std::string content);

// The parts of an answer, each added to `out`. A field that is empty, false or absent is left out.
void add_tree(const dockerfile::File& file, nlohmann::json& out);          // directives, parse, nodes
void add_instructions(const dockerfile::File& file, nlohmann::json& out);  // perInstruction, instructions
void add_build(const dockerfile::File& file, nlohmann::json& out);         // expanded, mounts, checks

// The first error of a layer inside `span`; null if there is none.
const SyntaxError* first_error(const SyntaxErrors& errors, Layer layer, const Span& span);

// The text with U+FFFD for each byte that is not UTF-8.
std::string clean(std::string_view text);
nlohmann::json clean_list(const auto& texts) {
  nlohmann::json list = nlohmann::json::array();
  for (const Text& text : texts) list.push_back(clean(text.value()));
  return list;
}

// Sets `out[key]` unless the value is empty, false or zero.
void put(nlohmann::json& out, const char* key, nlohmann::json value);

// The span from the begin of its first line: a body whose tabs are removed begins behind them.
Span whole_lines(const dockerfile::File& file, Span span);

std::uint32_t first_line(const dockerfile::File& file, const dockerfile::Instruction& instruction);

}  // namespace mountlint::conformance
