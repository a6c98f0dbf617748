// Patterns of .gitignore files, nested and negated, as git reads them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mountlint {

// One .gitignore. `directory` is where it lies; patterns act below it.
class IgnoreFile {
 public:
  IgnoreFile(std::string directory, std::string_view text);
  IgnoreFile(IgnoreFile&&) noexcept;
  ~IgnoreFile();

  enum class Match { none, ignored, kept };  // kept: the last matching pattern is negated
  // `path` is clean and lies below the directory.
  Match match(std::string_view path, bool is_directory) const;

 private:
  struct Pattern;
  void add(std::string_view line);
  std::string directory_;
  std::vector<Pattern> patterns_;
};

// Git's wildmatch: `*` and `?` stay within a component, `**` crosses them, `[a-z]`, `[!a]`, `\x`.
bool wildmatch(std::string_view pattern, std::string_view path);

}  // namespace mountlint
