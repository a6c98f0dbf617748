// `# syntax=`, `# escape=` and `# check=` at the top of a Dockerfile.
#pragma once

#include <optional>
#include <vector>

#include "parsers/dockerfile/ast.h"

namespace mountlint::dockerfile {

class DirectiveReader {
 public:
  explicit DirectiveReader(SyntaxErrors& errors) : errors_(errors) {}

  // False: this line is none, and no later line can be one.
  bool read(const Text& line, bool first);
  char escape() const { return escape_; }
  std::vector<Directive> take() { return std::move(directives_); }

 private:
  void check_repeated(const Directive& directive);
  void read_check(const Text& value);
  void set_escape(const Text& value);

  SyntaxErrors& errors_;
  std::vector<Directive> directives_;
  char escape_ = '\\';
  bool after_shebang_ = false;
  bool indented_ = false;  // a line so far was: BuildKit reads `check` no more
};

}  // namespace mountlint::dockerfile
