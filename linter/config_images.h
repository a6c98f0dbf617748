// `images:` of a config: what a team knows of its own images. Each is described as in data/images.yaml, or by the known
// image that it is `like`.
#pragma once

#include <vector>

#include "linter/config.h"
#include "parsers/source.h"
#include "parsers/yaml/tree.h"

namespace mountlint {

class ImagesReader {
 public:
  ImagesReader(OwnImages& images, std::vector<ConfigError>& errors) : images_(images), errors_(errors) {}

  // One entry of the mapping. What is wrong with it is an error, and it is left out.
  void add(const yaml::Entry& entry, const SourceFile& file);

 private:
  void error(Span span, std::string message);
  std::string name_of(const yaml::Node& key);
  const KnownImage* image_named(const yaml::Node& like);
  bool has(std::string_view name) const;
  bool fits(const ImageEntry& entry);

  OwnImages& images_;
  std::vector<ConfigError>& errors_;
  std::size_t size_ = 0;  // images and paths so far: aliases could make endlessly many of a small file
};

}  // namespace mountlint
