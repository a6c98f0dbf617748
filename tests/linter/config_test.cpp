// Configs: which file holds for a path, what it says, and every mistake with its place.
#include <doctest/doctest.h>

#include <array>
#include <sstream>

#include "linter/config.h"
#include "linter/rule_states.h"

using namespace mountlint;

namespace {

constinit const Rule lost_data{.id = "lost-data",
                               .summary = "s",
                               .category = Category::persistence,
                               .severity = Severity::warning,
                               .why = "w",
                               .bad = "b",
                               .good = "g",
                               .references = {},
                               .check = by_engine};
constinit const Rule hidden_data{.id = "hidden-data",
                                 .summary = "s",
                                 .category = Category::shadowing,
                                 .severity = Severity::warning,
                                 .why = "w",
                                 .bad = "b",
                                 .good = "g",
                                 .references = {},
                                 .check = by_engine};
constinit const Rule rare_loss{.id = "rare-loss",
                               .summary = "s",
                               .category = Category::persistence,
                               .severity = Severity::info,
                               .why = "w",
                               .bad = "b",
                               .good = "g",
                               .references = {},
                               .check = by_engine,
                               .enabled_by_default = false,
                               .former_ids = {"old-loss"}};
constexpr std::array<const Rule*, 3> list = {&hidden_data, &lost_data, &rare_loss};
constexpr RuleList rules{list.data(), list.size()};

// The errors of a config, one line each.
std::string errors_of(const std::string& text) {
  MemoryFileSystem files;
  files.add("/r/.mountlint.yaml", text);
  Sources sources(files);
  Configs configs(sources, rules);
  configs.for_file("/r/compose.yaml");
  std::string out;
  for (const ConfigError& error : configs.errors()) out += shown(error, sources) + "\n";
  return out;
}

// "off", "on", or a severity, for a file at /r/a/compose.yaml.
std::string state_of(const Rule& rule, const std::string& text, Selection selection = {},
                     const std::string& path = "/r/a/compose.yaml") {
  MemoryFileSystem files;
  if (!text.empty()) files.add("/r/.mountlint.yaml", text);
  files.add(path, "");
  Sources sources(files);
  Configs configs(sources, rules);
  const RuleStates states(selection, rules);
  const Config& config = configs.for_file(path);
  const RuleState state = states.of(rule, config, path);
  if (state.enabled) CHECK(states.may_run(rule, config));
  if (!state.enabled) return "off";
  return std::string(state.severity ? name_of(*state.severity) : "on");
}

}  // namespace

TEST_CASE("a config without mistakes") {
  CHECK(errors_of("") == "");
  CHECK(errors_of("# only a comment\n") == "");
  CHECK(errors_of("rules:\n  lost-data: off\n  shadowing: error\nexclude: ['*.bak']\nengine: both\n"
                  "paths:\n  - paths: [a/**]\n    rules: {hidden-data: info}\n") == "");
}

TEST_CASE("mistakes have places and suggestions") {
  const struct {
    const char* text;
    const char* error;
  } cases[] = {
      {"rule: {}\n", "/r/.mountlint.yaml:1:1: key `rule` is unknown; did you mean `rules`?\n"},
      {"rules:\n  lost-dta: off\n", "/r/.mountlint.yaml:2:3: rule `lost-dta` is unknown; did you mean `lost-data`?\n"},
      {"rules:\n  persistance: off\n",
       "/r/.mountlint.yaml:2:3: rule `persistance` is unknown; did you mean `persistence`?\n"},
      {"rules:\n  lost-data: warn\n", "/r/.mountlint.yaml:2:14: a rule is `off`, `on`, `info`, `warning` or `error`\n"},
      {"rules:\n  lost-data: eror\n",
       "/r/.mountlint.yaml:2:14: a rule is `off`, `on`, `info`, `warning` or `error`; did you mean `error`?\n"},
      {"rules:\n  lost-data: false\n",
       "/r/.mountlint.yaml:2:14: a rule is `off`, `on`, `info`, `warning` or `error`; did you mean `off`?\n"},
      {"rules: [lost-data]\n", "/r/.mountlint.yaml:1:8: `rules` has to be a mapping\n"},
      {"exclude: '*.bak'\n", "/r/.mountlint.yaml:1:10: `exclude` has to be a list of globs\n"},
      {"exclude: [[a]]\n", "/r/.mountlint.yaml:1:11: an item of `exclude` has to be a glob\n"},
      {"engine: dockr\n", "/r/.mountlint.yaml:1:9: `engine` is `docker`, `podman` or `both`\n"},
      {"- a\n", "/r/.mountlint.yaml:1:1: a config has to be a mapping\n"},
      {"engine: both\nengine: docker\n", "/r/.mountlint.yaml:2:1: key `engine` is already given on line 1\n"},
      {"paths:\n  - rules: {lost-data: off}\n", "/r/.mountlint.yaml:2:5: an item of `paths` needs `paths`\n"},
      {"paths:\n  - {path: [a], paths: [b]}\n",
       "/r/.mountlint.yaml:2:6: key `path` is unknown; did you mean `paths`?\n"},
      {"rules:\n  old-loss: on\n", ""},
  };
  for (const auto& one : cases) {
    CAPTURE(one.text);
    CHECK(errors_of(one.text) == one.error);
  }
}

