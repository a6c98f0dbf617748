// Patterns as git reads them (git's dir.c and wildmatch.c). A pattern is matched row by row, so that no pattern takes
// longer than its length times that of the path.
#include "parsers/ignore_file.h"

#include <algorithm>
#include <cctype>
#include <cstdint>

#include "parsers/filesystem.h"

namespace mountlint {
namespace {

enum class TokenKind : std::uint8_t { character, any_character, set, star, everything, directories };

// One piece of a pattern. `set` is what stands between the brackets.
struct Token {
  TokenKind kind;
  char character = 0;
  std::string_view set = {};
};

bool in_named_class(std::string_view name, unsigned char c) {
  if (name == "alnum") return std::isalnum(c);
  if (name == "alpha") return std::isalpha(c);
  if (name == "blank") return c == ' ' || c == '\t';
  if (name == "cntrl") return std::iscntrl(c);
  if (name == "digit") return std::isdigit(c);
  if (name == "graph") return std::isgraph(c);
  if (name == "lower") return std::islower(c);
  if (name == "print") return std::isprint(c);
  if (name == "punct") return std::ispunct(c);
  if (name == "space") return std::isspace(c);
  if (name == "upper") return std::isupper(c);
  return name == "xdigit" && std::isxdigit(c);
}

// Reads the members of a bracket expression one after the other.
class SetReader {
 public:
  explicit SetReader(std::string_view set) : set_(set) {}

  bool contains(char wanted) {
    const bool negated = set_.starts_with('!') || set_.starts_with('^');
    if (negated) set_.remove_prefix(1);
    bool found = false;
    while (!set_.empty()) found |= member(static_cast<unsigned char>(wanted));
    return found != negated;
  }

 private:
  bool member(unsigned char wanted) {
    if (set_.starts_with("[:")) return named_class(wanted);
    const unsigned char low = character();
    if (set_.size() < 2 || set_[0] != '-') return wanted == low;
    set_.remove_prefix(1);
    const unsigned char high = character();
    return low <= wanted && wanted <= high;
  }

  bool named_class(unsigned char wanted) {
    const std::size_t end = set_.find(":]");
    if (end == std::string_view::npos) return wanted == character();
    const std::string_view name = set_.substr(2, end - 2);
    set_.remove_prefix(end + 2);
    return in_named_class(name, wanted);
  }

  unsigned char character() {
    if (set_[0] == '\\' && set_.size() > 1) set_.remove_prefix(1);
    const auto c = static_cast<unsigned char>(set_[0]);
    set_.remove_prefix(1);
    return c;
  }

