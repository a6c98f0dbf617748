// What runs: made from a compose service today, from `docker run` or devcontainer.json later.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "linter/model/build.h"
#include "linter/model/image.h"
#include "linter/model/known_images.h"
#include "linter/model/mount.h"
#include "parsers/compose/ast.h"

namespace mountlint {

struct DataDirectory;
struct Project;

// Where a service is meant to run: in a lab (tests, samples, CI), loss of data is intended or harmless.
enum class ContextClass : std::uint8_t { normal, lab, production };

struct Container {
  std::string name;   // `db`
  std::string label;  // "service `db`"
  const Project* project = nullptr;
  const compose::Service* service = nullptr;
  Place place;                          // its key
  bool complete = true;                 // false: nothing may be concluded from what it lacks
  std::optional<Text> image_text;       // `image:`
  std::optional<ImageReference> image;  // what runs: `image:`, or the base image of its Build. Never the tag of a build
  Place image_place;                    // where that is written: `image:` value, or `build:` value
  bool has_build = false;               // `build:` is written
  const Build* build = nullptr;         // null: none, or its Dockerfile is not at hand
  const KnownImage* known_image = nullptr;
  Known<Mount> mounts;                             // all, image volumes too
  std::optional<Known<Text>> command, entrypoint;  // of compose; absent: the image's own
  // env_file first, then `environment`. Every one has a value: one that comes from outside has an unknown one.
  Known<compose::Variable> environment;
  std::optional<Text> user, working_dir, restart, hostname;
  compose::Flag read_only = compose::Flag::no;
  std::optional<Text> replicas;
  Known<compose::Value> profiles;
  Known<compose::Variable> labels;
  ContextClass context = ContextClass::normal;
  bool restarts = false;  // restart: always | unless-stopped
  bool one_shot = false;  // its command ends by itself, or it is no server

  // The last value of an environment variable: compose's, else the image's own ENV of its Build. Null: not there.
  const Text* environment_value(std::string_view variable) const;
};

}  // namespace mountlint
