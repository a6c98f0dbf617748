// How an image is described in YAML: an entry of data/images.yaml, or of `images:` in a config. Both are read here, so
// that they cannot drift apart.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "linter/model/known_images.h"
#include "parsers/yaml/tree.h"

namespace mountlint {

struct RelocationEntry {
  std::string name;
  bool certain = true;  // false: written with a `?` behind it
  bool required = false;
};

// One item of `paths`; see ImagePath.
struct ImagePathEntry {
  Span span;
  std::string path;  // empty: `none`
  std::string versions = "*";
  DataKind kind = DataKind::data;
  Declared declared_volume = Declared::unknown;
  std::vector<RelocationEntry> relocations;
  std::vector<std::string> wrong_paths, external_if;
  std::string holds, source;
  bool secondary = false;
};

// What is not written is empty.
struct ImageEntry {
  std::vector<std::string> names;
  std::string like;  // the name of a known image
  std::optional<ImageRole> role;
  std::string engine;
  std::vector<std::string> command;
  std::optional<std::vector<std::string>> traits;
  std::string auto_upgrade, checked;
  std::optional<std::vector<ImagePathEntry>> paths;
};

struct EntryMistake {
  Span span;
  std::string message;
};

// The keys of an entry: those of images.yaml in their order, and those that a config may use.
std::span<const std::string_view> table_entry_keys();
std::span<const std::string_view> config_entry_keys();
std::span<const std::string_view> image_path_keys();  // of an item of `paths`, in their order

// Empty if the entry itself is wrong. An item of `paths` with a mistake is left out, and the rest holds. `keys`: those
// that are allowed.
std::optional<ImageEntry> read_image_entry(const yaml::Node& node, std::span<const std::string_view> keys,
                                           std::vector<EntryMistake>& mistakes);

// The traits with these names, which are right.
ImageTraits traits_of(const std::vector<std::string>& names, std::string_view auto_upgrade);
// The names of those that it has.
std::vector<std::string_view> names_of(const ImageTraits& traits);

std::string_view name_of(ImageRole role);
std::string_view name_of(DataKind kind);
std::string_view name_of(Declared declared);

}  // namespace mountlint
