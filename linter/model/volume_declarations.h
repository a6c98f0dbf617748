// Where volumes are declared, found by path.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "linter/model/build.h"
#include "linter/model/known_images.h"

namespace mountlint {

struct VolumeDeclaration {
  std::string path;
  VolumeOperand* operand = nullptr;  // null: the base image declares it
  const ImagePath* row = nullptr;    // of the base image
};

class VolumeDeclarations {
 public:
  // The first one at a path stays.
  void add(VolumeDeclaration declaration);
  bool empty() const { return by_path_.empty(); }
  // The one at `path`, or at the nearest directory around it. Counts what it looks at in `steps`.
  const VolumeDeclaration* around(std::string_view path, std::size_t& steps) const;
  // The first one below `directory`.
  const VolumeDeclaration* below(std::string_view directory) const;

 private:
  std::map<std::string, VolumeDeclaration, std::less<>> by_path_;
};

// A path that an operand declares for certain, and that is no mistake of its own.
bool is_usable(const VolumeOperand& operand);

// What a known image declares, in every version that is in question.
VolumeDeclarations declared_by(const ImageReference& image, const KnownImage& known);

}  // namespace mountlint
