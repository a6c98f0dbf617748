// yaml-cpp says where it could not go on; the mistake is often earlier: a quote that was never closed, a key without
// its `:` on the line before, a line that stands one column off. Columns in messages count from 1.
#include "parsers/yaml/diagnose.h"

#include <fmt/format.h>

#include <algorithm>

#include "parsers/yaml/bytes.h"
#include "parsers/yaml/page.h"

namespace mountlint::yaml {

namespace {

class Doctor : private Page {
 public:
  Doctor(const SourceFile& source, const Builder& builder)
      : Page(source), builder_(builder), at_(builder.failure().at) {}

  Diagnosis look();

 private:
  std::optional<std::uint32_t> tab() const;
  std::optional<Span> runaway_quote() const;
  const Open* flow() const;
  std::optional<std::uint32_t> sibling_column() const;
  Diagnosis open_quote(std::uint32_t begin) const;
  std::uint32_t quote_before() const;
  Diagnosis tab_found(std::uint32_t at) const;
  Diagnosis by_problem() const;
  std::optional<std::uint32_t> unread_line() const;
  Diagnosis value_indicator() const;
  Diagnosis missing_colon(std::uint32_t at) const;
  Diagnosis entry() const;
  Diagnosis entry_indicator() const;
  Diagnosis wrong_indentation(std::uint32_t at, std::optional<std::uint32_t> wanted) const;
  Diagnosis flow_entry() const;
  Diagnosis flow_end() const;
  Diagnosis character() const;
  Diagnosis escape() const;
  Diagnosis document() const;
  Diagnosis unexpected() const;
  Diagnosis anchor() const;
  Diagnosis directive() const;

