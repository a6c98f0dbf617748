// The words for severities and categories: in reports, in `--select`, in configs and on the pages of the rules.
#include "linter/finding.h"

#include <array>

namespace mountlint {
namespace {

constexpr std::array<std::string_view, 3> severities = {"info", "warning", "error"};
constexpr std::array<std::string_view, 9> categories = {
    "persistence", "shadowing",          "exposure",    "sharing", "portability",
    "permission",  "volume-instruction", "build-mount", "syntax",
};

template <class Enum, std::size_t count>
std::optional<Enum> find(const std::array<std::string_view, count>& names, std::string_view name) {
  for (std::size_t i = 0; i < count; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Severity severity) { return severities[static_cast<std::size_t>(severity)]; }
std::string_view name_of(Category category) { return categories[static_cast<std::size_t>(category)]; }
std::optional<Severity> severity_named(std::string_view name) { return find<Severity>(severities, name); }
std::optional<Category> category_named(std::string_view name) { return find<Category>(categories, name); }

}  // namespace mountlint
