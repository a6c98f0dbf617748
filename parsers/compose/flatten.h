// One document as it was written -> a tree of its own, as Compose's loader sees it: aliases and merge keys are
// followed, values are interpolated.
#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parsers/compose/interpolate.h"
#include "parsers/yaml/tree.h"

namespace mountlint::compose {

// How many nodes may be visited; aliases are visited as often as they are used.
struct VisitLimits {
  std::size_t document = 100'000;  // compose-go's own limit
  std::size_t total = 1'000'000;   // of all documents of a file set
};

// Makes flat trees in `tree`. Each entry carries, in `via`, all steps that brought it to where it now stands. What
// cannot be followed (a cycle, too many nodes) is an error and an incomplete null. Where a key occurs twice the last
// one stays. A value with a variable is no plain scalar any more: whatever it looks like, it is a string.
class Flattener {
 public:
  Flattener(yaml::Tree& tree, Environment environment, SyntaxErrors& errors, VisitLimits limits = {});

  // `via`: what brought the whole document here.
  const yaml::Node* flatten(const yaml::Node& root, const Via* via = nullptr);
  // The variables of the documents that follow: an included file has its own.
  void use(Environment environment) { environment_ = std::move(environment); }
  // False if anything so far could not be followed.
  bool complete() const { return complete_; }
  // True once no more can be visited.
  bool spent() const { return total_ > limits_.total; }

 private:
  // Of a mapping that is being filled: each key, and its number.
  using Keys = std::unordered_map<std::string_view, std::size_t>;

  const yaml::Node* node(const yaml::Node& node, const Via* via, Span at);
  const yaml::Node* scalar(const yaml::Node& node);
  const yaml::Node* collection(const yaml::Node& node, const Via* via);
  void mapping(const yaml::Node& from, const Via* via, yaml::Node& to);
  void merge_key(const yaml::Entry& entry, const Via* via, yaml::Node& to, Keys& taken);
  bool can_merge(const yaml::Entry& entry);
  void merge_source(const yaml::Entry& source, const yaml::Node& key, const Via* via, bool from_list, yaml::Node& to,
                    Keys& taken);
  yaml::Entry without_tag(const yaml::Entry& entry);
  void keep_tag(const yaml::Entry& hidden, yaml::Entry& entry);
  bool check_key(const yaml::Node& key);
  const yaml::Node* missing(Span at);
  void fail(Span at, std::string message, std::string help = {});

  yaml::Tree& tree_;
  Environment environment_;
  SyntaxErrors& errors_;
  VisitLimits limits_;
  std::size_t total_ = 0, visits_ = 0;
  bool complete_ = true;
  std::vector<const yaml::Node*> open_;  // the collections around the current node
};

}  // namespace mountlint::compose
