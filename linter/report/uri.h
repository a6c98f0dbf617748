// Paths as URIs (RFC 3986).
#pragma once

#include <string>
#include <string_view>

namespace mountlint::report {

struct Uri {
  std::string text;
  bool below_root = false;  // relative, and not upwards: may be joined to a base
};

// `./` in front is dropped; an absolute path becomes a `file:` URI. What may not stand in a URI is percent-encoded,
// and `:` too: `a:b.yaml` would have a scheme.
Uri uri_of(std::string_view path);

}  // namespace mountlint::report