TEST_CASE("what cannot be read leaves the rest in force") {
  CHECK(state_of(lost_data, "rule: {}\nrules: {lost-data: error, nonsense: off}\n") == "error");
}

TEST_CASE("broken YAML is an error with a place") { CHECK(errors_of("rules: [\n").starts_with("/r/.mountlint.yaml:")); }

TEST_CASE("the state of a rule") {
  CHECK(state_of(lost_data, "") == "on");
  CHECK(state_of(rare_loss, "") == "off");
  CHECK(state_of(lost_data, "rules: {lost-data: off}\n") == "off");
  CHECK(state_of(lost_data, "rules: {lost-data: error}\n") == "error");
  CHECK(state_of(rare_loss, "rules: {rare-loss: on}\n") == "on");
  CHECK(state_of(rare_loss, "rules: {old-loss: warning}\n") == "warning");
  // A category: severities for what is on, `on` for all.
  CHECK(state_of(lost_data, "rules: {persistence: info}\n") == "info");
  CHECK(state_of(rare_loss, "rules: {persistence: info}\n") == "off");
  CHECK(state_of(rare_loss, "rules: {persistence: on}\n") == "on");
  CHECK(state_of(hidden_data, "rules: {persistence: off}\n") == "on");
  // A rule beats its category, wherever it stands.
  CHECK(state_of(lost_data, "rules: {lost-data: error, persistence: off}\n") == "error");
}

TEST_CASE("settings for paths") {
  const std::string text =
      "rules: {lost-data: error}\npaths:\n  - paths: [a/]\n    rules: {lost-data: off, rare-loss: on}\n";
  CHECK(state_of(lost_data, text) == "off");
  CHECK(state_of(rare_loss, text) == "on");
  CHECK(state_of(lost_data, text, {}, "/r/b/compose.yaml") == "error");
}

TEST_CASE("the command line beats the config") {
  const std::string off = "rules: {lost-data: off}\n";
  CHECK(state_of(lost_data, off, {{"lost-data"}, {}}) == "on");
  CHECK(state_of(hidden_data, "", {{"lost-data"}, {}}) == "off");
  CHECK(state_of(lost_data, "", {{}, {"persistence"}}) == "off");
  CHECK(state_of(lost_data, "", {{"lost-data"}, {"persistence"}}) == "on");
  CHECK(state_of(lost_data, "", {{"persistence"}, {"lost-data"}}) == "off");
  CHECK(state_of(lost_data, "", {{"lost-data"}, {"lost-data"}}) == "off");
  CHECK(state_of(lost_data, "rules: {lost-data: error}\n", {{"persistence"}, {}}) == "error");
  CHECK(state_of(rare_loss, "", {{"persistence"}, {}}) == "off");
  CHECK(selection_errors({{"persistence", "lost-dat"}, {"x"}}, rules) ==
        std::vector<std::string>{"rule `lost-dat` is unknown; did you mean `lost-data`?", "rule `x` is unknown"});
}

TEST_CASE("the nearest config wins, and none beyond the repository") {
  MemoryFileSystem files;
  files.add("/.mountlint.yaml", "engine: both\n");
  files.add("/r/.git/HEAD", "");
  files.add("/r/compose.yaml", "");
  files.add("/r/a/.mountlint.yml", "engine: podman\n");
  files.add("/r/a/b/compose.yaml", "");
  files.add("/s/compose.yaml", "");
  Sources sources(files);
  Configs configs(sources, rules);
  CHECK(configs.for_file("/r/a/b/compose.yaml").path == "/r/a/.mountlint.yml");
  CHECK(configs.for_file("/r/compose.yaml").path == "");
  CHECK(configs.for_file("/s/compose.yaml").engine == Engine::both);
  CHECK(configs.for_file("/r/a/b/compose.yaml").directory == "/r/a");
}

