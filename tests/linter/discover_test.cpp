// What is found, what is left out, and what is loaded together.
#include <doctest/doctest.h>

#include "linter/discover.h"

using namespace mountlint;

namespace {

constexpr const char* compose_text = "services:\n  a:\n    image: x\n";
constexpr const char* dockerfile_text = "FROM x\n";

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

struct FoundPaths {
  std::string sets;  // "a+b c": files of one set joined with `+`
  std::string dockerfiles;
  std::string skipped;  // "path (why)"
  std::string errors;
  std::string root;
};

FoundPaths find(const MemoryFileSystem& files, DiscoverOptions options) {
  Sources sources(files);
  Configs configs(sources, RuleList{});
  const Discovered found = discover(options, sources, configs);
  FoundPaths out{"", joined(found.dockerfiles), "", joined(found.errors), found.root};
  for (const compose::FileSet& set : found.file_sets) {
    out.sets += out.sets.empty() ? "" : " ";
    for (const std::string& file : set.files) out.sets += (&file == &set.files[0] ? "" : "+") + file;
  }
  for (const FoundFile& file : found.files)
    if (file.found == Found::skipped)
      out.skipped += (out.skipped.empty() ? "" : " ") + file.path + " (" + file.why + ")";
  return out;
}

MemoryFileSystem with(std::initializer_list<const char*> paths) {
  MemoryFileSystem files;
  for (const char* path : paths) files.add(path, has_dockerfile_name(file_name(path)) ? dockerfile_text : compose_text);
  return files;
}

}  // namespace

TEST_CASE("names of Dockerfiles") {
  for (const char* name :
       {"Dockerfile", "dockerfile", "Dockerfile.dev", "Dockerfile-dev", "dev.Dockerfile", "app.dockerfile",
        "Containerfile", "app.containerfile", "Dockerfile.3.11", "Dockerfile_arm", "DOCKERFILE"})
    CHECK_MESSAGE(has_dockerfile_name(name), name);
  for (const char* name : {"Dockerfile.md", "Dockerfile.py", "Dockerfile.j2", "Dockerfile.tmpl", "Dockerfile.template",
                           "dockerfile.sh", "Dockerfile.dockerignore", ".dockerignore", "Dockerfiles", "MyDockerfile",
                           "Dockerfile~", "Dockerfile-compose.yml", ".dockerfile"})
    CHECK_MESSAGE(!has_dockerfile_name(name), name);
}

TEST_CASE("names of compose files") {
  for (const char* name : {"compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml",
                           "compose.override.yaml", "docker-compose-prod.yml", "docker-compose.dev.yml",
                           "prod.compose.yaml", "my-docker-compose.yml", "compose_test.yml", "Compose.YAML"})
    CHECK_MESSAGE(has_compose_name(name), name);
  for (const char* name : {"composer.yaml", "decompose.yml", ".compose-lint.yml", "compose.json", "compose.yml.j2",
                           "compose", "docker.yml", "composes.yml"})
    CHECK_MESSAGE(!has_compose_name(name), name);
}

TEST_CASE("texts that look like a Dockerfile") {
  for (const char* text : {"FROM x", "from x\n", "\n\n# comment\n  ARG V=1\n", "# syntax=x\r\n\r\nFROM x"})
    CHECK_MESSAGE(looks_like_dockerfile(text), text);
  for (const char* text :
       {"", "#", "FROM", "FROMAGE x", "services:\n", "# FROM x\nRUN x\n", "#!/bin/sh\necho FROM x\n"})
    CHECK_MESSAGE(!looks_like_dockerfile(text), text);
}

TEST_CASE("a walk") {
  auto files = with({"/r/compose.yaml", "/r/Dockerfile", "/r/.devcontainer/Dockerfile", "/r/sub/docker-compose.yml",
                     "/r/node_modules/x/Dockerfile", "/r/vendor/Dockerfile", "/r/.venv/Dockerfile",
                     "/r/venv/Dockerfile", "/r/.git/Dockerfile", "/r/values.yaml", "/r/README.md"});
  const FoundPaths found = find(files, {{"/r"}});
  CHECK(found.sets == "/r/compose.yaml /r/sub/docker-compose.yml");
  CHECK(found.dockerfiles == "/r/.devcontainer/Dockerfile /r/Dockerfile");
  CHECK(found.errors == "");
  CHECK(found.root == "/r");
}

