// Follows compose-go's override/uncity.go: `volumes` by target, first as written, then cleaned where the short syntax
// was used; `tmpfs` by the text before `=`; configs and secrets by target. What is still mounted twice after that,
// Compose refuses (loader/validate.go).
#include "parsers/compose/unicity.h"

#include <fmt/format.h>

#include <map>
#include <string>

#include "parsers/filesystem.h"

namespace mountlint::compose {
namespace {

// Empty if two entries cannot be compared: part of it is unknown.
using TargetKey = std::optional<std::string>;

TargetKey known(const Text& text) {
  const std::optional<std::string_view> value = text.known();
  return value ? TargetKey(*value) : std::nullopt;
}

TargetKey written_target(const ServiceVolume& volume) {
  return volume.valid && volume.target.span().valid() ? known(volume.target) : std::nullopt;
}

TargetKey canonical_target(const ServiceVolume& volume) {
  TargetKey key = written_target(volume);
  if (key && !volume.long_syntax && !key->empty()) key = clean_path(*key);
  return key;
}

TargetKey clean_target(const ServiceVolume& volume) {
  TargetKey key = written_target(volume);
  return key ? TargetKey(clean_path(*key)) : key;
}

class Unique {
 public:
  Unique(yaml::Tree& tree, SyntaxErrors& errors) : tree_(tree), errors_(errors) {}

  template <class T, class KeyOf>
  void keep_last(Known<T>& list, KeyOf key_of);
  void refuse_conflicts(const Service& service);

 private:
  void conflict(const std::string& target, Span at, Span first);

  yaml::Tree& tree_;
  SyntaxErrors& errors_;
};

template <class T, class KeyOf>
void Unique::keep_last(Known<T>& list, KeyOf key_of) {
  std::map<std::string, std::size_t> seen;
  std::vector<T> kept;
  for (T& item : list.items) {
    const TargetKey key = key_of(item);
    const auto [found, fresh] = key ? seen.emplace(*key, kept.size()) : std::pair(seen.end(), true);
    if (fresh) {
      kept.push_back(std::move(item));
      continue;
    }
    T& earlier = kept[found->second];
    item.place.via = tree_.via(ViaKind::replaced, earlier.place.span, item.place.via);
    earlier = std::move(item);
  }
  list.items = std::move(kept);
}

void Unique::conflict(const std::string& target, Span at, Span first) {
  errors_.push_back({at,
                     fmt::format("`{}` is mounted twice; Compose refuses it", target),
                     Claim::duplicate_mount_target,
                     "",
                     {},
                     {{first, "already mounted here"}}});
}

// Targets that two entries of `tmpfs` and `volumes` still have in common.
void Unique::refuse_conflicts(const Service& service) {
  std::map<std::string, Span> taken;
  const auto take = [&](const TargetKey& key, Span at) {
    if (!key) return;
    const auto [found, fresh] = taken.emplace(*key, at);
    if (!fresh) conflict(*key, at, found->second);
  };
  for (const Tmpfs& tmpfs : service.tmpfs) take(known(tmpfs.target), tmpfs.target.span());
  for (const ServiceVolume& volume : service.volumes) take(clean_target(volume), volume.target.span());
}

TargetKey tmpfs_key(const Tmpfs& tmpfs) {
  TargetKey key = known(tmpfs.target);
  if (!key) return key;
  for (const Text& option : tmpfs.options) {
    if (!option.is_known()) return std::nullopt;
    *key += ':';
    *key += option.value();
  }
  return key->substr(0, key->find('='));
}

TargetKey reference_key(const FileReference& reference, std::string_view folder) {
  if (reference.target) return known(*reference.target);
  const TargetKey source = known(reference.source);
  return source ? TargetKey(fmt::format("{}{}", folder, *source)) : source;
}

TargetKey device_key(const Device& device) { return known(device.target ? *device.target : device.source); }

}  // namespace

void make_unique(Service& service, yaml::Tree& tree, SyntaxErrors& errors) {
  Unique unique(tree, errors);
  unique.keep_last(service.volumes, written_target);
  unique.keep_last(service.volumes, canonical_target);
  unique.keep_last(service.tmpfs, tmpfs_key);
  unique.keep_last(service.configs, [](const FileReference& item) { return reference_key(item, "/"); });
  unique.keep_last(service.secrets, [](const FileReference& item) { return reference_key(item, "/run/secrets/"); });
  unique.keep_last(service.devices, device_key);
  unique.keep_last(service.profiles, [](const Value& item) { return known(item.text); });
  unique.refuse_conflicts(service);
}

}  // namespace mountlint::compose
