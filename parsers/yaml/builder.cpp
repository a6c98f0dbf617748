// Events come in the order of the text. So one cursor walks along with them: for each event it takes the indicators
// that must stand before the node, and is then exactly at the mark that yaml-cpp gave. If it is not, the text has
// something there that yaml-cpp overlooked.
#include "parsers/yaml/builder.h"

#include <algorithm>

#include "parsers/yaml/bytes.h"
#include "parsers/yaml/precheck.h"

namespace mountlint::yaml {

namespace {

// yaml-cpp gives up at 500 levels, each key or item counted.
constexpr std::size_t max_depth = 400;

bool is_flow_indicator(char c) { return std::string_view(",[]{}").find(c) != std::string_view::npos; }

}  // namespace

Builder::Builder(const SourceFile& source, std::string_view work, std::vector<Blank> blanks)
    : source_(source),
      cursor_(source, work),
      file_{{}, {}, {}, {}, true, std::make_unique<Tree>()},
      aligner_(source, work, file_.tree->texts()),
      blanks_(std::move(blanks)),
      end_(cursor_.at()) {}

bool Builder::fail(Problem problem, std::uint32_t at) {
  if (failure_.problem == Problem::none) failure_ = {problem, at};
  return false;
}

File Builder::take() {
  file_.comments = std::move(cursor_.comments());
  return std::move(file_);
}

// ---- documents

// `%YAML 1.1` and `%TAG`: go-yaml refuses other versions and other names.
bool Builder::directive() {
  const std::uint32_t begin = cursor_.at();
  cursor_.skip_line();
  const std::string_view line = source_.text(span(begin, cursor_.at()));
  const bool version = line.starts_with("%YAML") && line.find("1.1") != std::string_view::npos;
  if (!version && !line.starts_with("%TAG ")) return fail(Problem::directive, begin);
  if (!version) handles_.push_back(line.substr(5, line.find(' ', 5) - 5));
  end_ = cursor_.at();
  return true;
}

bool Builder::document_start(std::uint32_t at) {
  const bool first = !last_start_;
  if (last_start_ && *last_start_ >= at) return fail(Problem::text, at);
  last_start_ = at;
  bool directives = false;
  for (;;) {
    if (!skip()) return false;
    if (cursor_.at() >= at) break;
    if (cursor_.peek() == '%' && cursor_.column(cursor_.at()) == 0) {
      if (!directive()) return false;
      directives = true;
    } else if (!first && cursor_.sees_marker("...")) {
      cursor_.move(cursor_.at() + 3);
    } else {
      return fail(first ? Problem::text : Problem::document, cursor_.at());
    }
  }
  explicit_start_ = cursor_.sees_marker("---");
  if (!explicit_start_ && (!first || directives)) return fail(Problem::document, cursor_.at());
  if (cursor_.sees_marker("...")) return fail(Problem::text, cursor_.at());
  if (explicit_start_) cursor_.move(cursor_.at() + 3), end_ = cursor_.at();
  in_document_ = true;
  file_.documents.emplace_back();
  return true;
}

void Builder::document_end() { in_document_ = false; }

bool Builder::finish() {
  while (skip() && !cursor_.at_end()) {
    if (!cursor_.sees_marker("...")) return fail(Problem::text, cursor_.at());
    cursor_.move(cursor_.at() + 3);
  }
  return failure_.problem == Problem::none;
}

// ---- before a node

bool Builder::skip() {
  const auto tab = cursor_.skip(in_block());
  return !tab || fail(Problem::tab, *tab);
}

bool Builder::enter(std::uint32_t at, bool is_null) {
  if (failure_.problem != Problem::none) return false;
  if (open_.size() >= max_depth) return fail(Problem::depth, open_.back().node->span.begin);
  decide(at);
  return open_.empty() || enter_entry(open_.back(), is_null);
}

// A `{` is its own bracket unless the next node begins at the same byte: then it is that of a key, and this is a pair.
void Builder::decide(std::uint32_t at) {
  if (open_.empty() || !open_.back().undecided) return;
  Open& last = open_.back();
  last.undecided = false;
  last.shape = at == last.node->span.begin ? Shape::pair : Shape::flow_mapping;
  if (last.shape == Shape::flow_mapping) cursor_.move(last.node->span.begin + 1), end_ = cursor_.at();
}

bool Builder::enter_entry(Open& open, bool is_null) {
  if (open.shape == Shape::block_sequence) return enter_block_sequence(open);
  if (open.shape == Shape::flow_sequence) return enter_flow_sequence(open, is_null);
  return open.key ? enter_value(open, is_null) : enter_key(open, is_null);
}

bool Builder::enter_block_sequence(Open& open) {
  if (!skip()) return false;
  if (!cursor_.sees_word('-')) return fail(Problem::sequence_entry, cursor_.at());
  open.entry = cursor_.at();
  cursor_.move(cursor_.at() + 1);
  end_ = cursor_.at();
  const std::size_t next = cursor_.work().find_first_not_of(' ', end_);
  const bool tab = next != std::string_view::npos && cursor_.work()[next] == '\t';
  if (!tab) return true;
  return fail(Problem::tab, static_cast<std::uint32_t>(next));
}

bool Builder::enter_key(Open& open, bool is_null) {
  if (!skip()) return false;
  if (open.shape == Shape::flow_mapping && !open.node->children.empty()) {
    if (!cursor_.take(',')) return fail(Problem::flow_mapping, cursor_.at());
    end_ = cursor_.at();
    if (!skip()) return false;
  }
  open.entry = cursor_.at();
  open.is_explicit = cursor_.sees_word('?');
  const bool empty = is_null && (cursor_.peek() == ':' || cursor_.peek() == ',');
  if (empty && !open.is_explicit) return fail(Problem::text, cursor_.at());
  if (!open.is_explicit) return true;
  cursor_.move(cursor_.at() + 1);
  end_ = cursor_.at();
  return true;
}

bool Builder::enter_value(Open& open, bool is_null) {
  if (!skip()) return false;
  const bool colon = open.is_block() ? cursor_.sees_word(':') : cursor_.peek() == ':';
  if (colon) {
    cursor_.move(cursor_.at() + 1);
    end_ = cursor_.at();
  }
  // At the end of the file yaml-cpp takes a line without `:` for a key.
  const bool may_lack = is_null && (!open.is_block() || open.is_explicit);
  return colon || may_lack || fail(Problem::mapping_entry, open.entry);
}

bool Builder::enter_flow_sequence(Open& open, bool is_null) {
  if (!skip()) return false;
  if (!open.node->children.empty()) {
    if (!cursor_.take(',')) return fail(Problem::flow_sequence, cursor_.at());
    end_ = cursor_.at();
    if (!skip()) return false;
  }
  open.entry = cursor_.at();
  return !(is_null && cursor_.peek() == ',') || fail(Problem::text, cursor_.at());
}

// The cursor must now be where yaml-cpp saw the node.
bool Builder::arrive(std::uint32_t at) {
  if (!skip()) return false;
  if (cursor_.at() != at) return fail(Problem::text, std::min(cursor_.at(), at));
  return open_.empty() || stands_deeper(open_.back());
}

// A value on a line of its own stands deeper than its key, but for a list or a block scalar.
bool Builder::stands_deeper(const Open& open) {
  const std::uint32_t at = cursor_.at();
  if (open.shape != Shape::block_mapping || !open.key) return true;
  if (cursor_.sees_word('-') || cursor_.peek() == '|' || cursor_.peek() == '>') return true;
  const bool same_line = line_begin(cursor_.work(), at, cursor_.base()) < end_;
  return same_line || cursor_.column(at) > open.column || fail(Problem::mapping_entry, at);
}

std::uint32_t Builder::word_end(std::uint32_t at) const {
  const std::string_view text = source_.text();
  const bool verbatim = text.substr(at).starts_with("!<");
  while (!ends_word(text, at) && (verbatim || !is_flow_indicator(text[at]))) ++at;
  return at;
}

namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// The characters of a tag (libyaml: URI characters).
bool is_valid_property(std::string_view word) {
  if (word[0] == '&') return is_anchor_name(word.substr(1));
  const std::string_view others = word.starts_with("!<") ? "<>,[]" : "";
  return std::all_of(word.begin(), word.end(), [&](char c) {
    return is_letter(c) || std::string_view("-_;/?:@&=+$.!~*'()%").find(c) != std::string_view::npos ||
           others.find(c) != std::string_view::npos;
  });
}

}  // namespace

