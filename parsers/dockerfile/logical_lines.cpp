// One logical line is what BuildKit parses as one instruction: physical lines that end in the escape character are
// joined with nothing between them; comments and blank lines inside are left out
// (frontend/dockerfile/parser/parser.go). A line that stands alone stays a slice of the file; only joined lines are
// copied.
#include "parsers/dockerfile/logical_lines.h"

#include <algorithm>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/directives.h"
#include "parsers/dockerfile/limits.h"

namespace mountlint::dockerfile {

namespace {

// bufio.MaxScanTokenSize - 1: a longer line stops BuildKit. The `\n` does not count.
constexpr std::uint32_t longest_line = 65535;

bool has_only_space(const Text& line) { return skip_space(line.value(), 0) == line.size(); }

}  // namespace

std::optional<Text> LineReader::take_line() {
  if (at_ >= text_.size()) return std::nullopt;
  const std::uint32_t begin = at_;
  std::uint32_t end = static_cast<std::uint32_t>(std::min(bytes_.find('\n', begin), bytes_.size()));
  at_ = std::min(end + 1, text_.size());
  if (end - begin > longest_line) {
    const Span excess = text_.sub(begin + longest_line, end).span();
    errors_.push_back({excess, "this line is longer than the 65535 bytes that BuildKit reads"});
    errors_.back().layer = Layer::file;
  }
  while (end > begin && bytes_[end - 1] == '\r') --end;
  last_line_ = text_.sub(begin, end);
  return last_line_;
}

std::vector<Directive> LineReader::read_directives() {
  DirectiveReader directives(errors_);
  for (std::uint32_t before = at_; const auto line = take_line(); before = at_) {
    if (errors_.size() < most_errors && directives.read(*line, before == 0)) continue;
    at_ = before;
    break;
  }
  escape_ = directives.escape();
  return directives.take();
}

// Records the comment, too.
bool LineReader::is_comment(const Text& line) {
  const Text text = trim_left(line);
  if (!text.value().starts_with('#')) return false;
  comments_.push_back({text.span(), false});
  return true;
}

std::optional<Text> LineReader::next() {
  while (const auto line = take_line()) {
    if (has_only_space(*line) || is_comment(*line)) continue;
    first_line_ = *line;
    return join(trim_left(*line));
  }
  return std::nullopt;
}

// Where the line ends if an escape character continues it. Two of them do not.
std::optional<std::uint32_t> LineReader::continued_at(std::string_view line) const {
  const std::size_t last = line.find_last_not_of(" \t");
  if (last == line.npos || line[last] != escape_) return std::nullopt;
  if (last > 0 && line[last - 1] == escape_) return std::nullopt;
  return static_cast<std::uint32_t>(last);
}

Text LineReader::join(const Text& first) {
  auto cut = continued_at(first.value());
  if (!cut) return trim(first);
  TextBuilder joined(texts_);
  joined.copy(first.sub(0, *cut));
  while (cut) {
    const auto line = take_line();
    if (!line) break;
    if (has_only_space(*line) || is_comment(*line)) continue;
    cut = continued_at(line->value());
    joined.copy(cut ? line->sub(0, *cut) : *line);
  }
  return trim(joined.finish(first.span()));
}

bool LineReader::read_body(Heredoc& heredoc) {
  const std::uint32_t begin = at_;
  std::uint32_t end = at_;
  const std::string_view name = heredoc.name.value();
  while (const auto line = take_line()) {
    std::string_view bytes = line->value();
    if (heredoc.chomp) bytes.remove_prefix(std::min(bytes.find_first_not_of('\t'), bytes.size()));
    if (bytes == name) {
      heredoc.content = body(begin, end, heredoc.chomp);
      return true;
    }
    end = at_;
  }
  heredoc.content = body(begin, end, heredoc.chomp);
  return false;
}

Text LineReader::body(std::uint32_t begin, std::uint32_t end, bool chomp) {
  const Text whole = text_.sub(begin, end);
  if (!chomp) return whole;
  TextBuilder out(texts_);
  const std::string_view bytes = whole.value();
  for (std::uint32_t at = 0; at < bytes.size();) {
    const auto line_end = static_cast<std::uint32_t>(std::min(bytes.find('\n', at), bytes.size() - 1) + 1);
    const auto text = static_cast<std::uint32_t>(std::min<std::size_t>(bytes.find_first_not_of('\t', at), line_end));
    out.copy(whole.sub(text, line_end));
    at = line_end;
  }
  return out.finish(whole.span());
}

}  // namespace mountlint::dockerfile
