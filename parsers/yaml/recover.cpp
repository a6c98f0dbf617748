// An entry is a line and the deeper lines below it. If the mistake is still there without it, the entry around it goes,
// and so on; each time the mistake is read anew, so that one unclosed quote costs one entry and not the rest of the
// file.
#include "parsers/yaml/recover.h"

#include <algorithm>
#include <optional>

#include "parsers/yaml/bytes.h"

namespace mountlint::yaml {

struct Recovery::Line {
  std::uint32_t begin = 0;
  std::uint32_t first = 0;  // its first byte that is no blank
  std::uint32_t end = 0;
  std::optional<std::uint32_t> meant = {};  // the column that was meant, for a line indented with tabs
  bool is_empty(std::string_view text) const { return first >= end || text[first] == '\r' || text[first] == '#'; }
  std::uint32_t column() const { return meant.value_or(first - begin); }
};

Recovery::Line Recovery::line_at(std::string_view work, std::uint32_t at) const {
  Line line;
  line.begin = line.first = line_begin(work, at, source_.content().begin);
  line.end = line_end(work, at);
  while (line.first < line.end && is_blank(work[line.first])) ++line.first;
  return line;
}

bool Recovery::covers(std::uint32_t at) const {
  return std::any_of(blanks_.begin(), blanks_.end(),
                     [&](const Blank& blank) { return blank.begin <= at && at < blank.end; });
}

namespace {

bool is_item(std::string_view work, std::uint32_t at) {
  return at < work.size() && work[at] == '-' && ends_word(work, at + 1);
}

bool is_marker(std::string_view work, std::uint32_t begin) {
  const std::string_view word = work.substr(begin, 3);
  return (word == "---" || word == "...") && ends_word(work, begin + 3);
}

}  // namespace

bool Recovery::has_tab(std::string_view work, const Line& line) {
  return work.substr(line.begin, line.first - line.begin).find('\t') != work.npos;
}

// Behind the last line of the entry. A list may stand at the column of its key.
std::uint32_t Recovery::entry_end(std::string_view work, const Line& first, bool many_lines) const {
  std::uint32_t end = first.end;
  const bool is_key = !is_item(work, first.first);
  for (Line line = first; line.end < work.size();) {
    line = line_at(work, line.end + 1);
    if (line.is_empty(work)) continue;
    if (is_marker(work, line.begin)) break;
    // The list of a key that stands too deep may stand where the key should.
    const bool list = is_key && is_item(work, line.first) && line.column() + (many_lines ? 1 : 0) >= first.column();
    const bool again = first.meant ? has_tab(work, line) : many_lines && line.column() == first.column();
    const bool beside = list || again;
    if (line.column() <= first.column() && !beside) break;
    end = line.end;
  }
  return end;
}

// Comments stay: they may speak to us.
void Recovery::take_out(std::string& work, Line line, bool many_lines) {
  if (is_marker(work, line.begin)) line.begin = line.first = std::min(line.begin + 3, line.end);
  const std::uint32_t end = entry_end(work, line, many_lines);
  blanks_.push_back({line.begin, end, line.column(), is_item(work, line.first)});
  for (; line.begin < end; line = line_at(work, line.end + 1)) {
    if (!line.is_empty(work))
      std::replace_if(
          work.begin() + line.begin, work.begin() + line.end, [](char c) { return c != '\r'; }, ' ');
    if (line.end >= work.size()) break;
  }
}

bool Recovery::join_lines(std::string& work, const Failure& failure) {
  constexpr int max_joins = 16;
  if (failure.problem != Problem::flow_mapping || joins_ == max_joins) return false;
  const std::size_t begin = work.find_first_of("\r\n", failure.at);
  if (begin == work.npos || work.substr(failure.at, begin - failure.at).find_first_of("#,}") != work.npos) return false;
  const std::size_t end = work.find_first_not_of(" \t\r\n", begin);
  if (end == work.npos || (work[end] != '}' && work[end] != ',')) return false;
  std::fill(work.begin() + begin, work.begin() + end, ' ');
  return ++joins_ > 0;
}

// Tabs on lines without content cost nothing but a word about the first of them.
bool Recovery::clear_tabs(std::string& work) const {
  bool cleared = false;
  for (Line line = line_at(work, source_.content().begin);; line = line_at(work, line.end + 1)) {
    const auto begin = work.begin() + line.begin, first = work.begin() + line.first;
    if (line.is_empty(work) && std::find(begin, first, '\t') != first) {
      std::replace(begin, first, '\t', ' ');
      cleared = true;
    }
    if (line.end >= work.size()) return cleared;
  }
}

// A tab has no width, so what a tabbed line belongs to is read from its neighbours: it stands below a line that opens a
// block, beside any other.
std::uint32_t Recovery::column_meant(std::string_view work, const Line& tabbed) const {
  Line before = tabbed, after = tabbed;
  do {
    if (before.begin <= source_.content().begin) return tabbed.column();
    before = line_at(work, before.begin - 1);
  } while (before.is_empty(work));
  do {
    if (after.end >= work.size()) break;
    after = line_at(work, after.end + 1);
  } while (after.is_empty(work));
  const std::size_t last = work.substr(0, before.end).find_last_not_of(" \t\r");
  const bool opens = last != work.npos && last >= before.first && work[last] == ':';
  if (!opens) return before.column();
  return std::max(before.column() + 1, after.is_empty(work) ? 0 : after.column());
}

bool Recovery::blank(std::string& work, const Diagnosis& found) {
  if (found.is_tab && line_at(work, found.entry).is_empty(work)) return clear_tabs(work);
  Line line = line_at(work, std::min(found.entry, static_cast<std::uint32_t>(work.size())));
  if (found.is_tab) line.meant = column_meant(work, line);
  std::uint32_t column = line.column() + 1;
  const bool again = covers(found.entry);
  if (again)
    for (const Blank& blank : blanks_)
      if (blank.begin <= found.entry && found.entry < blank.end) column = std::min(column, blank.column);
  // Up to the line that opens the entry around what is already gone, or around a mistake on an empty line.
  while (line.is_empty(work) || line.column() >= column) {
    if (!again && !line.is_empty(work)) break;
    if (line.begin <= source_.content().begin) return false;
    line = line_at(work, line.begin - 1);
  }
  take_out(work, line, found.many_lines);
  return true;
}

}  // namespace mountlint::yaml
