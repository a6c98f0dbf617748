// One pattern of a .dockerignore file, as moby/patternmatcher matches it: the pattern is turned into a regular
// expression of Go there, and shows it. `[^a]` takes a `/`, `\d` is a digit, `^` an anchor, and a `*` within brackets
// ends them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mountlint::dockerfile {

class DockerignorePattern {
 public:
  enum class Status : std::uint8_t {
    good,
    wrong,       // the build fails
    not_judged,  // valid there, but nothing that is read here: it matches nothing
  };

  // `pattern` is clean (Go's filepath.Clean) and has no `!`.
  explicit DockerignorePattern(std::string pattern);

  Status status() const { return status_; }
  const std::string& text() const { return text_; }
  // `path` is clean, relative to the context. Parents are the business of the caller.
  bool matches(std::string_view path) const;

 private:
  enum class Type : std::uint8_t { exact, prefix, suffix, expression };
  enum class Kind : std::uint8_t { character, set, any, directories, begin };
  using Ranges = std::vector<std::pair<char32_t, char32_t>>;
  // One atom of the expression; `repeated`: `*` follows.
  struct Piece {
    Kind kind = Kind::character;
    char32_t character = 0;
    Ranges ranges = {};
    bool negated = false;
    bool repeated = false;
    bool takes(char32_t c) const;
  };
  class Translator;
  class Reader;

  bool expression_matches(std::string_view path) const;

  std::string text_;
  Type type_ = Type::exact;
  Status status_ = Status::good;
  std::vector<Piece> pieces_;
};

}  // namespace mountlint::dockerfile
