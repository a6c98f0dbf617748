// compose-go keeps a block (`bind`, `volume` ..) that is written, even where it says nothing or does not fit the type.
#include "tests/conformance/compose_mount.h"

#include <cmath>

#include "parsers/filesystem.h"
#include "tests/conformance/compose_paths.h"
#include "tests/conformance/compose_value.h"

namespace mountlint::conformance {

using namespace compose;
using nlohmann::json;

namespace {

constexpr const char* types[] = {"bind", "volume", "tmpfs", "cluster", "npipe", "image"};

json value_of(const std::optional<Text>& text) { return text ? text_value(*text) : json(); }

yaml::Node plain_node(const Text& text) {
  yaml::Node node;
  node.kind = yaml::Kind::scalar;
  node.style = yaml::Style::plain;
  node.text = text;
  return node;
}

// `64m`, `1.5g`: bytes.
std::int64_t bytes_of(const std::string& size) {
  std::size_t end = 0;
  double bytes = 0;
  try {
    bytes = std::stod(size, &end);
  } catch (const std::exception&) {
    return 0;
  }
  while (end < size.size() && size[end] == ' ') ++end;
  const std::size_t unit = end < size.size() ? std::string_view("kmgtpKMGTP").find(size[end]) : std::string::npos;
  if (unit != std::string::npos) bytes *= std::pow(1024, static_cast<double>(unit % 5 + 1));
  return static_cast<std::int64_t>(bytes);
}

// A number without a unit is read as YAML does; one with a fraction or an exponent counts for nothing.
json size_value(const std::optional<Text>& text) {
  if (!text) return {};
  if (!text->is_known()) return unknown_value(text->shown());
  const yaml::Node node = plain_node(*text);
  std::int64_t bytes = 0;
  if (const std::optional<std::int64_t> number = yaml::as_integer(node))
    bytes = *number;
  else if (yaml::resolve(node) == yaml::Scalar::string)
    bytes = bytes_of(std::string(text->value()));
  return bytes ? json(bytes) : json();
}

// A number as YAML reads it, cut to a whole one.
json mode_value(const std::optional<Text>& text) {
  if (!text) return {};
  if (!text->is_known()) return unknown_value(text->shown());
  const std::optional<std::int64_t> number = yaml::as_integer(plain_node(*text));
  const std::int64_t bits = number ? *number : std::atoll(std::string(text->value()).c_str());
  return bits ? json(bits) : json();
}

json bind_value(const ServiceVolume& volume) {
  json out = json::object();
  put_given(out, "propagation", value_of(volume.propagation));
  put_given(out, "selinux", value_of(volume.selinux));
  put_given(out, "recursive", value_of(volume.recursive));
  const bool brief = volume.type == MountType::bind || volume.propagation || volume.selinux;
  const bool decided = volume.long_syntax ? volume.has_bind : brief;
  const bool refused = volume.create_host_path == Flag::no;
  if (decided) out["create_host_path"] = refused ? json(false) : flag_value(volume.create_host_path);
  return out;
}

json volume_block_value(const ServiceVolume& volume) {
  json out = json::object();
  put_given(out, "nocopy", flag_value(volume.nocopy));
  if (!volume.has_image) put_given(out, "subpath", value_of(volume.subpath));
  put_given(out, "labels", without_nulls(variables_value(volume.labels, nullptr)));
  return out;
}

// An empty one is `.`, one that is not given stays empty.
json target_value(const Text& target) {
  if (!target.span().valid()) return "";
  return text_value(target, [](std::string_view path) { return clean_path(path); });
}

}  // namespace

json mount_value(const ServiceVolume& volume) {
  json out = json::object(), tmpfs = json::object(), image = json::object();
  const bool known = volume.type != MountType::unknown;
  out["type"] = known ? json(types[static_cast<int>(volume.type)]) : unknown_value("");
  put_given(out, "source", value_of(volume.source));
  if (out.value("source", json()) == "") out.erase("source");
  out["target"] = target_value(volume.target);
  put_given(out, "read_only", flag_value(volume.read_only));
  put_given(out, "consistency", value_of(volume.consistency));
  put_given(out, "bind", bind_value(volume));
  put_given(out, "volume", volume_block_value(volume));
  put_given(tmpfs, "size", size_value(volume.tmpfs_size));
  put_given(tmpfs, "mode", mode_value(volume.tmpfs_mode));
  if (volume.has_image) put_given(image, "subpath", value_of(volume.subpath));
  put_given(out, "tmpfs", std::move(tmpfs));
  put_given(out, "image", std::move(image));
  if (!volume.valid) out["$invalid"] = true;
  return out;
}

json mount_value(const ShownProject& project, const ServiceVolume& volume) {
  json out = mount_value(volume);
  const auto path = [&](std::string_view text) { return host_path(project.file, text, volume.place, project.folder); };
  if (volume.type == MountType::bind && volume.source) out["source"] = text_value(*volume.source, path);
  return out;
}

json without_empty_blocks(json mount) {
  for (const char* block : {"bind", "volume", "tmpfs", "image"})
    if (mount.contains(block) && mount[block].empty()) mount.erase(block);
  return mount;
}

}  // namespace mountlint::conformance
