// An env_file that is not there is no error here: people keep it out of the repository. What it may set is unknown
// then.
#include "linter/model/environment.h"

#include "linter/model/paths.h"
#include "parsers/filesystem.h"

namespace mountlint {

Known<compose::Variable> EnvironmentFiles::environment_of(const compose::Service& service, bool complete) {
  Known<compose::Variable> out;
  out.complete = complete && service.environment.complete && service.env_file.complete;
  for (const compose::Value& path : service.env_file) add_file(path, out);
  for (const compose::Variable& variable : service.environment) add(variable, out);
  return out;
}

void EnvironmentFiles::add_file(const compose::Value& path, Known<compose::Variable>& out) {
  const HostPath found = resolve_host_path(path.text, base_directory(path.place, project_.directory));
  const compose::Dotenv* file = found.path.empty() ? nullptr : file_at(found.path);
  out.complete &= file && file->entries.complete;
  if (!file) return;
  for (const compose::DotenvEntry& entry : file->entries) {
    const Place place{entry.name.span(), nullptr};
    add({place, entry.name, entry.value}, out);
  }
}

void EnvironmentFiles::add(const compose::Variable& variable, Known<compose::Variable>& out) {
  if (budget_ == 0) {
    out.complete = false;
    return;
  }
  --budget_;
  compose::Variable valued = variable;
  if (!valued.value) valued.value = value_from_outside(variable.name);
  out.complete &= variable.name.is_known();
  out.push_back(valued);
}

// `environment: [PGDATA]`, as Compose completes it from `.env` and from what it is given.
Text EnvironmentFiles::value_from_outside(const Text& name) {
  const std::optional<Text> value = name.is_known() ? variables_.value(name.value()) : std::nullopt;
  TextBuilder builder(*project_.texts);
  if (value)
    builder.variable(*value, name.span(), name.value());
  else
    builder.unknown(name.span(), name.value());
  return builder.finish(name.span());
}

const compose::Dotenv* EnvironmentFiles::file_at(const std::string& path) {
  auto [at, is_new] = files_.try_emplace(path);
  if (is_new && sources_.files().kind(path) == FileKind::file) {
    if (const Result<SourcePtr> source = sources_.open(path))
      at->second = compose::parse_dotenv(**source, variables_.environment(), *project_.texts);
  }
  return at->second ? &*at->second : nullptr;
}

}  // namespace mountlint
