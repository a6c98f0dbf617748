// Turns the events of yaml-cpp into a tree with exact places.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "parsers/yaml/align.h"
#include "parsers/yaml/blanks.h"
#include "parsers/yaml/failure.h"
#include "parsers/yaml/tree.h"
#include "parsers/yaml/trivia.h"

namespace mountlint::yaml {

enum class Shape : std::uint8_t { block_sequence, block_mapping, flow_sequence, flow_mapping, pair };

// A collection that is not closed yet. A pair is `a: b` inside `[..]`.
struct Open {
  Node* node = nullptr;
  Shape shape = Shape::block_mapping;
  std::uint32_t column = 0;   // block: of its first key or dash
  std::uint32_t from = 0;     // behind what was read before it
  std::uint32_t entry = 0;    // where the current entry begins
  const Node* key = nullptr;  // mapping: the key that waits for its value
  bool is_explicit = false;   // the key stands behind `?`
  bool undecided = false;     // `{`: its own bracket, or that of the key of a pair

  bool is_block() const { return shape == Shape::block_sequence || shape == Shape::block_mapping; }
  bool is_sequence() const { return shape == Shape::block_sequence || shape == Shape::flow_sequence; }
};

// ASCII without `:` (go-yaml: isAnchorChar).
bool is_anchor_name(std::string_view name);

// What an event says about the properties (`&x`, `!tag`) of a node: whether they may stand at its mark.
enum class Properties : bool { none, some };

// Each event returns false when the run must stop; then failure() says why. Offsets are those of the source.
class Builder {
 public:
  Builder(const SourceFile& source, std::string_view work, std::vector<Blank> blanks);

  bool document_start(std::uint32_t at);
  void document_end();
  bool null(std::uint32_t at, Properties properties);
  bool scalar(std::uint32_t at, std::string_view value);
  bool sequence_start(std::uint32_t at, bool flow, Properties properties);
  bool mapping_start(std::uint32_t at, bool flow, Properties properties);
  bool collection_end();
  // Checks what follows the last document.
  bool finish();
  // Keeps what was read so far: everything that is open is closed as incomplete.
  void abandon();

  bool fail(Problem problem, std::uint32_t at);
  const Failure& failure() const { return failure_; }

  const std::vector<Open>& open() const { return open_; }
  // Behind the last thing that was read.
  std::uint32_t end() const { return end_; }
  // The scalar that was read last.
  const Node* last_scalar() const { return last_scalar_; }
  // Quoted scalars over several lines, in order.
  const std::vector<Span>& long_quotes() const { return long_quotes_; }
  // The column of the block collection that was closed last.
  std::optional<std::uint32_t> closed_column() const { return closed_column_; }
  // Where that began, and whether it was a list.
  std::uint32_t closed_begin() const { return closed_begin_; }
  bool closed_list() const { return closed_list_; }
  const Cursor& cursor() const { return cursor_; }

  // True if nodes say of everything that was taken out where it is missing.
  bool tells_all() const { return blanks_.all_told(); }
  // The finished file without its source.
  File take();

 private:
  Span span(std::uint32_t begin, std::uint32_t end) const { return {source_.id(), begin, end}; }
  bool enter(std::uint32_t at, bool is_null);
  bool enter_document_node();
  void decide(std::uint32_t at);
  bool enter_entry(Open& open, bool is_null);
  bool enter_block_sequence(Open& open);
  bool enter_key(Open& open, bool is_null);
  bool enter_value(Open& open, bool is_null);
  bool enter_flow_sequence(Open& open, bool is_null);
  bool in_block() const { return open_.empty() || open_.back().is_block(); }
  bool skip();
  bool arrive(std::uint32_t at);
  bool stands_deeper(const Open& open);
  bool knows_handle(std::string_view tag) const;
  bool properties(Node& node);
  std::uint32_t word_end(std::uint32_t at) const;
  bool something_follows() const;
  bool null_word_follows() const;
  bool align(Node& node, std::string_view value);
  bool alias(const Node& node, std::string_view name);
  const Node* anchored(std::string_view name);
  void add_alias(const Node* target, Span at);
  bool block_scalar(Node& node);
  bool add_scalar(Node& node, const Aligned& found);
  void add_empty(Node& node, Kind kind);
  void settle_scalar(Node& node);
  bool decode(Node& node);
  bool start(std::uint32_t at, Kind kind, bool flow, Properties properties);
  bool close_flow(Open& open);
  void close_block(Open& open);
  void attach(const Node* node, const Via* via);
  bool directive();
  void error(Span at, std::string message, std::string help = {});
  void check_keys(Node& mapping);
  std::uint32_t next_token() const;
  bool has_ancestor_column(std::uint32_t column) const;

  const SourceFile& source_;
  Cursor cursor_;
  File file_;
  Aligner aligner_;
  Blanks blanks_;
  Failure failure_;
  std::vector<Open> open_;
  std::vector<std::string_view> handles_;                          // of `%TAG`
  std::vector<std::pair<std::string_view, const Node*>> anchors_;  // in order
  std::unordered_map<std::string_view, const Node*> anchors_by_name_;
  std::size_t anchors_known_ = 0;  // that many are in there: nothing is looked up before the first alias
  const Node* last_scalar_ = nullptr;
  std::vector<Span> long_quotes_;
  std::optional<std::uint32_t> closed_column_;
  std::uint32_t closed_begin_ = 0;
  bool closed_list_ = false;
  std::optional<std::uint32_t> last_start_;
  std::uint32_t end_ = 0;
  bool in_document_ = false;
  bool explicit_start_ = false;
};

}  // namespace mountlint::yaml
