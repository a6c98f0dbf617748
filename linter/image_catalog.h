// Everything that is known of images, for `mountlint images`: what the nearest config adds, then the table.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "linter/config.h"
#include "linter/lint.h"

namespace mountlint {

// Names that share all that is known of them.
struct ImageFamily {
  std::vector<std::string_view> names;  // those of Docker Hub first
  const KnownImage* image = nullptr;
  bool own = false;  // a config describes it
};

// An image as somebody wrote it: `postgres:17-alpine`.
struct AskedImage {
  std::string written;
  ImageFamily family;
  ImagePaths holding;  // the rows that hold for its tag
};

// What it returns is valid as long as it lives.
class ImageCatalog {
 public:
  // The config: that of `options`, or the nearest to the working directory.
  ImageCatalog(const LintOptions& options, const FileSystem& files, const RuleList& rules);
  ImageCatalog(const ImageCatalog&) = delete;
  ImageCatalog& operator=(const ImageCatalog&) = delete;

  std::vector<ImageFamily> families() const;  // each by its first name
  std::optional<AskedImage> find(const std::string& written) const;
  // "image `x` is not known; did you mean `y`?"
  std::string not_known(const std::string& written) const;
  std::vector<std::string> errors() const;  // what is wrong with the config, one line each

 private:
  ImageFamily family_of(const KnownImage& image) const;

  Sources sources_;
  Configs configs_;
  const OwnImages& own_;
};

}  // namespace mountlint
