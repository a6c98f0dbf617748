// What Compose refuses about a project as a whole, and values it cannot read. Each row: the file, then "place: message"
// of each refusal. That nothing else is refused is held against the recorded answers, in compose_refusals_test.cpp.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "compose_project.h"
#include "parsers/compose/number_text.h"
#include "parsers/compose/port_spec.h"
#include "parsers/compose/project_refusals.h"

using namespace mountlint;

namespace {

using Strings = std::vector<std::string>;
using Files = std::vector<std::pair<std::string, std::string>>;

struct Row {
  std::string text;
  Strings refusals;
};

// Of the first file alone; the others lie beside it.
std::string refusals(const Files& files, const compose::LoadOptions& options = {}) {
  const Project project(files, 1, options);
  SyntaxErrors errors;
  compose::check_project(project.file, *project.sources, errors);
  Strings out;
  for (const SyntaxError& error : errors) {
    CHECK(error.claim == Claim::compose_syntax);
    const std::string_view end = "; Compose refuses it";
    const bool refused = error.message.ends_with(end);
    out.push_back(project.at(error.span) + ": " + error.message.substr(0, error.message.size() - refused * end.size()));
  }
  return lines(out);
}

compose::LoadOptions nothing_set() {
  compose::LoadOptions options;
  options.outside = Outside::empty;
  return options;
}

void check(const std::vector<Row>& table, const std::string& before = "", const std::string& after = "") {
  for (const Row& row : table) {
    CAPTURE(row.text);
    CHECK(refusals({{"/p/compose.yaml", before + row.text + after}}, nothing_set()) == lines(row.refusals));
  }
}

// One service with an image, these keys, and neighbours.
void check_service(const std::vector<Row>& table) {
  check(table, "services: {a: {image: x, ",
        "}, b: {image: x}, off: {image: x, build: ., profiles: [p]}}\n"
        "volumes: {vv: {}}\nnetworks: {n: {}}\nsecrets: {s: {file: f}}\nmodels: {m: {model: x}}\n"
        "jobs: {j: {image: x, triggers: {manual: true}}}\n");
}

}  // namespace

TEST_CASE("a service needs something to run") {
  check({
      {"services: {a: {command: x}, b: {image: ''}, c: {image: '${X}'}, d: {build: .}, e: {provider: {type: t}}}",
       {"a: service `a` has neither `image` nor `build`", "b: service `b` has neither `image` nor `build`",
        "c: service `c` has neither `image` nor `build`"}},
      {"services: {a: {build: {dockerfile: D, dockerfile_inline: FROM x}}}",
       {"D: `dockerfile` and `dockerfile_inline` exclude each other"}},
      {"services: {a: {build: {dockerfile: '', dockerfile_inline: FROM x}}}", {}},
      {"services: {a: {build: {platforms: [p, q]}, platform: r}}",
       {"[p, q]: `platforms` of the build lack `r`, the `platform` of the service"}},
      {"services: {a: {build: {platforms: [p, q]}, platform: q}, b: {build: {platforms: [p]}, platform: '${X}'}}", {}},
  });
}

TEST_CASE("what is referred to must be defined") {
  check_service({
      {"volumes: [vv:/a, ww:/b, ./x:/c, {type: volume, source: u, target: /d}]",
       {"ww: service `a` refers to an undefined volume `ww`", "u: service `a` refers to an undefined volume `u`"}},
      {"volumes: [ww:/a, vv:/a]", {}},
      {"networks: [n, default, o]", {"o: service `a` refers to an undefined network `o`"}},
      {"networks: {n: {}, o: {}}", {"o: service `a` refers to an undefined network `o`"}},
      {"networks: [n], network_mode: host", {"host: `network_mode` and `networks` exclude each other"}},
      {"networks: [n], network_mode: '${X}'", {}},
      {"secrets: [s, t]", {"t: service `a` refers to an undefined secret `t`"}},
      {"configs: [{source: c}]", {"c: service `a` refers to an undefined config `c`"}},
      {"models: [m, o]", {"o: service `a` refers to an undefined model `o`"}},
      {"build: {secrets: [s, {source: t}]}", {"t: service `a` refers to an undefined build secret `t`"}},
      {"configs: [{target: /t}], build: {secrets: [{}]}",
       {"{target: /t}: service `a` refers to an undefined config ``",
        "{}: service `a` refers to an undefined build secret ``"}},
      {"build: {additional_contexts: {c: 'service:none', d: 'service:b', e: 'service:off', f: ./x}}",
       {"'service:none': service `a` builds from an undefined service `none`",
        "'service:b': service `a` builds from service `b`, which has no `build`"}},
      {"build: {additional_contexts: ['c=service:none']}",
       {"'c=service:none': service `a` builds from an undefined service `none`"}},
  });
  check({{"services: {a: {image: x, network_mode: host, networks: [default]}}",
          {"default: service `a` refers to an undefined network `default`",
           "host: `network_mode` and `networks` exclude each other"}}});
}

