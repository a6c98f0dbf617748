// The same for programs; docs/images-schema.json describes it. As in our other formats, fields may be added under the
// same `formatVersion`, and it is pure ASCII.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "linter/model/image_entry.h"
#include "linter/report/images.h"

namespace mountlint::report {
namespace {

using Json = nlohmann::ordered_json;

Json relocations(const ImagePath& path, bool required) {
  Json out = Json::array();
  for (const Relocation& one : path.relocations)
    if (one.required == required) out.push_back({{"name", one.name}, {"verified", one.certain}});
  return out;
}

Json path_of(const ImagePath& path) {
  Json out = {{"versions", path.versions}};
  if (!path.path.empty()) out["path"] = path.path;
  out["kind"] = name_of(path.kind);
  out["declaredVolume"] = name_of(path.declared_volume);
  if (!path.holds.empty()) out["holds"] = path.holds;
  out["onlyIf"] = relocations(path, true);
  out["relocate"] = relocations(path, false);
  out["externalIf"] = path.external_if;
  out["wrongPaths"] = path.wrong_paths;
  out["secondary"] = path.secondary;
  out["source"] = path.source;
  return out;
}

Json family_of(const ImageFamily& family) {
  const KnownImage& image = *family.image;
  Json out = {{"names", family.names}, {"own", family.own}, {"engine", image.engine}, {"role", name_of(image.role)}};
  out["traits"] = names_of(image.traits);
  if (!image.command.empty()) out["command"] = image.command;
  if (!image.traits.auto_upgrade.empty()) out["autoUpgrade"] = image.traits.auto_upgrade;
  if (!family.own) out["checked"] = image.checked;
  out["paths"] = Json::array();
  for (const ImagePath& path : image.paths) out["paths"].push_back(path_of(path));
  return out;
}

// Which of its paths hold for the tag.
Json asked_of(const AskedImage& asked) {
  Json out = {{"asked", asked.written}};
  out.update(family_of(asked.family));
  out["newestAssumed"] = asked.holding.assumed;
  out["versionUnknown"] = asked.holding.version_unknown;
  std::size_t i = 0;
  for (const ImagePath& path : asked.family.image->paths)
    out["paths"][i++]["withThisTag"] = std::ranges::count(asked.holding.paths, &path) > 0;
  return out;
}

std::string document(Json images, const std::vector<std::string>& errors) {
  Json out = {{"formatVersion", "1"}, {"tool", {{"name", "mountlint"}, {"version", MOUNTLINT_VERSION}}}};
  out["images"] = std::move(images);
  out["errors"] = errors;
  return out.dump(2, ' ', true, Json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string images_json(const std::vector<ImageFamily>& families, const std::vector<std::string>& errors) {
  Json images = Json::array();
  for (const ImageFamily& family : families) images.push_back(family_of(family));
  return document(std::move(images), errors);
}

std::string images_json(const std::vector<AskedImage>& images, const std::vector<std::string>& errors) {
  Json out = Json::array();
  for (const AskedImage& image : images) out.push_back(asked_of(image));
  return document(std::move(out), errors);
}

}  // namespace mountlint::report