  const Builder& builder_;
  std::uint32_t at_;
};

// ---- causes that explain any problem

// A tab in the indentation of the line, or behind its dash, in block context.
std::optional<std::uint32_t> Doctor::tab() const {
  if (flow()) return std::nullopt;
  for (std::uint32_t at = begin_of(at_); at < at_ && (is_blank(text_[at]) || text_[at] == '-'); ++at)
    if (text_[at] == '\t') return at;
  return std::nullopt;
}

Diagnosis Doctor::tab_found(std::uint32_t at) const {
  std::uint32_t end = at;
  while (end < text_.size() && text_[end] == '\t') ++end;
  Diagnosis found = say(at, end, "a tab cannot be used as indentation, expected spaces");
  const std::size_t before = text_.find_first_not_of(" \t\r\n:-", builder_.end());
  const bool in_block_scalar = before < begin_of(at) && (text_[before] == '|' || text_[before] == '>');
  if (in_block_scalar) found.entry = static_cast<std::uint32_t>(before);
  found.many_lines = found.is_tab = !in_block_scalar;
  return found;
}

const Open* Doctor::flow() const {
  for (const Open& open : builder_.open())
    if (!open.is_block()) return &open;
  return nullptr;
}

// A quoted scalar that runs over a line which looks like another entry: its quote was meant to end before.
std::optional<Span> Doctor::runaway_quote() const {
  for (const Span& quote : builder_.long_quotes()) {
    const std::uint32_t indent = column(first_of(quote.begin));
    for (std::uint32_t at = line_end(text_, quote.begin); at < quote.end; at = line_end(text_, at + 1)) {
      const std::uint32_t first = first_of(at + 1);
      if (first >= quote.end || column(first) > indent) continue;
      const bool entry = colon_on_line(first, true) < quote.end || word(first) == "-";
      if (entry) return quote;
    }
  }
  return std::nullopt;
}

// The quote that was open where the run stopped: the first one behind what was read.
std::uint32_t Doctor::quote_before() const {
  const auto is_quote = [&](std::uint32_t at) { return text_[at] == '"' || text_[at] == '\''; };
  if (builder_.failure().problem == Problem::quote && at_ < text_.size() && is_quote(at_)) return at_;
  for (std::uint32_t at = builder_.end(); at < at_; ++at) {
    if (text_[at] == '#' && (at == base() || ends_word(text_, at - 1))) at = line_end(text_, at);
    if (at < at_ && is_quote(at)) return at;
  }
  return at_;
}

Diagnosis Doctor::open_quote(std::uint32_t begin) const {
  if (begin >= text_.size()) return unexpected();
  return say(begin, begin + 1, fmt::format("the quote `{}` opened here is not closed", text_[begin]));
}

// ---- one problem each

// The column in which the entries around the mistake stand.
std::optional<std::uint32_t> Doctor::sibling_column() const {
  const std::uint32_t found = column(first_of(at_));
  std::optional<std::uint32_t> best = builder_.closed_column();
  const auto distance = [&](std::uint32_t c) { return c > found ? c - found : found - c; };
  if (best && *best == found) best.reset();
  for (const Open& open : builder_.open())
    if (open.is_block() && open.column != found && (!best || distance(open.column) < distance(*best)))
      best = open.column;
  return best;
}

Diagnosis Doctor::wrong_indentation(std::uint32_t at, std::optional<std::uint32_t> wanted) const {
  std::string message = fmt::format("wrong indentation: `{}` stands in column {}", shown(at), column(at) + 1);
  if (wanted) message += fmt::format(", expected column {} like the entries around it", *wanted + 1);
  Diagnosis found = say_word(at, std::move(message));
  found.many_lines = true;
  const std::uint32_t above = builder_.closed_begin();
  if (wanted && wanted == builder_.closed_column() && above < at)
    found.error.notes.push_back({say_word(above, "").error.span, "the entries before it begin here"});
  return found;
}

// `at` is on a line that should be a key.
Diagnosis Doctor::missing_colon(std::uint32_t at) const {
  const std::uint32_t first = first_of(at);
  if (text_[first] == '-' && !ends_word(text_, first + 1)) {
    Diagnosis found = say(first, first + 1, "expected a blank behind `-`");
    found.error.replacement = "- ";
    return found;
  }
  const std::uint32_t colon = colon_on_line(first, false);
  const bool is_url = text_.substr(std::min<std::size_t>(colon, text_.size())).starts_with("://");
  if (colon < text_.size() && !is_url) {
    Diagnosis found = say(colon, colon + 1, "expected a blank behind `:`");
    found.error.replacement = ": ";
    return found;
  }
  std::uint32_t end = first + static_cast<std::uint32_t>(word(first).size());
  return say(first, end, fmt::format("expected `:` behind `{}`", shown(first)));
}

// The first line behind what was read that holds more than blanks and comments. yaml-cpp notices a key without `:` only
// at the next key.
std::optional<std::uint32_t> Doctor::unread_line() const {
  const std::uint32_t end = builder_.end();
  if (end < begin_of(at_) && first_of(end) >= end && end_of(end) > first_of(end) && text_[first_of(end)] != '#')
    return first_of(end);
  for (std::uint32_t at = line_end(text_, end); at < at_; at = line_end(text_, at + 1)) {
    const std::uint32_t first = first_of(at + 1);
    if (first < end_of(first) && text_[first] != '#') return first;
  }
  return std::nullopt;
}

// A `:` where no mapping can begin.
Diagnosis Doctor::value_indicator() const {
  const Node* scalar = builder_.last_scalar();
  const std::uint32_t first = first_of(at_);
  const bool folded = scalar && scalar->style == Style::plain && scalar->span.begin < begin_of(at_) &&
                      scalar->span.end >= begin_of(at_) && scalar->span.end <= at_;
  if (folded && is_first(scalar->span.begin)) return missing_colon(scalar->span.begin);
  if (const auto before = unread_line(); before && *before < begin_of(at_)) return missing_colon(*before);
  if (folded || first == at_) return wrong_indentation(first, sibling_column());
  return say(at_, at_ + 1, "`:` with a blank behind it cannot stand inside a value",
             "quote the value if the `:` belongs to it");
}

Diagnosis Doctor::entry_indicator() const {
  if (flow()) return say(at_, at_ + 1, "a list item with `-` cannot stand inside brackets");
  return say(at_, at_ + 1, "a list cannot begin on the line of its key", "put `-` on the next line");
}

// What stands here is no key (or no dash) where one is expected.
Diagnosis Doctor::entry() const {
  const Node* scalar = builder_.last_scalar();
  const bool behind_quote = scalar && scalar->is_quoted() && same_line(scalar->span.end, at_) &&
                            scalar->span.end <= at_ && scalar->style != Style::literal &&
                            scalar->style != Style::folded;
  if (behind_quote && !is_first(at_))
    return say(at_, end_of(at_), fmt::format("unexpected `{}` behind the closing quote", shown(at_)),
               "quote the whole value");
  if (!is_first(at_) || at_ >= text_.size()) return unexpected();
  if (text_[at_] == '&') return say_word(at_, fmt::format("expected a key behind anchor `{}`", shown(at_)));
  const bool item = word(at_) == "-";
  const bool alone = scalar && scalar->style == Style::plain && is_first(scalar->span.begin) &&
                     scalar->span.end == builder_.end() && !same_line(scalar->span.begin, at_);
  if (item && alone) return missing_colon(scalar->span.begin);
  if (!item && colon_on_line(at_, true) >= text_.size()) return missing_colon(at_);
  if (!item && builder_.closed_column() == column(at_) && builder_.closed_list())
    return say_word(at_, fmt::format("expected `-` like the list items above, found `{}`", shown(at_)));
  if (item && !builder_.open().empty() && builder_.open().back().column == column(at_))
    return say(at_, at_ + 1, "a list item cannot stand among the keys of a mapping");
  return wrong_indentation(at_, sibling_column());
}

// Brackets: the closing one is missing, or something between the entries.
Diagnosis Doctor::flow_entry() const {
  const Open* open = nullptr;
  for (const Open& one : builder_.open())
    if (!one.is_block() && one.shape != Shape::pair) open = &one;
  if (!open) return unexpected();
  const std::uint32_t begin = open->node->span.begin;
  const char bracket = text_[begin];
  const bool later = !same_line(begin, at_) && column(first_of(at_)) <= column(first_of(begin));
  if (at_ >= text_.size() || later)
    return say(begin, begin + 1, fmt::format("the bracket `{}` opened here is not closed", bracket));
  Diagnosis found =
      say_word(at_, fmt::format("expected `,` or `{}`, found `{}`", bracket == '[' ? ']' : '}', shown(at_)));
  found.entry = flow()->node->span.begin;
  return found;
}

Diagnosis Doctor::flow_end() const {
  const Open* open = flow() ? &builder_.open().back() : nullptr;
  if (!open) return say(at_, at_ + 1, fmt::format("`{}` closes nothing", text_[at_]));
  Diagnosis found =
      say(at_, at_ + 1,
          fmt::format("expected `{}`, found `{}`", open->shape == Shape::flow_sequence ? ']' : '}', text_[at_]));
  found.entry = flow()->node->span.begin;
  return found;
}

Diagnosis Doctor::character() const {
  Diagnosis found =
      say(at_, at_ + 1, fmt::format("`{}` cannot begin a value", shown(at_).substr(0, 1)), "quote the value");
  if (flow()) found.entry = flow()->node->span.begin;
  return found;
}

// yaml-cpp stops behind the bad character.
Diagnosis Doctor::escape() const {
  const std::size_t slash = text_.substr(0, at_).rfind('\\');
  if (slash == text_.npos) return unexpected();
  const auto begin = static_cast<std::uint32_t>(slash);
  Diagnosis found = say(begin, std::max(at_, begin + 2), "", "write `\\\\` for a backslash, or use single quotes");
  found.error.message = fmt::format("`{}` is no escape sequence", source_.text(found.error.span));
  found.entry = flow() ? flow()->node->span.begin : std::min(quote_before(), begin);
  return found;
}

// Text behind the end of the document's value.
Diagnosis Doctor::document() const {
  const auto root = builder_.closed_column();
  if (is_first(at_) && root && column(at_) < *root) return wrong_indentation(at_, root);
  if (is_first(at_) && colon_on_line(at_, true) >= text_.size()) return missing_colon(at_);
  return say_word(at_, fmt::format("expected `---` before another document, found `{}`", shown(at_)));
}

Diagnosis Doctor::unexpected() const {
  if (at_ >= text_.size()) return say(at_, at_, "unexpected end of the file");
  const bool comma = text_[at_] == ',';
  Diagnosis found = comma ? say(at_, at_ + 1, "expected a value, found `,`")
                          : say_word(at_, fmt::format("unexpected `{}`", shown(at_)));
  if (flow()) found.entry = flow()->node->span.begin;
  return found;
}

// yaml-cpp stops behind an indicator without a name.
Diagnosis Doctor::anchor() const {
  const std::string_view found = word(at_);
  if (found.size() < 2 || found[0] != '&') return say_word(at_, "expected a name behind `&` or `*`");
  return say_word(at_, fmt::format("expected a name and a value behind `&`, found `{}`", shortened(found.substr(1))));
}

Diagnosis Doctor::directive() const {
  const std::string line = shortened(source_.text(Span{source_.id(), at_, std::max(at_, end_of(at_))}));
  return say(at_, end_of(at_), fmt::format("expected `%YAML 1.1` or `%TAG`, found `{}`", line), "leave the line out");
}

Diagnosis Doctor::by_problem() const {
  switch (builder_.failure().problem) {
    case Problem::value_indicator:
      return value_indicator();
    case Problem::key_indicator:
      return say(at_, at_ + 1, "`?` with a blank behind it cannot begin a value", "quote the value");
    case Problem::entry_indicator:
      return entry_indicator();
    case Problem::mapping_entry:
    case Problem::sequence_entry:
      return entry();
    case Problem::flow_mapping:
    case Problem::flow_sequence:
      return flow_entry();
    case Problem::flow_end:
      return flow_end();
    case Problem::character:
      return character();
    case Problem::escape:
      return escape();
    case Problem::document_marker:
    case Problem::quote:
      return open_quote(quote_before());
    case Problem::tab:
      return tab_found(at_);
    case Problem::block_header:
      return say_word(at_, fmt::format("unexpected `{}` behind `|` or `>`", shown(at_)));
    case Problem::anchor:
      return anchor();
    case Problem::tag:
      return say_word(at_, fmt::format("`{}` is no valid tag", shown(at_)));
    case Problem::tag_handle:
      return say_word(at_, fmt::format("the handle of tag `{}` is not defined", shown(at_)));
    case Problem::repeated_property:
      return say_word(at_, "a value can have only one anchor and one tag");
    case Problem::directive:
      return directive();
    case Problem::alias:
      return say_word(at_, "an alias stands alone: no anchor, tag or text can be added to it");
    case Problem::document:
      return document();
    case Problem::depth:
      return say(at_, at_ + 1, "collections are nested deeper than 400 levels");
    default:
      return unexpected();
  }
}

Diagnosis Doctor::look() {
  const auto runaway = runaway_quote();
  if (runaway) return open_quote(runaway->begin);
  if (const auto found = tab()) return tab_found(*found);
  return by_problem();
}

}  // namespace

Diagnosis diagnose(const SourceFile& source, const Builder& builder) { return Doctor(source, builder).look(); }

}  // namespace mountlint::yaml
