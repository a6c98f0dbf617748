// YAML trees with exact places. Order and duplicates are kept; aliases are edges to shared nodes.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "parsers/comment.h"
#include "parsers/place.h"
#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::yaml {

enum class Kind : std::uint8_t { null, scalar, sequence, mapping };
enum class Style : std::uint8_t { none, plain, single_quoted, double_quoted, literal, folded };

struct Node;

// One entry of a mapping, or one item of a sequence (then `key` is null).
struct Entry {
  const Node* key = nullptr;
  const Node* value = nullptr;  // never null
  const Via* via = nullptr;     // what brought the value here: an alias, a merge key, another file
};

struct Node {
  Kind kind = Kind::null;
  Style style = Style::none;
  bool complete = true;  // false: children are missing (blanked by recovery, or not known)
  bool is_flow = false;  // `[..]` or `{..}`
  // All of it: a scalar with its quotes, a block scalar with its header, a flow collection with its brackets, a
  // block collection from its first key or dash to the end of its last value. An empty null stands where the
  // value would: behind the `:` or `-`.
  Span span;
  Text text;             // scalar: the decoded value; its span is without the quotes. A null: as written.
  std::string_view tag;  // as written: "!reset", "!!str", "!<..>"; empty if none
  Span tag_span;
  std::string_view anchor;  // without `&`
  std::vector<Entry> children;

  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_mapping() const { return kind == Kind::mapping; }
  bool is_sequence() const { return kind == Kind::sequence; }
  bool is_null() const { return kind == Kind::null; }
  bool is_quoted() const { return style != Style::plain && style != Style::none; }
  // The last entry with this key, null if there is none. Merge keys are not looked into.
  const Entry* find(std::string_view key) const;
};

struct Document {
  const Node* root = nullptr;  // a null node for an empty document
};

// Owns nodes, texts and via steps.
class Tree {
 public:
  Node& add(Node node) { return nodes_.emplace_back(std::move(node)); }
  const Via* via(ViaKind kind, Span span, const Via* next) { return &vias_.emplace_back(Via{kind, span, next}); }
  const Via* via(Via step) { return &vias_.emplace_back(step); }
  TextArena& texts() { return texts_; }
  std::size_t size() const { return nodes_.size(); }

 private:
  std::deque<Node> nodes_;
  std::deque<Via> vias_;
  TextArena texts_;
};

// One parsed file.
struct File {
  SourcePtr source;
  std::vector<Document> documents;
  Comments comments;     // in order
  SyntaxErrors errors;   // in order of place
  bool complete = true;  // false: it was not read to its end, or something is missing that no node tells
  std::unique_ptr<Tree> tree;
};

// YAML as go-yaml reads it (go.yaml.in/yaml v4, which Compose uses), also where yaml-cpp would differ. Never throws.
// Bounded: 400 levels of nesting, then an error; aliases are edges (no bomb).
//
// After a syntax error the entry that holds it is left out, the collection it belongs to is incomplete, and the rest is
// read; the file is incomplete only where that fails. Repeated keys, aliases without a target, collections as keys and
// tags that do not fit are errors, too, but lose nothing else.
File parse(SourcePtr source);

// What a plain scalar means in YAML 1.1 as go-yaml resolves it; quoted scalars are always strings.
enum class Scalar : std::uint8_t { null, boolean, integer, floating, timestamp, string };
Scalar resolve(const Node& node);
// The value of a boolean/an integer scalar; empty if it is none or does not fit.
std::optional<bool> as_boolean(const Node& node);
std::optional<std::int64_t> as_integer(const Node& node);

}  // namespace mountlint::yaml
