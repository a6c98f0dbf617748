// A map by path: a path is looked up together with every directory around it.
#include "linter/model/volume_declarations.h"

#include "parsers/filesystem.h"

namespace mountlint {

// Longer ones are no paths: no system opens them.
static constexpr std::size_t longest_path = 4096;

void VolumeDeclarations::add(VolumeDeclaration declaration) {
  std::string path = declaration.path;
  by_path_.try_emplace(std::move(path), std::move(declaration));
}

const VolumeDeclaration* VolumeDeclarations::around(std::string_view path, std::size_t& steps) const {
  if (by_path_.empty() || path.size() > longest_path) return nullptr;
  for (;; path = directory_of(path)) {
    ++steps;
    if (const auto found = by_path_.find(path); found != by_path_.end()) return &found->second;
    if (path.size() <= 1) return nullptr;
  }
}

const VolumeDeclaration* VolumeDeclarations::below(std::string_view directory) const {
  const std::string prefix = directory == "/" ? "/" : std::string(directory) + '/';
  const auto found = by_path_.lower_bound(prefix);
  return found != by_path_.end() && found->first.starts_with(prefix) ? &found->second : nullptr;
}

bool is_usable(const VolumeOperand& operand) {
  return operand.verdict == OperandVerdict::good && !operand.path.empty() && !operand.onbuild;
}

VolumeDeclarations declared_by(const ImageReference& image, const KnownImage& known) {
  VolumeDeclarations out;
  const ImagePaths rows = paths_of(known, image);
  for (const ImagePath* row : rows.paths) {
    const bool certain = !rows.version_unknown || row->versions == "*";
    if (certain && row->declared_volume == Declared::yes && !row->path.empty())
      out.add({std::string(row->path), nullptr, row});
  }
  return out;
}

}  // namespace mountlint