// `!name!suffix` needs a `%TAG` of that name.
bool Builder::knows_handle(std::string_view tag) const {
  const std::size_t end = tag.starts_with("!<") ? tag.npos : tag.find('!', 1);
  if (end == tag.npos || end == 1) return true;
  return std::find(handles_.begin(), handles_.end(), tag.substr(0, end + 1)) != handles_.end();
}

// `&x` and `!tag` before a node, in any order.
bool Builder::properties(Node& node) {
  while (cursor_.peek() == '&' || cursor_.peek() == '!') {
    const Span word = span(cursor_.at(), word_end(cursor_.at()));
    const std::string_view text = source_.text(word);
    const char next = word.end < source_.text().size() ? source_.text()[word.end] : ' ';
    const bool is_tag = text[0] == '!';
    const bool ends = is_tag ? !is_flow_indicator(next) || next == ',' : next != '[' && next != '{';
    if (!is_valid_property(text) || !ends) return fail(is_tag ? Problem::tag : Problem::anchor, word.begin);
    if (is_tag && !knows_handle(text)) return fail(Problem::tag_handle, word.begin);
    if (is_tag) node.tag = text, node.tag_span = word;
    if (!is_tag) node.anchor = text.substr(1), anchors_.emplace_back(node.anchor, &node);
    cursor_.move(word.end);
    end_ = word.end;
    if (!skip()) return false;
  }
  return true;
}

