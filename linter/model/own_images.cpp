// A KnownImage is made of views, so that the table can be constants; here each image keeps its texts beside it.
#include "linter/model/own_images.h"

#include "linter/model/name_glob.h"

namespace mountlint {
namespace {

// The lists of one row.
struct StoredPath {
  std::vector<Relocation> relocations;
  std::vector<std::string_view> wrong_paths, external_if;
};

std::vector<std::string_view> views_of(const std::vector<std::string>& words) { return {words.begin(), words.end()}; }

// "acme/ledger" is called "ledger".
std::string_view last_part(std::string_view name) { return name.substr(name.rfind('/') + 1); }

}  // namespace

struct OwnImages::Stored {
  std::string name;
  ImageEntry entry;
  std::vector<StoredPath> lists;
  std::vector<ImagePath> paths;
  std::vector<std::string_view> command;
  KnownImage image{};

  Stored(std::string called, ImageEntry described, const KnownImage* like);
  void add_paths();
};

// The lists are complete before anything views them.
void OwnImages::Stored::add_paths() {
  for (const ImagePathEntry& path : *entry.paths) {
    StoredPath& own = lists.emplace_back();
    for (const RelocationEntry& one : path.relocations)
      own.relocations.push_back({one.name, one.certain, one.required});
    own.wrong_paths = views_of(path.wrong_paths);
    own.external_if = views_of(path.external_if);
  }
  for (std::size_t i = 0; i < lists.size(); ++i) {
    const ImagePathEntry& path = (*entry.paths)[i];
    const StoredPath& own = lists[i];
    paths.push_back({path.versions, path.path, path.kind, path.declared_volume, own.relocations, own.wrong_paths,
                     path.source, path.holds, own.external_if, path.secondary});
  }
}

OwnImages::Stored::Stored(std::string called, ImageEntry described, const KnownImage* like)
    : name(std::move(called)), entry(std::move(described)) {
  image = like ? *like : KnownImage{{}, ImageRole::application, last_part(name), {}};
  image.name = name;
  command = views_of(entry.command);
  if (!command.empty()) image.command = command;
  if (entry.role) image.role = *entry.role;
  if (!entry.engine.empty()) image.engine = entry.engine;
  const std::string_view upgrade = entry.auto_upgrade.empty() ? image.traits.auto_upgrade : entry.auto_upgrade;
  if (entry.traits) image.traits = traits_of(*entry.traits, upgrade);
  image.traits.auto_upgrade = upgrade;
  if (!entry.paths) return;
  add_paths();
  image.paths = paths;
}

OwnImages::OwnImages() = default;
OwnImages::~OwnImages() = default;
OwnImages::OwnImages(OwnImages&&) noexcept = default;
OwnImages& OwnImages::operator=(OwnImages&&) noexcept = default;

void OwnImages::add(std::string name, ImageEntry entry, const KnownImage* like) {
  if (by_name_.contains(name)) return;
  images_.push_back(std::make_unique<Stored>(std::move(name), std::move(entry), like));
  const KnownImage& image = images_.back()->image;
  by_name_.emplace(image.name, &image);
  if (image.name.find('*') != std::string_view::npos) globs_.push_back(&image);
}

const KnownImage* OwnImages::find(std::string_view name) const {
  if (const auto exact = by_name_.find(name); exact != by_name_.end()) return exact->second;
  for (const KnownImage* glob : globs_)
    if (name_matches(glob->name, name)) return glob;
  return nullptr;
}

std::vector<const KnownImage*> OwnImages::all() const {
  std::vector<const KnownImage*> out;
  for (const auto& stored : images_) out.push_back(&stored->image);
  return out;
}

const KnownImage* find_known_image(std::string_view name, const OwnImages* own) {
  const KnownImage* found = own ? own->find(name) : nullptr;
  return found ? found : find_known_image(name);
}

}  // namespace mountlint
