// For people: a table of everything, or one image in full. What an own config says is shown as it is, made harmless.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "linter/model/image_entry.h"
#include "linter/report/images.h"
#include "linter/report/paint.h"
#include "linter/report/width.h"

namespace mountlint::report {
namespace {

constexpr std::size_t columns = 5;
using Cells = std::array<std::string, columns>;

// The path that decides, as far as a table can say: the first that holds data and is no side path.
std::string first_data_path(const KnownImage& image) {
  const auto decides = [](const ImagePath& path) {
    return (path.kind == DataKind::data || path.kind == DataKind::upload) && !path.secondary && !path.path.empty();
  };
  const auto found = std::ranges::find_if(image.paths, decides);
  return found == image.paths.end() ? "-" : sanitized(found->path);
}

Cells cells_of(const ImageFamily& family) {
  const std::string checked = family.own ? "own" : std::string(family.image->checked);
  return {sanitized(family.image->engine), std::string(name_of(family.image->role)), checked,
          first_data_path(*family.image), sanitized(fmt::format("{}", fmt::join(family.names, ", ")))};
}

std::string relocations(const ImagePath& path, bool required) {
  std::string out;
  for (const Relocation& one : path.relocations)
    if (one.required == required)
      out += fmt::format("{}{}{}", out.empty() ? "" : ", ", one.name, one.certain ? "" : " (not verified)");
  return out;
}

class Page {
 public:
  explicit Page(const Style& style) : paint_(style.color) {}

  void image(const AskedImage& asked) {
    if (!out_.empty()) out_ += '\n';
    const KnownImage& known = *asked.family.image;
    out_ += paint_.strong(sanitized(asked.written)) + "\n";
    field("engine", known.engine);
    field("role", name_of(known.role));
    field("names", fmt::format("{}", fmt::join(asked.family.names, ", ")));
    field("command", fmt::format("{}", fmt::join(known.command, " ")));
    field("traits", fmt::format("{}", fmt::join(names_of(known.traits), ", ")));
    field("upgraded by", known.traits.auto_upgrade);
    field("checked", asked.family.own ? "described by the config" : known.checked);
    remarks(asked.holding);
    for (const ImagePath& one : known.paths) path(one, std::ranges::count(asked.holding.paths, &one) > 0);
  }

  std::string take() { return std::move(out_); }

 private:
  void field(std::string_view name, std::string_view value) {
    if (!value.empty()) out_ += fmt::format("  {:<14} {}\n", name, sanitized(value));
  }

  void remarks(const ImagePaths& holding) {
    if (holding.assumed) out_ += "  the tag has no number: it is taken for the newest version\n";
    if (holding.version_unknown) out_ += "  the version is not known: each of the paths may hold\n";
  }

  void path(const ImagePath& path, bool holds) {
    const std::string shown = path.path.empty() ? "keeps nothing" : sanitized(path.path);
    out_ += fmt::format("\n  {}{}\n", paint_.keyword(shown), holds ? "" : " (not with this tag)");
    field("  versions", path.versions == "*" ? "" : path.versions);
    field("  kind", name_of(path.kind));
    field("  holds", path.holds);
    field("  VOLUME", path.path.empty() ? "" : name_of(path.declared_volume));
    field("  only if", relocations(path, true));
    field("  moved by", relocations(path, false));
    field("  elsewhere if", fmt::format("{}", fmt::join(path.external_if, ", ")));
    field("  missed by", fmt::format("{}", fmt::join(path.wrong_paths, ", ")));
    field("  secondary", path.secondary ? "yes" : "");
    field("  source", path.source);
  }

  const Paint paint_;
  std::string out_;
};

}  // namespace

std::string images_text(const std::vector<ImageFamily>& families, const Style& style) {
  std::vector<Cells> cells = {{"ENGINE", "ROLE", "CHECKED", "DATA", "NAMES"}};
  for (const ImageFamily& family : families) cells.push_back(cells_of(family));
  std::array<std::size_t, columns> widths{};
  for (const Cells& line : cells)
    for (std::size_t i = 0; i < columns; ++i) widths[i] = std::max(widths[i], width_of(line[i]));
  std::string out;
  for (const Cells& line : cells) {
    for (std::size_t i = 0; i + 1 < columns; ++i)
      out += fmt::format("{}{:{}}", line[i], "", widths[i] - width_of(line[i]) + 2);
    out += Paint(style.color).keyword(line[columns - 1]) + "\n";
  }
  return out;
}

std::string images_text(const std::vector<AskedImage>& images, const Style& style) {
  Page page(style);
  for (const AskedImage& image : images) page.image(image);
  return page.take();
}

}  // namespace mountlint::report
