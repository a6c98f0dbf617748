// The table has one KnownImage per name; those of one family share their rows, and so can be brought together again.
#include "linter/image_catalog.h"

#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "parsers/spelling.h"

namespace mountlint {
namespace {

// `docker.elastic.co/..` has one, `bitnami/..` has none.
bool has_host(std::string_view name) {
  return name.substr(0, std::min(name.find('/'), name.size())).find('.') != name.npos;
}

bool comes_before(std::string_view a, std::string_view b) {
  return std::pair(has_host(a), a) < std::pair(has_host(b), b);
}

// What was written nowhere but on the command line.
struct Written {
  TextArena arena;
  std::optional<ImageReference> image;

  explicit Written(std::string_view text) {
    const Span whole{FileId{0}, 0, static_cast<std::uint32_t>(text.size())};
    TextBuilder builder(arena);
    builder.replace(text, whole);
    image = parse_image(builder.finish(whole));
  }
};

}  // namespace

ImageCatalog::ImageCatalog(const LintOptions& options, const FileSystem& files, const RuleList& rules)
    : sources_(files, options.max_file_size),
      configs_(sources_, rules, options.config, options.isolated),
      own_(configs_.for_file("compose.yaml").images) {}

ImageFamily ImageCatalog::family_of(const KnownImage& image) const {
  ImageFamily family{{image.name}, &image, own_.find(image.name) == &image};
  if (family.own) return family;
  family.names.clear();
  for (const KnownImage& other : known_images())
    if (other.paths.data() == image.paths.data()) family.names.push_back(other.name);
  std::ranges::sort(family.names, comes_before);
  return family;
}

std::vector<ImageFamily> ImageCatalog::families() const {
  std::vector<ImageFamily> own, table;
  for (const KnownImage* image : own_.all()) own.push_back(family_of(*image));
  std::map<const ImagePath*, std::size_t> seen;
  for (const KnownImage& image : known_images()) {
    const auto [found, is_new] = seen.emplace(image.paths.data(), table.size());
    if (is_new) table.push_back({{}, &image, false});
    table[found->second].names.push_back(image.name);
  }
  for (ImageFamily& family : table) std::ranges::sort(family.names, comes_before);
  const auto first_name = [](const ImageFamily& family) { return family.names[0]; };
  std::ranges::sort(table, comes_before, first_name);
  std::ranges::move(table, std::back_inserter(own));
  return own;
}

std::optional<AskedImage> ImageCatalog::find(const std::string& written) const {
  const Written asked(written);
  if (!asked.image) return std::nullopt;
  const KnownImage* image = find_known_image(asked.image->name, &own_);
  if (!image) return std::nullopt;
  return AskedImage{written, family_of(*image), paths_of(*image, *asked.image)};
}

std::string ImageCatalog::not_known(const std::string& written) const {
  const Written asked(written);
  if (!asked.image) return fmt::format("`{}` is no name of an image", written);
  std::vector<std::string_view> names;
  for (const KnownImage* image : own_.all()) names.push_back(image->name);
  for (const KnownImage& image : known_images()) names.push_back(image.name);
  const std::string_view near = nearest(asked.image->name, names);
  return fmt::format("image `{}` is not known{}", written,
                     near.empty() ? "; see `mountlint images`" : fmt::format("; did you mean `{}`?", near));
}

std::vector<std::string> ImageCatalog::errors() const {
  std::vector<std::string> out;
  for (const ConfigError& error : configs_.errors()) out.push_back(shown(error, sources_));
  for (const auto& [path, why] : sources_.unreadable()) out.push_back(fmt::format("{}: {}", path, why));
  return out;
}

}  // namespace mountlint
