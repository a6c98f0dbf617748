// The verdict on a source is computed with the mount; here are only severity and words.
#include "rules/support/host_paths.h"

namespace mountlint::rules {

static constexpr std::string_view engine_socket = "/var/run/docker.sock";

std::string_view owner_of(const Mount& mount) {
  return mount.container ? std::string_view(mount.container->label) : "the build";
}

HostPathMatch match_of(const Mount& mount) {
  const std::string_view path = mount.host_path.empty() ? engine_socket : std::string_view(mount.host_path);
  return match_host_path(path, mount.access, mount.container);
}

void add_host_path_details(Draft draft, const Mount& mount, const HostPathMatch& match) {
  if (match.severity) draft.severity(*match.severity);
  if (match.documented_by.empty() || !mount.container) return;
  draft.note(mount.container->image_place.span, fmt::format("`{}` documents this mount", match.documented_by));
}

std::string shown_source(const Mount& mount) {
  return mount.source ? mount.source->shown() : std::string(engine_socket);
}

}  // namespace mountlint::rules
