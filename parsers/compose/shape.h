// Which shape each value of a compose file must have, and the check of a merged tree against it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "parsers/syntax_error.h"
#include "parsers/yaml/tree.h"

namespace mountlint::compose {

// What a value may be: a set of these.
enum Accept : std::uint16_t {
  null_ = 1,
  string_ = 2,
  number_ = 4,
  boolean_ = 8,
  list_ = 16,
  mapping_ = 32,
  word_ = 64,    // with string_: only the words for true and false
  octal_ = 128,  // with string_ and number_: only whole numbers, a string to the base of 8
  whole_ = 256,  // with number_: only whole numbers
  date_ = 512,   // with string_: also what YAML reads as a date; findings make no difference
  anything = 63 | date_,
};

struct Key;
struct Demands;

// The shape of one value.
struct Shape {
  unsigned accept = anything;
  unsigned items = anything;                     // of a list: each item
  unsigned values = anything;                    // of a mapping without known keys: each value
  std::span<const Key> keys = {};                // of a mapping, or of mappings in a list: the keys that are known
  const Shape* each = nullptr;                   // of a mapping whose keys are names: each value
  std::span<const std::string_view> words = {};  // of a string: the only ones
  std::string_view required = {};                // of a mapping with known keys: one that must be there
  bool unique = false;                           // of a list: no two items are equal
  bool any_name = false;                         // with `each`: the keys may be any text
  const Demands* demands = nullptr;
};

struct Key {
  std::string_view name;
  Shape shape;
  const Shape* schema = nullptr;  // what the schema says where it is narrower than what is worth a finding
};

// What Compose asks beyond kinds and keys, of a value or of each item of a list. Nothing of it is worth a finding.
struct Demands {
  std::span<const std::string_view> required = {};   // of a mapping: keys that must be there
  std::span<const std::string_view> any_of = {};     // of a mapping: keys of which one must be there
  std::span<const std::string_view> forbidden = {};  // of a mapping: known keys that have no place in this one
  std::span<const Key> more = {};                    // of a mapping: further keys
  std::optional<double> minimum = {}, maximum = {};  // of a number, or a string that is cast to one
  bool (*fits)(std::string_view) = nullptr;          // of a string: what it must be, in the words of `expected`
  const char* expected = "";
  bool cast = false;           // of a string: it is turned into a number
  bool further_keys = false;   // of a mapping: there may be unknown ones
  bool no_extensions = false;  // of a mapping: keys with `x-` are unknown, too
};

// The whole file.
const Shape& compose_shape();
// The keys of one service, `image` first.
std::span<const Key> service_keys();

enum class Check : std::uint8_t {
  findings,  // wrong shapes of what is read, and unknown keys that can only be a misspelt known one
  schema,    // all that Compose refuses
};

// Every error is claimed by compose_syntax. What is incomplete or unknown has no shape. For findings, entries of
// `volumes` are checked inside only: what an entry must be is said by whoever reads it.
void check_shape(const yaml::Node& root, const Shape& shape, SyntaxErrors& errors, Check check = Check::findings);

}  // namespace mountlint::compose
