// The long syntax of a mount. Compose's schema checks types and the `type` word; that a bind mount has a source is
// checked by the engine, so late that nobody sees why. Blocks that do not fit the type are kept: rules speak about
// them.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "parsers/compose/service_mounts.h"
#include "parsers/compose/spelling.h"
#include "parsers/compose/values.h"

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Node;

constexpr std::array<std::string_view, 6> type_words = {"bind", "volume", "tmpfs", "cluster", "npipe", "image"};

void refuse(ServiceVolume& volume, Span at, std::string message, SyntaxErrors& errors, std::string help = {}) {
  volume.valid = false;
  errors.push_back({at, std::move(message), Claim::invalid_mount_spec, std::move(help)});
}

// The mapping itself is often many lines: its first key stands for it.
Span head_of(const Node& node) { return node.children.empty() ? node.span : node.children.front().key->span; }

void refuse_type(ServiceVolume& volume, const Text& type, std::string_view word, SyntaxErrors& errors) {
  refuse(volume, type.span(), fmt::format("`{}` is no type of mount; Compose refuses it", word), errors,
         "the types are `bind`, `volume`, `tmpfs`, `image`, `cluster` and `npipe`");
  const std::string_view* meant = nearest(word, type_words.begin(), type_words.end());
  if (!meant) return;
  errors.back().help = fmt::format("did you mean `{}`?", *meant);
  if (type.editable()) errors.back().replacement = std::string(*meant);
}

void read_type(const Node& node, ServiceVolume& volume, SyntaxErrors& errors) {
  const Entry* entry = node.find("type");
  if (!entry && node.complete)
    refuse(volume, head_of(node), "mount has no `type`; Compose refuses it", errors,
           "add `type: bind` or `type: volume`");
  if (!entry || !entry->value->is_scalar()) return;
  const std::optional<std::string_view> word = entry->value->text.known();
  if (!word) return;
  const auto found = std::find(type_words.begin(), type_words.end(), *word);
  if (found == type_words.end()) return refuse_type(volume, entry->value->text, *word, errors);
  volume.type = static_cast<MountType>(found - type_words.begin());
}

void read_bind(const Node& node, ServiceVolume& volume) {
  volume.propagation = read_text(node.find("propagation"));
  volume.selinux = read_text(node.find("selinux"));
  volume.recursive = read_text(node.find("recursive"));
  volume.create_host_path = read_flag(node.find("create_host_path"), Flag::yes);
}

void read_blocks(const Node& node, ServiceVolume& volume) {
  const auto block = [&](std::string_view key) -> const Node* {
    const Entry* entry = node.find(key);
    return entry && !entry->value->is_null() ? entry->value : nullptr;
  };
  const Node *bind = block("bind"), *named = block("volume"), *tmpfs = block("tmpfs"), *image = block("image");
  volume.has_bind = bind, volume.has_volume = named, volume.has_tmpfs = tmpfs, volume.has_image = image;
  if (bind) read_bind(*bind, volume);
  if (named) volume.nocopy = read_flag(named->find("nocopy"), Flag::no);
  if (named) volume.subpath = read_text(named->find("subpath"));
  if (tmpfs) volume.tmpfs_size = read_text(tmpfs->find("size"));
  if (tmpfs) volume.tmpfs_mode = read_text(tmpfs->find("mode"));
  if (image) volume.subpath = read_text(image->find("subpath"));
}

void check(const Node& node, ServiceVolume& volume, SyntaxErrors& errors) {
  if (!node.complete || !volume.valid) return;
  const Entry* target = node.find("target");
  if (!target || (target->value->is_null() && target->value->complete))
    return refuse(volume, target ? target->key->span : head_of(node), "mount has no `target`; Compose refuses it",
                  errors);
  const bool needs_source = volume.type == MountType::bind || volume.type == MountType::image;
  if (needs_source && !node.find("source"))
    refuse(volume, head_of(node),
           fmt::format("mount of type `{}` has no `source`; the engine refuses it",
                       volume.type == MountType::bind ? "bind" : "image"),
           errors);
}

}  // namespace

ServiceVolume read_long_volume(const Entry& entry, SyntaxErrors& errors) {
  const Node& node = *entry.value;
  ServiceVolume volume;
  volume.place = place_of(entry);
  volume.long_syntax = true;
  read_type(node, volume, errors);
  volume.source = read_text(node.find("source"));
  if (const std::optional<Text> target = read_text(node.find("target"))) volume.target = *target;
  volume.read_only = read_flag(node.find("read_only"), Flag::no);
  if (const Entry* access = node.find("read_only")) volume.read_only_span = access->value->span;
  volume.consistency = read_text(node.find("consistency"));
  read_blocks(node, volume);
  check(node, volume, errors);
  return volume;
}

}  // namespace mountlint::compose
