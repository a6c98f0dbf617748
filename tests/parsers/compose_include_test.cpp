// What `include` brings, from where, with which variables; and that nothing of it runs away.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "compose_project.h"

using namespace mountlint;
using compose::LoadOptions;
using compose::Service;

namespace {

using Strings = std::vector<std::string>;
using Files = std::vector<std::pair<std::string, std::string>>;

// The first file is loaded, the others lie there.
Project load(Files files, const LoadOptions& options = {}) { return Project(std::move(files), 1, options); }

// "source target" of every mount, relative sources with the directory that they count from.
Strings mounts(const Project& project, std::string_view name) {
  Strings out;
  const Service* service = project.file.service(name);
  REQUIRE(service);
  for (const compose::ServiceVolume& volume : service->volumes) {
    std::string source = volume.source ? volume.source->shown() : "-";
    if (source.starts_with('.')) source = join_path(project.file.directory_for(volume.place), source);
    out.push_back(source + " " + volume.target.shown());
  }
  return out;
}

std::string image(const Project& project, std::string_view name) {
  const Service* service = project.file.service(name);
  return service && service->image ? service->image->text.shown() : "-";
}

const char* const lib = "services: {lib: {image: lib, volumes: [./data:/data, named:/n]}}\nvolumes: {named: }\n";

}  // namespace

TEST_CASE("include: everything comes in, with its directory and the steps") {
  const Project project =
      load({{"/p/compose.yaml", "include: [lib/lib.yaml]\nservices: {app: {image: x}}\n"}, {"/p/lib/lib.yaml", lib}});
  CHECK(project.errors() == Strings{});
  CHECK(project.file.complete);
  CHECK(project.file.services.size() == 2);
  CHECK(project.file.volume("named"));
  CHECK(mounts(project, "lib") == Strings{"/p/lib/data /data", "named /n"});
  const compose::ServiceVolume& volume = project.file.service("lib")->volumes[0];
  CHECK(project.steps(volume.place) == Strings{"include lib/lib.yaml"});
  CHECK(project.at(volume.place.span) == "./data:/data");
  CHECK(project.file.service("lib")->complete);
  CHECK(project.file.sources.size() == 2);
}

TEST_CASE("include: the forms of an entry") {
  const Files files = {{"/p/lib/lib.yaml", lib}, {"/p/over.yaml", "services: {lib: {volumes: [./o:/data]}}\n"}};
  const auto with = [&](const std::string& include) {
    Files all = {{"/p/compose.yaml", "include:\n  - " + include + "\n"}};
    all.insert(all.end(), files.begin(), files.end());
    return load(all);
  };
  CHECK(mounts(with("{path: lib/lib.yaml}"), "lib")[0] == "/p/lib/data /data");
  CHECK(mounts(with("{path: [lib/lib.yaml, ./over.yaml]}"), "lib")[0] == "/p/lib/o /data");
  CHECK(mounts(with("{path: lib/lib.yaml, project_directory: .}"), "lib")[0] == "/p/data /data");
  CHECK(mounts(with("{path: lib/lib.yaml, project_directory: none/deep}"), "lib")[0] == "/p/none/data /data");
  CHECK(mounts(with("{path: lib/lib.yaml, project_directory: /srv/x}"), "lib")[0] == "/srv/x/data /data");
  CHECK(with("~").file.services.empty());
  CHECK(with("{path: []}").file.complete);
}

TEST_CASE("include: the document that names it lies on top, then the first of two") {
  const Project merged = load({{"/p/compose.yaml", "include: [a.yaml, b.yaml]\nservices: {s: {user: here}}\n"},
                               {"/p/a.yaml", "services: {s: {image: a, volumes: [./a:/x]}}\n"},
                               {"/p/b.yaml", "services: {s: {image: b, user: b, volumes: [./b:/x, ./b:/y]}}\n"}});
  CHECK(merged.errors() == Strings{});
  CHECK(image(merged, "s") == "a");
  CHECK(merged.file.service("s")->user->text.value() == "here");
  CHECK(mounts(merged, "s") == Strings{"/p/a /x", "/p/b /y"});
  CHECK(merged.at(merged.file.service("s")->key.span) == "s");

  const Project directories = load({{"/p/compose.yaml", "include: [l/l.yaml]\nservices: {s: {volumes: [./d:/d]}}\n"},
                                    {"/p/l/l.yaml", "services: {s: {image: a, volumes: [./d:/d]}}\n"}});
  CHECK(mounts(directories, "s") == Strings{"/p/d /d"});
}

TEST_CASE("include: `!reset` and `!override` act on keys, not on a whole service") {
  const Project project = load({{"/p/compose.yaml",
                                 "include: [a.yaml]\nservices:\n  k: {volumes: !override [./k:/k], user: !reset null}\n"
                                 "  w: !override {image: w}\n"},
                                {"/p/a.yaml", "services: {k: &s {image: a, user: u, volumes: [./a:/a]}, w: *s}\n"}});
  CHECK(mounts(project, "k") == Strings{"/p/k /k"});
  CHECK_FALSE(project.file.service("k")->user);
  CHECK(mounts(project, "w") == Strings{"/p/a /a"});
  CHECK(image(project, "w") == "w");
}

