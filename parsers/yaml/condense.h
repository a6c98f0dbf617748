// What yaml-cpp is spared: the text of block scalars and of comments, which we read ourselves and which it would look
// at byte by byte.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mountlint::yaml {

// A working copy without the bytes that cannot change what yaml-cpp finds: of a line of a block scalar only indentation
// and the first character stay, of a comment that has a line for itself the `#`. yaml-cpp gives the same events for it
// as for the whole, but for the values of block scalars. Where a line is not surely understood, everything behind it
// stays.
class Condensed {
 public:
  // `work` from `base` on.
  Condensed(std::string_view work, std::uint32_t base);

  std::string& text() { return text_; }
  // Where the byte at `at` of text() stands in the working copy.
  std::uint32_t original(std::size_t at) const;

 private:
  struct Cut {
    std::size_t at;         // in text(): from here on
    std::uint32_t removed;  // so many bytes are missing in front
  };

  std::uint32_t base_;
  std::string text_;
  std::vector<Cut> cuts_;
};

}  // namespace mountlint::yaml