TEST_CASE("what is depended on must run") {
  check_service({
      {"depends_on: [b, none]", {"none: service `a` depends on an undefined service `none`"}},
      {"depends_on: {none: {condition: service_started, required: false}}",
       {"none: service `a` depends on an undefined service `none`"}},
      {"depends_on: [j]", {"j: service `a` depends on job `j`, and only services can be depended on"}},
      {"links: ['b:x', 'none:x', 'b:x:y']",
       {"'b:x:y': service `a` depends on an undefined service `b:x:y`",
        "'none:x': service `a` depends on an undefined service `none`"}},
      {"ipc: 'service:none', pid: 'service:b'", {"'service:none': service `a` depends on an undefined service `none`"}},
      {"network_mode: 'service:none'", {"'service:none': service `a` uses the network of an undefined service `none`"}},
      {"volumes_from: ['none:ro', 'container:x']",
       {"none: service `a` takes volumes from an undefined service `none`"}},
      {"external_links: [none]", {}},
  });
  check({{"services: {a: {image: x}}\njobs: {a: {image: x}, j: {image: x, depends_on: [a, j, none]}}",
          {"a: `a` is a service and a job", "none: job `j` depends on an undefined service or job `none`"}}});
}

TEST_CASE("services that are off are not looked at, and cannot be depended on") {
  compose::LoadOptions options = nothing_set();
  options.profiles.emplace();
  const std::string text =
      "services:\n  a: {image: x, depends_on: {off: {condition: service_started, required: false}}}\n"
      "  b: {image: x, depends_on: [off]}\n  off: {profiles: [p], networks: [none], ports: ['a']}\n";
  CHECK(refusals({{"/p/compose.yaml", text}}, options) ==
        "'a': `a` is no port\noff: service `b` depends on an undefined service `off`\n");
}

TEST_CASE("services cannot depend on each other") {
  check({
      {"services: {b: {image: x, depends_on: [c]}, c: {image: x, links: [a]}, a: {image: x, volumes_from: [b]}}",
       {"b: services depend on each other: `a -> b -> c -> a`"}},
      {"services: {a: {image: x, network_mode: 'service:a'}, b: {image: x, depends_on: [a, c]}, c: {image: x, "
       "depends_on: [b]}}",
       {"'service:a': services depend on each other: `a -> a`", "c: services depend on each other: `b -> c -> b`"}},
      {"services: {a: {image: x, depends_on: [b, c]}, b: {image: x, depends_on: [c]}, c: {image: x}}", {}},
  });
}

TEST_CASE("many services that depend on each other take no time") {
  std::string text = "services:\n";
  for (int i = 0; i < 10000; ++i) text += fmt::format("  s{}: {{image: x, depends_on: [s{}]}}\n", i, (i + 1) % 10000);
  CHECK(refusals({{"/p/compose.yaml", text}}, nothing_set()).find("s0 -> s1 -> s2") != std::string::npos);
}

TEST_CASE("what is said twice must not differ") {
  check_service({
      {"cpus: '0.1', deploy: {resources: {limits: {cpus: 0.1, memory: 1g}}}", {}},
      {"cpus: 1, deploy: {resources: {limits: {memory: 1g}}}", {"1: `cpus` and `deploy.resources.limits.cpus` differ"}},
      {"mem_limit: 1g, deploy: {resources: {limits: {memory: 1024MiB}}}", {}},
      {"mem_limit: 1g, deploy: {resources: {limits: {memory: 2g}}}",
       {"1g: `mem_limit` and `deploy.resources.limits.memory` differ"}},
      {"mem_reservation: 1g, pids_limit: 5, deploy: {resources: {reservations: {cpus: '1'}, limits: {pids: '6'}}}",
       {"1g: `mem_reservation` and `deploy.resources.reservations.memory` differ",
        "5: `pids_limit` and `deploy.resources.limits.pids` differ"}},
      {"scale: 2, deploy: {replicas: 3}", {"2: `scale` and `deploy.replicas` differ"}},
      {"scale: '2', deploy: {replicas: 2}", {}},
      {"deploy: {replicas: -1}", {"-1: `-1` is less than 0"}},
      {"scale: 2, container_name: cc", {"cc: 2 containers cannot all have the name `cc`"}},
      {"deploy: {replicas: 2}, container_name: cc", {"cc: 2 containers cannot all have the name `cc`"}},
      {"scale: 1, container_name: cc", {}},
      {"deploy: {replicas: 2}, container_name: '${X}'", {}},
  });
}

