// A .dockerignore file as BuildKit reads it (moby/patternmatcher: ignorefile.ReadAll, then New): which paths of the
// build context no COPY and no ADD sees. Not the grammar of .gitignore.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/dockerfile/dockerignore_pattern.h"
#include "parsers/filesystem.h"
#include "parsers/source.h"
#include "parsers/syntax_error.h"

namespace mountlint::dockerfile {

class Dockerignore {
 public:
  struct Line {
    Span span;               // the pattern with its `!`, without blanks around it
    bool exception = false;  // `!`
    DockerignorePattern pattern;
  };

  explicit Dockerignore(const SourceFile& file);

  // The last line that matches decides; a line that matches a directory holds for all below it. `path` is clean and
  // relative to the context.
  bool excludes(std::string_view path) const;

  const std::vector<Line>& lines() const { return lines_; }
  // The build fails with each of these.
  const SyntaxErrors& errors() const { return errors_; }
  // False: a line could not be read, so that excludes() is a guess.
  bool complete() const { return complete_; }

 private:
  void add(const SourceFile& file, Span line);
  void add_pattern(std::string pattern, Span span);
  void report(Span span, std::string message);

  std::vector<Line> lines_;
  SyntaxErrors errors_;
  bool complete_ = true;
};

// The file that acts for a Dockerfile: `<Dockerfile>.dockerignore` beside it, else the one of the context; they are
// never joined. Nothing: there is neither.
std::optional<std::string> dockerignore_for(const FileSystem& files, std::string_view dockerfile,
                                            std::string_view context);

}  // namespace mountlint::dockerfile
