// Three steps, as moby/patternmatcher takes them: filepath.Match of Go judges the syntax, the pattern is rewritten as
// an expression without regard to brackets, and the expression is read. Matching goes row by row over the characters of
// the path, so that no pattern takes longer than its length times that of the path.
#include "parsers/dockerfile/dockerignore_pattern.h"

#include <algorithm>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/shell_pattern.h"

namespace mountlint::dockerfile {
namespace {

constexpr std::size_t longest_pattern = 4096;  // no path is longer
constexpr char32_t last_character = 0x10FFFF;

using Ranges = std::vector<std::pair<char32_t, char32_t>>;

// Is the pattern well-formed to filepath.Match of Go? BuildKit asks it to match `.`, and it looks no further than the
// first part between stars that does not match.
class SyntaxCheck {
 public:
  explicit SyntaxCheck(std::string_view pattern) : in_(pattern) {}

  bool holds() {
    bool differs = false;  // from `.`, as far as it needs no matching to see it
    int characters = 0;
    while (at_ < in_.size()) {
      const char c = in_[at_++];
      if (c == '*' && differs) return true;
      if (c != '*') differs |= ++characters > 1 || (c != '.' && c != '?' && c != '[');
      if (c == '\\' && at_++ == in_.size()) return false;
      if (c == '[' && !set()) return false;
    }
    return true;
  }

 private:
  bool set() {
    if (at_ < in_.size() && in_[at_] == '^') ++at_;
    for (bool first = true;; first = false) {
      if (!first && at_ < in_.size() && in_[at_] == ']') return ++at_, true;
      if (!member()) return false;
      if (in_[at_] != '-') continue;
      ++at_;
      if (!member()) return false;
    }
  }

  // Something has to follow it: at least the end of the set.
  bool member() {
    if (at_ == in_.size() || in_[at_] == '-' || in_[at_] == ']') return false;
    if (in_[at_] == '\\' && ++at_ == in_.size()) return false;
    const CodePoint c = decode(in_, at_);
    if (c.value == 0xFFFD && c.size == 1) return false;
    at_ += c.size;
    return at_ < in_.size();
  }

  std::string_view in_;
  std::size_t at_ = 0;
};

bool is_alphanumeric(char32_t c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

Ranges complement(Ranges ranges) {
  std::ranges::sort(ranges);
  Ranges out;
  char32_t next = 0;
  for (const auto& [low, high] : ranges) {
    if (low > next) out.emplace_back(next, low - 1);
    next = std::max<char32_t>(next, high + 1);
  }
  if (next <= last_character) out.emplace_back(next, last_character);
  return out;
}

// `\d`, `\w`, `\s` and their opposites; empty for another letter.
Ranges perl_class(char32_t letter) {
  switch (letter) {
    case 'd':
      return {{'0', '9'}};
    case 'w':
      return {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
    case 's':
      return {{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}};
    case 'D':
    case 'W':
    case 'S':
      return complement(perl_class(letter + ('a' - 'A')));
    default:
      return {};
  }
}

// `[:alpha:]` and its like; empty if there is none of this name.
Ranges named_class(std::u32string_view name) {
  const bool negated = name.starts_with(U'^');
  if (negated) name.remove_prefix(1);
  const std::pair<std::u32string_view, Ranges> classes[] = {
      {U"alnum", {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}}},
      {U"alpha", {{'A', 'Z'}, {'a', 'z'}}},
      {U"ascii", {{0, 0x7F}}},
      {U"blank", {{'\t', '\t'}, {' ', ' '}}},
      {U"cntrl", {{0, 0x1F}, {0x7F, 0x7F}}},
      {U"digit", {{'0', '9'}}},
      {U"graph", {{'!', '~'}}},
      {U"lower", {{'a', 'z'}}},
      {U"print", {{' ', '~'}}},
      {U"punct", {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}}},
      {U"space", {{'\t', '\r'}, {' ', ' '}}},
      {U"upper", {{'A', 'Z'}}},
      {U"word", {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}},
      {U"xdigit", {{'0', '9'}, {'A', 'F'}, {'a', 'f'}}},
  };
  for (const auto& [each, ranges] : classes)
    if (each == name) return negated ? complement(ranges) : ranges;
  return {};
}

}  // namespace

// The pattern as an expression of Go, without the anchors around it.
class DockerignorePattern::Translator {
 public:
  explicit Translator(std::string_view pattern) : in_(to_code_points(pattern)) {}

  std::u32string run() {
    for (bool first = true; at_ < in_.size(); first = false) step(first);
    return std::move(out_);
  }
  Type type() const { return type_; }

 private:
  void step(bool first) {
    const char32_t c = in_[at_++];
    if (c == '*' && at_ < in_.size() && in_[at_] == '*') return stars(first);
    if (c == '*') return add(U"[^/]*");
    if (c == '?') return add(U"[^/]");
    if (c == '\\' && at_ < in_.size()) return add(std::u32string{U'\\', in_[at_++]});
    if (c == '[' || c == ']') return add(std::u32string{c});
    if (std::u32string_view(U".+()|{}$").find(c) != std::u32string_view::npos) out_ += U'\\';
    out_ += c;
  }

  void stars(bool first) {
    ++at_;
    if (at_ < in_.size() && in_[at_] == '/') ++at_;
    if (at_ < in_.size())
      add(U"(.*/)?");
    else if (type_ == Type::exact)
      type_ = Type::prefix;
    else
      add(U".*");
    if (first) type_ = Type::suffix;
  }

  void add(const std::u32string& expression) {
    out_ += expression;
    type_ = Type::expression;
  }

  std::u32string in_, out_;
  std::size_t at_ = 0;
  Type type_ = Type::exact;
};

// Reads such an expression (Go's regexp/syntax).
class DockerignorePattern::Reader {
 public:
  explicit Reader(std::u32string_view expression) : in_(expression) {}