  std::string_view set_;
};

// Where the bracket expression that begins behind `[` at `begin` ends; npos if it is never closed.
std::size_t set_end(std::string_view pattern, std::size_t begin) {
  std::size_t at = begin;
  if (at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^')) ++at;
  for (bool first = true; at < pattern.size(); ++at, first = false) {
    if (pattern[at] == ']' && !first) return at;
    if (pattern[at] == '\\') ++at;
    if (!pattern.substr(at).starts_with("[:")) continue;
    const std::size_t end = pattern.find(":]", at + 2);
    if (end != std::string_view::npos) at = end + 1;
  }
  return std::string_view::npos;
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view pattern) : pattern_(pattern) {}

  // False: the pattern can match nothing.
  bool run(std::vector<Token>& out) {
    while (at_ < pattern_.size())
      if (!step(out)) return false;
    return true;
  }

 private:
  bool step(std::vector<Token>& out) {
    const char c = pattern_[at_++];
    if (c == '*') return star(out);
    if (c == '?') return out.push_back({TokenKind::any_character}), true;
    if (c == '[') return set(out);
    if (c == '\\' && at_ == pattern_.size()) return false;
    out.push_back({TokenKind::character, c == '\\' ? pattern_[at_++] : c});
    return true;
  }

  // `**` crosses directories only where it is a whole component.
  bool star(std::vector<Token>& out) {
    const std::size_t begin = at_ - 1;
    while (at_ < pattern_.size() && pattern_[at_] == '*') ++at_;
    const bool whole_begin = begin == 0 || pattern_[begin - 1] == '/';
    const bool is_last = at_ == pattern_.size(), before_slash = !is_last && pattern_[at_] == '/';
    if (at_ - begin < 2 || !whole_begin || !(is_last || before_slash)) return out.push_back({TokenKind::star}), true;
    if (before_slash) ++at_;
    out.push_back({before_slash ? TokenKind::directories : TokenKind::everything});
    return true;
  }

  bool set(std::vector<Token>& out) {
    const std::size_t end = set_end(pattern_, at_);
    if (end == std::string_view::npos) return false;
    out.push_back({TokenKind::set, 0, pattern_.substr(at_, end - at_)});
    at_ = end + 1;
    return true;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
};

bool takes(const Token& token, char c) {
  if (token.kind == TokenKind::character) return c == token.character;
  if (c == '/') return false;
  return token.kind == TokenKind::any_character || SetReader(token.set).contains(c);
}

// row[i]: this token and those behind it match the path from byte i. `next` is the row of the token behind it.
std::vector<char> row_of(const Token& token, std::string_view path, const std::vector<char>& next) {
  std::vector<char> row(path.size() + 1);
  char behind_slash = 0;  // for `**/`: some `/` from here on is followed by a match
  for (std::size_t i = path.size() + 1; i-- > 0;) {
    const bool more = i < path.size();
    if (more && path[i] == '/') behind_slash |= next[i + 1];
    switch (token.kind) {
      case TokenKind::star:
        row[i] = next[i] || (more && path[i] != '/' && row[i + 1]);
        break;
      case TokenKind::everything:
        row[i] = next[i] || (more && row[i + 1]);
        break;
      case TokenKind::directories:
        row[i] = next[i] || behind_slash;
        break;
      default:
        row[i] = more && next[i + 1] && takes(token, path[i]);
        break;
    }
  }
  return row;
}

constexpr std::size_t longest_pattern = 4096;  // no path is longer

bool has_wildcard(std::string_view pattern) { return pattern.find_first_of("*?[\\") != std::string_view::npos; }

// Without the blanks at the end, but for one behind a backslash.
std::string_view trim_end(std::string_view line) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == ' ') continue;
    if (line[at] == '\\' && at + 1 < line.size()) ++at;
    end = at + 1;
  }
  return line.substr(0, end);
}

}  // namespace

bool wildmatch(std::string_view pattern, std::string_view path) {
  if (!has_wildcard(pattern)) return pattern == path;
  if (pattern.starts_with('*') && !has_wildcard(pattern.substr(1)) && path.find('/') == std::string_view::npos)
    return path.ends_with(pattern.substr(1));
  std::vector<Token> tokens;
  if (pattern.size() > longest_pattern || !Tokenizer(pattern).run(tokens)) return false;
  std::vector<char> row(path.size() + 1);
  row.back() = 1;
  for (std::size_t i = tokens.size(); i-- > 0;) row = row_of(tokens[i], path, row);
  return row.front();
}

struct IgnoreFile::Pattern {
  std::string text;
  bool negated = false;
  bool only_directories = false;
  bool anchored = false;  // holds a `/`: matched against the whole path, else against the last component
};

IgnoreFile::~IgnoreFile() = default;
IgnoreFile::IgnoreFile(IgnoreFile&&) noexcept = default;

IgnoreFile::IgnoreFile(std::string directory, std::string_view text) : directory_(std::move(directory)) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    add(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

void IgnoreFile::add(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.starts_with('#')) return;
  line = trim_end(line);
  Pattern pattern;
  pattern.negated = line.starts_with('!');
  if (pattern.negated) line.remove_prefix(1);
  pattern.only_directories = line.ends_with('/');
  if (pattern.only_directories) line.remove_suffix(1);
  pattern.anchored = line.find('/') != std::string_view::npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  if (line.empty()) return;
  pattern.text = line;
  patterns_.push_back(std::move(pattern));
}

IgnoreFile::Match IgnoreFile::match(std::string_view path, bool is_directory) const {
  if (directory_ != ".") path.remove_prefix(std::min(path.size(), directory_.size() + !directory_.ends_with('/')));
  const std::string_view name = file_name(path);
  for (auto pattern = patterns_.rbegin(); pattern != patterns_.rend(); ++pattern) {
    if (pattern->only_directories && !is_directory) continue;
    if (wildmatch(pattern->text, pattern->anchored ? path : name))
      return pattern->negated ? Match::kept : Match::ignored;
  }
  return Match::none;
}

}  // namespace mountlint
