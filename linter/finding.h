// What a rule found. Plain data; lines and columns are made in report/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/place.h"

namespace mountlint {

struct Rule;

enum class Severity : std::uint8_t { info, warning, error };
enum class Category : std::uint8_t {
  persistence,
  shadowing,
  exposure,
  sharing,
  portability,
  permission,
  volume_instruction,
  build_mount,
  syntax,
};
std::string_view name_of(Severity severity);
std::string_view name_of(Category category);
std::optional<Severity> severity_named(std::string_view name);
std::optional<Category> category_named(std::string_view name);

// A second place: "declared here".
struct Note {
  Span span;  // invalid: a note without a place
  std::string message;
};

enum class Applicability : std::uint8_t { safe, unsafe };

struct Edit {
  Span span;  // replaced; empty: an insertion
  std::string replacement;
};

struct Fix {
  std::string title;
  Applicability applicability = Applicability::unsafe;
  std::vector<Edit> edits;
};

struct Finding {
  const Rule* rule = nullptr;
  Severity severity = Severity::warning;
  Span span;
  std::string message;
  std::vector<Note> notes = {};
  std::string help = {};
  std::optional<Fix> fix = {};
  // What it is about, stable when lines move: "services.db.volumes[/data]". For fingerprints.
  std::string subject = {};
};

}  // namespace mountlint
