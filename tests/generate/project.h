// A compose project as it is meant: what services, volumes, configs and secrets say, not how that is written.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tests/generate/chooser.h"

namespace mountlint::generate {

enum class Kind : std::uint8_t {
  scalar,
  flag,     // true, false
  atom,     // a list that is replaced as a whole
  list,     // lists are appended to each other
  mounts,   // the same, and a later entry takes the place of one with the same target
  mapping,  // key by key
  pairs,    // the same, and may be written as `K=V`
};

// A value: `path` (absolute, of the host; written relative to whatever counts there), then `text`.
struct Value {
  Kind kind = Kind::scalar;
  std::string path = {}, text = {};
  std::vector<std::pair<std::string, Value>> children = {};  // entries of lists have no key
  // While it is written:
  std::string id = {};    // "app0/volumes/3"; empty for what is only there to be replaced
  bool replaces = false;  // an earlier mount has the same target
  std::string tag = {};   // "!override", "!reset"

  const Value* find(std::string_view key) const;
};

// A service, or an entry of the top-level `volumes`, `configs` or `secrets`.
struct Thing {
  std::string section, name;
  Value says = {Kind::mapping};
};

// How much may be used to write it; less makes a failing project smaller.
struct Means {
  std::size_t depth = 3;   // of mechanisms inside each other
  std::size_t layers = 3;  // files that are named, and documents in them
  bool variables = true;
};

struct Project {
  std::uint64_t seed = 0;
  Means means;
  std::vector<Thing> things;
};

// The same for the same number on every machine.
Project make_project(std::uint64_t seed);

}  // namespace mountlint::generate