// ---- collections

bool Builder::start(std::uint32_t at, Kind kind, bool flow, Properties some) {
  if (!enter(at, false) || !arrive(at)) return false;
  const std::uint32_t from = end_;
  Node& node = file_.tree->add({kind});
  node.is_flow = flow;
  if (some == Properties::some && !properties(node)) return false;
  const std::uint32_t begin = cursor_.at();
  node.span = span(begin, begin);
  Open open{&node, kind == Kind::sequence ? Shape::block_sequence : Shape::block_mapping, cursor_.column(begin), from};
  open.entry = begin;
  const bool bracket = flow && cursor_.peek() == (kind == Kind::sequence ? '[' : '{');
  if (flow) open.shape = !bracket ? Shape::pair : kind == Kind::sequence ? Shape::flow_sequence : Shape::flow_mapping;
  open.undecided = open.shape == Shape::flow_mapping;
  if (open.shape == Shape::flow_sequence) cursor_.move(begin + 1), end_ = cursor_.at();
  open_.push_back(open);
  return true;
}

bool Builder::sequence_start(std::uint32_t at, bool flow, Properties some) {
  return start(at, Kind::sequence, flow, some);
}

bool Builder::mapping_start(std::uint32_t at, bool flow, Properties some) {
  return start(at, Kind::mapping, flow, some);
}

bool Builder::close_flow(Open& open) {
  const bool sequence = open.shape == Shape::flow_sequence;
  if (!skip()) return false;
  if (!open.node->children.empty() && cursor_.take(',') && !skip()) return false;
  if (!cursor_.take(sequence ? ']' : '}'))
    return fail(sequence ? Problem::flow_sequence : Problem::flow_mapping, cursor_.at());
  end_ = cursor_.at();
  return true;
}

bool Builder::has_ancestor_column(std::uint32_t column) const {
  for (const Open& open : open_)
    if (open.is_block() && open.column == column) return true;
  return false;
}

// Where the next token stands, comments left out. Looked up only after a recovery.
std::uint32_t Builder::next_token() const {
  Cursor ahead = cursor_;
  ahead.move(std::max(cursor_.at(), end_));
  ahead.skip(false);
  return ahead.at();
}

void Builder::close_block(Open& open) {
  closed_column_ = open.column;
  closed_begin_ = open.node->span.begin;
  closed_list_ = open.is_sequence();
  if (blanks_.empty()) return;
  const auto inside = [&](std::uint32_t column) { return has_ancestor_column(column); };
  if (blanks_.claim(open.from, next_token(), open.column, inside)) open.node->complete = false;
}

bool Builder::collection_end() {
  if (failure_.problem != Problem::none) return false;
  decide(open_.back().node->span.begin + 1);  // nothing in it: `{}`
  Open open = open_.back();
  if (!open.is_block() && open.shape != Shape::pair && !close_flow(open)) return false;
  open_.pop_back();
  open.node->span.end = end_;
  open.node->children.shrink_to_fit();
  if (open.is_block()) close_block(open);
  if (open.node->is_mapping()) check_keys(*open.node);
  attach(open.node, nullptr);
  return true;
}

void Builder::attach(const Node* node, const Via* via) {
  if (open_.empty()) {
    if (!file_.documents.empty()) file_.documents.back().root = node;
    return;
  }
  Open& parent = open_.back();
  if (parent.is_sequence()) {
    parent.node->children.push_back({nullptr, node, via});
  } else if (!parent.key) {
    parent.key = node;
  } else {
    parent.node->children.push_back({parent.key, node, via});
    parent.key = nullptr;
  }
}

void Builder::abandon() {
  while (!open_.empty()) {
    Open& open = open_.back();
    open.undecided = false;
    open.node->complete = false;
    end_ = std::max(end_, open.node->span.begin);  // a `{` that was not taken yet begins behind it
    if (open.key) {
      Node& missing = file_.tree->add({Kind::null});
      missing.complete = false;
      missing.span = span(end_, end_);
      attach(&missing, nullptr);
    }
    Node* node = open.node;
    open_.pop_back();
    node->span.end = end_;
    attach(node, nullptr);
  }
  if (file_.documents.empty()) file_.documents.emplace_back();
  if (file_.documents.back().root) return;
  Node& missing = file_.tree->add({Kind::null});
  missing.complete = false;
  missing.span = span(end_, end_);
  file_.documents.back().root = &missing;
}

}  // namespace mountlint::yaml
