// Follows compose-go's loader/validate.go, for what concerns mounts; unlike Compose it goes through all profiles and
// reports everything. It stays silent about fragments, and where an unread `include` may bring what is missing.
#include "parsers/compose/consistency.h"

#include <fmt/format.h>

#include <algorithm>

#include "parsers/compose/spelling.h"
#include "parsers/filesystem.h"

namespace mountlint::compose {
namespace {

bool has_image(const Service& service) { return service.image || service.build || service.provider; }

// The name of what is not defined, and what may have been meant.
struct Missing {
  const Text& name;
  std::string message;
  Claim claim;
  std::vector<std::string_view> defined;
};

class Checker {
 public:
  Checker(const File& file, SyntaxErrors& errors) : file_(file), errors_(errors) {}

  void check(const Service& service);

 private:
  void volume(const ServiceVolume& volume);
  void references(const Service& service, const Known<FileReference>& used, const Known<FileDefinition>& defined,
                  const char* kind);
  void volumes_from(const Service& service, const VolumesFrom& from);
  void image(const Service& service);
  void report(const Missing& missing);

  const File& file_;
  SyntaxErrors& errors_;
};

template <class T>
std::vector<std::string_view> names_of(const Known<T>& list) {
  std::vector<std::string_view> out;
  for (const T& item : list) out.push_back(item.name.value());
  return out;
}

bool contains(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// A volume's name has no slash: this is a path without `./`.
bool looks_like_path(std::string_view source) { return source.find_first_of("/\\") != std::string_view::npos; }

void Checker::report(const Missing& missing) {
  SyntaxError error{.span = missing.name.span(), .message = missing.message, .claim = missing.claim};
  const std::string_view name = missing.name.value();
  if (const std::string_view* meant = nearest(name, missing.defined.begin(), missing.defined.end())) {
    error.help = fmt::format("did you mean `{}`?", *meant);
    if (missing.name.editable()) error.replacement = std::string(*meant);
  }
  errors_.push_back(std::move(error));
}

void Checker::volume(const ServiceVolume& volume) {
  const std::optional<std::string_view> name = volume.source ? volume.source->known() : std::nullopt;
  if (!volume.valid || volume.type != MountType::volume || !name || name->empty() || looks_like_path(*name)) return;
  const std::vector<std::string_view> defined = names_of(file_.volumes);
  if (contains(defined, *name)) return;
  const std::string message =
      fmt::format("volume `{}` is declared nowhere: `docker compose up` stops and starts nothing", *name);
  report({*volume.source, message, Claim::undefined_volume, defined});
  if (errors_.back().help.empty()) errors_.back().help = fmt::format("add `{}:` to the top-level `volumes`", *name);
}

void Checker::references(const Service& service, const Known<FileReference>& used, const Known<FileDefinition>& defined,
                         const char* kind) {
  if (!defined.complete) return;
  const std::vector<std::string_view> names = names_of(defined);
  for (const FileReference& reference : used) {
    const std::optional<std::string_view> name = reference.source.known();
    if (!name || contains(names, *name)) continue;
    const std::string message = fmt::format("service `{}` refers to an undefined {} `{}`; Compose refuses it",
                                            service.name.value(), kind, *name);
    report({reference.source, message, Claim::compose_syntax, names});
  }
}

void Checker::volumes_from(const Service& service, const VolumesFrom& from) {
  const std::optional<std::string_view> name = from.source.known();
  if (from.container || !name || !file_.services.complete || file_.service(*name)) return;
  const std::string message = fmt::format(
      "service `{}` takes volumes from an undefined service `{}`; Compose refuses it", service.name.value(), *name);
  report({from.source, message, Claim::compose_syntax, names_of(file_.services)});
}

void Checker::image(const Service& service) {
  if (!service.complete || has_image(service)) return;
  errors_.push_back(
      {service.key.span,
       fmt::format("service `{}` has neither `image` nor `build`; Compose refuses it", service.name.value()),
       Claim::compose_syntax});
}

void Checker::check(const Service& service) {
  image(service);
  if (!service.complete) return;
  if (file_.volumes.complete)
    for (const ServiceVolume& item : service.volumes) volume(item);
  references(service, service.configs, file_.configs, "config");
  references(service, service.secrets, file_.secrets, "secret");
  for (const VolumesFrom& item : service.volumes_from) volumes_from(service, item);
}

}  // namespace

bool is_fragment(const File& file) {
  if (file.sources.size() != 1) return false;
  if (file_name(file.sources.front()->path()).find("override") != std::string_view::npos) return true;
  const auto whole = static_cast<std::size_t>(std::count_if(file.services.begin(), file.services.end(), has_image));
  return whole * 2 < file.services.size();
}

void check_consistency(const File& file, SyntaxErrors& errors) {
  if (!file.complete || is_fragment(file)) return;
  Checker checker(file, errors);
  for (const Service& service : file.services) checker.check(service);
}

}  // namespace mountlint::compose
