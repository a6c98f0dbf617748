// The leaves of the tree: scalars, nulls and aliases, and the keys of a finished mapping.
#include <fmt/format.h>

#include <algorithm>

#include "parsers/yaml/binary.h"
#include "parsers/yaml/builder.h"
#include "parsers/yaml/bytes.h"
#include "parsers/yaml/precheck.h"

namespace mountlint::yaml {

void Builder::error(Span at, std::string message, std::string help) {
  file_.errors.push_back({at, std::move(message), Claim::compose_syntax, std::move(help), {}, {}});
}

// Whether what stands at the cursor can belong to the node that was entered: in block collections it must stand deeper
// than the keys and dashes around it, or on the same line. A key does stand there.
bool Builder::something_follows() const {
  if (cursor_.at_end()) return false;
  if (open_.empty() || !open_.back().is_block()) return true;
  if (open_.back().shape == Shape::block_mapping && !open_.back().key) return true;
  const bool same_line = line_begin(cursor_.work(), cursor_.at(), 0) <= end_;
  return same_line || cursor_.column(cursor_.at()) > open_.back().column;
}

bool Builder::null_word_follows() const {
  if (!something_follows()) return false;
  const std::string_view rest = cursor_.work().substr(cursor_.at());
  for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
    if (!rest.starts_with(word)) continue;
    return ends_word(rest, word.size()) || std::string_view(",]}:").find(rest[word.size()]) != std::string_view::npos;
  }
  return false;
}

// A value that is not written stands behind its indicator or its properties.
void Builder::add_empty(Node& node, Kind kind) {
  node.kind = kind;
  node.style = kind == Kind::null ? Style::none : Style::plain;
  node.span = span(end_, end_);
  node.text = file_.tree->texts().source(source_, node.span);
  settle_scalar(node);
  if (!open_.empty() && in_block() && !blanks_.empty() && blanks_.claim_value(end_, next_token(), open_.back().column))
    node.complete = false;
  attach(&node, nullptr);
}

// The mark of an empty root is that of its properties, even if yaml-cpp has forgotten a tag.
bool Builder::null(std::uint32_t at, Properties some) {
  if (open_.empty()) some = Properties::some;
  if (!enter(at, true)) return false;
  Node& node = file_.tree->add({Kind::null});
  if (!skip()) return false;
  if (some == Properties::some) {
    if (!arrive(at) || !properties(node)) return false;
  }
  if (!null_word_follows()) return add_empty(node, Kind::null), true;
  if (some == Properties::none && !arrive(at)) return false;
  const std::size_t length = cursor_.peek() == '~' ? 1 : 4;
  return align(node, cursor_.work().substr(cursor_.at(), length));
}

bool Builder::scalar(std::uint32_t at, std::string_view value) {
  if (!enter(at, false) || !arrive(at)) return false;
  Node& node = file_.tree->add({Kind::scalar});
  if (!properties(node)) return false;
  const bool empty = value.empty() &&
                     !(something_follows() && std::string_view("\"'|>").find(cursor_.peek()) != std::string_view::npos);
  if (empty) return add_empty(node, Kind::scalar), true;
  if (cursor_.peek() == alias_mark) return alias(node, value.substr(1));
  return align(node, value);
}

bool Builder::align(Node& node, std::string_view value) {
  const std::uint32_t begin = cursor_.at();
  const char first = cursor_.peek();
  if (first == '"' || first == '\'') {
    const auto found = aligner_.quoted(begin);
    if (!found) return fail(Problem::quote, begin);
    if (found->bad_escape > 0) return fail(Problem::escape, found->bad_escape + 2);
    if (source_.text(found->span).find('\n') != std::string_view::npos) long_quotes_.push_back(found->span);
    return add_scalar(node, *found);
  }
  if (in_block() && (first == '|' || first == '>')) return block_scalar(node);
  const auto found = aligner_.plain(begin, value);
  return found ? add_scalar(node, *found) : fail(Problem::text, begin);
}

bool Builder::block_scalar(Node& node) {
  const int parent = open_.empty() ? -1 : static_cast<int>(open_.back().column);
  const Aligned found = aligner_.block(cursor_.at(), parent);
  return found.tab > 0 ? fail(Problem::tab, found.tab) : add_scalar(node, found);
}

bool Builder::add_scalar(Node& node, const Aligned& found) {
  node.style = found.style;
  node.span = found.span;
  node.text = found.text;
  if (found.comment > 0 && found.comment < found.span.end) {
    cursor_.move(found.comment);
    cursor_.skip_comment();
  }
  cursor_.move(found.span.end);
  end_ = found.span.end;
  if (found.style == Style::plain && in_block()) cursor_.behind_plain(open_.empty() ? 0 : open_.back().column);
  last_scalar_ = &node;
  settle_scalar(node);
  attach(&node, nullptr);
  return true;
}

