// What the parts of one load have in common: include, extends and the documents themselves work on one tree.
#pragma once

#include <string>
#include <unordered_set>
#include <utility>

#include "parsers/compose/ast.h"
#include "parsers/compose/flatten.h"
#include "parsers/compose/merge.h"
#include "parsers/compose/variables.h"
#include "parsers/sources.h"

namespace mountlint::compose {

struct LoadState {
  LoadState(File& loaded, Sources& all, yaml::Tree& nodes)
      : file(loaded), sources(all), tree(nodes), flattener(nodes, {}, loaded.errors), merger(nodes, loaded.errors) {}

  void fail(Span at, std::string message, std::string help = {}) {
    file.errors.push_back(
        {.span = at, .message = std::move(message), .claim = Claim::compose_syntax, .help = std::move(help)});
  }
  // Notes that the project has this file, once.
  void add_source(const SourcePtr& source, const yaml::File& parsed);

  File& file;
  Sources& sources;
  yaml::Tree& tree;
  Flattener flattener;
  Merger merger;
  std::size_t includes = 0;  // files read for `include`, again each time
  std::size_t copied = 0;    // nodes copied for `extends`
  bool cut = false;          // too many includes, and that is said
  std::unordered_set<std::string> known_files = {};
};

// Where a file of the project is read: what relative paths count from, with which variables, what brought it in.
struct LoadContext {
  std::string files;         // paths in `include`, `extends` and `env_file` count from here
  Variables* variables;      // never null
  const Via* via = nullptr;  // the `include` that brought it, innermost first
  const LoadContext* parent = nullptr;
  std::string path = {};  // the file that is being read
  std::size_t depth = 0;
};

// A directory is an error of whoever names it, and of nobody else.
Result<SourcePtr> open_file(const std::string& path, Sources& sources);

// `oci://..`, `https://..`, `git@..`: never fetched.
bool is_remote_file(std::string_view path);

}  // namespace mountlint::compose
