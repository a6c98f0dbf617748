#include <doctest/doctest.h>

#include <string>

#include "parsers/dockerfile/mount_options.h"
#include "tests/parsers/dockerfile_tree.h"

using namespace mountlint;
using namespace mountlint::dockerfile;

namespace {

Variable known_variables(std::string_view name) {
  static const MappedString data{"/data", {}, {}};
  if (name == "D") return {Variable::set, Text(&data)};
  return {name == "U" ? Variable::unknown : Variable::unset, {}};
}

// One flag, read where D is /data, U unknown and everything else not set.
struct Reading {
  explicit Reading(const std::string& flag)
      : source(make_source("FROM a\nRUN --mount=" + flag + " true\n")), file(parse(source)) {
    const RunMountFlag& mount = file.instructions[1].as<dockerfile::Run>()->mounts[0];
    options = read_mount_options(mount, '\\', known_variables, texts, errors);
  }

  SourcePtr source;
  File file;
  TextArena texts;
  SyntaxErrors errors;
  MountOptions options;
};

std::string place(const std::string& flag) {
  const Reading reading(flag);
  return effective_id(reading.options).value_or("-") + " at " + effective_target(reading.options, "/w");
}

std::string errors_in_stage(const std::string& flag, MountStage stage) {
  Reading reading(flag);
  check_mount_in_stage(reading.options, stage, reading.errors);
  return reading.errors.empty() ? std::string() : reading.errors[0].message;
}

}  // namespace

TEST_CASE("what a mount is called and where it lies") {
  CHECK(place("type=cache,target=/m/../c/") == "/c at /m/../c/");
  CHECK(place("type=cache,target=c") == "c at /w/c");  // the id knows no working directory
  CHECK(place("type=cache") == ". at /w");
  CHECK(place("type=cache,id=,target=$D") == "/data at /data");
  CHECK(place("type=cache,target=$U") == "- at ");
  CHECK(place("type=cache,id=$U,target=/c") == "- at /c");
  CHECK(place("type=secret,id=a/b") == "a/b at /run/secrets/b");
  CHECK(place("type=secret,target=/run/x") == "x at /run/x");
  CHECK(place("type=secret,id=s,env=S") == "s at ");
  CHECK(place("type=secret,id=s,target=t") == "s at t");
  CHECK(place("type=ssh") == "default at ");
  CHECK(place("type=bind,target=.") == "- at /w");
}

TEST_CASE("options with their types") {
  const Reading cache("type=CACHE,target=/c,sharing=Locked,mode=0750,uid=01000,ro=0,target=/d");
  CHECK(cache.errors.empty());
  CHECK(cache.options.sharing.value == CacheSharing::locked);
  CHECK(octal_text(cache.options.mode.value.value()) == "0750");
  CHECK(cache.options.uid.value == 1000u);
  CHECK(cache.options.read_only.value == false);
  CHECK(cache.options.overridden.size() == 1);
  CHECK(cache.options.target.text.value() == "/d");
  CHECK(Reading("type=tmpfs,target=/t,size=1.5GiB").options.size.value == 1610612736);
  CHECK(Reading("type=tmpfs,target=/t,size=1e3").options.size.value == 1000);
  CHECK(Reading("type=tmpfs,target=/t,size=1 m").options.size.value == 1);  // the flag ends at the blank
  CHECK(Reading("target=/t").options.read_only.value == true);
  CHECK(!Reading("type=$U,target=/t").options.read_only.value);
  CHECK(!Reading("target=/t,ro=$U").options.read_only.value);
}

TEST_CASE("errors say when BuildKit gives them") {
  CHECK(Reading("from=$D,target=/t").errors.at(0).layer == Layer::instruction);
  CHECK(Reading("type=$D,target=/t").errors.at(0).layer == Layer::dispatch);
  CHECK(Reading("typ=cache").errors.at(0).claim == Claim::build_mount_invalid_option);
  CHECK(Reading("type=cache,target=/c,ro=$NO").errors.at(0).message == "`ro` takes `true` or `false`, not ``");
}

TEST_CASE("what only the stage shows") {
  CHECK(errors_in_stage("type=bind", {"/"}) == "a mount cannot take the place of `/`");
  CHECK(errors_in_stage("type=bind", {}).empty());
  CHECK(errors_in_stage("type=cache,target=..", {"/w"}) == "a mount cannot take the place of `/`");
  CHECK(errors_in_stage("type=cache,target=//", {"/w"}).empty());
  CHECK(errors_in_stage("type=ssh,source=/x", {"/w"}) == "`source` does not work with `type=ssh`");
  CHECK(errors_in_stage("type=secret,id=s", {{}, true}) ==
        "a secret needs a `target` with its drive in a Windows stage");
  CHECK(errors_in_stage("type=secret,id=s,env=S", {{}, true}).empty());
  CHECK(errors_in_stage("type=secret,id=s,target=C:/s", {{}, true}).empty());
}
