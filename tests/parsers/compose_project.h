// A project in memory: files by path, loaded.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "parsers/compose/load.h"

namespace mountlint {

// Each on a line of its own.
inline std::string lines(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += text + "\n";
  return out;
}

struct Project {
  explicit Project(std::string text) : Project({{"/p/compose.yaml", std::move(text)}}) {}
  // `.env` is put beside them, other files make the set, in order; of more than `in_set` the rest is only there.
  explicit Project(std::vector<std::pair<std::string, std::string>> files, std::size_t in_set = 1000,
                   const compose::LoadOptions& options = {}) {
    compose::FileSet set;
    for (auto& [path, text] : files) {
      if (!path.ends_with(".env") && set.files.size() < in_set) set.files.push_back(path);
      memory.add(path, std::move(text));
    }
    sources = std::make_unique<Sources>(memory);
    file = compose::load(set, *sources, options);
  }

  std::string at(Span span) const { return std::string(sources->at(span.file)->text(span)); }
  std::string message(std::size_t i = 0) const { return i < file.errors.size() ? file.errors[i].message : ""; }
  // What brought something to a place: kinds of steps, innermost first, each with the text it stands at.
  std::vector<std::string> steps(const Place& place) const {
    constexpr const char* names[] = {"alias", "merge_key", "extends", "include", "replaced"};
    std::vector<std::string> out;
    for (const Via* via = place.via; via; via = via->next)
      out.push_back(std::string(names[int(via->kind)]) + " " + at(via->span));
    return out;
  }
  // "place: message" of every error.
  std::vector<std::string> errors() const {
    std::vector<std::string> out;
    for (const SyntaxError& error : file.errors) out.push_back(at(error.span) + ": " + error.message);
    return out;
  }

  MemoryFileSystem memory;
  std::unique_ptr<Sources> sources;
  compose::File file;
};

}  // namespace mountlint
