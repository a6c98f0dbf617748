// What Compose refuses and no finding tells: the whole schema. A table per kind: the file, then "place: message" of
// each refusal. Most important is the last one: nothing is refused that Compose accepts.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "compose_project.h"
#include "parsers/compose/refusals.h"
#include "parsers/compose/schema_refusals.h"

using namespace mountlint;
namespace fs = std::filesystem;

namespace {

using Strings = std::vector<std::string>;

struct Row {
  std::string text;
  Strings refusals;
};

std::string refusals(const std::string& text) {
  const Project project(text);
  SyntaxErrors errors;
  compose::check_schema(project.file, errors);
  Strings out;
  for (const SyntaxError& error : errors) out.push_back(project.at(error.span) + ": " + error.message);
  return lines(out);
}

void check(const std::vector<Row>& table) {
  for (const Row& row : table) {
    CAPTURE(row.text);
    CHECK(refusals(row.text) == lines(row.refusals));
  }
}

// One service with an image and these further keys.
void check_service(const std::vector<Row>& table) {
  for (const Row& row : table) {
    CAPTURE(row.text);
    CHECK(refusals("services:\n  a:\n    image: x\n" + row.text) == lines(row.refusals));
  }
}

// The recorded answers of compose-go to `cases`, without those that need options or variables.
struct Accepted {
  fs::path answers, cases;

  // "path: place: message" of every refusal of an accepted project, and how many projects those are.
  std::pair<Strings, int> check() const;

 private:
  std::optional<compose::File> load(const std::string& path, Sources& sources) const;
};

std::optional<compose::File> Accepted::load(const std::string& path, Sources& sources) const {
  compose::LoadOptions options;
  options.outside = Outside::empty;
  const std::string full = (cases / path).string();
  if (!fs::is_directory(full)) return compose::load({{full}}, sources, options);
  if (fs::exists(full + "/arguments") || fs::exists(full + "/environment")) return {};
  const Result<compose::FileSet> set = compose::find_files(full, sources, options);
  if (!set) return {};
  return compose::load(*set, sources, options);
}

std::pair<Strings, int> Accepted::check() const {
  const auto disk = mountlint::disk();
  std::ifstream in(answers);
  Strings out;
  int count = 0;
  for (std::string line; std::getline(in, line);) {
    const nlohmann::json answer = nlohmann::json::parse(line);
    if (!answer.at("ok").get<bool>()) continue;
    const std::string path = answer.at("path");
    Sources sources(*disk);
    const std::optional<compose::File> file = load(path, sources);
    if (!file) continue;
    ++count;
    SyntaxErrors errors;
    errors = compose::find_refusals(*file, sources);
    for (const SyntaxError& error : errors)
      out.push_back(path + ": " + std::string(sources.at(error.span.file)->text(error.span)) + ": " + error.message);
  }
  return {out, count};
}

}  // namespace

TEST_CASE("unknown keys at every level") {
  check_service({
      {"    mounts: []\n    bind: a\n    X-a: 1\n    x-b: 1\n",
       {"mounts: unknown key `mounts`", "bind: unknown key `bind`", "X-a: unknown key `X-a`"}},
      {"    volumes: [{type: bind, source: a, target: b, foo: 1, bind: {bar: 1}}]\n",
       {"foo: unknown key `foo`", "bar: unknown key `bar`"}},
      {"    deploy: {foo: 1, resources: {limits: {bar: 1}, reservations: {devices: [{baz: 1, capabilities: []}]}}}\n",
       {"foo: unknown key `foo`", "bar: unknown key `bar`", "baz: unknown key `baz`"}},
      {"    healthcheck: {foo: 1}\n    logging: {foo: 1}\n    blkio_config: {foo: 1}\n    credential_spec: {foo: 1}\n",
       {"foo: unknown key `foo`", "foo: unknown key `foo`", "foo: unknown key `foo`", "foo: unknown key `foo`"}},
      {"    ports: [{target: 1, foo: 1}]\n    networks: {n: {foo: 1}}\n    models: {m: {foo: 1}}\n",
       {"foo: unknown key `foo`", "foo: unknown key `foo`", "foo: unknown key `foo`"}},
      {"    build: {context: ., foo: 1}\n    ulimits: {nofile: {soft: 1, hard: 1, foo: 1}}\n",
       {"foo: unknown key `foo`", "foo: unknown key `foo`"}},
      {"    develop: {watch: [{path: a, action: rebuild, exec: {command: a, foo: 1}}]}\n", {"foo: unknown key `foo`"}},
      {"    post_start: [{command: a, volumes: []}]\n", {"volumes: unknown key `volumes`"}},
      {"    blkio_config: {x-a: 1}\n    healthcheck: {x-a: 1}\n    env_file: [{path: a, x-a: 1}]\n",
       {"x-a: unknown key `x-a`", "x-a: unknown key `x-a`"}},
      {"    gpus: [{foo: 1, count: all}]\n    extends: {service: a, foo: 1}\n", {}},
  });
  check({
      {"services: {}\nfoo: 1\nx-foo: 1\n", {"foo: unknown key `foo`"}},
      {"volumes: {v: {foo: 1}, w: {external: {bar: 1}}}\nnetworks: {n: {foo: 1, ipam: {config: [{bar: 1}]}}}\n",
       {"foo: unknown key `foo`", "bar: unknown key `bar`", "foo: unknown key `foo`", "bar: unknown key `bar`"}},
      {"secrets: {s: {content: a}}\nconfigs: {c: {content: a, driver: b}}\n",
       {"content: unknown key `content`", "driver: unknown key `driver`"}},
  });
}