// The bytes of `!!binary` take the place of the text. False if it is none.
bool Builder::decode(Node& node) {
  const std::optional<std::string> bytes = decode_base64(node.text.value());
  if (!bytes) return false;
  TextBuilder text(file_.tree->texts());
  text.replace(*bytes, node.text.span());
  node.text = text.finish(node.text.span());
  return true;
}

// A null that is written is a null node; and what go-yaml cannot read as the type that its tag names is an error.
void Builder::settle_scalar(Node& node) {
  node.kind = Kind::scalar;
  const Scalar type = resolve(node);
  if (type == Scalar::null) node.kind = Kind::null;
  const std::string_view tag = node.tag;
  const bool wrong = (tag == "!!int" && type != Scalar::integer) || (tag == "!!bool" && type != Scalar::boolean) ||
                     (tag == "!!float" && type != Scalar::floating) || (tag == "!!null" && type != Scalar::null) ||
                     (tag == "!!timestamp" && type != Scalar::timestamp) || (tag == "!!binary" && !decode(node));
  if (wrong) error(node.span, fmt::format("`{}` cannot be read as `{}`", node.text.value(), tag));
}

// ---- aliases

bool is_anchor_name(std::string_view name) {
  const auto fits = [](char c) {
    return c > ' ' && c < '\x7F' && std::string_view(":,[]{}").find(c) == std::string_view::npos;
  };
  return !name.empty() && std::all_of(name.begin(), name.end(), fits);
}

bool Builder::alias(const Node& node, std::string_view name) {
  const std::uint32_t begin = cursor_.at();
  const std::uint32_t end = begin + 1 + static_cast<std::uint32_t>(name.size());
  if (!node.tag.empty() || !node.anchor.empty()) return fail(Problem::alias, begin);
  if (name.empty()) return fail(Problem::anchor, begin);
  if (!is_anchor_name(name)) return fail(Problem::alias, begin);
  cursor_.move(end);
  end_ = end;
  add_alias(anchored(source_.text(span(begin + 1, end))), span(begin, end));
  return true;
}

// The last one so far; null if there is none.
const Node* Builder::anchored(std::string_view name) {
  for (; anchors_known_ < anchors_.size(); ++anchors_known_)
    anchors_by_name_[anchors_[anchors_known_].first] = anchors_[anchors_known_].second;
  const auto found = anchors_by_name_.find(name);
  return found == anchors_by_name_.end() ? nullptr : found->second;
}

// An alias that leads nowhere, or into a node that holds it, has an unknown value.
void Builder::add_alias(const Node* target, Span at) {
  const std::string_view written = source_.text(at);
  const auto holds = [&](const Open& open) { return open.node == target; };
  const bool cycle = target && std::any_of(open_.begin(), open_.end(), holds);
  if (target && !cycle) return attach(target, file_.tree->via(ViaKind::alias, at, nullptr));
  if (cycle) error(at, fmt::format("alias `{}` stands inside the value it refers to", written));
  if (!target) error(at, fmt::format("no anchor `&{}` is given before alias `{}`", written.substr(1), written));
  Node& unknown = file_.tree->add({Kind::null});
  unknown.complete = false;
  unknown.span = at;
  unknown.text = file_.tree->texts().source(source_, at);
  attach(&unknown, nullptr);
}

// ---- keys

// Keys are compared as text, as go-yaml does: `1` and `"1"` are the same key.
void Builder::check_keys(Node& mapping) {
  std::unordered_map<std::string_view, const Node*> seen(mapping.children.size());
  for (const Entry& entry : mapping.children) {
    const Node& key = *entry.key;
    if (!key.complete) continue;
    if (key.is_sequence() || key.is_mapping()) {
      error(key.span, fmt::format("a {} cannot be a key, expected text", key.is_sequence() ? "list" : "mapping"),
            key.is_flow ? "quote the value if the brackets belong to it" : "");
      mapping.complete = false;
      continue;
    }
    const auto [first, added] = seen.emplace(key.text.value(), &key);
    if (added) continue;
    const std::uint32_t line = source_.line_of(first->second->span.begin);
    error(key.span, fmt::format("key `{}` is already given on line {}", key.text.value(), line));
    file_.errors.back().notes.push_back({first->second->span, "first given here"});
  }
}

}  // namespace mountlint::yaml
