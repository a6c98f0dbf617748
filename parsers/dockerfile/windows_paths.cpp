// CheckSystemDriveAndRemoveDriveLetter of BuildKit's util/system/path.go.
#include "parsers/dockerfile/windows_paths.h"

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/dispatch_errors.h"

namespace mountlint::dockerfile {

namespace {

bool is_slash(char c) { return c == '/' || c == '\\'; }

}  // namespace

void check_windows_path(const Text& path, SyntaxErrors& errors) {
  const auto value = path.known();
  if (!value || value->size() < 2) return;
  if (is_slash((*value)[0]) && is_slash((*value)[1]))
    return (void)report_value(path, fmt::format("the path `{}` lies on another machine", *value), errors);
  if (value->size() == 2 && (*value)[1] == ':')
    return (void)report_value(path, fmt::format("`{}` names a drive and no path on it", *value), errors);
  const std::size_t colon = value->find(':');
  if (colon == value->npos || equal_fold(value->substr(0, colon), "c")) return;
  report_value(path, fmt::format("the path `{}` does not lie on drive `C:`", *value), errors);
}

}  // namespace mountlint::dockerfile