TEST_CASE("keys that must be there, and keys that have no place") {
  check_service({
      {"    depends_on: {b: {required: true}}\n", {"b: `condition` is missing"}},
      {"    develop: {watch: [{path: a}]}\n", {"{path: a}: `action` is missing"}},
      {"    develop: {watch: [{path: a, action: sync+exec, target: /a, exec: {user: a}}]}\n",
       {"exec: `command` is missing"}},
      {"    post_start: [{user: a}]\n", {"{user: a}: `command` is missing"}},
      {"    provider: {}\n", {"provider: `type` is missing"}},
      {"    ulimits: {nofile: {soft: 1}}\n", {"nofile: `hard` is missing"}},
      {"    volumes: [{source: a, target: b}]\n", {"{source: a, target: b}: `type` is missing"}},
      {"    devices: [{source: a}]\n    ports: [{published: 80}]\n",
       {"{source: a}: `target` is missing", "{published: 80}: `target` is missing"}},
      {"    pre_start: [{command: a, build: ., volumes: [{type: bind}], foo: 1, per_replica: true}]\n",
       {"foo: unknown key `foo`", "build: `build` has no place here"}},
  });
  check({
      {"models: {m: {context_size: 1.5}}\n", {"1.5: expected a whole number, found `1.5`", "m: `model` is missing"}},
      {"jobs: {a: {image: b}, b: {extends: c}, c: {image: b, triggers: {manual: true}}}\n",
       {"a: `triggers` is missing"}},
      {"jobs: {a: {image: b, triggers: {manual: true}, restart: always}}\n", {"restart: `restart` has no place here"}},
      {"jobs: {a: {image: b, triggers: {}}, b: {image: b, triggers: {schedule: [{timezone: UTC}, '* * * * *']}}}\n",
       {"triggers: `manual` is missing", "{timezone: UTC}: `cron` is missing"}},
  });
}

TEST_CASE("amounts") {
  check_service({
      {"    scale: 1.5\n", {"1.5: expected a whole number, found `1.5`"}},
      {"    scale: -1\n", {"-1: expected at least 0, found `-1`"}},
      {"    scale: two\n", {"two: expected a whole number, found `two`"}},
      {"    scale: 2.0\n    cpus: '.5'\n    mem_limit: 1.5g\n    oom_score_adj: '-5'\n", {}},
      {"    cpu_percent: 101\n    cpus: a\n    oom_score_adj: '2000'\n",
       {"101: expected at most 100, found `101`", "a: expected a number, found `a`",
        "'2000': expected at most 1000, found `2000`"}},
      {"    mem_limit: much\n    stop_grace_period: 10\n",
       {"much: expected a size such as `64m`, found `much`", "10: expected a string, found `10`"}},
      {"    stop_grace_period: '10'\n    healthcheck: {interval: 1m30s, timeout: 5 s}\n",
       {"'10': expected a time such as `1m30s`, found `10`", "5 s: expected a time such as `1m30s`, found `5 s`"}},
      {"    ulimits: {nproc: 65535, nofile: many}\n", {"many: expected a whole number, found `many`"}},
      {"    environment: {A: .inf}\n    x-a: [.nan, '.inf']\n",
       {".inf: `.inf` is no finite number; Compose refuses it",
        ".nan: `.nan` is no finite number; Compose refuses it"}},
  });
}

