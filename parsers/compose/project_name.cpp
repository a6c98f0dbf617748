// Follows compose-go's cli/options.go and loader/loader.go, projectName. A name that is set from outside is taken as it
// is; that of a file or a directory is made to fit.
#include "parsers/compose/project_name.h"

#include <fmt/format.h>

#include <algorithm>

#include "parsers/compose/load_state.h"

namespace mountlint::compose {
namespace {

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// COMPOSE_DISABLE_ENV_FILE, as Go's strconv.ParseBool reads it.
bool is_disabled(const std::optional<Text>& value, File& file) {
  const std::optional<std::string_view> word = value ? value->known() : std::nullopt;
  if (!word) return false;
  if (one_of(*word, {"1", "t", "T", "true", "TRUE", "True"})) return true;
  if (!one_of(*word, {"0", "f", "F", "false", "FALSE", "False", ""}))
    file.refusals.push_back(fmt::format("`{}` is no value for COMPOSE_DISABLE_ENV_FILE", *word));
  return false;
}

// The last component of the absolute path; links are not followed.
std::string name_of(const std::string& directory, const FileSystem& files) {
  const std::string_view last = file_name(directory);
  return std::string(last == "." || last == ".." ? file_name(files.canonical(directory)) : last);
}

void add_if_there(const std::string& directory, Sources& sources, Variables& to, File& file) {
  const std::string path = join_path(directory, ".env");
  if (sources.files().kind(path) != FileKind::file) return;
  if (const Result<SourcePtr> source = sources.open(path))
    to.add_file(**source, file.errors);
  else
    to.add_unknown_file();
}

}  // namespace

std::string normalized_name(std::string_view name) {
  std::string out;
  for (char c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    const bool mark = (c == '_' || c == '-') && !out.empty();
    if (is_word(c) || mark) out += c;
  }
  return out;
}

std::string refusal_of_name(std::string_view name) {
  if (name.empty()) return "the project name is empty; Compose refuses it";
  if (normalized_name(name) == name) return {};
  return fmt::format("`{}` cannot be the name of a project; Compose refuses it", name);
}

ProjectVariables::ProjectVariables(const FileSet& set, const std::string& directory, const LoadOptions& options,
                                   Sources& sources, File& file, TextArena& arena)
    : arena_(arena), given_(arena, options.outside, &file.asked), named_(arena, &given_), project_(arena, &named_) {
  for (const GivenVariable& variable : options.variables) given_.give(variable.name, variable.value);
  for (const std::string& path : options.env_files) {
    const Result<SourcePtr> source = open_file(path, sources);
    if (source) named_.add_file(**source, file.errors);
    if (source) continue;
    named_.add_unknown_file();
    file.refusals.push_back(fmt::format("{}: {}", path, source.error));
  }
  const bool disabled = is_disabled(given_.value("COMPOSE_DISABLE_ENV_FILE"), file);
  if (disabled || !options.env_files.empty()) return;
  if (!set.found_in.empty() && set.found_in != directory) add_if_there(set.found_in, sources, named_, file);
  add_if_there(directory, sources, project_, file);
}

Text ProjectVariables::text_of(const std::string& value, Span place) {
  TextBuilder builder(arena_);
  if (!value.empty()) builder.replace(value, place);
  return builder.finish(place);
}

// `name` of the last document that has one that is not empty.
std::optional<Text> ProjectVariables::written_name(const FileSet& set, Sources& sources, File& file) {
  std::optional<Text> out;
  for (const std::string& path : set.files) {
    const Result<SourcePtr> source = sources.open(path);
    if (!source) continue;
    for (const yaml::Document& document : sources.yaml(*source).documents) {
      const yaml::Entry* name = document.root && document.root->is_mapping() ? document.root->find("name") : nullptr;
      if (!name || !name->value->is_scalar() || name->value->text.empty()) continue;
      out = interpolate(name->value->text, project_.environment(), arena_, file.errors);
    }
  }
  return out;
}

void ProjectVariables::set_name(const FileSet& set, const LoadOptions& options, Sources& sources, File& file) {
  const auto use = [&](const std::string& name, Span place) {
    given_.set("COMPOSE_PROJECT_NAME", text_of(name, place));
    file.project_name = name;
    const std::string refusal = refusal_of_name(name);
    if (refusal.empty()) return;
    if (!place.valid()) return file.refusals.push_back(refusal);
    file.errors.push_back({.span = place, .message = refusal, .claim = Claim::compose_syntax});
  };
  if (!options.project_name.empty()) return use(options.project_name, {});
  const std::optional<Text> variable = project_.value("COMPOSE_PROJECT_NAME");
  if (variable && !variable->is_known()) return;
  if (variable && !variable->empty()) return use(std::string(variable->value()), variable->span());
  const std::optional<Text> written = written_name(set, sources, file);
  if (written && !written->is_known()) return given_.give("COMPOSE_PROJECT_NAME", std::nullopt);
  const bool is_nothing = written && written->empty() && options.outside == Outside::empty;
  if (is_nothing || (written && !written->empty())) return use(normalized_name(written->value()), written->span());
  use(normalized_name(name_of(file.directory, sources.files())), {});
}

}  // namespace mountlint::compose