  Status run(std::vector<Piece>& out) {
    while (!in_.empty() && status_ == Status::good) {
      out.push_back(piece());
      if (!take(U"*")) continue;
      out.back().repeated = true;
    }
    return status_;
  }

 private:
  bool take(std::u32string_view start) {
    if (!in_.starts_with(start)) return false;
    in_.remove_prefix(start.size());
    return true;
  }

  char32_t next() {
    const char32_t c = in_.front();
    in_.remove_prefix(1);
    return c;
  }

  Piece piece() {
    if (take(U"(.*/)?")) return {Kind::directories};
    if (take(U"^")) return {Kind::begin};
    if (take(U".")) return {Kind::any};
    if (take(U"[")) return set();
    if (!take(U"\\")) return {Kind::character, next()};
    Ranges ranges = in_.empty() ? Ranges() : perl_class(in_.front());
    if (ranges.empty()) return {Kind::character, escaped()};
    next();
    return {Kind::set, 0, std::move(ranges)};
  }

  Piece set() {
    Piece out{Kind::set};
    out.negated = take(U"^");
    for (bool first = true; status_ == Status::good && (first || !take(U"]")); first = false) member(out.ranges);
    return out;
  }

  void member(Ranges& out) {
    if (in_.starts_with(U"[:") && in_.find(U":]", 2) != in_.npos) return named(out);
    if (in_.size() > 1 && in_[0] == '\\') {
      const Ranges ranges = perl_class(in_[1]);
      if (!ranges.empty()) in_.remove_prefix(2);
      out.insert(out.end(), ranges.begin(), ranges.end());
      if (!ranges.empty()) return;
    }
    const char32_t low = character();
    char32_t high = low;
    if (in_.size() > 1 && in_[0] == '-' && in_[1] != ']') next(), high = character();
    if (high < low) fail(Status::wrong);
    out.emplace_back(low, high);
  }

  void named(Ranges& out) {
    const std::size_t end = in_.find(U":]", 2);
    const Ranges ranges = named_class(in_.substr(2, end - 2));
    if (ranges.empty()) fail(Status::wrong);
    in_.remove_prefix(end + 2);
    out.insert(out.end(), ranges.begin(), ranges.end());
  }

  char32_t character() {
    if (in_.empty()) return fail(Status::wrong), 0;
    return take(U"\\") ? escaped() : next();
  }

  // What stands behind a backslash.
  char32_t escaped() {
    if (in_.empty()) return fail(Status::not_judged), 0;  // it escapes the anchor at the end
    const char32_t c = next();
    constexpr std::u32string_view letters = U"afnrtv", meanings = U"\a\f\n\r\t\v";
    if (const std::size_t at = letters.find(c); at != letters.npos) return meanings[at];
    if (std::u32string_view(U"AbBCEpPQxz01234567").find(c) != std::u32string_view::npos)
      fail(Status::not_judged);
    else if (c >= 0x80 || is_alphanumeric(c))
      fail(Status::wrong);
    return c;
  }

  void fail(Status status) { status_ = status; }

  std::u32string_view in_;
  Status status_ = Status::good;
};

bool DockerignorePattern::Piece::takes(char32_t c) const {
  if (kind == Kind::character) return c == character;
  if (kind == Kind::any) return c != '\n';
  const auto holds = [c](const auto& range) { return range.first <= c && c <= range.second; };
  return std::ranges::any_of(ranges, holds) != negated;
}

DockerignorePattern::DockerignorePattern(std::string pattern) : text_(std::move(pattern)) {
  if (!SyntaxCheck(text_).holds()) {
    status_ = Status::wrong;
    return;
  }
  Translator translator(text_);
  const std::u32string expression = translator.run();
  type_ = translator.type();
  if (type_ != Type::expression) return;
  status_ = expression.size() > longest_pattern ? Status::not_judged : Reader(expression).run(pieces_);
}

bool DockerignorePattern::matches(std::string_view path) const {
  if (status_ != Status::good) return false;
  const std::string_view pattern = text_;
  switch (type_) {
    case Type::exact:
      return path == pattern;
    case Type::prefix:
      return path.starts_with(pattern.substr(0, pattern.size() - 2));
    case Type::suffix:
      return path.ends_with(pattern.substr(2)) || (pattern.substr(2).starts_with('/') && path == pattern.substr(3));
    case Type::expression:
      break;
  }
  return expression_matches(path);
}

// row[i]: this piece and those behind it match the path from character i on.
bool DockerignorePattern::expression_matches(std::string_view path) const {
  const std::u32string in = to_code_points(path);
  std::vector<char> row(in.size() + 1), next;
  row.back() = 1;
  for (std::size_t p = pieces_.size(); p-- > 0;) {
    const Piece& piece = pieces_[p];
    next.swap(row);
    row.assign(in.size() + 1, 0);
    char behind_slash = 0;  // for `(.*/)?`: some `/` from here on, on this line, is followed by a match
    for (std::size_t i = in.size() + 1; i-- > 0;) {
      const bool more = i < in.size();
      if (more && in[i] == '/') behind_slash |= next[i + 1];
      if (more && in[i] == '\n') behind_slash = 0;
      if (piece.kind == Kind::directories)
        row[i] = next[i] || behind_slash;
      else if (piece.kind == Kind::begin)
        row[i] = next[i] && (i == 0 || piece.repeated);
      else if (piece.repeated)
        row[i] = next[i] || (more && piece.takes(in[i]) && row[i + 1]);
      else
        row[i] = more && piece.takes(in[i]) && next[i + 1];
    }
  }
  return row.front();
}

}  // namespace mountlint::dockerfile