TEST_CASE("--config and --isolated") {
  MemoryFileSystem files;
  files.add("/r/.mountlint.yaml", "engine: both\n");
  files.add("/other.yaml", "engine: podman\n");
  Sources sources(files);
  CHECK(Configs(sources, rules, "/other.yaml").for_file("/r/compose.yaml").engine == Engine::podman);
  CHECK(Configs(sources, rules, {}, true).for_file("/r/compose.yaml").engine == Engine::docker);
  const Configs missing(sources, rules, "/none.yaml");
  REQUIRE(missing.errors().size() == 1);
  CHECK(missing.errors()[0].message == "/none.yaml: No such file or directory");
}

namespace {

const std::vector<ProjectConfig> projects_of(const std::string& text) {
  MemoryFileSystem files;
  files.add("/r/.mountlint.yaml", text);
  Sources sources(files);
  Configs configs(sources, rules);
  const std::vector<ProjectConfig> out = configs.for_file("/r/compose.yaml").projects;
  CHECK(configs.errors().empty());
  return out;
}

}  // namespace

TEST_CASE("projects") {
  const auto projects = projects_of(
      "projects:\n  - [a.yaml, b.yaml]\n"
      "  - {files: c.yaml, directory: d, env_file: [x.env, y.env], env: {A: 1, B: }}\n");
  REQUIRE(projects.size() == 2);
  CHECK(projects[0].files == std::vector<std::string>{"a.yaml", "b.yaml"});
  CHECK_FALSE(projects[0].directory);
  CHECK(projects[1].files == std::vector<std::string>{"c.yaml"});
  CHECK(projects[1].directory == "d");
  CHECK(projects[1].env_files == std::vector<std::string>{"x.env", "y.env"});
  REQUIRE(projects[1].variables.size() == 2);
  CHECK(projects[1].variables[0].name == "A");
  CHECK(projects[1].variables[0].value == "1");
  CHECK_FALSE(projects[1].variables[1].value);
}

TEST_CASE("mistakes in projects have places and suggestions") {
  const struct {
    const char* text;
    const char* errors;
  } cases[] = {
      {"projects: a.yaml\n", "1:11: `projects` has to be a list of projects\n"},
      {"projects: [a.yaml]\n", "1:12: a project that is no list of files has to be a mapping\n"},
      {"projects: [{file: a.yaml}]\n",
       "1:12: a project needs `files`\n/r/.mountlint.yaml:1:13: key `file` is unknown; did you mean `files`?\n"},
      {"projects: [[]]\n", "1:12: a project needs `files`\n"},
      {"projects: [{files: []}]\n", "1:20: `files` names no file\n"},
      {"projects: [{files: [{a: b}]}]\n", "1:21: an item of `files` has to be a path\n"},
      {"projects: [{files: [a], directory: [b]}]\n", "1:36: `directory` has to be a path\n"},
      {"projects: [{files: [a], env: {A: [b]}}]\n", "1:34: the value of a variable has to be a word\n"},
      {"projects: [{files: [a], env: A=b}]\n", "1:30: `env` has to be a mapping\n"},
      {"projects: [[a], [a]]\n", "1:17: these files are a project already\n"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.text);
    CHECK(errors_of(one.text) == std::string("/r/.mountlint.yaml:") + one.errors);
  }
}

// --- Images

namespace {

// What a config says of images.
struct Described {
  MemoryFileSystem files;
  Sources sources{files};
  Configs configs{sources, rules};
  const OwnImages& images;

  explicit Described(const std::string& text) : files(with(text)), images(configs.for_file("/r/compose.yaml").images) {}
  static MemoryFileSystem with(const std::string& text) {
    MemoryFileSystem out;
    out.add("/r/.mountlint.yaml", text);
    return out;
  }
};

}  // namespace

