// A later document laid over what was loaded before: overrides, and further documents of a file.
#pragma once

#include <string_view>
#include <vector>

#include "parsers/syntax_error.h"
#include "parsers/yaml/tree.h"

namespace mountlint::compose {

// Keys from the top level down: {"services", "db", "volumes"}.
using Path = std::vector<std::string_view>;

// How two values at one path become one.
enum class MergeRule : std::uint8_t {
  plain,    // mappings key by key, lists appended, scalars replaced
  replace,  // the later one
  list,     // both as lists, then appended: a string is a list of one
  keyed,    // both as lists of `K=V`; a later `K` takes the place of an earlier one
  build,    // a string is a mapping with `context`
  loose,    // as plain; kinds that differ are no error (the later one stays)
};

MergeRule merge_rule(const Path& path);

// Merges flat trees (see Flattener). Two mappings under `keyed` become a sequence whose entries have keys. `!reset`
// takes a key away that was there before, `!override` puts its value in place of what was there.
class Merger {
 public:
  Merger(yaml::Tree& tree, SyntaxErrors& errors) : tree_(tree), errors_(errors) {}

  // `base` may be null: nothing was loaded before.
  const yaml::Node* merge(const yaml::Node* base, const yaml::Node& over);
  // The same for two values that stand at `path`.
  const yaml::Node* merge_at(Path path, const yaml::Node& base, const yaml::Node& over);

 private:
  const yaml::Node* value(const yaml::Node& base, const yaml::Node& over) {
    return value(base, over, nullptr, nullptr);
  }
  // With the steps of the entries that hold them.
  const yaml::Node* value(const yaml::Node& base, const yaml::Node& over, const Via* base_via, const Via* over_via);
  const yaml::Node* plain(const yaml::Node& base, const yaml::Node& over, bool loose);
  const yaml::Node* mappings(const yaml::Node& base, const yaml::Node& over);
  const yaml::Node* append(const yaml::Node& base, const yaml::Node& over);
  const yaml::Node* by_key(const yaml::Node& base, const yaml::Node& over);
  const yaml::Node* without_resets(const yaml::Node& node);
  const yaml::Node* as_list(const yaml::Node& node, const Via* via);
  const yaml::Node* as_build(const yaml::Node& node, const Via* via);
  yaml::Entry lay(const yaml::Entry& base, const yaml::Entry& over);

  yaml::Tree& tree_;
  SyntaxErrors& errors_;
  Path path_;
};

}  // namespace mountlint::compose