TEST_CASE("files that are watched") {
  check_service({
      {"develop: {watch: [{path: p, action: sync}, {path: p, action: sync+exec, target: ''}]}",
       {"{path: p, action: sync}: `target` is missing, which `sync` needs", "'': `target` is empty"}},
      {"develop: {watch: [{path: p, action: rebuild}, {path: p, action: sync, target: /t}]}", {}},
      {"x-develop: {watch: [{path: '', action: restart}]}", {"'': `path` is empty"}},
  });
}

TEST_CASE("values that cannot be read") {
  check_service({
      {"ports: [80, '80:80', 08, a, '${X}:80', '80:${X}', {target: 80, host_ip: h}, {target: -1}]",
       {"08: `08` is no port", "a: `a` is no port", "'80:${X}': the port of the container is missing",
        "h: `h` is no IP address", "-1: `-1` is less than 0"}},
      {"devices: [a, 'a:b:c', 'a:b:c:d']", {"'a:b:c:d': `a:b:c:d` has more than three parts"}},
      {"gpus: [{count: all}, {count: 'ALL'}, {count: '2'}, {count: some}, {count: 1, device_ids: ['0']}]",
       {"some: `some` is neither a number nor `all`", "count: `count` and `device_ids` exclude each other"}},
      {"extra_hosts: ['a=1', 'a:1', 'a=::1', a, '=1', 'a:b=1']",
       {"a: `a` has no IP address", "'=1': `` is no name of a host", "'a:b=1': `a:b` is no name of a host"}},
      {"build: {ssh: [default, a=b, a], ulimits: {n: '5', m: {soft: '1', hard: 2}}, extra_hosts: {'a:b': c}}",
       {"a: `a` names no key: expected `a=PATH`", "'a:b': `a:b` is no name of a host",
        "'5': `5` is no number but a string", "'1': `1` is no number but a string"}},
      {"healthcheck: {test: [run, it], retries: -1}",
       {"-1: `-1` is less than 0", "run: `run` is none of `CMD`, `CMD-SHELL` and `NONE`"}},
      {"ulimits: {n: 1e3, m: {soft: '1', hard: 2}}", {"1e3: `1e3` is no whole number"}},
      {"healthcheck: {test: [NONE]}", {}},
      {"healthcheck: {test: run}", {}},
      {"blkio_config: {weight: '5'}, deploy: {resources: {limits: {pids: few}}}",
       {"few: `few` is no whole number", "'5': `5` is no number but a string"}},
  });
}

TEST_CASE("short ports") {
  for (const char* fine : {"80", "8080:80", "8080-8081:80-81", "8080-8082:80", "80/TCP", "80/", ":80", "::80",
                           "1.2.3.4::80", "[::1]:80:80", "[1.2.3.4]:80:80", "80-81-82", "[]:80:80", "80/tcp/x"})
    CHECK(compose::wrong_port(fine) == "");
  const std::pair<const char*, const char*> wrong[] = {
      {"", "the port of the container is missing"},
      {"80:", "the port of the container is missing"},
      {"80/foo", "`foo` is no protocol"},
      {"70000:80", "`70000` is no port"},
      {"0", "`0` is no port"},
      {"80-79", "`80-79` is no port"},
      {" 80", "` 80` is no port"},
      {"1.2.3.4:80", "`1.2.3.4` is no port"},
      {"8080-8082:80-81", "`8080-8082` and `80-81` are not equally many ports"},
      {"localhost:80:80", "`localhost` is no IP address"},
      {"::1:80:80", "`::1` is no IP address"},
      {"1.2.3.04:80:80", "`1.2.3.04` is no IP address"}};
  for (const auto& [spec, message] : wrong) CHECK(compose::wrong_port(spec) == message);
}

