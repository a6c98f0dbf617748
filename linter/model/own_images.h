// Images that a config describes. They come before the table: an exact name first, then names with a `*`.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "linter/model/image_entry.h"
#include "linter/model/known_images.h"

namespace mountlint {

// Owns everything that its KnownImages view.
class OwnImages {
 public:
  OwnImages();
  ~OwnImages();
  OwnImages(OwnImages&&) noexcept;
  OwnImages& operator=(OwnImages&&) noexcept;

  // What `entry` does not say is taken from `like`, if there is one. `name`: as ImageReference::name has it, or with
  // `*` for any characters but `/`. A name counts once.
  void add(std::string name, ImageEntry entry, const KnownImage* like);

  const KnownImage* find(std::string_view name) const;  // of several names with a `*`, the first that was added
  std::vector<const KnownImage*> all() const;           // in order
  bool empty() const { return images_.empty(); }

 private:
  struct Stored;
  std::vector<std::unique_ptr<Stored>> images_;
  std::map<std::string_view, const KnownImage*> by_name_;
  std::vector<const KnownImage*> globs_;
};

// Null if neither of the two knows it. `own` may be null.
const KnownImage* find_known_image(std::string_view name, const OwnImages* own);

}  // namespace mountlint