TEST_CASE("images") {
  const std::string text = R"(images:
  registry.example.com/acme/postgres:
    like: postgres
  docker.io/library/ledger-*:
    role: database
    engine: Ledger
    traits: [needs_migration, host_named]
    auto_upgrade: LEDGER_UPGRADE
    paths:
      - path: /srv/ledger
        versions: ">=2"
        kind: data
        holds: all accounts
        declared_volume: yes
        only_if: LEDGER_STORE
        relocate: [LEDGER_DIR, "--dir?"]
        external_if: [LEDGER_DATABASE]
        wrong_paths: [/ledger]
      - path: none
        versions: "<2"
        kind: cache
        secondary: yes
  plain:
    paths:
      - {path: /d}
)";
  CHECK(errors_of(text) == "");
  const Described described(text);
  const KnownImage* like = described.images.find("registry.example.com/acme/postgres");
  REQUIRE(like);
  CHECK(like->engine == "PostgreSQL");

  const KnownImage* ledger = described.images.find("ledger-17");
  REQUIRE(ledger);
  CHECK(ledger->engine == "Ledger");
  CHECK(ledger->role == ImageRole::database);
  CHECK(ledger->traits.needs_migration);
  CHECK(ledger->traits.host_named);
  CHECK_FALSE(ledger->traits.content_synced);
  CHECK(ledger->traits.auto_upgrade == "LEDGER_UPGRADE");
  REQUIRE(ledger->paths.size() == 2);
  const ImagePath& path = ledger->paths[0];
  CHECK(path.path == "/srv/ledger");
  CHECK(path.versions == ">=2");
  CHECK(path.holds == "all accounts");
  CHECK(path.declared_volume == Declared::yes);
  REQUIRE(path.relocations.size() == 3);
  CHECK(path.relocations[0].required);
  CHECK(path.relocations[2].name == "--dir");
  CHECK_FALSE(path.relocations[2].certain);
  CHECK(path.external_if[0] == "LEDGER_DATABASE");
  CHECK(path.wrong_paths[0] == "/ledger");
  CHECK(path.source == "/r/.mountlint.yaml:10");
  CHECK_FALSE(path.secondary);
  CHECK(ledger->paths[1].path.empty());
  CHECK(ledger->paths[1].kind == DataKind::cache);
  CHECK(ledger->paths[1].secondary);

  const KnownImage* plain = described.images.find("plain");
  REQUIRE(plain);
  CHECK(plain->paths[0].kind == DataKind::data);
  CHECK(plain->paths[0].versions == "*");
  CHECK(plain->paths[0].declared_volume == Declared::unknown);
}

