// What is known of images: which container paths hold data. The table is data/images.yaml, compiled to constants at
// build; nothing is parsed at start-up.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "linter/model/image.h"

namespace mountlint {

enum class DataKind : std::uint8_t { data, config, cache, log, upload };
enum class Declared : std::uint8_t { no, yes, unknown };
// `backup`: it copies the data of others.
enum class ImageRole : std::uint8_t { database, queue, cache, application, backup };

// How a path can be moved: an environment variable, a command-line flag (begins with `-`), `config` (a key of the
// image's own configuration file), or another word that is for people. `certain` is false for general knowledge:
// it may only suppress. `required`: the path holds data only if this is set to it (a variable, a flag,
// `server-argument`: the argument of `server`), or in that mode (`when:sqlite`).
struct Relocation {
  std::string_view name;
  bool certain;
  bool required;
};

struct ImagePath {
  std::string_view versions;  // `*`, `<18`, `>=2,<3`, `<pg18`, `*-rootless`
  std::string_view path;      // absolute; empty: no fixed path
  DataKind kind;
  Declared declared_volume;  // the image's Dockerfile has VOLUME at it
  std::span<const Relocation> relocations;
  std::span<const std::string_view> wrong_paths;  // mounts that people make and that do not keep this path
  std::string_view source;                        // repository:path@commit
  std::string_view holds = {};                    // what people lose, for messages: "dashboards and users"
  // Variables that put the data somewhere else, in a database server: `GF_DATABASE_HOST`. Then the rest is expendable.
  std::span<const std::string_view> external_if = {};
  // A part that can be made again or that few people use (logs, certificates, exports): no verdict rests on it alone.
  bool secondary = false;
};

// What is special about an engine.
struct ImageTraits {
  bool needs_migration = false;        // its files are refused by another major version, or changed for good
  bool host_named = false;             // its data directory bears the name of the host
  bool unsafe_on_desktop = false;      // its publisher warns of bind mounts on Docker Desktop
  bool content_synced = false;         // its entrypoint brings what the image has into a volume that is not new
  std::string_view auto_upgrade = {};  // a variable that makes it migrate its files by itself: `MARIADB_AUTO_UPGRADE`
};

struct KnownImage {
  std::string_view name;  // may be a glob: `quay.io/sclorg/postgresql-*`
  ImageRole role;
  std::string_view engine;  // for messages: "PostgreSQL", "Redis"
  std::span<const ImagePath> paths;
  ImageTraits traits = {};
  std::string_view checked = {};                   // when its sources were read: `2026-11`
  std::span<const std::string_view> command = {};  // the CMD of the image, where that says where the data is
};

// Null if nothing is known of it. What a config adds is in own_images.h.
const KnownImage* find_known_image(const ImageReference& image);
const KnownImage* find_known_image(std::string_view name);  // as ImageReference::name has it

// The rows of `known` that hold for this reference. Of several rows of one kind the most specific version wins. A tag
// without a number means the newest version; an unknown tag, or a digest without a tag, matches rows of every version.
// Both flags are set only if it makes a difference: an image whose rows hold for all versions needs no assumption.
struct ImagePaths {
  std::vector<const ImagePath*> paths;
  bool assumed = false;          // where the data is rests on the tag meaning the newest version
  bool version_unknown = false;  // rows of several versions are here: what is concluded must hold for all of them
};
ImagePaths paths_of(const KnownImage& known, const ImageReference& image);

// The whole table, by name, for `mountlint images` and tests.
std::span<const KnownImage> known_images();

}  // namespace mountlint
