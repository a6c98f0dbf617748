// Globs of paths, for `exclude` and per-path settings.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace mountlint {

// `*` and `?` within a component, `**` across them, `{a,b}`, `[..]`. A pattern without `/` matches at every level; a
// pattern that matches a directory matches everything below it. Compiled at the first match.
class Glob {
 public:
  explicit Glob(std::string pattern);
  bool matches(std::string_view path) const;  // clean, relative to the pattern's base
  const std::string& pattern() const { return pattern_; }

 private:
  struct Compiled;
  std::string pattern_;
  std::shared_ptr<Compiled> compiled_;
};

}  // namespace mountlint