TEST_CASE("a folder that a walk leaves out is walked when it is named") {
  CHECK(find(with({"/r/vendor/Dockerfile"}), {{"/r/vendor"}}).dockerfiles == "/r/vendor/Dockerfile");
}

TEST_CASE("paths that git ignores") {
  auto files = with({"/r/compose.yaml", "/r/build/compose.yaml", "/r/a/compose.yaml", "/r/a/compose.keep.yaml",
                     "/r/a/compose.gone.yaml", "/r/a/b/compose.gone.yaml"});
  files.add("/.gitignore", "*\n");  // outside of the repository
  files.add("/r/.git/HEAD", "");
  files.add("/r/.gitignore", "/build/\n*.keep.yaml\n");
  files.add("/r/a/.gitignore", "!compose.keep.yaml\n/compose.gone.yaml\n");
  const FoundPaths found = find(files, {{"/r"}});
  CHECK(found.sets == "/r/a/b/compose.gone.yaml /r/a/compose.keep.yaml /r/a/compose.yaml /r/compose.yaml");
  CHECK(found.skipped == "/r/a/compose.gone.yaml (ignored by .gitignore)");
  // Files of parent directories count, too.
  CHECK(find(files, {{"/r/a"}}).sets == "/r/a/b/compose.gone.yaml /r/a/compose.keep.yaml /r/a/compose.yaml");
  DiscoverOptions all{{"/r"}};
  all.respect_gitignore = false;
  CHECK(find(files, all).sets.find("/r/build/compose.yaml") != std::string::npos);
  // What is named is linted.
  CHECK(find(files, {{"/r/build/compose.yaml"}}).sets == "/r/build/compose.yaml");
  CHECK(find(files, {{"/r/a", "/r/a/compose.gone.yaml"}}).skipped == "");
}

TEST_CASE("a repository inside of another one has its own rules") {
  auto files = with({"/r/sub/compose.yaml"});
  files.add("/r/.git/HEAD", "");
  files.add("/r/.gitignore", "compose.yaml\n");
  files.add("/r/sub/.git", "gitdir: elsewhere\n");
  CHECK(find(files, {{"/r"}}).sets == "/r/sub/compose.yaml");
}

TEST_CASE("excluded paths") {
  auto files = with({"/r/compose.yaml", "/r/old/compose.yaml", "/r/compose.bak.yaml"});
  files.add("/r/.mountlint.yaml", "exclude: ['*.bak.yaml']\n");
  DiscoverOptions options{{"/r"}};
  options.exclude.emplace_back("old");
  options.exclude.emplace_back("r/old");
  MemoryFileSystem relative = with({"r/compose.yaml", "r/old/compose.yaml"});
  options.paths = {"r"};
  CHECK(find(relative, options).sets == "r/compose.yaml");
  const FoundPaths found = find(files, {{"/r"}});
  CHECK(found.sets == "/r/compose.yaml /r/old/compose.yaml");
  CHECK(found.skipped == "/r/compose.bak.yaml (excluded by `*.bak.yaml` in /r/.mountlint.yaml)");
  CHECK(find(files, {{"/r/compose.bak.yaml"}}).sets == "/r/compose.bak.yaml");
}

