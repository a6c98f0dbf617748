// Follows compose-go's types/project.go. Of the variables that such a file asks for it is not known here which are set,
// so that a required one is never missed.
#include "parsers/compose/env_file_refusals.h"

#include <algorithm>

#include "parsers/compose/dotenv.h"
#include "parsers/compose/load_state.h"
#include "parsers/compose/values.h"

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Node;

struct NamedFile {
  const Entry* path = nullptr;
  const Entry* format = nullptr;
  bool required = true;
};

// A string, or a mapping with `path`.
std::optional<NamedFile> named_file(const Entry& entry) {
  if (entry.value->is_scalar()) return NamedFile{&entry};
  const Entry* path = entry.value->find("path");
  if (!path || !path->value->is_scalar()) return std::nullopt;
  const bool required = read_flag(entry.value->find("required"), Flag::yes) == Flag::yes;
  return NamedFile{path, entry.value->find("format"), required};
}

// One string, or a list: of two with the same path the later one counts (override/uncity.go).
std::vector<NamedFile> named_files(const Entry* entry) {
  std::vector<NamedFile> out;
  if (entry && entry->value->is_scalar()) out.push_back({entry});
  if (!entry || !entry->value->is_sequence()) return out;
  for (const Entry& item : entry->value->children) {
    const std::optional<NamedFile> file = named_file(item);
    if (!file) continue;
    const auto same = std::find_if(out.begin(), out.end(), [&](const NamedFile& other) {
      return other.path->value->text.value() == file->path->value->text.value();
    });
    if (same == out.end())
      out.push_back(*file);
    else
      *same = *file;
  }
  return out;
}

class Reader {
 public:
  Reader(const MergedProject& project, Sources& sources, SyntaxErrors& errors)
      : project_(project), sources_(sources), errors_(errors) {}

  void container(const Node& node);

 private:
  void file(const NamedFile& named);
  void content(const NamedFile& named, const std::string& path);

  const MergedProject& project_;
  Sources& sources_;
  SyntaxErrors& errors_;
};

void Reader::container(const Node& node) {
  for (const char* key : {"env_file", "label_file"})
    for (const NamedFile& named : named_files(node.find(key))) file(named);
}

// `~` is the home of somebody.
void Reader::file(const NamedFile& named) {
  const std::optional<std::string_view> written = known_text(named.path);
  if (!written || written->starts_with('~')) return;
  const std::string path = join_path(project_.file.directory_for(place_of(*named.path)), *written);
  const bool missing = written->empty() || sources_.files().kind(path) == FileKind::missing;
  if (!missing) return content(named, path);
  if (named.required) refuse(errors_, named.path->value->span, "`{}` is not there", *written);
}

void Reader::content(const NamedFile& named, const std::string& path) {
  const std::optional<std::string_view> format = known_text(named.format);
  if (sources_.files().kind(path) == FileKind::other) return;
  const Span at = named.path->value->span;
  const Result<SourcePtr> source = open_file(path, sources_);
  if (!source) return refuse(errors_, at, "cannot read `{}`: {}", named.path->value->text.value(), source.error);
  if (format && !format->empty() && *format != ".env")
    return refuse(errors_, named.format->value->span, "`{}` is no format of such a file", *format);
  TextArena arena;
  const Dotenv parsed = parse_dotenv(**source, {}, arena);
  if (parsed.errors.empty()) return;
  const SyntaxError& first = parsed.errors.front();
  refuse(errors_, at, "cannot read `{}`: {}", named.path->value->text.value(), first.message);
  errors_.back().notes.push_back({first.span, first.message});
}

}  // namespace

void check_env_files(const MergedProject& project, Sources& sources, SyntaxErrors& errors) {
  Reader reader(project, sources, errors);
  for (const auto& [name, service] : project.services) {
    if (!service.typed) continue;
    reader.container(*service.entry->value);
    for_each_at(*service.entry->value, "pre_start.*", [&](const Entry& hook) { reader.container(*hook.value); });
  }
}

}  // namespace mountlint::compose
