// Follows compose-go's types/project.go, WithServicesEnvironmentResolved: what the project sets wins in references
// inside of a file, `environment` wins over all files.
#include "tests/conformance/compose_environment.h"

#include <sstream>

#include "parsers/compose/dotenv.h"
#include "parsers/compose/values.h"
#include "tests/conformance/compose_value.h"

namespace mountlint::conformance {

using namespace compose;
using nlohmann::json;

namespace {

LoadOptions with_nothing_outside(LoadOptions options) {
  options.outside = Outside::empty;
  return options;
}

// `format: raw`: what stands behind the first `=`, as it is.
json read_raw(std::string_view text) {
  json out = json::object();
  std::istringstream lines{std::string(text)};
  for (std::string line; std::getline(lines, line);) {
    const std::size_t equals = line.find('=');
    if (line.empty() || line[0] == '#' || equals == line.npos) continue;
    out[line.substr(0, equals)] = line.substr(equals + 1);
  }
  return out;
}

}  // namespace

ServiceFiles::ServiceFiles(const ComposeCase& run, const FileSet& set, Sources& sources, const File& file)
    : sources_(sources),
      file_(file),
      folder_(run.folder),
      variables_(set, file.directory, with_nothing_outside(run.options), sources, scratch_, arena_) {}

json ServiceFiles::read(const std::string& path, bool raw, const json& own) {
  json out = json::object();
  if (sources_.files().kind(path) != FileKind::file) return out;
  const Result<SourcePtr> source = sources_.open(path);
  if (!source) return out;
  if (raw) return read_raw((*source)->text());
  const Environment outer{[&](std::string_view name) -> std::optional<Text> {
                            if (std::optional<Text> value = variables_.all().value(name)) return value;
                            const json set = without_marks(own.value(std::string(name), json()));
                            if (!set.is_string()) return std::nullopt;
                            TextBuilder builder(arena_);
                            const Span at{(*source)->id(), 0, 0};
                            builder.replace(set.get<std::string>(), at);
                            return builder.finish(at);
                          },
                          Outside::empty};
  const Dotenv dotenv = parse_dotenv(**source, outer, arena_);
  if (!dotenv.errors.empty()) return out;
  for (const DotenvEntry& entry : dotenv.entries)
    if (entry.value) out[std::string(entry.name.value())] = std::string(entry.value->value());
  return out;
}

void ServiceFiles::read_all(const yaml::Entry* entry, const json& own, json& out) {
  if (!entry) return;
  std::vector<yaml::Entry> items = entry->value->children;
  if (entry->value->is_scalar()) items = {*entry};
  for (const yaml::Entry& item : items) {
    const bool mapping = item.value->is_mapping();
    const std::optional<Text> path = read_text(mapping ? item.value->find("path") : &item);
    const std::optional<Text> format = mapping ? read_text(item.value->find("format")) : std::nullopt;
    if (!path || !path->is_known() || path->empty()) continue;
    const std::string directory = join_path(folder_, file_.directory_for({item.value->span, item.via}));
    const bool raw = format && format->value() == "raw";
    out.update(read(join_path(directory, path->value()), raw, own));
  }
}

// A variable without a value takes that of the project.
void ServiceFiles::inherit(json& variables) {
  for (auto& [name, value] : variables.items())
    if (value.is_null())
      if (const std::optional<Text> set = variables_.all().value(name)) value = text_value(*set);
}

// What is set nowhere is not passed on.
void ServiceFiles::complete_arguments(json& build) {
  json arguments = json::object();
  inherit(build["args"]);
  for (const auto& [name, value] : build["args"].items())
    if (!value.is_null()) arguments[name] = value;
  build.erase("args");
  put_given(build, "args", std::move(arguments));
}

void ServiceFiles::complete_content(json& definitions) {
  for (json& definition : definitions) {
    const json name = without_marks(definition.value("environment", json()));
    if (!name.is_string()) continue;
    if (const std::optional<Text> set = variables_.all().value(name.get<std::string>()))
      put_given(definition, "content", text_value(*set));
  }
}

void ServiceFiles::complete(const yaml::Node& node, json& shown) {
  json own = shown.value("environment", json::object()), environment = json::object(), labels = json::object();
  inherit(own);
  read_all(node.find("env_file"), own, environment);
  environment.update(own);
  read_all(node.find("label_file"), json::object(), labels);
  labels.update(shown.value("labels", json::object()));
  if (shown.contains("build") && shown["build"].contains("args")) complete_arguments(shown["build"]);
  put_given(shown, "environment", std::move(environment));
  put_given(shown, "labels", std::move(labels));
}

}  // namespace mountlint::conformance