TEST_CASE("include: nested, each relative to the file that names it") {
  const Project project = load({{"/p/compose.yaml", "include: [a/a.yaml]\n"},
                                {"/p/a/a.yaml", "include: [b/b.yaml]\nservices: {a: {image: a, volumes: [./d:/d]}}\n"},
                                {"/p/a/b/b.yaml", "services: {b: {image: b, volumes: [./d:/d, ../e:/e]}}\n"}});
  CHECK(project.errors() == Strings{});
  CHECK(mounts(project, "a") == Strings{"/p/a/d /d"});
  CHECK(mounts(project, "b") == Strings{"/p/a/b/d /d", "/p/a/e /e"});
  CHECK(project.steps(project.file.service("b")->volumes[0].place) == Strings{"include b/b.yaml", "include a/a.yaml"});
}

TEST_CASE("include: each file with its own variables, below those of the project") {
  const char* const text = "services: {lib: {image: '${A:-none}-${B:-none}'}}\n";
  const Project beside = load({{"/p/compose.yaml", "include: [lib/lib.yaml]\nservices: {app: {image: '${B:-none}'}}\n"},
                               {"/p/.env", "A=top\n"},
                               {"/p/lib/.env", "A=lib\nB=lib\n"},
                               {"/p/lib/lib.yaml", text}});
  CHECK(image(beside, "lib") == "top-lib");
  CHECK(image(beside, "app") == "none");
  const auto with = [&](const std::string& env_file) {
    return load({{"/p/compose.yaml", "include: [{path: lib/lib.yaml, env_file: " + env_file + "}]\n"},
                 {"/p/one.env", "A=1\nB=1\n"},
                 {"/p/two.env", "A=2\n"},
                 {"/p/lib/.env", "A=lib\n"},
                 {"/p/lib/lib.yaml", text}});
  };
  CHECK(image(with("two.env"), "lib") == "2-none");
  CHECK(image(with("[one.env, two.env]"), "lib") == "2-1");
  CHECK(image(with("/dev/null"), "lib") == "none-none");
  CHECK(image(with("[]"), "lib") == "lib-none");
  CHECK(image(with("no.env"), "lib") == "${A:-none}-${B:-none}");
  CHECK(with("no.env").errors() ==
        Strings{"no.env: cannot read `/p/no.env`: No such file or directory; Compose refuses it"});
  CHECK(image(with("'${UNSET}'"), "lib") == "${A:-none}-${B:-none}");
}

TEST_CASE("include: what is not at hand") {
  const std::string app = "services: {app: {image: x}}\n";
  for (const char* path : {"oci://registry/x:1", "https://github.com/a/b.git", "git@github.com:a/b", "${UNSET}.yaml"}) {
    CAPTURE(path);
    const Project project = load({{"/p/compose.yaml", fmt::format("include: ['{}']\n", path) + app}});
    CHECK(project.errors() == Strings{});
    CHECK_FALSE(project.file.complete);
  }
  const Project missing = load({{"/p/compose.yaml", "include: [no.yaml]\n" + app}});
  CHECK(missing.errors() ==
        Strings{"no.yaml: cannot include `/p/no.yaml`: No such file or directory; Compose refuses it"});
  CHECK_FALSE(missing.file.complete);
  const Project folder = load({{"/p/compose.yaml", "include: [lib]\n" + app}, {"/p/lib/compose.yaml", lib}});
  CHECK(folder.message() == "cannot include `/p/lib`: is a directory; Compose refuses it");
  CHECK(folder.sources->unreadable().empty());
  CHECK(load({{"/p/compose.yaml", "include: lib.yaml\n" + app}}).errors() ==
        Strings{"lib.yaml: expected a list, found `lib.yaml`"});
}

TEST_CASE("include: an error stands in the file that causes it") {
  const Project project =
      load({{"/p/compose.yaml", "include: [a.yaml]\n"}, {"/p/a.yaml", "services: {a: {image: 5}}\n"}});
  REQUIRE(project.file.errors.size() == 1);
  CHECK(project.sources->at(project.file.errors[0].span.file)->path() == "/p/a.yaml");
}

TEST_CASE("include: configs and secrets must be whole by themselves") {
  const auto errors = [](const std::string& included) {
    return load({{"/p/compose.yaml", "include: [lib.yaml]\nsecrets: {s: {file: ./s}}\nconfigs: {c: {file: ./c}}\n"},
                 {"/p/lib.yaml", included}})
        .errors();
  };
  CHECK(errors("secrets: {s: {labels: {a: b}}}\n") ==
        Strings{"s: secret `s` needs one of `file` and `environment`; Compose refuses it"});
  CHECK(errors("configs: {c: {labels: {a: b}}}\n") ==
        Strings{"c: config `c` needs one of `file`, `environment` and `content`; Compose refuses it"});
  CHECK(errors("secrets: {s: {file: ./s}}\nconfigs: {c: {external: true}}\n") == Strings{});
}

