// Runs the built program as people do: arguments, exit codes, both streams.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <sys/wait.h>
#include <nlohmann/json.hpp>

namespace fs = std::filesystem;

namespace {

constexpr const char* dirty = "services:\n  a:\n    image: x\n    volumes: [none:/d]\n";
constexpr const char* tidy = "services:\n  a:\n    image: x\n";

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A folder that goes away again.
class Folder {
 public:
  Folder() {
    std::string pattern = (fs::temp_directory_path() / "mountlint-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()));
    path_ = pattern;
    fs::create_directories(path_ / "work");
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  Folder& add(const std::string& name, const std::string& text) {
    fs::create_directories((path_ / "work" / name).parent_path());
    std::ofstream(path_ / "work" / name, std::ios::binary) << text;
    return *this;
  }

  struct Result {
    int code;
    std::string out, err;
  };

  // `command` is read by a shell in the folder; `mountlint` in it is the program.
  Result run(const std::string& command) const {
    const std::string script = "unset NO_COLOR FORCE_COLOR CLICOLOR CLICOLOR_FORCE COLUMNS FORCE_HYPERLINK; cd " +
                               (path_ / "work").string() + " && mountlint() { " MOUNTLINT_PROGRAM " \"$@\"; }; { " +
                               command + "\n} > ../out 2> ../err < /dev/null";
    std::ofstream(path_ / "script") << script;
    const int status = std::system(("sh " + (path_ / "script").string()).c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read(path_ / "out"), read(path_ / "err")};
  }

 private:
  fs::path path_;
};

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("exit codes") {
  Folder folder;
  folder.add("dirty.compose.yaml", dirty).add("tidy.compose.yaml", tidy);
  CHECK(folder.run("mountlint tidy.compose.yaml").code == 0);
  CHECK(folder.run("mountlint dirty.compose.yaml").code == 1);
  CHECK(folder.run("mountlint check dirty.compose.yaml").code == 1);
  CHECK(folder.run("mountlint").code == 1);
  CHECK(folder.run("mountlint --exit-zero").code == 0);
  CHECK(folder.run("mountlint --exit-zero none.yaml").code == 2);
  CHECK(folder.run("mountlint none.yaml dirty.compose.yaml").code == 2);
  CHECK(folder.run("mountlint --ignore undefined-volume dirty.compose.yaml").code == 0);
  CHECK(folder.run("mountlint --format sarif --min-severity error dirty.compose.yaml").code == 1);
}

TEST_CASE("the threshold") {
  Folder folder;
  folder.add("compose.yaml", dirty).add(".mountlint.yaml", "rules: {undefined-volume: warning}\n");
  CHECK(folder.run("mountlint --fail-on warning").code == 1);
  CHECK(folder.run("mountlint --fail-on error").code == 0);
  folder.add(".mountlint.yaml", "rules: {undefined-volume: info}\n");
  CHECK(folder.run("mountlint").code == 0);
  CHECK(folder.run("mountlint --fail-on info").code == 1);
}

TEST_CASE("findings on standard output, the rest on standard error") {
  Folder folder;
  folder.add("compose.yaml", dirty);
  const auto result = folder.run("mountlint ./compose.yaml none.yaml");
  CHECK(holds(result.out, "[undefined-volume]"));
  CHECK(holds(result.out, "compose.yaml:4:15"));
  CHECK_FALSE(holds(result.out, "./compose.yaml"));
  CHECK(holds(result.err, "mountlint: none.yaml: No such file or directory\n"));
  CHECK(holds(result.err, "1 error"));
  CHECK(folder.run("mountlint -q").err == "");
  CHECK(folder.run("mountlint --format json").err == "");
}

TEST_CASE("paths are relative to the working directory") {
  Folder folder;
  folder.add("sub/compose.yaml", dirty);
  for (const char* path : {"sub", "./sub", "sub/../sub", "\"$PWD/sub\"", "sub/compose.yaml", "."}) {
    CAPTURE(path);
    CHECK(folder.run(std::string("mountlint --format concise ") + path).out.starts_with("sub/compose.yaml:4:15: "));
  }
  CHECK(folder.run("mkdir else && cd else && mountlint --format concise ../sub")
            .out.starts_with("../sub/compose.yaml:4:15: "));
}

TEST_CASE("a walk that comes back to the working directory finds each file once") {
  Folder folder;
  folder.add("sub/compose.yaml", dirty);
  const auto result = folder.run("cd sub && mountlint --format concise .. . compose.yaml ../sub");
  CHECK(result.out.starts_with("compose.yaml:4:15: "));
  CHECK(std::ranges::count(result.out, '\n') == 1);
}

TEST_CASE("every format comes out") {
  Folder folder;
  folder.add("compose.yaml", dirty);
  CHECK(holds(folder.run("mountlint --format github").out, "::error file=compose.yaml"));
  const auto json = nlohmann::json::parse(folder.run("mountlint --format json").out);
  CHECK(json.at("findings").size() == 1);
  const auto sarif = nlohmann::json::parse(folder.run("mountlint --format=sarif").out);
  CHECK(sarif.at("runs").at(0).at("results").size() == 1);
}

TEST_CASE("wrong words on the command line") {
  Folder folder;
  folder.add("compose.yaml", tidy);
  const struct {
    const char* arguments;
    const char* error;
  } cases[] = {
      {"--formt json", "mountlint: option `--formt` is unknown; did you mean `--format`?\n"},
      {"--formt=json", "mountlint: option `--formt` is unknown; did you mean `--format`?\n"},
      {"--format jsn",
       "mountlint: `jsn` is no value of `--format`, which takes text, concise, json, github, sarif; did you mean "
       "`json`?\n"},
      {"--fail-on eror",
       "mountlint: `eror` is no value of `--fail-on`, which takes info, warning, error; did you mean `error`?\n"},
      {"--select undefined-volum", "mountlint: rule `undefined-volum` is unknown; did you mean `undefined-volume`?\n"},
      {"--ignore nonsense", "mountlint: rule `nonsense` is unknown\n"},
      {"--stdin-filename x.yaml", "mountlint: `--stdin-filename` needs `-` among the paths\n"},
      {"--max-file-size x", "mountlint: `x` is no number for `--max-file-size`\n"},
      {"--isolated --config x", "mountlint: `--config` and `--isolated` exclude each other\n"},
      {"explain undefined-volum", "mountlint: rule `undefined-volum` is unknown; did you mean `undefined-volume`?\n"},
      {"explain", "mountlint: `explain` needs the id of a rule\n"},
      {"rules x", "mountlint: `rules` takes no `x`\n"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.arguments);
    const auto result = folder.run(std::string("mountlint ") + one.arguments);
    CHECK(result.code == 2);
    CHECK(result.err == one.error);
    CHECK(result.out == "");
  }
  CHECK(folder.run("mountlint --format").code == 2);
}

TEST_CASE("a command wins over a path of its name") {
  Folder folder;
  folder.add("check/compose.yaml", dirty).add("rules/compose.yaml", tidy);
  const auto result = folder.run("mountlint rules");
  CHECK(result.code == 0);
  CHECK(holds(result.out, "undefined-volume"));
  CHECK(result.err == "mountlint: `rules` is a command here; write `./rules` for the path\n");
  CHECK(folder.run("mountlint ./rules").err == "No findings in 1 file.\n");
  CHECK(folder.run("mountlint check rules").code == 0);
  CHECK(folder.run("mountlint check").code == 1);
  CHECK(folder.run("mountlint check --format json").err == "");
}

TEST_CASE("-f and --env") {
  Folder folder;
  folder.add("a.yaml", "services: {a: {image: x, volumes: ['${DATA:-none}:/d']}}\n").add("compose.yaml", dirty);
  folder.add("b.yaml", "volumes: {none: }\n");
  CHECK(folder.run("mountlint -f a.yaml").code == 1);
  CHECK(folder.run("mountlint --file=a.yaml -f b.yaml").code == 0);
  CHECK(folder.run("mountlint --env DATA=./d -f a.yaml").code == 0);
  CHECK(folder.run("DATA=./d mountlint -f a.yaml").code == 1);
  CHECK(folder.run("DATA=./d mountlint --env DATA -f a.yaml").code == 0);
  CHECK(folder.run("mountlint --env DATA -f a.yaml").code == 1);
  const auto none = folder.run("mountlint -f none.yaml");
  CHECK(none.code == 2);
  CHECK(holds(none.err, "mountlint: none.yaml: No such file or directory\n"));
  CHECK(folder.run("mountlint --env =x").err ==
        "mountlint: `=x` names no variable; `--env` takes NAME or NAME=VALUE\n");
  CHECK(holds(folder.run("mountlint --format concise -f - < compose.yaml").out, "stdin:4:15: "));
}

TEST_CASE("mounts") {
  Folder folder;
  folder.add("compose.yaml", "services: {a: {image: x, volumes: [./v:/d]}}\n");
  const auto text = folder.run("mountlint mounts");
  CHECK(text.code == 0);
  CHECK(text.err == "");
  CHECK(holds(text.out, "/d      bind  ./v     rw"));
  const auto json = nlohmann::json::parse(folder.run("mountlint mounts --format json compose.yaml").out);
  CHECK(json.at("projects").at(0).at("services").at(0).at("mounts").size() == 1);
  CHECK(folder.run("mountlint mounts none.yaml").code == 2);
  CHECK(folder.run("mountlint mounts --format sarif").err ==
        "mountlint: `sarif` is no value of `--format`, which takes text, json\n");
  CHECK(folder.run("mountlint mounts --fromat json").err ==
        "mountlint: option `--fromat` is unknown; did you mean `--format`?\n");
  CHECK(folder.run("mountlint mounts --fail-on error").code == 2);
  CHECK(holds(folder.run("mountlint mounts --help").out, "Usage: mountlint mounts"));
  folder.add("compose.yaml", "services: {a: {image: x, volumes: 7}}\n");
  CHECK(folder.run("mountlint mounts").err == "mountlint: compose.yaml: has errors, which `mountlint check` shows\n");
  CHECK(folder.run("rm compose.yaml; mountlint mounts").err == "mountlint: no compose file here\n");
}

TEST_CASE("images") {
  Folder folder;
  folder.add(".mountlint.yaml", "images: {acme/db: {like: postgres}}\n");
  const auto all = folder.run("mountlint images");
  CHECK(all.code == 0);
  CHECK(all.err == "");
  CHECK(holds(all.out, "own      /var/lib/postgresql"));
  const auto one = folder.run("mountlint images acme/db:17 redis");
  CHECK(one.code == 0);
  CHECK(one.out.starts_with("acme/db:17\n  engine         PostgreSQL\n"));
  CHECK(holds(one.out, "\nredis\n"));
  const auto json = nlohmann::json::parse(folder.run("mountlint images --format json acme/db:17").out);
  CHECK(json.at("images").at(0).at("own") == true);
  const auto unknown = folder.run("mountlint images redis postgers");
  CHECK(unknown.code == 2);
  CHECK(unknown.out == "");
  CHECK(unknown.err == "mountlint: image `postgers` is not known; did you mean `postgres`?\n");
  CHECK(folder.run("mountlint images --isolated acme/db").code == 2);
  CHECK(folder.run("mountlint images --fail-on error").err == "mountlint: option `--fail-on` is unknown\n");
  CHECK(holds(folder.run("mountlint images --help").out, "Usage: mountlint images [OPTIONS] [NAMES...]"));
  folder.add(".mountlint.yaml", "images: {acme/db: {}}\n");
  const auto mistake = folder.run("mountlint images redis");
  CHECK(mistake.code == 2);
  CHECK(mistake.out.starts_with("redis\n"));
  CHECK(mistake.err == "mountlint: .mountlint.yaml:1:19: an image needs `like` or `paths`\n");
}

TEST_CASE("standard input") {
  Folder folder;
  folder.add("in", dirty).add(".mountlint.yaml", "rules: {undefined-volume: info}\n");
  const auto result =
      folder.run("mountlint --format concise --min-severity info --stdin-filename x/compose.yaml - < in");
  CHECK(result.out.starts_with("x/compose.yaml:4:15: info: "));
  CHECK(holds(folder.run("mountlint --isolated --format concise - < in").out, "stdin:4:15: error: "));
  CHECK(folder.run("printf x | mountlint -").code == 2);
}

TEST_CASE("paths that look like options") {
  Folder folder;
  folder.add("--config=x.compose.yaml", dirty);
  CHECK(folder.run("mountlint -- --config=x.compose.yaml").code == 1);
}

TEST_CASE("list options take one word each") {
  Folder folder;
  folder.add("a.compose.yaml", dirty).add("b.compose.yaml", dirty);
  CHECK(holds(folder.run("mountlint --exclude a.compose.yaml .").err, "1 file"));
  CHECK(folder.run("mountlint --exclude 'a*' --exclude 'b*' .").code == 0);
  CHECK(folder.run("mountlint --ignore undefined-volume,unused-volume a.compose.yaml").code == 0);
  CHECK(folder.run("mountlint --select unused-volume --select undefined-volume a.compose.yaml").code == 1);
}

TEST_CASE("--show-files") {
  Folder folder;
  folder.add("compose.yaml", dirty).add("Dockerfile", "FROM x\n").add("compose.bak.yaml", tidy);
  const auto result = folder.run("mountlint --show-files --exclude '*.bak.yaml'");
  CHECK(result.code == 0);
  CHECK(result.out ==
        "Dockerfile: dockerfile (known by its name)\ncompose.bak.yaml: skipped (excluded by `*.bak.yaml`)\n"
        "compose.yaml: compose (known by its name)\n");
}

TEST_CASE("colour") {
  Folder folder;
  folder.add("compose.yaml", dirty);
  const std::string escape = "\x1b[";
  CHECK_FALSE(holds(folder.run("mountlint").out, escape));
  CHECK(holds(folder.run("mountlint --color always").out, escape));
  CHECK(holds(folder.run("NO_COLOR=1 mountlint --color always").out, escape));
  CHECK(holds(folder.run("FORCE_COLOR=1 mountlint").out, escape));
  CHECK(holds(folder.run("CLICOLOR_FORCE=1 mountlint").out, escape));
  CHECK_FALSE(holds(folder.run("CLICOLOR_FORCE=0 mountlint").out, escape));
  CHECK_FALSE(holds(folder.run("FORCE_COLOR=0 CLICOLOR_FORCE=1 mountlint").out, escape));
  CHECK_FALSE(holds(folder.run("NO_COLOR=1 FORCE_COLOR=1 mountlint").out, escape));
  CHECK_FALSE(holds(folder.run("FORCE_COLOR=1 mountlint --color never").out, escape));
}

TEST_CASE("help, version, rules, explain") {
  Folder folder;
  const auto help = folder.run("mountlint --help");
  CHECK(help.code == 0);
  CHECK(holds(help.out, "Usage: mountlint [check] [OPTIONS] [PATHS...]"));
  CHECK(holds(help.out, "--fail-on"));
  CHECK(holds(help.out, "mountlint mounts [OPTIONS] [PATHS...]"));
  CHECK(holds(help.out, "mountlint images [OPTIONS] [NAMES...]"));
  CHECK(holds(help.out, "mountlint ./rules"));
  CHECK(folder.run("mountlint --version").out.starts_with("mountlint "));
  const auto rules = folder.run("mountlint rules");
  CHECK(rules.code == 0);
  CHECK(holds(rules.out, "undefined-volume"));
  const auto explained = folder.run("mountlint explain undefined-volume");
  CHECK(explained.code == 0);
  CHECK(holds(explained.out, "undefined-volume"));
}

TEST_CASE("no files are no error, but said") {
  Folder folder;
  const auto result = folder.run("mountlint");
  CHECK(result.code == 0);
  CHECK(result.err == "mountlint: no Dockerfile and no compose file here\n");
}

TEST_CASE("a reader that goes away is no error, a full disk is one") {
  Folder folder;
  folder.add("compose.yaml", dirty);
  CHECK(folder.run("(mountlint --format json; echo $? > ../code) | true; cat ../code").out == "1\n");
  if (!fs::exists("/dev/full")) return;
  const auto full = folder.run("mountlint > /dev/full");
  CHECK(full.code == 2);
  CHECK(holds(full.err, "mountlint: standard output: No space left on device"));
}

TEST_CASE("links to directories are not followed") {
  Folder folder;
  folder.add("a/compose.yaml", dirty);
  const auto result =
      folder.run("ln -s .. a/up && ln -s a b && ln -s compose.yaml a/compose.link.yaml && mountlint --format concise");
  CHECK(result.out.starts_with("a/compose.yaml:4:15: "));
  CHECK(std::ranges::count(result.out, '\n') == 1);
}
