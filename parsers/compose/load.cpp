// Each document of each file is flattened (aliases, merge keys, variables) and laid over what came before. `include`,
// `extends` and the tags `!reset` and `!override` bring in or take away what is not followed here: then nothing may be
// concluded from what the project lacks.
#include "parsers/compose/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "parsers/compose/consistency.h"
#include "parsers/compose/flatten.h"
#include "parsers/compose/merge.h"
#include "parsers/compose/schema.h"
#include "parsers/compose/shape.h"
#include "parsers/compose/values.h"
#include "parsers/compose/variables.h"

namespace mountlint::compose {
namespace {

// The merged tree is checked after each document, as Compose does it; beyond this many only the rest of a bomb comes.
constexpr std::size_t max_checked_documents = 32;
// Each document copies what it is laid over: with more of them that would take too long.
constexpr std::size_t max_documents = 1000;

class Loader {
 public:
  Loader(const FileSet& set, Sources& sources)
      : set_(set),
        sources_(sources),
        tree_(std::make_unique<yaml::Tree>()),
        variables_(directory(), sources, tree_->texts(), file_.errors),
        flattener_(*tree_, variables_.environment(), file_.errors),
        merger_(*tree_, file_.errors) {}

  File load();

 private:
  std::string directory() const { return set_.files.empty() ? "." : std::string(directory_of(set_.files.front())); }
  void add_file(const std::string& path);
  void add_document(const yaml::Node& root);
  void check_content();
  bool has_neighbours() const;
  void sort_errors();
  void fail(Span at, std::string message);

  const FileSet& set_;
  Sources& sources_;
  File file_;
  std::unique_ptr<yaml::Tree> tree_;
  Variables variables_;
  Flattener flattener_;
  Merger merger_;
  const yaml::Node* merged_ = nullptr;
  std::size_t documents_ = 0;
  bool cut_ = false;
};

void Loader::fail(Span at, std::string message) {
  file_.errors.push_back({.span = at, .message = std::move(message), .claim = Claim::compose_syntax});
}

void Loader::add_file(const std::string& path) {
  const Result<SourcePtr> source = sources_.open(path);
  if (!source) {
    file_.complete = false;
    return;
  }
  file_.sources.push_back(*source);
  const yaml::File& parsed = sources_.yaml(*source);
  for (SyntaxError error : parsed.errors) {
    error.claim = Claim::compose_syntax;
    file_.errors.push_back(std::move(error));
  }
  file_.comments.insert(file_.comments.end(), parsed.comments.begin(), parsed.comments.end());
  if (!parsed.complete) file_.complete = false;
  for (const yaml::Document& document : parsed.documents)
    if (document.root) add_document(*document.root);
}

void Loader::add_document(const yaml::Node& root) {
  if (documents_ == max_documents) {
    file_.complete = false;
    if (!std::exchange(cut_, true)) fail(root.span.at_begin(), "too many documents: no more than 1000 are read");
    return;
  }
  if (!root.is_mapping()) {
    if (root.complete) fail(root.span, "the top level must be a mapping");
    file_.complete = false;
    return;
  }
  const yaml::Node* flat = flattener_.flatten(root);
  if (!flattener_.complete() || !flat->complete || flat->find("include")) file_.complete = false;
  merged_ = merger_.merge(merged_, *flat);
  if (++documents_ <= max_checked_documents) check_shape(*merged_, compose_shape(), file_.errors);
}

// A file of version 1 has its services at the top level. One that says nothing is refused, too.
void Loader::check_content() {
  if (file_.sources.empty() || !file_.complete || !file_.errors.empty()) return;
  if (!merged_) return fail(file_.sources.front()->content().at_begin(), "the file is empty; Compose refuses it");
  const auto& keys = merged_->children;
  const bool nothing =
      std::all_of(keys.begin(), keys.end(), [](const auto& key) { return key.key->text.value() == "version"; });
  if (nothing) return fail(merged_->span, "the file defines nothing; Compose refuses it");
  if (merged_->find("services")) return;
  const auto service = std::find_if(keys.begin(), keys.end(), [](const auto& entry) {
    return !is_extension(entry.key->text.value()) && (entry.value->find("image") || entry.value->find("build"));
  });
  if (service == keys.end()) return;
  fail(service->key->span,
       fmt::format("`{}` stands outside `services`; Compose refuses it", service->key->text.value()));
  file_.errors.back().help = "version 1 is not read any more: put the services below `services:`";
}

// True if other compose files lie beside the first one: they may complete it.
bool Loader::has_neighbours() const {
  const Result<std::vector<DirectoryEntry>> entries = sources_.files().list(file_.directory);
  if (!entries || set_.files.size() != 1) return false;
  return std::any_of(entries->begin(), entries->end(), [&](const DirectoryEntry& entry) {
    const bool yaml = entry.name.ends_with(".yml") || entry.name.ends_with(".yaml");
    return yaml && entry.kind == FileKind::file && entry.name != file_name(set_.files.front());
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
  for (const std::string& path : set_.files) add_file(path);
  file_.tree = std::move(tree_);
  if (merged_) type_file(*merged_, file_);
  check_content();
  file_.fragment = is_fragment(file_, lacks_image(file_) && has_neighbours());
  check_consistency(file_, file_.fragment, file_.errors);
  sort_errors();
  return std::move(file_);
}

}  // namespace

File load(const FileSet& set, Sources& sources) { return Loader(set, sources).load(); }

bool looks_like_compose(const yaml::File& file) {
  return std::any_of(file.documents.begin(), file.documents.end(), [](const yaml::Document& document) {
    if (!document.root || !document.root->is_mapping()) return false;
    return document.root->find("services") || document.root->find("include");
  });
}

}  // namespace mountlint::compose
