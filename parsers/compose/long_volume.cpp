// The long syntax of a mount. Compose's schema checks types and the `type` word; that a bind mount has a source is
// checked by the engine, so late that nobody sees why. Blocks that do not fit the type are kept: rules speak about
// them.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "parsers/compose/number_text.h"
#include "parsers/compose/service_mounts.h"
#include "parsers/compose/values.h"
#include "parsers/spelling.h"

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
  const auto meant = nearest_words(word, type_words, typo_limit(word));
  if (meant.size() == 1) suggest(errors.back(), meant, type.editable());
}

void read_type(const Node& node, ServiceVolume& volume, SyntaxErrors& errors) {
  const Entry* entry = node.find("type");
  const bool missing = !entry || (entry->value->is_null() && entry->value->complete);
  if (missing && node.complete)
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
  if (named) volume.labels = read_variables(named->find("labels"));
  if (tmpfs) volume.tmpfs_size = read_text(tmpfs->find("size"));
  if (tmpfs) volume.tmpfs_mode = read_text(tmpfs->find("mode"));
  if (image) volume.subpath = read_text(image->find("subpath"));
}

// A quoted mode is a string, which Compose cannot read there.
void check_tmpfs(const Node& tmpfs, ServiceVolume& volume, SyntaxErrors& errors) {
  const Entry *size = tmpfs.find("size"), *mode = tmpfs.find("mode");
  const auto resolved = [](const Entry* entry) { return yaml::resolve(*entry->value); };
  if (size && volume.tmpfs_size && volume.tmpfs_size->is_known()) {
    const std::string_view text = volume.tmpfs_size->value();
    const bool integral = resolved(size) == yaml::Scalar::floating && text.find('.') == std::string_view::npos;
    const bool number = (resolved(size) == yaml::Scalar::integer || integral) && !text.starts_with('-');
    const bool string = resolved(size) == yaml::Scalar::string && parse_size(text);
    if (!number && !string)
      refuse(volume, size->value->span, fmt::format("`{}` is no size; Compose refuses it", text), errors,
             "write a number of bytes, or one with a unit such as `64m`");
  }
  if (!mode || !volume.tmpfs_mode || !volume.tmpfs_mode->is_known()) return;
  const yaml::Scalar kind = resolved(mode);
  const bool number = kind == yaml::Scalar::integer || kind == yaml::Scalar::floating;
  if (number && !volume.tmpfs_mode->value().starts_with('-')) return;
  refuse(volume, mode->value->span, fmt::format("`{}` is no mode; Compose refuses it", volume.tmpfs_mode->value()),
         errors, "write an octal number without quotes: `0755`");
}

void check(const Node& node, ServiceVolume& volume, SyntaxErrors& errors) {
  if (!node.complete || !volume.valid) return;
  const Entry* target = node.find("target");
  if (!target || (target->value->is_null() && target->value->complete))
    return refuse(volume, target ? target->key->span : head_of(node), "mount has no `target`; Compose refuses it",
                  errors);
  if (volume.type == MountType::bind && !node.find("source"))
    return refuse(volume, head_of(node), "mount of type `bind` has no `source`; Compose refuses it", errors);
  if (const Entry* tmpfs = node.find("tmpfs")) check_tmpfs(*tmpfs->value, volume, errors);
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
