// A project is loaded as untyped nodes, as Compose does it; then it is typed, once, and looked at as a whole.
#include "parsers/compose/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "parsers/compose/consistency.h"
#include "parsers/compose/load_state.h"
#include "parsers/compose/project_loader.h"
#include "parsers/compose/project_name.h"
#include "parsers/compose/schema.h"
#include "parsers/compose/unicity.h"
#include "parsers/compose/values.h"

namespace mountlint::compose {
namespace {

class Loader {
 public:
  Loader(const FileSet& set, Sources& sources, const LoadOptions& options)
      : set_(set), sources_(sources), options_(options), tree_(std::make_unique<yaml::Tree>()) {}

  File load();

 private:
  std::string directory() const;
  void read();
  void check_content();
  void mark_refused_mounts();
  bool has_neighbours() const;
  bool is_on(const Service& service) const;
  void sort_errors();
  void fail(Span at, std::string message);

  const FileSet& set_;
  Sources& sources_;
  const LoadOptions& options_;
  File file_;
  std::unique_ptr<yaml::Tree> tree_;
};

std::string Loader::directory() const {
  if (options_.project_directory) return clean_path(*options_.project_directory);
  return set_.files.empty() ? "." : std::string(directory_of(set_.files.front()));
}

void Loader::fail(Span at, std::string message) {
  file_.errors.push_back({.span = at, .message = std::move(message), .claim = Claim::compose_syntax});
}

void Loader::read() {
  LoadState state(file_, sources_, *tree_);
  ProjectVariables variables(set_, file_.directory, options_, sources_, file_, tree_->texts());
  variables.set_name(set_, options_, sources_, file_);
  ProjectLoader loader(state, {file_.directory, &variables.all()});
  std::string why;
  for (const std::string& path : set_.files)
    if (!loader.add_file(path, why)) file_.refusals.push_back(fmt::format("{}: {}", path, why));
  file_.merged = loader.merged();
}

// A file of version 1 has its services at the top level. One that says nothing is refused, too.
void Loader::check_content() {
  if (file_.sources.empty() || !file_.complete || !file_.errors.empty()) return;
  if (!file_.merged) return fail(file_.sources.front()->content().at_begin(), "the file is empty; Compose refuses it");
  const auto& keys = file_.merged->children;
  const bool nothing =
      std::all_of(keys.begin(), keys.end(), [](const auto& key) { return key.key->text.value() == "version"; });
  if (nothing) return fail(file_.merged->span, "the file defines nothing; Compose refuses it");
  if (file_.merged->find("services")) return;
  const auto service = std::find_if(keys.begin(), keys.end(), [](const auto& entry) {
    return !is_extension(entry.key->text.value()) && (entry.value->find("image") || entry.value->find("build"));
  });
  if (service == keys.end()) return;
  fail(service->key->span,
       fmt::format("`{}` stands outside `services`; Compose refuses it", service->key->text.value()));
  file_.errors.back().help = "version 1 is not read any more: put the services below `services:`";
}

// A wrong value inside a mount: what it was meant to be is not known, and its error says so.
void Loader::mark_refused_mounts() {
  std::vector<Span> wrong;
  for (const SyntaxError& error : file_.errors)
    if (error.claim == Claim::compose_syntax) wrong.push_back(error.span);
  std::sort(wrong.begin(), wrong.end());
  for (Service& service : file_.services)
    for (ServiceVolume& volume : service.volumes) {
      const Span& place = volume.place.span;
      const auto first = std::lower_bound(wrong.begin(), wrong.end(), Span{place.file, place.begin, 0});
      if (first != wrong.end() && place.contains(*first)) volume.valid = false;
    }
}

// True if other compose files lie beside the first one: they may complete it.
bool Loader::has_neighbours() const {
  const std::string directory(directory_of(set_.files.front()));
  const Result<std::vector<DirectoryEntry>> entries = sources_.files().list(directory);
  if (!entries) return false;
  return std::any_of(entries->begin(), entries->end(), [&](const DirectoryEntry& entry) {
    const bool yaml = entry.name.ends_with(".yml") || entry.name.ends_with(".yaml");
    return yaml && entry.kind == FileKind::file && entry.name != file_name(set_.files.front());
  });
}

// A service without profiles is always on.
bool Loader::is_on(const Service& service) const {
  if (!options_.profiles || service.profiles.empty()) return true;
  return std::any_of(service.profiles.begin(), service.profiles.end(), [&](const Value& profile) {
    const auto& on = *options_.profiles;
    return !profile.text.is_known() || std::find(on.begin(), on.end(), profile.text.value()) != on.end();
  });
}

// One error per cause: an alias may bring the same value to several places, a merge keeps it from document to document.
void Loader::sort_errors() {
  const auto key = [](const SyntaxError& error) { return std::tuple(error.span, std::string_view(error.message)); };
  const auto before = [&](const SyntaxError& a, const SyntaxError& b) { return key(a) < key(b); };
  const auto equal = [&](const SyntaxError& a, const SyntaxError& b) { return key(a) == key(b); };
  std::stable_sort(file_.errors.begin(), file_.errors.end(), before);
  file_.errors.erase(std::unique(file_.errors.begin(), file_.errors.end(), equal), file_.errors.end());
}

File Loader::load() {
  file_.directory = directory();
  read();
  file_.tree = std::move(tree_);
  if (file_.merged) type_file(*file_.merged, file_);
  std::erase_if(file_.services.items, [this](const Service& service) { return !is_on(service); });
  for (Service& service : file_.services) make_unique(service, *file_.tree, file_.errors);
  check_content();
  const bool alone = set_.files.size() == 1;
  file_.fragment = alone && is_fragment(file_, lacks_image(file_) && has_neighbours());
  check_consistency(file_, file_.fragment, file_.errors);
  mark_refused_mounts();
  sort_errors();
  return std::move(file_);
}

}  // namespace

File load(const FileSet& set, Sources& sources, const LoadOptions& options) {
  return Loader(set, sources, options).load();
}

bool looks_like_compose(const yaml::File& file) {
  return std::any_of(file.documents.begin(), file.documents.end(), [](const yaml::Document& document) {
    if (!document.root || !document.root->is_mapping()) return false;
    return document.root->find("services") || document.root->find("include");
  });
}

}  // namespace mountlint::compose
