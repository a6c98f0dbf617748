// The table of effective mounts, as text and as JSON, over one small project and over what is not known.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "linter/report/mounts.h"
#include "tests/support/json_schema.h"

namespace mountlint::test {
namespace {

using Json = nlohmann::json;

const char* compose = R"(services:
  web:
    build: .
    volumes:
      - ./src:/app:ro
      - /app/node_modules
      - {type: tmpfs, target: /scratch}
    tmpfs: /run
    secrets: [token]
  db:
    extends: {file: base.yaml, service: postgres}
    volumes: ["${DATA}:/backup"]
  tools:
    image: busybox
    profiles: [debug]
    volumes_from: ["db:ro"]
    volumes: [shared:/shared, cache:/cache]
volumes:
  data:
  shared: {external: true}
  cache: {driver_opts: {type: tmpfs, device: tmpfs}}
secrets:
  token: {file: ./token.txt}
)";
const char* base = R"(services:
  postgres:
    image: postgres:17
    volumes: [data:/srv]
)";
const char* dockerfile = "FROM node:24\nVOLUME /uploads\n";

MountsReport report_of(const MemoryFileSystem& files, LintOptions options = {}) {
  if (options.paths.empty() && options.files.empty()) options.paths = {"/shop"};
  return list_mounts(options, files, {});
}

MemoryFileSystem shop() {
  MemoryFileSystem files;
  files.add("/shop/compose.yaml", compose);
  files.add("/shop/base.yaml", base);
  files.add("/shop/.env", "DATA=./dump\n");
  files.add("/shop/Dockerfile", dockerfile);
  return files;
}

MemoryFileSystem one(const std::string& text) {
  MemoryFileSystem files;
  files.add("/shop/compose.yaml", text);
  return files;
}

Json json_of(const MemoryFileSystem& files, LintOptions options = {}) {
  return Json::parse(report::mounts_json(report_of(files, std::move(options))));
}

Json mount_at(const Json& service, const std::string& target) {
  for (const Json& mount : service.at("mounts"))
    if (mount.at("target").at("text") == target) return mount;
  FAIL("no mount at " << target << " in " << service.dump(1));
  return {};
}

// The mount of the only service of a project in one file.
Json only_mount(const std::string& text) {
  const Json service = json_of(one(text)).at("projects").at(0).at("services").at(0);
  REQUIRE_MESSAGE(service.at("mounts").size() == 1, service.dump(1));
  return service.at("mounts").at(0);
}

std::string fates_of(const Json& mount) {
  return mount.at("afterContainer").get<std::string>() + " " + mount.at("afterDown").get<std::string>() + " " +
         mount.at("afterDownVolumes").get<std::string>();
}

}  // namespace

TEST_CASE("the table as text") {
  CHECK(report::mounts_text(report_of(shop()), {}) == R"x(/shop/compose.yaml, /shop/base.yaml (project `shop`)

  web
    TARGET              TYPE    SOURCE  ACCESS  CONTAINER  DOWN      DOWN -V  WRITTEN
    /app                bind    ./src   ro      kept       kept      kept     /shop/compose.yaml:5:9
    /app/node_modules   volume  -       rw      orphaned   orphaned  lost     /shop/compose.yaml:6:9
    /run                tmpfs   -       rw      lost       lost      lost     /shop/compose.yaml:8:12
    /run/secrets/token  secret  token   ro      kept       kept      kept     /shop/compose.yaml:9:15
    /scratch            tmpfs   -       rw      lost       lost      lost     /shop/compose.yaml:7:9
    /uploads            volume  -       rw      orphaned   orphaned  lost     /shop/Dockerfile:2:8
      `VOLUME` of the Dockerfile, built at /shop/compose.yaml:3:12
    the image may declare more volumes, which are not known

  db
    TARGET                    TYPE    SOURCE  ACCESS  CONTAINER  DOWN      DOWN -V  WRITTEN
    /backup                   bind    ./dump  rw      kept       kept      kept     /shop/compose.yaml:12:15
      value of `${DATA}`, /shop/.env:1:6
    /srv                      volume  data    rw      kept       kept      lost     /shop/base.yaml:4:15
      `extends`, /shop/compose.yaml:11:14
    /var/lib/postgresql/data  volume  -       rw      orphaned   orphaned  lost     /shop/base.yaml:3:12
      `VOLUME` of the image `postgres:17`, /shop/base.yaml:3:12
      `extends`, /shop/compose.yaml:11:14

  tools (profiles: debug)
    TARGET                    TYPE    SOURCE  ACCESS  CONTAINER  DOWN      DOWN -V  WRITTEN
    /backup                   bind    ./dump  ro      kept       kept      kept     /shop/compose.yaml:12:15
      `volumes_from` service `db`, /shop/compose.yaml:16:20
      value of `${DATA}`, /shop/.env:1:6
    /cache                    volume  cache   rw      lost       lost      lost     /shop/compose.yaml:17:31
    /shared                   volume  shared  rw      kept       kept      kept     /shop/compose.yaml:17:15
    /srv                      volume  data    ro      kept       kept      lost     /shop/base.yaml:4:15
      `volumes_from` service `db`, /shop/compose.yaml:16:20
      `extends`, /shop/compose.yaml:11:14
    /var/lib/postgresql/data  volume  -       ro      orphaned   orphaned  lost     /shop/base.yaml:3:12
      `volumes_from` service `db`, /shop/compose.yaml:16:20
      `VOLUME` of the image `postgres:17`, /shop/base.yaml:3:12
      `extends`, /shop/compose.yaml:11:14
    the image may declare more volumes, which are not known
)x");
}

