// One verdict per operand of VOLUME.
#include "linter/model/build.h"
#include "tests/linter/model_world.h"

using namespace mountlint;
using namespace mountlint::test;
using V = OperandVerdict;
using M = PathMistake;

namespace {

struct Case {
  const char* dockerfile;  // ends in the VOLUME in question
  V verdict;
  M mistake = M::none;
  const char* path = "";
};

void check(const Case& one) {
  CAPTURE(std::string(one.dockerfile));
  const World world({{"Dockerfile", one.dockerfile}});
  const auto& volumes = world.dockerfile().stages.back()->volumes;
  REQUIRE_FALSE(volumes.empty());
  const VolumeOperand& last = volumes.back();
  CHECK(last.verdict == one.verdict);
  CHECK(last.mistake == one.mistake);
  CHECK(last.path == std::string(one.path));
  CHECK(last.instruction);
  CHECK(world.dockerfile().file->source->text(last.written.span()) == last.written.value());
}

}  // namespace

TEST_CASE("verdicts of single operands") {
  const Case cases[] = {
      {"FROM node\nVOLUME /data\n", V::good, M::none, "/data"},
      {"FROM node\nVOLUME /data/\n", V::good, M::none, "/data"},
      {"FROM node\nVOLUME [\"/data\"]\n", V::good, M::none, "/data"},
      {"FROM node\nVOLUME [\"/a\", \"/b c\"]\n", V::good, M::none, "/b c"},
      {"FROM node\nVOLUME '/data'\n", V::good, M::none, "/data"},
      {"FROM node\nVOLUME /a /b\n", V::good, M::none, "/b"},
      {"FROM node\nVOLUME ['/data']\n", V::invalid_json},
      {"FROM node\nVOLUME [\"/a\",]\n", V::invalid_json},
      {"FROM node\nVOLUME [/a]\n", V::invalid_json},
      {"# syntax=example.com/other\nFROM node\nVOLUME ['/data']\n", V::unknown},
      {"# syntax=docker/dockerfile:1\nFROM node\nVOLUME ['/data']\n", V::invalid_json},
      {"FROM node\nVOLUME data\n", V::invalid_path, M::relative},
      {"FROM node\nVOLUME ./data\n", V::invalid_path, M::relative},
      {"FROM node\nVOLUME ~/data\n", V::invalid_path, M::relative},
      {"FROM node\nVOLUME [\"data\"]\n", V::invalid_path, M::relative},
      {"FROM node\nVOLUME ./data:/data\n", V::invalid_path, M::host_part},
      {"FROM node\nVOLUME /h:/c\n", V::invalid_path, M::host_part},
      {"FROM node\nVOLUME /c:ro\n", V::invalid_path, M::host_part},
      {"FROM node\nVOLUME /a,/b\n", V::invalid_path, M::comma},
      {"FROM node\nVOLUME /a #\n", V::invalid_path, M::comment},
      {"FROM node\nVOLUME /a # keep\n", V::invalid_path, M::comment},
      {"FROM node\nVOLUME /a #keep\n", V::invalid_path, M::comment},
      {"FROM scratch\nVOLUME $GONE\n", V::invalid_path, M::unset_variable},
      {"FROM scratch\nVOLUME $GONE/data\n", V::invalid_path, M::unset_variable},
      {"FROM scratch\nVOLUME ${GONE:-/d}\n", V::good, M::none, "/d"},
      {"FROM node\nVOLUME $PERHAPS\n", V::unknown},
      {"FROM node\nVOLUME /x/$PERHAPS\n", V::unknown},
      {"FROM node\nVOLUME x/$PERHAPS\n", V::invalid_path, M::relative},
      {"FROM node\nARG X\nVOLUME $X\n", V::unknown},
      {"FROM scratch\nENV X=/e\nVOLUME $X/y\n", V::good, M::none, "/e/y"},
      {"FROM scratch\nENV X=\nVOLUME [\"$X\"]\n", V::invalid_path, M::empty},
      {"FROM scratch\nVOLUME ${X\n", V::unknown},
      {"FROM node\nVOLUME /\n", V::system_path, M::none, "/"},
      {"FROM node\nVOLUME /etc/\n", V::system_path, M::none, "/etc"},
      {"FROM node\nVOLUME /usr/local\n", V::system_path, M::none, "/usr/local"},
      {"FROM node\nVOLUME /etc/influxdb2\n", V::good, M::none, "/etc/influxdb2"},
      {"FROM node\nVOLUME /tmp\n", V::scratch_path, M::none, "/tmp"},
      {"FROM node\nVOLUME /sys/fs/cgroup\n", V::scratch_path, M::none, "/sys/fs/cgroup"},
      {"FROM node\nVOLUME /library\n", V::good, M::none, "/library"},
      {"FROM node\nVOLUME C:\\data\n", V::unknown},
      {"FROM --platform=windows/amd64 x\nVOLUME C:/data\n", V::good},
      {"# escape=`\nFROM x\nVOLUME C:\\data\n", V::good},
      {"FROM mcr.microsoft.com/windows/servercore:ltsc2022\nVOLUME data\n", V::good},
      {"FROM node\nONBUILD VOLUME data\n", V::invalid_path, M::relative},
      {"FROM scratch\nONBUILD VOLUME $X\n", V::unknown},
      {"FROM node\nONBUILD VOLUME ['/x']\n", V::invalid_json},
  };
  for (const Case& one : cases) check(one);
}

TEST_CASE("one operand is wrong, the others are not") {
  const World world({{"Dockerfile", "FROM node\nVOLUME /a b /tmp\n"}});
  const auto& volumes = world.dockerfile().stages[0]->volumes;
  REQUIRE(volumes.size() == 3);
  CHECK(volumes[0].verdict == V::good);
  CHECK(volumes[1].verdict == V::invalid_path);
  CHECK(volumes[2].verdict == V::scratch_path);
}

TEST_CASE("values come from the first build that reaches the stage") {
  const World world({{"compose.yaml", one_service("    build: {context: ., args: {D: /given}}\n")},
                     {"Dockerfile", "FROM node\nARG D=/default\nVOLUME $D\n"}});
  CHECK(world.dockerfile().stages[0]->volumes[0].path == "/given");
  const World alone({{"Dockerfile", "FROM node\nARG D=/default\nVOLUME $D\nFROM node\n"}});
  CHECK(alone.dockerfile().stages[0]->volumes[0].path == "/default");
}