TEST_CASE("file sets") {
  const struct {
    std::initializer_list<const char*> files;
    std::vector<std::string> paths;
    const char* sets;
  } cases[] = {
      {{"/r/compose.yaml", "/r/compose.override.yaml"}, {"/r"}, "/r/compose.yaml+/r/compose.override.yaml"},
      {{"/r/docker-compose.yml", "/r/compose.override.yml"}, {"/r"}, "/r/docker-compose.yml+/r/compose.override.yml"},
      {{"/r/compose.yaml", "/r/docker-compose.yml", "/r/docker-compose.override.yml"},
       {"/r"},
       "/r/compose.yaml+/r/docker-compose.override.yml /r/docker-compose.yml"},
      {{"/r/compose.yaml", "/r/compose.override.yml", "/r/compose.override.yaml"},
       {"/r"},
       "/r/compose.override.yaml /r/compose.yaml+/r/compose.override.yml"},
      {{"/r/compose.yaml", "/r/compose.prod.yaml"}, {"/r"}, "/r/compose.prod.yaml /r/compose.yaml"},
      {{"/r/compose.override.yaml"}, {"/r"}, "/r/compose.override.yaml"},
      {{"/r/compose.yaml", "/r/s/compose.override.yaml"}, {"/r"}, "/r/compose.yaml /r/s/compose.override.yaml"},
      // Named alone: the other half comes with it.
      {{"/r/compose.yaml", "/r/compose.override.yaml"},
       {"/r/compose.yaml"},
       "/r/compose.yaml+/r/compose.override.yaml"},
      {{"/r/compose.yaml", "/r/compose.override.yaml"},
       {"/r/compose.override.yaml"},
       "/r/compose.yaml+/r/compose.override.yaml"},
      // Compose would take another base.
      {{"/r/compose.yaml", "/r/docker-compose.yml", "/r/compose.override.yaml"},
       {"/r/docker-compose.yml"},
       "/r/docker-compose.yml"},
      {{"/r/compose.yaml", "/r/compose.prod.yaml"}, {"/r/compose.prod.yaml"}, "/r/compose.prod.yaml"},
      {{"/r/compose.yaml"}, {"/r/compose.yaml", "/r", "/r/./compose.yaml"}, "/r/compose.yaml"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.sets);
    CHECK(find(with(one.files), {one.paths}).sets == one.sets);
  }
}

TEST_CASE("COMPOSE_FILE in `.env` says what is loaded together") {
  MemoryFileSystem files =
      with({"/p/compose.yaml", "/p/compose.override.yaml", "/p/compose.prod.yaml", "/q/compose.yaml",
            "/q/compose.override.yaml", "/r/compose.yaml", "/r/compose.override.yaml"});
  files.add("/p/.env", "MODE=prod\nCOMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=compose.yaml,compose.${MODE}.yaml\n");
  files.add("/q/.env", "COMPOSE_FILE=${UNKNOWN}.yaml\n");
  files.add("/r/.env", "COMPOSE_FILE=missing.yaml\n");
  CHECK(find(files, {{"/p"}}).sets == "/p/compose.override.yaml /p/compose.yaml+/p/compose.prod.yaml");
  CHECK(find(files, {{"/q"}}).sets == "/q/compose.yaml+/q/compose.override.yaml");
  CHECK(find(files, {{"/r"}}).sets == "/r/compose.yaml+/r/compose.override.yaml");
}

TEST_CASE("named files with other names are known by their content") {
  MemoryFileSystem files;
  files.add("/r/stack.yaml", compose_text);
  files.add("/r/build.txt", "# x\nARG A=1\nFROM x\n");
  files.add("/r/notes.txt", "hello\n");
  files.add("/r/Dockerfile.md", "# Title\n");
  const FoundPaths found = find(files, {{"/r/stack.yaml", "/r/build.txt", "/r/notes.txt", "/r/Dockerfile.md"}});
  CHECK(found.sets == "/r/stack.yaml");
  CHECK(found.dockerfiles == "/r/build.txt");
  const std::string why =
      ": neither a compose file (`services:` at the top level) nor a Dockerfile (`FROM` or `ARG` first)";
  CHECK(found.errors == "/r/Dockerfile.md" + why + " /r/notes.txt" + why);
  CHECK(find(files, {{"/r"}}).sets == "");
}

