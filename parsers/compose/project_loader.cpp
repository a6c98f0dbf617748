// Follows compose-go's loader/loader.go, loadYamlFile: interpolate, include, `!reset`, extends, merge, check the shape.
#include "parsers/compose/project_loader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "parsers/compose/consistency.h"
#include "parsers/compose/resets.h"
#include "parsers/compose/shape.h"

namespace mountlint::compose {
namespace {

// The merged tree is checked after each document, as Compose does it; beyond this many only the rest of a bomb comes.
constexpr std::size_t max_checked_documents = 32;
// Each document copies what it is laid over: with more of them that would take too long.
constexpr std::size_t max_documents = 1000;
// Of one file; nobody reads more, and each takes memory all the way to the report.
constexpr std::size_t max_errors = 10'000;
// Files that include each other again and again are no project.
constexpr std::size_t max_depth = 100;
constexpr std::size_t max_includes = 5000;

bool is_being_read(const std::string& path, const LoadContext* context) {
  for (; context; context = context->parent)
    if (context->path == path) return true;
  return false;
}

}  // namespace

void LoadState::add_source(const SourcePtr& source, const yaml::File& parsed) {
  if (!known_files.insert(source->path()).second) return;
  file.sources.push_back(source);
  for (std::size_t i = 0; i < std::min(parsed.errors.size(), max_errors); ++i) {
    file.errors.push_back(parsed.errors[i]);
    file.errors.back().claim = Claim::compose_syntax;
  }
  file.comments.insert(file.comments.end(), parsed.comments.begin(), parsed.comments.end());
}

Result<SourcePtr> open_file(const std::string& path, Sources& sources) {
  if (sources.files().kind(path) == FileKind::directory) return failure<SourcePtr>("is a directory");
  return sources.open(path);
}

bool is_remote_file(std::string_view path) {
  constexpr std::array<std::string_view, 3> prefixes = {"git@", "github.com/", "git::"};
  const auto begins = [&](std::string_view prefix) { return path.starts_with(prefix); };
  return path.find("://") != std::string_view::npos || std::any_of(prefixes.begin(), prefixes.end(), begins);
}

ProjectLoader::ProjectLoader(LoadState& state, LoadContext context)
    : state_(state), context_(std::move(context)), extender_(state, context_) {}

bool ProjectLoader::add_file(const std::string& path, std::string& why) {
  const Result<SourcePtr> source = open_file(path, state_.sources);
  if (!source) {
    state_.file.complete = false;
    why = source.error;
    return false;
  }
  context_.path = path;
  const yaml::File& parsed = state_.sources.yaml(*source);
  state_.add_source(*source, parsed);
  if (!parsed.complete) state_.file.complete = false;
  for (const yaml::Document& document : parsed.documents)
    if (document.root) add_document(*document.root);
  return true;
}

void ProjectLoader::add_document(const yaml::Node& root) {
  if (++documents_ > max_documents) {
    state_.file.complete = false;
    if (!std::exchange(cut_, true)) state_.fail(root.span.at_begin(), "too many documents: no more than 1000 are read");
    return;
  }
  if (!root.is_mapping()) {
    if (root.complete) state_.fail(root.span, "the top level must be a mapping");
    state_.file.complete = false;
    return;
  }
  state_.flattener.use(context_.variables->environment());
  const yaml::Node& tagged = *state_.flattener.flatten(root, context_.via);
  if (!state_.flattener.complete() || !tagged.complete) state_.file.complete = false;
  const yaml::Node* document = without_tags(tagged, state_.tree);
  if (tagged.find("include")) document = lay_over(load_includes(tagged), *document, tagged, state_);
  if (merged_) merged_ = without_tagged(*merged_, tagged, state_.tree);
  document = extender_.run(*document, tagged, context_.path);
  merged_ = state_.merger.merge(merged_, *document);
  if (documents_ > max_checked_documents) return;
  check_shape(*merged_, compose_shape(), state_.file.errors);
  state_.file.stages.push_back(merged_);
}

std::vector<const yaml::Node*> ProjectLoader::load_includes(const yaml::Node& document) {
  std::vector<const yaml::Node*> out;
  for (const Include& include : read_includes(document, context_, state_)) {
    const yaml::Node* loaded = may_load(include) ? load(include) : nullptr;
    if (loaded) out.push_back(loaded);
  }
  return out;
}

bool ProjectLoader::may_load(const Include& include) {
  state_.includes += include.paths.size();
  const auto refuse = [&](Span at, std::string message) {
    state_.file.complete = false;
    state_.fail(at, std::move(message));
    return false;
  };
  for (std::size_t i = 0; i < include.paths.size(); ++i)
    if (is_being_read(include.paths[i], &context_))
      return refuse(include.places[i],
                    fmt::format("`include` comes back to `{}`; Compose refuses it", include.paths[i]));
  if (context_.depth >= max_depth)
    return refuse(include.places.front(), fmt::format("too many files that include each other: {} deep", max_depth));
  if (state_.includes <= max_includes && !state_.flattener.spent()) return true;
  state_.file.complete = false;
  if (state_.flattener.spent()) return false;
  if (!std::exchange(state_.cut, true))
    state_.fail(include.places.front(),
                fmt::format("too many files are included: no more than {} are read", max_includes));
  return false;
}

void ProjectLoader::add_variables(const Include& include, Variables& variables) {
  if (!include.variables_known) variables.add_unknown_file();
  for (const auto& [path, place] : include.env_files) {
    const Result<SourcePtr> source = open_file(path, state_.sources);
    if (source) {
      variables.add_file(**source, state_.file.errors);
      continue;
    }
    variables.add_unknown_file();
    state_.fail(place, fmt::format("cannot read `{}`: {}; Compose refuses it", path, source.error));
  }
}

const yaml::Node* ProjectLoader::load(const Include& include) {
  Variables variables(state_.tree.texts(), context_.variables);
  add_variables(include, variables);
  const std::string_view directory = state_.tree.texts().keep(include.directory);
  const Via* via = state_.tree.via(Via{ViaKind::include, include.places.front(), context_.via, directory});
  ProjectLoader loader(state_, {include.files, &variables, via, &context_, {}, context_.depth + 1});
  for (std::size_t i = 0; i < include.paths.size(); ++i) {
    std::string why;
    if (loader.add_file(include.paths[i], why)) continue;
    state_.fail(include.places[i], fmt::format("cannot include `{}`: {}; Compose refuses it", include.paths[i], why));
  }
  if (loader.merged()) check_definitions(*loader.merged(), state_.file.errors);
  return loader.merged();
}

}  // namespace mountlint::compose
