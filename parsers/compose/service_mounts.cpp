// Lists of mounts of a service. Short entries are split by the rules of each key; what cannot be read makes its list
// incomplete, so that nobody concludes anything from its absence.
#include "parsers/compose/service_mounts.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>

#include "parsers/compose/mount_syntax.h"
#include "parsers/compose/values.h"

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Node;

void refuse(const Entry& entry, std::string message, SyntaxErrors& errors) {
  errors.push_back({entry.value->span, std::move(message), Claim::invalid_mount_spec});
}

// `- ./a: /b` is a mapping by accident: a space behind the colon.
bool refuse_split_spec(const Entry& entry, SyntaxErrors& errors) {
  const Node& node = *entry.value;
  if (node.children.size() != 1 || node.is_flow || !node.complete) return false;
  const Entry& only = node.children.front();
  const std::string_view key = only.key->text.value();
  const bool path = key.find('/') != std::string_view::npos || key == "." || key == "~";
  const bool target = only.value->is_scalar() && only.value->text.value().starts_with('/');
  if (!path && !target) return false;
  refuse(entry, "the space behind the colon makes this a mapping, not a mount; Compose refuses it", errors);
  if (!entry.via && only.value->is_scalar() && only.value->text.editable() && !only.key->is_quoted())
    errors.back().replacement = fmt::format("{}:{}", key, only.value->text.value());
  return true;
}

std::optional<ServiceVolume> read_volume(const Entry& entry, SyntaxErrors& errors) {
  const Node& node = *entry.value;
  if (is_string(node)) return parse_short_volume(node.text, place_of(entry), errors);
  if (node.is_mapping() && !refuse_split_spec(entry, errors)) return read_long_volume(entry, errors);
  if (node.is_mapping() || !node.complete) return std::nullopt;
  if (node.is_null()) refuse(entry, "mount is empty; Compose refuses it", errors);
  if (node.is_sequence()) refuse(entry, "a list is not a mount; Compose refuses it", errors);
  if (node.is_scalar())
    refuse(entry, fmt::format("`{}` is not a mount but a number or a boolean; Compose refuses it", node.text.value()),
           errors);
  return std::nullopt;
}

// Calls `read` for each item of a list; what it cannot read makes the list incomplete.
template <class T, class Read>
Known<T> read_list(const Entry* entry, Read read) {
  Known<T> out;
  if (!entry) return out;
  const Node& node = *entry->value;
  out.complete = node.complete && node.is_sequence();  // an empty key is refused
  if (!node.is_sequence()) return out;
  for (const Entry& item : node.children) {
    std::optional<T> value = read(item);
    if (!value || !item.value->complete) out.complete = false;
    if (value) out.push_back(std::move(*value));
  }
  return out;
}

// `/run:size=1m,mode=755`
Tmpfs split_tmpfs(const Text& text, const Place& place) {
  const std::size_t colon = text.value().find(':');
  if (colon == std::string_view::npos) return {place, text, {}};
  const auto at = static_cast<std::uint32_t>(colon);
  return {place, text.sub(0, at), text.from(at + 1).split(',')};
}

// `name[:mode]`, `container:name[:mode]`
VolumesFrom split_volumes_from(const Text& text, const Place& place) {
  std::vector<Text> parts = text.split(':');
  VolumesFrom out{place, parts[0], false, Flag::no};
  out.container = parts[0].value() == "container" && parts.size() > 1;
  if (out.container) parts.erase(parts.begin());
  out.source = parts[0];
  if (parts.size() < 2) return out;
  const std::optional<std::string_view> mode = parts[1].known();
  out.read_only = !mode ? Flag::unknown : *mode == "ro" ? Flag::yes : Flag::no;
  return out;
}

// `HOST[:CONTAINER[:PERMISSIONS]]`; `vendor.com/class=name` is a device of a CDI vendor, without a path.
Device split_device(const Text& text, const Place& place) {
  const std::vector<Text> parts = text.split(':');
  Device out{place, parts[0], std::nullopt, std::nullopt};
  if (parts.size() > 1) out.target = parts[1];
  if (parts.size() > 2) out.permissions = parts[2];
  return out;
}

std::optional<FileMode> read_file_mode(const Entry* entry) {
  const std::optional<Text> text = read_text(entry);
  if (!text) return std::nullopt;
  FileMode out{*text, std::nullopt};
  if (!text->is_known()) return out;
  if (const std::optional<std::int64_t> number = yaml::as_integer(*entry->value)) {
    if (*number >= 0 && *number <= UINT32_MAX) out.bits = static_cast<std::uint32_t>(*number);
    return out;
  }
  const std::string_view digits = text->value();
  std::uint32_t bits = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits, 8);
  if (error == std::errc() && end == digits.data() + digits.size() && is_string(*entry->value)) out.bits = bits;
  return out;
}

}  // namespace

Known<ServiceVolume> read_volumes(const Entry* entry, SyntaxErrors& errors) {
  return read_list<ServiceVolume>(entry, [&](const Entry& item) { return read_volume(item, errors); });
}

Known<Tmpfs> read_tmpfs(const Entry* entry) {
  const auto read = [](const Entry& item) {
    return item.value->is_scalar() ? std::optional(split_tmpfs(item.value->text, place_of(item))) : std::nullopt;
  };
  if (!entry || !entry->value->is_scalar()) return read_list<Tmpfs>(entry, read);
  Known<Tmpfs> out;
  out.push_back(*read(*entry));
  return out;
}

Known<VolumesFrom> read_volumes_from(const Entry* entry) {
  return read_list<VolumesFrom>(entry, [](const Entry& item) {
    return item.value->is_scalar() ? std::optional(split_volumes_from(item.value->text, place_of(item))) : std::nullopt;
  });
}

Known<FileReference> read_file_references(const Entry* entry) {
  return read_list<FileReference>(entry, [](const Entry& item) -> std::optional<FileReference> {
    const Node& node = *item.value;
    const std::optional<Text> source = node.is_scalar() ? node.text : read_text(node.find("source"));
    if (!source) return std::nullopt;
    FileReference out;
    out.place = place_of(item);
    out.source = *source;
    out.target = read_text(node.find("target"));
    out.uid = read_text(node.find("uid"));
    out.gid = read_text(node.find("gid"));
    out.mode = read_file_mode(node.find("mode"));
    return out;
  });
}

Known<Device> read_devices(const Entry* entry) {
  return read_list<Device>(entry, [](const Entry& item) -> std::optional<Device> {
    if (item.value->is_scalar()) return split_device(item.value->text, place_of(item));
    const std::optional<Text> source = read_text(item.value->find("source"));
    if (!source) return std::nullopt;
    return Device{place_of(item), *source, read_text(item.value->find("target")),
                  read_text(item.value->find("permissions"))};
  });
}

}  // namespace mountlint::compose