TEST_CASE("what is missing or cannot be read is an error, and the rest is found") {
  auto files = with({"/r/compose.yaml"});
  files.add_unreadable("/r/Dockerfile");
  const FoundPaths found = find(files, {{"/none", "/r/Dockerfile", "/r/compose.yaml"}});
  CHECK(found.errors == "/none: No such file or directory /r/Dockerfile: Permission denied");
  CHECK(find(files, {{""}}).errors == "a path is empty");
  CHECK(found.sets == "/r/compose.yaml");
}

TEST_CASE("the root holds all arguments") {
  auto files = with({"/r/a/b/compose.yaml", "/r/a/c/Dockerfile"});
  CHECK(find(files, {{"/r/a/b/compose.yaml", "/r/a/c/Dockerfile"}}).root == "/r/a");
  CHECK(find(files, {{"/r/a/b/compose.yaml"}}).root == "/r/a/b");
  CHECK(find(files, {{"/"}}).root == "/");
  CHECK(find(with({"compose.yaml"}), {}).root == ".");
}

TEST_CASE("`-f` names one project, in that order") {
  const auto files = with({"/r/b.yaml", "/r/a.yaml", "/r/compose.yaml"});
  DiscoverOptions options;
  options.files = {"/r/b.yaml", "/r/a.yaml"};
  FoundPaths found = find(files, options);
  CHECK(found.sets == "/r/b.yaml+/r/a.yaml");
  CHECK(found.root == "/r");
  options.paths = {"/r"};
  CHECK(find(files, options).sets == "/r/b.yaml+/r/a.yaml /r/compose.yaml");
  options.files = {"/r/compose.yaml", "/r/none.yaml"};
  found = find(files, options);
  CHECK(found.errors == "/r/none.yaml: No such file or directory");
  CHECK(found.sets == "/r/compose.yaml");
  options.files = {""};
  CHECK(find(files, options).errors == "a path is empty");
}

TEST_CASE("`projects` of a config are file sets; their files belong to no other set") {
  auto files =
      with({"/r/compose.yaml", "/r/compose.override.yaml", "/r/s/base.yml", "/r/s/compose.prod.yml", "/r/x.yml"});
  files.add("/r/.mountlint.yaml",
            "projects: [[compose.yaml, s/compose.prod.yml], [compose.yaml, s/base.yml], [x.yml]]\n");
  const char* all =
      "/r/compose.override.yaml /r/compose.yaml+/r/s/compose.prod.yml /r/compose.yaml+/r/s/base.yml /r/x.yml";
  CHECK(find(files, {{"/r"}}).sets == all);
  CHECK(find(files, {{"/r/s"}}).sets == "/r/compose.yaml+/r/s/compose.prod.yml");
  CHECK(find(files, {{"/r/compose.yaml"}}).sets ==
        "/r/compose.yaml+/r/s/compose.prod.yml /r/compose.yaml+/r/s/base.yml");
  CHECK(find(files, {{"/r/compose.override.yaml"}}).sets == "/r/compose.yaml+/r/compose.override.yaml");
}

TEST_CASE("what a project is told") {
  auto files = with({"/r/compose.yaml", "/r/a.yaml"});
  files.add("/r/.mountlint.yaml", "projects: [{files: a.yaml, directory: d, env_file: e.env, env: {A: 1}}]\n");
  Sources sources(files);
  Configs configs(sources, RuleList{});
  DiscoverOptions options{{"/r"}};
  options.variables = {{"A", "2"}};
  const Discovered found = discover(options, sources, configs);
  REQUIRE(found.file_sets.size() == 2);
  const compose::LoadOptions& told = found.load.of(found.file_sets[0]);
  CHECK(told.project_directory == "/r/d");
  CHECK(told.env_files == std::vector<std::string>{"/r/e.env"});
  REQUIRE(told.variables.size() == 2);
  CHECK(told.variables[0].value == "1");
  CHECK(told.variables[1].value == "2");  // the later one wins
  CHECK(found.load.of(found.file_sets[1]).variables.size() == 1);
  CHECK_FALSE(found.load.of(found.file_sets[1]).project_directory);
}