TEST_CASE("the table as JSON holds to its schema and knows every place") {
  std::ifstream schema(std::string(MOUNTLINT_SOURCE_DIR) + "/docs/mounts-schema.json");
  const Json out = json_of(shop());
  CHECK(JsonSchema(Json::parse(schema)).errors(out) == std::vector<std::string>{});
  const Json& services = out.at("projects").at(0).at("services");
  REQUIRE(services.size() == 3);
  const Json data = mount_at(services.at(1), "/srv");
  CHECK(data.at("path") == "/shop/base.yaml");
  CHECK(data.at("line") == 4);
  CHECK(data.at("column") == 15);
  CHECK(data.at("endColumn") == 24);
  CHECK(data.at("volumeName") == "shop_data");
  CHECK(data.at("broughtInBy").at(0).at("kind") == "extends");
  CHECK(data.at("broughtInBy").at(0).at("path") == "/shop/compose.yaml");
  const Json dump = mount_at(services.at(1), "/backup");
  CHECK(dump.at("hostPath") == "/shop/dump");
  CHECK(dump.at("broughtInBy").at(0).at("kind") == "variable");
  CHECK(dump.at("broughtInBy").at(0).at("detail") == "${DATA}");
  CHECK(dump.at("broughtInBy").at(0).at("path") == "/shop/.env");
  const Json uploads = mount_at(services.at(0), "/uploads");
  CHECK(uploads.at("path") == "/shop/Dockerfile");
  CHECK(uploads.at("line") == 2);
  CHECK(mount_at(services.at(0), "/run/secrets/token").at("hostPath") == "/shop/token.txt");
  CHECK(mount_at(services.at(1), "/backup").at("broughtInBy").size() == 1);
  const Json taken = mount_at(services.at(2), "/srv");
  CHECK(taken.at("access") == "ro");
  CHECK(taken.at("broughtInBy").at(0).at("kind") == "volumes-from");
  CHECK(services.at(2).at("profiles") == Json{"debug"});
}

TEST_CASE("what becomes of the data") {
  const std::string volume = "services: {a: {image: x, volumes: ['vol:/d']}}\nvolumes: ";
  const std::string secret = "services: {a: {image: x, secrets: [s]}}\nsecrets: ";
  const struct {
    std::string text;
    const char* fates;
  } cases[] = {
      {"services: {a: {image: x, volumes: [./v:/d]}}", "kept kept kept"},
      {"services: {a: {image: x, volumes: [/d]}}", "orphaned orphaned lost"},
      {"services: {a: {image: x, tmpfs: /d}}", "lost lost lost"},
      {"services: {a: {image: x, volumes: [{type: image, source: y, target: /d}]}}", "kept kept kept"},
      {"services: {a: {image: x, volumes: ['${V}:/d']}}", "unknown unknown unknown"},
      {volume + "{vol: }", "kept kept lost"},
      {volume + "{vol: {external: true}}", "kept kept kept"},
      {volume + "{vol: {external: '${E}'}}", "kept kept unknown"},
      {volume + "{vol: {driver: rexray}}", "kept kept unknown"},
      {volume + "{vol: {driver: local}}", "kept kept lost"},
      {volume + "{vol: {driver_opts: {type: none, o: bind, device: /x}}}", "kept kept kept"},
      {volume + "{vol: {driver_opts: {type: nfs, o: addr=h, device: ':/x'}}}", "kept kept kept"},
      {volume + "{vol: {driver_opts: {type: tmpfs, device: tmpfs}}}", "lost lost lost"},
      {volume + "{vol: {driver_opts: {type: '${T}'}}}", "kept kept unknown"},
      {volume + "{w: }", "unknown unknown unknown"},
      {secret + "{s: {file: ./s}}", "kept kept kept"},
      {secret + "{s: {environment: S}}", "lost lost lost"},
      {secret + "{s: {external: true}}", "unknown unknown unknown"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.text);
    CHECK(fates_of(only_mount(one.text)) == one.fates);
  }
}

