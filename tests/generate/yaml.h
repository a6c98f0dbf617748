// YAML that is about to be written: what it says is fixed, how it is written (block or flow, quotes, the order of keys)
// is up to a Chooser.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/generate/chooser.h"

namespace mountlint::generate {

enum class YamlKind : std::uint8_t { text, bare, list, mapping };

struct Yaml {
  YamlKind kind = YamlKind::mapping;
  std::string text = {};    // of a scalar; bare ones (`true`, `null`, `*alias`) are written as they are
  std::string prefix = {};  // "&anchor" or "!tag"
  std::vector<std::pair<std::string, Yaml>> children = {};  // items have no key
  bool pinned = false;  // the order of the keys stays as it is: later ones refer to earlier ones

  Yaml& add(std::string key, Yaml value) {
    children.emplace_back(std::move(key), std::move(value));
    return children.back().second;
  }
  // The value of a key; made as an empty mapping where there is none.
  Yaml& operator[](std::string_view key);
};

inline Yaml text(std::string value) { return {YamlKind::text, std::move(value)}; }
inline Yaml bare(std::string value) { return {YamlKind::bare, std::move(value)}; }

// One document, without `---`. `ways` says how, and in which order the keys of mappings stand.
std::string write(const Yaml& root, Chooser ways);

}  // namespace mountlint::generate
