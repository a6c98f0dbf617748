// Errors of compose projects in a form that can be compared: a kind, and where it stands in the project.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "parsers/compose/ast.h"
#include "parsers/sources.h"

namespace mountlint::conformance {

// What an error is about. Compose's layers (schema, casts, decoding) are one kind: which of them meets a wrong value
// first is theirs alone.
enum class ErrorKind : std::uint8_t {
  value,       // of the wrong type or form, a key that is missing or not known
  yaml,        // the text, its anchors and its keys
  limit,       // too large
  variable,    // `${..}` that is malformed
  required,    // `${X:?}`
  mount,       // the short syntax of a mount, or a mount without a source
  port,        // the short syntax of a port
  undefined,   // a name that nothing defines
  image,       // neither image nor build
  cycle,       // of includes, extends, dependencies, aliases
  extends,     // a base that is not there
  file,        // a file that is missing or cannot be read
  definition,  // of a volume, config or secret that contradicts itself
  conflict,    // keys or mounts that exclude each other
  nothing,     // an empty project
  options,     // the name of the project, the choice of files
  crash,       // of compose-go
};
const char* name_of(ErrorKind kind);

// One of ours.
struct OurError {
  ErrorKind kind;
  std::vector<std::string> paths;  // where it stands; several where an alias brings it to several places
  std::string file, message;
  std::uint32_t line = 0;
  bool has_variable = false;  // a variable stands in what is wrong

  // `services.app.volumes.0: message`
  std::string text() const;
  nlohmann::json value() const;
};
using OurErrors = std::vector<OurError>;

// Everything that Compose refuses about a project, in order of place.
OurErrors our_errors(const compose::File& file, Sources& sources);

// Lines of a file, both ends counted; none if `last` is 0.
struct Lines {
  std::uint32_t first = 0, last = 0;

  bool holds(std::uint32_t line) const { return first <= line && line <= last; }
};

// One of compose-go's.
struct RecordedError {
  ErrorKind kind;
  std::vector<std::string> paths;  // each may be meant; empty: it says nothing about the place
  std::string said;                // a part of our message
  Lines lines;
  std::string text;
};
// The error text may hold several.
std::vector<RecordedError> read_recorded_errors(const std::string& text);

// True if ours is the same error: of the same kind, at the path that is named or deeper.
bool is_same(const RecordedError& recorded, const OurError& ours);
// True if all that one recorded text says is among ours.
bool is_found(const std::string& recorded, const OurErrors& ours);

// Kind, place and message of each.
nlohmann::json shown(const OurErrors& errors);

}  // namespace mountlint::conformance
