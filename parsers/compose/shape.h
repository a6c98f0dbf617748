// Which shape each value of a compose file must have, and the check of a merged tree against it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "parsers/syntax_error.h"
#include "parsers/yaml/tree.h"

namespace mountlint::compose {

// What a value may be: a set of these.
enum Accept : std::uint8_t {
  null_ = 1,
  string_ = 2,
  number_ = 4,
  boolean_ = 8,
  list_ = 16,
  mapping_ = 32,
  word_ = 64,    // with string_: only the words for true and false
  octal_ = 128,  // with string_ and number_: only whole numbers, a string to the base of 8
  anything = 63,
};

struct Key;

// The shape of one value.
struct Shape {
  unsigned accept = anything;
  unsigned items = anything;                     // of a list: each item
  unsigned values = anything;                    // of a mapping without known keys: each value
  std::span<const Key> keys = {};                // of a mapping, or of mappings in a list: the keys that are known
  const Shape* each = nullptr;                   // of a mapping whose keys are names of resources: each value
  std::span<const std::string_view> words = {};  // of a string: the only ones
  std::string_view required = {};                // of a mapping with known keys: one that must be there
  bool unique = false;                           // of a list: no two items are equal
};

struct Key {
  std::string_view name;
  Shape shape;
};

// The whole file.
const Shape& compose_shape();
// The keys of one service, `image` first.
std::span<const Key> service_keys();

// Wrong shapes, and unknown keys that can only be a misspelt known one. Every error is claimed by compose_syntax.
// What is incomplete or unknown has no shape. Entries of `volumes` are checked inside only: what an entry must be is
// said by whoever reads it.
void check_shape(const yaml::Node& root, const Shape& shape, SyntaxErrors& errors);

}  // namespace mountlint::compose
