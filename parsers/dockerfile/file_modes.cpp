// A mode is octal (BuildKit frontend/dockerfile/dockerfile2llb/convert_copy.go) or what the mode package of dchapes, a
// setmode of BSD, takes: clauses `[augo]*([+-=][rwxXstugo]*)+` with commas between.
#include "parsers/dockerfile/file_modes.h"

#include <fmt/format.h>

#include "parsers/dockerfile/dispatch_errors.h"
#include "parsers/dockerfile/go_values.h"

namespace mountlint::dockerfile {

namespace {

constexpr std::uint32_t highest_mode = 07777;

std::size_t skip(std::string_view text, std::size_t at, std::string_view letters) {
  return std::min(text.find_first_not_of(letters, at), text.size());
}

bool is_clause(std::string_view text) {
  std::size_t at = skip(text, 0, "augo");
  if (at == text.size()) return false;
  while (at < text.size()) {
    if (text[at] != '+' && text[at] != '-' && text[at] != '=') return false;
    at = skip(text, at + 1, "rwxXstugo");
  }
  return true;
}

bool is_symbolic(std::string_view text) {
  for (;;) {
    const std::size_t comma = text.find(',');
    if (!is_clause(text.substr(0, comma))) return false;
    if (comma == text.npos) return true;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace

void check_chmod(const Text& mode, SyntaxErrors& errors) {
  const auto value = mode.known();
  if (!value || value->empty()) return;
  const auto octal = parse_uint(*value, 8);
  if (octal ? *octal <= highest_mode : is_symbolic(*value)) return;
  const bool number = (*value)[0] >= '0' && (*value)[0] <= '9';
  SyntaxError& error = report_value(mode, fmt::format("`{}` is no file mode", *value), errors);
  error.help =
      number ? "an octal mode lies between 0 and 07777" : "write an octal mode such as `0755`, or `u=rwX,go=rX`";
}

}  // namespace mountlint::dockerfile
