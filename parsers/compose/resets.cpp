// Follows compose-go's loader/reset.go, which notes the paths of both tags and deletes them from what was loaded
// before: from the earlier documents, from what `include` brings and from the base of `extends`. Only keys of mappings
// are deleted; an item of a list that is reset is merely left out of its own document.
#include "parsers/compose/resets.h"

#include <algorithm>
#include <string>
#include <unordered_map>

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Node;

bool is_tag(const Node& node, std::string_view name) {
  if (node.tag.empty()) return false;
  return node.tag == name || node.tag == "!<" + std::string(name) + ">";
}

bool is_reset(const Node& node) { return is_tag(node, "!reset"); }
bool is_override(const Node& node) { return is_tag(node, "!override"); }

class Remover {
 public:
  explicit Remover(yaml::Tree& tree) : tree_(tree) {}

  const Node* run(const Node& base, const Node& over) {
    if (base.is_mapping() && over.is_mapping()) return keys(base, over);
    return base.is_sequence() && over.is_sequence() ? items(base, over) : &base;
  }

 private:
  const Node* keys(const Node& base, const Node& over) {
    std::unordered_map<std::string_view, const Node*> tagged;
    for (const Entry& entry : over.children)
      if (entry.key) tagged.emplace(entry.key->text.value(), entry.value);
    Node out = base;
    out.children.clear();
    for (const Entry& entry : base.children) {
      const auto found = entry.key ? tagged.find(entry.key->text.value()) : tagged.end();
      if (found == tagged.end())
        out.children.push_back(entry);
      else if (!is_reset(*found->second) && !is_override(*found->second))
        out.children.push_back({entry.key, run(*entry.value, *found->second), entry.via});
    }
    return &tree_.add(std::move(out));
  }

  const Node* items(const Node& base, const Node& over) {
    Node out = base;
    for (std::size_t i = 0; i < std::min(base.children.size(), over.children.size()); ++i)
      out.children[i].value = run(*base.children[i].value, *over.children[i].value);
    return &tree_.add(std::move(out));
  }

  yaml::Tree& tree_;
};

const Node* strip(const Node& node, yaml::Tree& tree) {
  // What a tagged scalar means hangs on its tag: it is always a string.
  if (node.is_scalar()) return &node;
  const bool tagged = is_reset(node) || is_override(node);
  if (!tagged && !has_tags(node)) return &node;
  Node out = node;
  if (tagged) out.tag = {};
  out.children.clear();
  for (const Entry& entry : node.children)
    if (!is_reset(*entry.value)) out.children.push_back({entry.key, strip(*entry.value, tree), entry.via});
  return &tree.add(std::move(out));
}

}  // namespace

bool has_tags(const Node& node) {
  return std::any_of(node.children.begin(), node.children.end(), [](const Entry& entry) {
    return is_reset(*entry.value) || is_override(*entry.value) || has_tags(*entry.value);
  });
}

const Node* without_tagged(const Node& base, const Node& over, yaml::Tree& tree) {
  return has_tags(over) ? Remover(tree).run(base, over) : &base;
}

const Node* without_tags(const Node& node, yaml::Tree& tree) { return strip(node, tree); }

}  // namespace mountlint::compose
