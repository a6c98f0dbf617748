// Colours of a terminal, or none.
#pragma once

#include <string>
#include <string_view>

#include "linter/finding.h"

namespace mountlint::report {

class Paint {
 public:
  explicit Paint(bool on) : on_(on) {}
  std::string strong(std::string_view text) const { return painted("1", text); }
  std::string frame(std::string_view text) const { return painted("1;34", text); }    // gutter, arrows, second places
  std::string keyword(std::string_view text) const { return painted("1;36", text); }  // help, note
  std::string of(Severity severity, std::string_view text) const {
    if (severity == Severity::error) return painted("1;31", text);
    return painted(severity == Severity::warning ? "1;33" : "1;32", text);
  }

 private:
  std::string painted(std::string_view code, std::string_view text) const {
    if (!on_ || text.empty()) return std::string(text);
    return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
  }
  bool on_;
};

}  // namespace mountlint::report
