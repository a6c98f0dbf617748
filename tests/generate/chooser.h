// Choices that hang on a seed and on what they are about, and on nothing else: when a part of a project is dropped, the
// choices about the others stay the same. That is what makes a failing project shrink.
#pragma once

#include <cstdint>
#include <string_view>

namespace mountlint::generate {

class Chooser {
 public:
  explicit Chooser(std::uint64_t seed) : state_(seed) {}

  // The choices about one part.
  Chooser at(std::string_view what) const {
    std::uint64_t hash = state_ ^ 14695981039346656037u;
    for (const char c : what) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    return Chooser(mixed(hash));
  }
  Chooser at(std::size_t number) const { return Chooser(mixed(state_ + 0x9e3779b97f4a7c15u * (number + 1))); }
  // Evenly one of 0 .. limit - 1.
  std::size_t below(std::size_t limit) const { return static_cast<std::size_t>(mixed(state_) % limit); }
  std::size_t below(std::size_t limit, std::string_view what) const { return at(what).below(limit); }
  // True once in `times`.
  bool once_in(std::size_t times, std::string_view what) const { return below(times, what) == 0; }

 private:
  // splitmix64: the same on every machine.
  static std::uint64_t mixed(std::uint64_t x) {
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
  }

  std::uint64_t state_;
};

}  // namespace mountlint::generate