TEST_CASE("numbers and sizes in strings") {
  using compose::parse_float;
  using compose::parse_integer;
  using compose::parse_size;
  CHECK(parse_integer("+5") == 5);
  CHECK(parse_integer("-5") == -5);
  CHECK(parse_float("1_0.5e1") == 105);
  CHECK(parse_float("-0x1p2") == -4);
  CHECK(parse_float(".5") == 0.5);
  for (const char* wrong : {"", "+", "+-5", " 5", "0x10", "99999999999999999999"}) CHECK_FALSE(parse_integer(wrong));
  for (const char* wrong : {"", "_1", "1_", "1__0", "1e999", "0x10", "e", "1 "}) CHECK_FALSE(parse_float(wrong));
  const std::pair<const char*, double> sizes[] = {
      {"5", 5},        {"-1", -1},     {"1k", 1024}, {"1 KiB", 1024}, {"1.5g", 1.5 * 1024 * 1024 * 1024},
      {".5m", 524288}, {"1e3b", 1000}, {"1 ", 1},    {"5.", 5},       {"1.0001k", 1024}};
  for (const auto& [text, bytes] : sizes) CHECK(parse_size(text) == bytes);
  for (const char* wrong : {"", "x", "k", "10%", "-1k", "1kk", "1bb", "1ib", "1  k", " 1", "1e", "1kib2", "inf"})
    CHECK_FALSE(parse_size(wrong));
}

TEST_CASE("definitions of configs and secrets") {
  check(
      {
          {"configs: {a: {}, b: {file: x, content: y}, c: {external: true}, d: {content: ''}}",
           {"a: config `a` needs one of `file`, `environment` and `content`",
            "b: config `b` has more than one of `file`, `environment` and `content`"}},
          {"secrets: {a: {external: false}, b: {environment: '${X}'}, c: {file: ''}, d: {external: true}}",
           {"a: secret `a` needs one of `file` and `environment`",
            "'${X}': secret `b` needs one of `file` and `environment`"}},
      },
      "services: {a: {image: x}}\n");
}

TEST_CASE("files of variables and labels") {
  const Files beside = {{"/p/good.env", "A=1\n"}, {"/p/bad.env", "A B=1\n"}, {"/p/dir/x.env", ""}};
  const auto check_file = [&](const std::string& keys, const std::string& expected) {
    CAPTURE(keys);
    Files files = {{"/p/compose.yaml", "services: {a: {image: x, " + keys + "}}\n"}};
    files.insert(files.end(), beside.begin(), beside.end());
    CHECK(refusals(files, nothing_set()) == expected);
  };
  check_file("env_file: [good.env, none.env]", "none.env: `none.env` is not there\n");
  check_file("env_file: {path: none.env}", "");
  check_file("env_file: [{path: none.env, required: false}]", "");
  check_file("env_file: [none.env, {path: none.env, required: false}]", "");
  check_file("label_file: none.env", "none.env: `none.env` is not there\n");
  check_file("env_file: '${X}'", "'${X}': `` is not there\n");
  check_file("env_file: dir", "dir: cannot read `dir`: is a directory\n");
  check_file("env_file: bad.env", "bad.env: cannot read `bad.env`: variable name `A B` contains a space\n");
  check_file("env_file: [{path: good.env, format: raw}]", "raw: `raw` is no format of such a file\n");
  check_file("env_file: ~/none.env", "");
  check_file("pre_start: [{image: y, env_file: none.env}]", "none.env: `none.env` is not there\n");
}

TEST_CASE("what is included counts from its own directory, and is never fetched") {
  const Files files = {
      {"/p/compose.yaml", "include: [lib/c.yaml, 'oci://r/x']\nservices: {a: {image: x, networks: [n]}}"},
      {"/p/lib/c.yaml", "services: {b: {image: x, env_file: [here.env, gone.env]}}"},
      {"/p/lib/here.env", ""}};
  CHECK(refusals(files, nothing_set()) ==
        "'oci://r/x': `oci://r/x` is not fetched\ngone.env: `gone.env` is not there\n");
}

TEST_CASE("nothing is said of what is not known") {
  const std::string text =
      "services:\n  a:\n    image: ${X}\n    networks: ['${X}']\n    depends_on: ['${X}']\n    ports: ['${X}:80']\n"
      "    scale: ${X}\n    container_name: c\n    env_file: ${X}\n    volumes: ['${X}:/a']\n    links: ['${X}']\n"
      "    network_mode: ${X}\n    extra_hosts: ['${X}']\n    devices: ['${X}:a:b:c']\n    cpus: ${X}\n"
      "    deploy: {resources: {limits: {cpus: '1'}}}\n    healthcheck: {test: ['${X}']}\n";
  CHECK(refusals({{"/p/compose.yaml", text}}) == "");
}
