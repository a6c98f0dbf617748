// What a Mount can say of itself.
#include "linter/model/mount.h"

#include "parsers/filesystem.h"

namespace mountlint {

bool Mount::covers(std::string_view path) const { return !target_path.empty() && is_within(path, target_path); }

}  // namespace mountlint
