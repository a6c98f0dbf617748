// Two questions, asked of the merged project: does it fit the schema, and is it consistent?
#include "parsers/compose/refusals.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "parsers/compose/project_refusals.h"
#include "parsers/compose/schema_refusals.h"

namespace mountlint::compose {
namespace {

// An alias brings the same value to several places: one error per cause.
void sort(SyntaxErrors& errors) {
  const auto key = [](const SyntaxError& error) { return std::tuple(error.span, std::string_view(error.message)); };
  std::stable_sort(errors.begin(), errors.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  const auto equal = [&](const auto& a, const auto& b) { return key(a) == key(b); };
  errors.erase(std::unique(errors.begin(), errors.end(), equal), errors.end());
}

}  // namespace

SyntaxErrors find_refusals(const File& file, Sources& sources) {
  SyntaxErrors errors;
  check_schema(file, errors);
  check_project(file, sources, errors);
  sort(errors);
  return errors;
}

}  // namespace mountlint::compose
