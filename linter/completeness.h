// Where too little is known for a rule to speak.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "linter/intervals.h"
#include "linter/model/workspace.h"
#include "linter/rule.h"

namespace mountlint {

// Answers for many places of one workspace; remembers what it worked out for a file and a rule.
class Completeness {
 public:
  explicit Completeness(const Workspace& workspace);

  // True if a rule that found nothing at `place` would have spoken: all that it looks at there is completely known.
  bool is_known(const Rule& rule, Span place);

 private:
  // The parts of one file about which a rule has to be silent.
  struct Unknown {
    bool everywhere = false;
    Intervals parts;
    void add(Span span, FileId file);
  };
  Unknown& unknown(const Rule& rule, FileId file);
  static void add_project(const Rule& rule, const Project& project, FileId file, Unknown& out);

  std::map<FileId, std::vector<const Project*>> projects_;
  std::map<FileId, std::vector<const Dockerfile*>> dockerfiles_;
  std::map<std::pair<FileId, const Rule*>, Unknown> unknown_;
};

}  // namespace mountlint
