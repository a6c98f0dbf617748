// The cases in tests/fixtures: files on the disk, read into memory and mounted at `/`.
//
//   fixtures/<rule>/<situation>.compose.yaml      one file, mounted as /compose.yaml
//   fixtures/<rule>/<situation>.Dockerfile        one file, mounted as /Dockerfile
//   fixtures/<rule>/<situation>/..                a folder, mounted as it is
//   fixtures/<rule>/<situation>.expected.txt      sidecar (in a folder: expected.txt)
//   fixtures/<rule>/<situation>.fixed.<ext>       the text after safe fixes; .all-fixed.: after all fixes
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "parsers/filesystem.h"
#include "tests/support/expectation.h"

namespace mountlint::test {

struct Fixture {
  std::string name;                          // "unused-volume/left-over"
  std::string rule;                          // its folder
  std::map<std::string, std::string> files;  // by path from the root: "compose.yaml"
  std::optional<std::string> sidecar, fixed, all_fixed;

  // What comments and sidecar say together.
  ParsedExpectations expectations() const;
  // Of the one file; empty for a folder.
  std::string main_file() const;
};

// All cases of a rule, or of every rule; sorted by name. The folder `projects` is no rule.
std::vector<Fixture> fixtures_of(const std::string& rule);
std::vector<std::string> fixture_folders();
// Whole projects with golden output (the sidecar).
std::vector<Fixture> project_fixtures();

std::string read_file(const std::string& path);
bool file_exists(const std::string& path);

// Compose files and Dockerfiles, by name: what is changed for a variant.
bool is_linted(const std::string& path);

using Change = std::string (*)(std::string);
std::string unchanged(std::string text);
std::string with_crlf(std::string text);
std::string with_bom(std::string text);

// The files of a case at `/`, those that are linted changed.
MemoryFileSystem mounted(const Fixture& fixture, Change change = unchanged);

}  // namespace mountlint::test
