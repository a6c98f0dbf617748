// The names are written as in compose files, and are brought into the form that lookups use.
#include "linter/config_images.h"

#include <algorithm>

#include <fmt/core.h>

#include "linter/model/image.h"
#include "parsers/spelling.h"

namespace mountlint {
namespace {

constexpr std::size_t largest_size = 10'000;

// "docker.io/library/acme-*" is "acme-*". Names without a `*` are read as Docker reads them.
std::string glob_name(std::string_view written) {
  for (const std::string_view prefix : {"docker.io/", "index.docker.io/", "library/"})
    if (written.starts_with(prefix)) written.remove_prefix(prefix.size());
  return std::string(written);
}

bool is_glob_name(std::string_view name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || ".-_/*:"; };
  const std::size_t slash = name.rfind('/');
  return std::ranges::all_of(name, fits) && name.find(':', slash == name.npos ? 0 : slash) == name.npos;
}

std::vector<std::string_view> table_names() {
  std::vector<std::string_view> out;
  for (const KnownImage& image : known_images()) out.push_back(image.name);
  return out;
}

// Who wonders where a path comes from is led to the config.
void add_sources(ImageEntry& image, const SourceFile& file) {
  if (!image.paths) return;
  for (ImagePathEntry& path : *image.paths)
    if (path.source.empty()) path.source = fmt::format("{}:{}", file.path(), file.line_of(path.span.begin));
}

bool has_tag(const ImageReference& image) { return image.tag || image.digest; }

}  // namespace

void ImagesReader::error(Span span, std::string message) { errors_.push_back({span, std::move(message)}); }

// Empty if it is none.
std::string ImagesReader::name_of(const yaml::Node& key) {
  const std::string_view written = key.text.value();
  const std::optional<ImageReference> image = parse_image(key.text);
  if (written.find('*') != written.npos && is_glob_name(written)) return glob_name(written);
  if (image && !has_tag(*image)) return image->name;
  error(key.span, image ? fmt::format("`{}` has a tag; write the name alone, and `versions` for its paths", written)
                        : fmt::format("`{}` is no name of an image", written));
  return {};
}

const KnownImage* ImagesReader::image_named(const yaml::Node& like) {
  const std::string_view written = like.text.value();
  const std::optional<ImageReference> image = parse_image(like.text);
  const KnownImage* known = image ? find_known_image(*image) : nullptr;
  if (known && !has_tag(*image)) return known;
  const std::string_view near = nearest(written, table_names());
  const std::string hint = near.empty() ? "; see `mountlint images`" : fmt::format("; did you mean `{}`?", near);
  error(like.span, known ? fmt::format("`{}` has a tag; write the name alone", written)
                         : fmt::format("image `{}` is not known{}", written, hint));
  return nullptr;
}

bool ImagesReader::has(std::string_view name) const {
  const KnownImage* found = images_.find(name);
  return found && found->name == name;
}

bool ImagesReader::fits(const ImageEntry& entry) {
  size_ += 1 + (entry.paths ? entry.paths->size() : 0);
  return size_ <= largest_size;
}

void ImagesReader::add(const yaml::Entry& entry, const SourceFile& file) {
  if (size_ > largest_size) return;
  std::vector<EntryMistake> mistakes;
  std::optional<ImageEntry> image = read_image_entry(*entry.value, config_entry_keys(), mistakes);
  for (EntryMistake& mistake : mistakes) error(mistake.span, std::move(mistake.message));
  const std::string name = name_of(*entry.key);
  if (!image || name.empty()) return;
  if (has(name)) return error(entry.key->span, fmt::format("image `{}` is described already", name));
  if (image->like.empty() && !image->paths) return error(entry.value->span, "an image needs `like` or `paths`");
  const KnownImage* like = image->like.empty() ? nullptr : image_named(*entry.value->find("like")->value);
  if (!image->like.empty() && !like) return;
  if (image->paths && image->paths->empty()) return;  // each of them has a mistake
  if (!fits(*image)) return error(entry.key->span, "there are more than 10,000 images and paths");
  add_sources(*image, file);
  images_.add(name, std::move(*image), like);
}

}  // namespace mountlint