TEST_CASE("texts") {
  check_service({
      {"    container_name: c\n", {"c: expected two letters or digits, found `c`"}},
      {"    container_name: _c_\n    pull_policy: every_12h\n", {}},
      {"    pull_policy: sometimes\n", {"sometimes: expected a policy such as `always`, found `sometimes`"}},
      {"    hostname: 2001-01-02\n    environment: {A: 2001-01-02}\n",
       {"2001-01-02: expected a string that is no date, found `2001-01-02`"}},
      {"    environment: ['A =x', A, A=x, 'B=x ']\n", {"'A =x': expected no blank before the `=`, found `A =x`"}},
      {"    depends_on: {b: {condition: ready}}\n    cgroup: a\n",
       {"ready: expected `service_started`, `service_healthy`, `service_completed_successfully`, found `ready`",
        "a: expected `host`, `private`, found `a`"}},
      {"    build: {context: ., ssh: default, additional_contexts: [a]}\n",
       {"default: expected a list or a mapping, found `default`", "a: expected `NAME=VALUE`, found `a`"}},
      {"    develop: {watch: [{path: '', action: rebuild}]}\n", {"'': expected a path, found ``"}},
      {"    group_add: [5, '5']\n    labels: [a, a]\n    extra_hosts: [a:b, a:b]\n",
       {"a:b: `a:b` stands twice in this list; Compose refuses it"}},
      {"    networks: [a, b, a]\n", {"a: `a` stands twice in this list; Compose refuses it"}},
  });
}

TEST_CASE("external resources") {
  check({
      {"volumes: {v: {external: true, name: a, x-a: 1, driver: b}}\n",
       {"driver: `driver` has no effect on an external volume; Compose refuses it"}},
      {"volumes: {v: {external: {name: a}, name: b}}\n",
       {"external: `name` and `external.name` differ; Compose refuses it"}},
      {"volumes: {v: {external: {name: a}, labels: {}}}\n",
       {"labels: `labels` has no effect on an external volume; Compose refuses it"}},
      {"configs: {c: {external: {name: a}, name: b}}\nnetworks: {n: {external: {name: a}, name: a}}\n",
       {"external: `name` and `external.name` differ; Compose refuses it"}},
      {"volumes: {v: {external: false, driver: b}, w: {external: '${X}', driver: b}}\n", {}},
  });
}

TEST_CASE("a document has to fit the schema before the next one is laid over it") {
  const std::string base = "services:\n  a:\n    image: x\n";
  check({
      {base + "    foo: 1\n---\nservices: {a: {foo: !reset }}\n", {"foo: unknown key `foo`"}},
      {base + "    scale: -1\n---\nservices: {a: {scale: 2}}\n", {"-1: expected at least 0, found `-1`"}},
      {base + "---\nservices: {a: {scale: -1}}\n", {"-1: expected at least 0, found `-1`"}},
      {base + "    depends_on: {b: {required: true}}\n---\nservices: {a: {depends_on: {b: {condition: "
              "service_started}}}}\n",
       {"b: `condition` is missing"}},
  });
  const Project project({{"/p/compose.yaml", "include: [other.yaml]\nservices: {a: {image: x}}\n"},
                         {"/p/other.yaml", "services: {b: {image: x, foo: 1}}\n"}},
                        1);
  SyntaxErrors errors = compose::find_refusals(project.file, *project.sources);
  REQUIRE(errors.size() == 1);
  CHECK(project.at(errors[0].span) == "foo");
}

TEST_CASE("what is not known is not refused") {
  check_service({
      {"    scale: ${X}\n    mem_limit: ${X}m\n    container_name: ${X}\n    healthcheck: {interval: '${X}'}\n", {}},
      {"    ports: ['${X}:80']\n    ulimits: {nofile: '${X}'}\n    environment: ['${X}=a']\n", {}},
  });
}

TEST_CASE("what Compose accepts has no refusal") {
  const fs::path root(MOUNTLINT_SOURCE_DIR), ours = root / "tests/conformance/compose", shared = root / "../shared";
  const auto [refused, count] = Accepted{ours / "answers.jsonl", ours / "cases"}.check();
  CHECK(lines(refused) == "");
  CHECK(count > 1000);
  const Accepted corpus{shared / "conformance/compose/corpus.jsonl", shared / "corpus"};
  if (!fs::exists(corpus.answers) || !fs::exists(corpus.cases)) {
    MESSAGE("SKIPPED: there is no corpus");
    return;
  }
  const auto [refused_there, count_there] = corpus.check();
  CHECK(lines(refused_there) == "");
  CHECK(count_there > 1000);
}