TEST_CASE("what is not known is shown as written, and marked") {
  const std::string text = "services:\n  a:\n    image: x\n    volumes: ['${V}:/d:${M}', 'data:/e/${N}']\n";
  const Json service = json_of(one(text)).at("projects").at(0).at("services").at(0);
  const Json mount = mount_at(service, "/d");
  CHECK(mount.at("type") == "unknown");
  CHECK(mount.at("access") == "unknown");
  CHECK(mount.at("source") == Json{{"text", "${V}"}, {"known", false}});
  CHECK_FALSE(mount.contains("hostPath"));
  CHECK(mount_at(service, "/e/${N}").at("target").at("known") == false);
  const std::string shown = report::mounts_text(report_of(one(text)), {});
  CHECK(shown.find("${V} ?") != std::string::npos);
  CHECK(shown.find("/e/${N} ?") != std::string::npos);
}

TEST_CASE("a service whose mounts are not all known says so") {
  const Json out = json_of(one("services: {a: {image: x, volumes_from: ['container:y']}}"));
  const Json& service = out.at("projects").at(0).at("services").at(0);
  CHECK(service.at("complete") == false);
  CHECK(service.at("mounts").empty());
}

TEST_CASE("an image that is not known may declare more volumes") {
  const auto known = [](const std::string& service, const char* dockerfile_text = "") {
    MemoryFileSystem files = one("services: {a: {" + service + "}}");
    if (*dockerfile_text) files.add("/shop/Dockerfile", dockerfile_text);
    return json_of(files).at("projects").at(0).at("services").at(0).at("imageKnown").get<bool>();
  };
  CHECK(known("image: redis:8"));
  CHECK_FALSE(known("image: example.com/own"));
  CHECK_FALSE(known("image: 'redis${X}'"));
  CHECK_FALSE(known("build: ."));
  CHECK(known("build: .", "FROM scratch\nVOLUME /d\n"));
  CHECK(known("build: .", "FROM redis:8\n"));
  CHECK_FALSE(known("build: .", "FROM scratch\nARG D\nVOLUME ['/d', '/e']\n"));
  CHECK_FALSE(known("build: .", "FROM example.com/own\n"));
}

TEST_CASE("own mounts come before those of `volumes_from`, and of several the last one counts") {
  const Json out = json_of(
      one("services:\n  a: {image: x, volumes: ['./a:/d', './a:/e']}\n  b: {image: x, volumes: ['./b:/d', './b:/e']}\n"
          "  c: {image: x, volumes: ['./c:/d'], volumes_from: [a, b]}\n"));
  const Json& service = out.at("projects").at(0).at("services").at(2);
  CHECK(service.at("mounts").size() == 2);
  CHECK(mount_at(service, "/d").at("source").at("text") == "./c");
  CHECK(mount_at(service, "/e").at("source").at("text") == "./b");
}

TEST_CASE("columns are as wide as they look") {
  const std::string shown = report::mounts_text(
      report_of(one("services: {a: {image: x, volumes: ['./\xE6\x97\xA5\xE6\x9C\xAC:/d', './abcd:/e']}}")), {});
  CHECK(shown.find("./\xE6\x97\xA5\xE6\x9C\xAC  rw") != std::string::npos);
  CHECK(shown.find("./abcd  rw") != std::string::npos);
}

TEST_CASE("a name cannot move the cursor") {
  const std::string shown =
      report::mounts_text(report_of(one("services: {a: {image: x, volumes: [\"./\\x1b[2J:/d\"]}}")), {});
  CHECK(shown.find('\x1b') == std::string::npos);
}

TEST_CASE("`-f` makes one project in the order given; variables are only those that are given") {
  MemoryFileSystem files;
  files.add("/shop/b.yaml", "services: {a: {image: x, volumes: ['./b:/d']}}");
  files.add("/shop/a.yaml", "services: {a: {image: x, volumes: ['${V:-./a}:/d', './a:/e']}}");
  files.add("/shop/compose.yaml", "services: {z: {image: x}}");
  LintOptions options;
  options.files = {"/shop/b.yaml", "/shop/a.yaml"};
  options.variables = {{"V", "./v"}};
  const Json out = json_of(files, options);
  REQUIRE(out.at("projects").size() == 1);
  const Json& service = out.at("projects").at(0).at("services").at(0);
  CHECK(service.at("name") == "a");
  CHECK(service.at("mounts").size() == 2);
  CHECK(mount_at(service, "/d").at("hostPath") == "/shop/v");
}

TEST_CASE("the size of a batch cannot be seen") {
  MemoryFileSystem files = shop();
  files.add("/shop/a/compose.yaml", "services: {a: {image: x, volumes: [./a:/d]}}");
  files.add("/shop/z.compose.yaml", "services: {z: {image: x, volumes: ['${V}:/d']}}");
  LintOptions options;
  options.paths = {"/shop"};
  const Json all = json_of(files, options);
  CHECK(all.at("projects").size() == 3);
  options.batch_size = 1;
  CHECK(json_of(files, options) == all);
}

TEST_CASE("what cannot be read is an error, and the rest is shown") {
  LintOptions options;
  options.paths = {"/shop", "/none"};
  const MountsReport report = report_of(shop(), options);
  CHECK(report.errors.size() == 1);
  CHECK(report.projects.size() == 1);
}

}  // namespace mountlint::test
