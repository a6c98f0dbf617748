// A bind may be a file or a directory; what is said here is for the data of servers, which lies in directories.
#include "rules/support/storage.h"

namespace mountlint::rules {

std::string described_storage(const Mount& mount) {
  return fmt::format("{} `{}`", mount.type == MountType::volume ? "volume" : "directory", storage_name(mount));
}

}  // namespace mountlint::rules
