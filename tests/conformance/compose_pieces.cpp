// Each line of a file of answers holds one text; `spec:N`, `template:N` name the line, `dotenv/x.env` the file. What is
// set nowhere is empty, as in compose-go; for a linter it must be unknown.
#include "tests/conformance/compose_pieces.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include <fmt/format.h>

#include "parsers/compose/ast.h"
#include "parsers/compose/dotenv.h"
#include "parsers/compose/interpolate.h"
#include "parsers/compose/mount_syntax.h"
#include "tests/conformance/compose_mount.h"
#include "tests/conformance/compose_value.h"

namespace mountlint::conformance {

using nlohmann::json;

namespace {

template <class Visit>
std::size_t for_each_line(const std::filesystem::path& path, Visit visit) {
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) visit(json::parse(line), ++number);
  return number;
}

Text whole(const SourceFile& file, TextArena& arena) {
  return arena.source(file, {file.id(), 0, static_cast<std::uint32_t>(file.text().size())});
}

// As it is split: the target is cleaned later, and then a mount that is no bind may get a block.
json split_mount(const compose::ServiceVolume& volume) {
  json out = without_marks(mount_value(volume));
  out["target"] = std::string(volume.target.value());
  const bool other = volume.type != compose::MountType::bind && out.contains("bind");
  if (other) out["bind"]["create_host_path"] = false;
  return without_empty_blocks(std::move(out));
}

void compare_spec(const json& answer, const std::string& row, Tally& tally) {
  const std::string spec = answer["spec"];
  const SourceFile file(FileId{0}, "spec", spec);
  TextArena arena;
  SyntaxErrors errors;
  const Text text = whole(file, arena);
  const compose::ServiceVolume volume = compose::parse_short_volume(text, {text.span()}, errors);
  tally.compare(row, "accepted", !answer.contains("error"), volume.valid && errors.empty());
  if (volume.valid && answer.contains("mount"))
    tally.compare(row, "mount", without_empty_blocks(answer["mount"]), split_mount(volume));
}

void compare_template(const json& answer, const std::string& row, Tally& tally) {
  const SourceFile file(FileId{0}, "template", answer["template"].get<std::string>());
  std::map<std::string, SourceFile, std::less<>> values;
  for (const auto& [name, value] : answer["env"].items())
    values.try_emplace(name, FileId{1}, name, value.get<std::string>());
  TextArena arena;
  compose::AskedVariables asked;
  compose::Environment environment{[&](std::string_view name) -> std::optional<Text> {
    const auto found = values.find(name);
    if (found == values.end()) return std::nullopt;
    return whole(found->second, arena);
  }};
  SyntaxErrors unknown_errors, errors;
  const Text unknown = compose::interpolate(whole(file, arena), environment, arena, unknown_errors);
  const std::string error = answer.value("error", "");
  tally.compare(row, "known", error.empty() && !answer.contains("blank"), unknown.is_known());
  tally.compare(row, "known accepted", !error.starts_with("Invalid template"), unknown_errors.empty());
  environment.outside = Outside::empty, environment.asked = &asked;
  const Text text = compose::interpolate(whole(file, arena), environment, arena, errors);
  tally.compare(row, "accepted", error.empty(), errors.empty());
  if (!error.empty()) return;
  tally.compare(row, "result", answer["result"], std::string(text.value()));
  tally.compare(row, "blank", answer.value("blank", json::array()), json(asked.blank));
}

void compare_env_file(const json& answer, const std::filesystem::path& folder, Tally& tally) {
  const std::string path = answer["path"], row = "dotenv/" + path;
  std::ifstream in(folder / path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  const SourceFile file(FileId{0}, path, text.str());
  TextArena arena;
  const compose::Dotenv ours = compose::parse_dotenv(file, {.outside = Outside::empty}, arena);
  tally.compare(row, "accepted", !answer.contains("error"), ours.errors.empty());
  if (answer.contains("error")) return;
  json values = json::object();
  for (const compose::DotenvEntry& entry : ours.entries)
    if (entry.value) values[std::string(entry.name.value())] = std::string(entry.value->value());
  tally.compare(row, "values", answer.value("values", json::object()), values);
}

}  // namespace

std::size_t compare_specs(const std::filesystem::path& folder, Tally& tally) {
  return for_each_line(folder / "volume-specs.jsonl", [&](const json& answer, std::size_t number) {
    compare_spec(answer, fmt::format("spec:{}", number), tally);
  });
}

std::size_t compare_templates(const std::filesystem::path& folder, Tally& tally) {
  return for_each_line(folder / "interpolation.jsonl", [&](const json& answer, std::size_t number) {
    compare_template(answer, fmt::format("template:{}", number), tally);
  });
}

std::size_t compare_dotenv(const std::filesystem::path& folder, Tally& tally) {
  return for_each_line(folder / "dotenv/answers.jsonl",
                       [&](const json& answer, std::size_t) { compare_env_file(answer, folder / "dotenv", tally); });
}

}  // namespace mountlint::conformance
