// Which Dockerfile a service is built from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "linter/model/build.h"
#include "parsers/compose/ast.h"
#include "parsers/sources.h"

namespace mountlint {

// What a service asks a Dockerfile for.
struct BuildRequest {
  Container* container = nullptr;
  const compose::Build* build = nullptr;
  std::string context;     // clean
  std::string dockerfile;  // clean path; for an inline one: of the file it stands in
  const compose::Value* inlined = nullptr;
};

// Empty if the container is not built, or if a part of the answer is not known (a remote context, a variable).
std::optional<BuildRequest> build_request(Container& container, const Sources& sources);

struct DockerfileInput {
  std::vector<std::string> named;        // paths of Dockerfiles that were given or found
  std::vector<std::string> named_files;  // compose files that were: an inline Dockerfile in one is named, too
  std::vector<BuildRequest> requests;    // in the order of projects and services
  unsigned threads = 1;
};

// All Dockerfiles, by path, each with its Builds; sets Container::build. One that cannot be read is left out.
std::vector<std::unique_ptr<Dockerfile>> link_dockerfiles(DockerfileInput input, Sources& sources);

}  // namespace mountlint