TEST_CASE("mistakes in images have places and suggestions") {
  const std::string at = "/r/.mountlint.yaml:";
  const std::string versions = " is no pattern of versions; `<18`, `>=2,<3`, `<pg18` and `*-rootless` are\n";
  const std::string absolute = " has to be absolute, without `.`, `..` and a `/` at the end\n";
  const struct {
    std::string text, error;
  } cases[] = {
      {"images: [a]\n", "1:9: `images` has to be a mapping\n"},
      {"images:\n  a: postgres\n", "2:6: an image has to be a mapping\n"},
      {"images:\n  a: {}\n", "2:6: an image needs `like` or `paths`\n"},
      {"images:\n  a: {engine: A}\n", "2:6: an image needs `like` or `paths`\n"},
      {"images:\n  a: {like: postgers}\n", "2:13: image `postgers` is not known; did you mean `postgres`?\n"},
      {"images:\n  a: {like: nonsense}\n", "2:13: image `nonsense` is not known; see `mountlint images`\n"},
      {"images:\n  a: {like: 'postgres:17'}\n", "2:13: `postgres:17` has a tag; write the name alone\n"},
      {"images:\n  a: {like: [postgres]}\n", "2:13: `like` has to be a word\n"},
      {"images:\n  a: {lik: postgres}\n", "2:7: key `lik` is unknown; did you mean `like`?\n"},
      {"images:\n  a: {~: postgres}\n", "2:6: a key has to be a word\n"},
      {"images:\n  a: {names: [b], like: postgres}\n", "2:7: key `names` is unknown\n"},
      {"images:\n  'a:1': {like: postgres}\n",
       "2:3: `a:1` has a tag; write the name alone, and `versions` for its paths\n"},
      {"images:\n  A: {like: postgres}\n", "2:3: `A` is no name of an image\n"},
      {"images:\n  'a/*:1': {like: postgres}\n", "2:3: `a/*:1` is no name of an image\n"},
      {"images:\n  a: {like: postgres}\n  docker.io/library/a: {like: mysql}\n",
       "3:3: image `a` is described already\n"},
      {"images:\n  a: {like: postgres, role: databse}\n",
       "2:29: `role` is `database`, `queue`, `cache`, `application` or `backup`; did you mean `database`?\n"},
      {"images:\n  a: {like: postgres, traits: [host_name]}\n",
       "2:32: a trait is `needs_migration`, `host_named`, `unsafe_on_desktop` or `content_synced`; did you mean "
       "`host_named`?\n"},
      {"images:\n  a: {like: postgres, traits: host_named}\n",
       "2:31: `traits` has to be a list of `needs_migration`, `host_named`, `unsafe_on_desktop` or `content_synced`\n"},
      {"images:\n  a: {paths: /d}\n", "2:14: `paths` has to be a list of mappings with `path`\n"},
      {"images:\n  a: {paths: []}\n", "2:14: `paths` has to be a list of mappings with `path`\n"},
      {"images:\n  a: {paths: [/d]}\n", "2:15: an item of `paths` has to be a mapping\n"},
      {"images:\n  a: {paths: [{kind: data}]}\n", "2:15: an item of `paths` needs `path`\n"},
      {"images:\n  a: {paths: [{path: d}]}\n", "2:22: `d`" + absolute},
      {"images:\n  a: {paths: [{path: /d/}]}\n", "2:22: `/d/`" + absolute},
      {"images:\n  a: {paths: [{path: /d/../e}]}\n", "2:22: `/d/../e`" + absolute},
      {"images:\n  a: {paths: [{path: /}]}\n", "2:22: `/`" + absolute},
      {"images:\n  a: {paths: [{path: /d, wrong_paths: [e]}]}\n", "2:40: `e`" + absolute},
      {"images:\n  a: {paths: [{path: /d, wrong_paths: [/d]}]}\n", "2:15: `/d` cannot be wrong for itself\n"},
      {"images:\n  a: {paths: [{path: /d, kind: dta}]}\n",
       "2:32: `kind` is `data`, `config`, `cache`, `log` or `upload`; did you mean `data`?\n"},
      {"images:\n  a: {paths: [{path: /d, declared_volume: maybe}]}\n",
       "2:43: `declared_volume` is `no`, `yes` or `unknown`\n"},
      {"images:\n  a: {paths: [{path: /d, secondary: true}]}\n", "2:37: `secondary` is `no` or `yes`\n"},
      {"images:\n  a: {paths: [{path: /d, versions: '17'}]}\n", "2:36: `17`" + versions},
      {"images:\n  a: {paths: [{path: /d, version: '<18'}]}\n",
       "2:26: key `version` is unknown; did you mean `versions`?\n"},
      {"images:\n  a: {paths: [{path: /d, relocate: []}]}\n", "2:36: `relocate` has to be a list with items\n"},
      {"images:\n  a: {paths: [{path: /d, relocate: [[A]]}]}\n", "2:37: `relocate` has to be a word\n"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.text);
    CHECK(errors_of(one.text) == at + one.error);
    const bool twice = one.error.find("already") != std::string::npos;  // the first of them holds
    if (!twice) CHECK(Described(one.text).images.find("a") == nullptr);
  }
}

TEST_CASE("an image or a path with a mistake is left out, the rest holds") {
  const Described described(R"(rule: {}
images:
  a: {like: nonsense}
  b:
    paths:
      - {path: relative}
      - {path: /kept}
  c: {like: redis}
)");
  CHECK(described.images.find("a") == nullptr);
  REQUIRE(described.images.find("b"));
  REQUIRE(described.images.find("b")->paths.size() == 1);
  CHECK(described.images.find("b")->paths[0].path == "/kept");
  REQUIRE(described.images.find("c"));
  CHECK(described.configs.errors().size() == 3);
}

TEST_CASE("aliases make no endless list of images") {
  std::string text = "images:\n  first: &image {paths: [";
  for (int i = 0; i < 100; ++i) text += "{path: /d" + std::to_string(i) + "}, ";
  text += "]}\n";
  for (int i = 0; i < 200; ++i) text += "  a" + std::to_string(i) + ": *image\n";
  CHECK(errors_of(text) == "/r/.mountlint.yaml:101:3: there are more than 10,000 images and paths\n");
}

TEST_CASE("whatever is cut off, every error has its place") {
  const std::string text =
      "images:\n  'acme/*': &x\n    like: postgres\n    traits: [host_named]\n    paths:\n"
      "      - {path: /d, versions: '>=2', relocate: [A, '--b?'], wrong_paths: [/e]}\n  b: *x\n  c: {<<: *x}\n";
  int wrong = 0;
  for (std::size_t size = 0; size <= text.size(); ++size) {
    CAPTURE(text.substr(0, size));
    std::istringstream lines(errors_of(text.substr(0, size)));
    for (std::string line; std::getline(lines, line); ++wrong) CHECK(line.starts_with("/r/.mountlint.yaml:"));
  }
  CHECK(wrong > 20);
}
