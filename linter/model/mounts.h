// Everything in a compose service that attaches storage, as Mounts.
#pragma once

#include <string>
#include <unordered_map>

#include "linter/model/project.h"
#include "parsers/sources.h"

namespace mountlint {

// What the mounts of one project have in common.
struct MountContext {
  Project& project;
  const Sources& sources;
  bool host_fs = true;
  // The top-level `configs` and `secrets`.
  std::unordered_map<std::string_view, const compose::FileDefinition*> configs = {}, secrets = {};
};

MountContext mount_context(Project& project, const Sources& sources, bool host_fs);

// Fills Container::mounts with what the service itself says: `volumes`, `tmpfs`, `configs`, `secrets` and
// `use_api_socket`. Devices are nodes, no mounts. The project's volumes must stand already.
void add_own_mounts(Container& container, MountContext& context);

// A text that stands for something that is not written, at the place that implies it.
Text implied_text(std::string_view value, Span place, TextArena& texts);

}  // namespace mountlint
