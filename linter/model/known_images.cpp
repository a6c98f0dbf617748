// Looks images up in the compiled table. A name is found by binary search; the few globs are tried after that.
#include "linter/model/known_images.h"

#include <algorithm>
#include <array>

#include "linter/model/known_images_table.h"
#include "linter/model/name_glob.h"
#include "linter/model/version_pattern.h"

namespace mountlint {
namespace {

constexpr std::size_t kinds = 5;

bool holds_data(DataKind kind) { return kind == DataKind::data || kind == DataKind::upload; }

bool is_certain(TagMatch match) { return match == TagMatch::yes || match == TagMatch::newest; }

// For each kind of path, how specific the most specific of the matching rows is.
using BestOfKind = std::array<int, kinds>;

BestOfKind best_of(const KnownImage& known, const ImageReference& image) {
  BestOfKind best{};
  for (const ImagePath& row : known.paths) {
    if (!is_certain(match_tag(row.versions, image))) continue;
    int& of_kind = best[static_cast<std::size_t>(row.kind)];
    of_kind = std::max(of_kind, specificity(row.versions));
  }
  return best;
}

}  // namespace

const KnownImage* find_known_image(const ImageReference& image) {
  return find_known_image(std::string_view(image.name));
}

const KnownImage* find_known_image(std::string_view name) {
  const std::span<const KnownImage> table = known_images_table::images;
  const auto found = std::lower_bound(table.begin(), table.end(), name,
                                      [](const KnownImage& entry, std::string_view key) { return entry.name < key; });
  if (found != table.end() && found->name == name) return &*found;
  for (const KnownImage* glob : known_images_table::globs) {
    if (name_matches(glob->name, name)) return glob;
  }
  return nullptr;
}

ImagePaths paths_of(const KnownImage& known, const ImageReference& image) {
  ImagePaths out;
  const BestOfKind best = best_of(known, image);
  for (const ImagePath& row : known.paths) {
    const TagMatch match = match_tag(row.versions, image);
    const bool rests_on_newest = match == TagMatch::newest || match == TagMatch::not_newest;
    out.assumed |= rests_on_newest && holds_data(row.kind);
    out.version_unknown |= match == TagMatch::unknown;
    const bool is_best = is_certain(match) && specificity(row.versions) == best[static_cast<std::size_t>(row.kind)];
    if (is_best || match == TagMatch::unknown) out.paths.push_back(&row);
  }
  return out;
}

std::span<const KnownImage> known_images() { return known_images_table::images; }

}  // namespace mountlint