TEST_CASE("include: cycles end at the entry that closes them") {
  CHECK(load({{"/p/compose.yaml", "include: [compose.yaml]\nservices: {a: {image: x}}\n"}}).errors() ==
        Strings{"compose.yaml: `include` comes back to `/p/compose.yaml`; Compose refuses it"});
  const Project three = load({{"/p/compose.yaml", "include: [b.yaml]\nservices: {a: {image: x}}\n"},
                              {"/p/b.yaml", "include: [c.yaml]\n"},
                              {"/p/c.yaml", "include: [b.yaml]\n"}});
  REQUIRE(three.file.errors.size() == 1);
  CHECK(three.sources->at(three.file.errors[0].span.file)->path() == "/p/c.yaml");
  CHECK_FALSE(three.file.complete);
  const Project diamond = load({{"/p/compose.yaml", "include: [a.yaml, b.yaml]\n"},
                                {"/p/a.yaml", "include: [c.yaml]\n"},
                                {"/p/b.yaml", "include: [c.yaml]\n"},
                                {"/p/c.yaml", "services: {c: {image: c, volumes: [./x:/x]}}\n"}});
  CHECK(diamond.errors() == Strings{});
  CHECK(mounts(diamond, "c") == Strings{"/p/x /x"});
}

TEST_CASE("include: long chains and bombs end") {
  Files chain, bomb;
  for (int i = 0; i < 10000; ++i)
    chain.emplace_back(fmt::format("/p/{}.yaml", i), fmt::format("include: [{}.yaml]\n", i + 1));
  const Project deep = load(chain);
  CHECK(deep.message() == "too many files that include each other: 100 deep");
  CHECK_FALSE(deep.file.complete);
  for (int i = 0; i < 40; ++i)
    bomb.emplace_back(fmt::format("/p/{}.yaml", i),
                      fmt::format("include: [{0}.yaml, {0}.yaml]\nservices: {{s{0}: {{image: x}}}}\n", i + 1));
  bomb.emplace_back("/p/40.yaml", "services: {s: {image: x}}\n");
  const Project wide = load(bomb);
  CHECK(wide.message() == "too many files are included: no more than 5000 are read");
  CHECK_FALSE(wide.file.complete);
}

TEST_CASE("variables: what is given wins over files, `--env-file` stands in place of `.env`") {
  const Files files = {{"/p/compose.yaml", "services: {a: {image: '${A:-none}-${B:-none}'}}\n"},
                       {"/p/.env", "A=dot\nB=dot\n"},
                       {"/p/one.env", "A=one\n"}};
  CHECK(image(load(files), "a") == "dot-dot");
  CHECK(image(load(files, {.variables = {{"A", "given"}}}), "a") == "given-dot");
  CHECK(image(load(files, {.variables = {{"A", "1"}, {"A", "2"}}}), "a") == "2-dot");
  CHECK(image(load(files, {.variables = {{"A", std::nullopt}}}), "a") == "${A:-none}-dot");
  CHECK(image(load(files, {.env_files = {"/p/one.env"}}), "a") == "one-none");
  CHECK(image(load(files, {.variables = {{"COMPOSE_DISABLE_ENV_FILE", "1"}}}), "a") == "none-none");
  CHECK(load(files, {.env_files = {"/p/no.env"}}).file.refusals == Strings{"/p/no.env: No such file or directory"});
  CHECK(image(load(files, {.project_directory = "/q"}), "a") == "none-none");
}

TEST_CASE("the name of a project") {
  const auto name = [](const std::string& text, const LoadOptions& options = {}, const std::string& env = "") {
    return load({{"/My.Shop/compose.yaml", text + "services: {a: {image: '${COMPOSE_PROJECT_NAME}'}}\n"},
                 {"/My.Shop/.env", env}},
                options);
  };
  CHECK(image(name(""), "a") == "myshop");
  CHECK(image(name("name: Other Shop\n"), "a") == "othershop");
  CHECK(image(name("name: x\n", {}, "COMPOSE_PROJECT_NAME=env\n"), "a") == "env");
  CHECK(image(name("name: x\n", {.project_name = "given"}, "COMPOSE_PROJECT_NAME=env\n"), "a") == "given");
  CHECK(image(name("name: $N\n", {}, "N=n\n"), "a") == "n");
  CHECK(image(name("name: $N\n"), "a") == "${COMPOSE_PROJECT_NAME}");
  CHECK_FALSE(name("name: $N\n").file.project_name);
  CHECK(name("", {.project_name = "No Name"}).file.refusals ==
        Strings{"`No Name` cannot be the name of a project; Compose refuses it"});
}

TEST_CASE("profiles: what is off is not in the project, and not checked") {
  const Files files = {
      {"/p/compose.yaml",
       "services: {a: {image: x}, off: {profiles: [p], tmpfs: /a, volumes: [./a:/a], secrets: [s]}}\n"}};
  CHECK(load(files).file.services.size() == 2);
  CHECK(load(files).file.errors.size() == 3);
  const Project off = load(files, {.profiles = Strings{"q"}});
  CHECK(off.file.services.size() == 1);
  CHECK(off.errors() == Strings{});
  CHECK(load(files, {.profiles = Strings{"q", "p"}}).file.services.size() == 2);
}
