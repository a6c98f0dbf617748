// What a service says about where, how often and next to what it runs.
#include <doctest/doctest.h>

#include "compose_project.h"

using namespace mountlint;
using compose::Service;

namespace {

using Strings = std::vector<std::string>;

// A project with one service that has this `deploy`.
Project deployed(const std::string& deploy) {
  return Project("services:\n  app:\n    image: x\n    deploy: " + deploy + "\n");
}

std::string swarm_key(const std::string& deploy) {
  const Project project = deployed(deploy);
  const std::optional<Place>& key = project.file.service("app")->swarm_key;
  return key ? project.at(key->span) : "";
}

Strings values(const Known<compose::Value>& list) {
  Strings out;
  for (const compose::Value& value : list) out.push_back(value.text.shown());
  return out;
}

}  // namespace

TEST_CASE("deploy: keys that only a swarm reads") {
  struct Row {
    const char *deploy, *key;
  };
  const Row rows[] = {
      {"{placement: {constraints: [node.role == manager]}}", "placement"},
      {"{replicas: 2, update_config: {order: start-first}, placement: {max_replicas_per_node: 1}}", "update_config"},
      {"{rollback_config: {parallelism: 1}}", "rollback_config"},
      {"{endpoint_mode: dnsrr}", "endpoint_mode"},
      {"{labels: {a: b}}", "labels"},
      {"{mode: global}", "mode"},
      {"{mode: replicated-job}", "mode"},
      {"{mode: global-job}", "mode"},
      {"{mode: replicated}", ""},
      {"{mode: \"${MODE}\"}", ""},
      {"{replicas: 3, resources: {limits: {memory: 1g}}, restart_policy: {condition: any}}", ""},
      {"{placement: {}, labels: []}", ""},
      {"{placement: }", ""},
      {"{}", ""},
      {"", ""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.deploy);
    CHECK(swarm_key(row.deploy) == row.key);
  }
}

TEST_CASE("deploy: constraints of the placement") {
  const Project project = deployed("{placement: {constraints: [node.role == manager, 'node.labels.db == ${X}']}}");
  const Service& app = *project.file.service("app");
  CHECK(app.placement_constraints.complete);
  CHECK(values(app.placement_constraints) == Strings{"node.role == manager", "node.labels.db == ${X}"});
}

TEST_CASE("deploy: constraints that are not known are an incomplete list") {
  CHECK(deployed("{replicas: 1}").file.service("app")->placement_constraints.certainly_empty());
  CHECK(Project("services: {app: {image: x}}").file.service("app")->placement_constraints.certainly_empty());
  CHECK_FALSE(deployed("{placement: constr}").file.service("app")->placement_constraints.complete);
  CHECK_FALSE(deployed("pla").file.service("app")->placement_constraints.complete);
  CHECK_FALSE(deployed("{placement: {constraints: {a: b}}}").file.service("app")->placement_constraints.complete);
  const Project base("services: {app: {extends: {file: gone.yaml, service: x}, image: x}}\n");
  CHECK_FALSE(base.file.service("app")->placement_constraints.complete);
}

TEST_CASE("deploy: an override adds constraints and a swarm key") {
  const Project project(
      {{"/p/compose.yaml", "services: {app: {image: x, deploy: {replicas: 2}}}\n"},
       {"/p/compose.override.yaml", "services: {app: {deploy: {placement: {constraints: [node.hostname == a]}}}}\n"}});
  const Service& app = *project.file.service("app");
  CHECK(project.errors() == Strings{});
  REQUIRE(app.swarm_key);
  CHECK(project.at(app.swarm_key->span) == "placement");
  CHECK(values(app.placement_constraints) == Strings{"node.hostname == a"});
  CHECK(app.replicas->value() == "2");
}

TEST_CASE("network_mode") {
  const Project project(R"(services:
  a: {image: x, network_mode: "service:b"}
  b: {image: x, network_mode: host}
  c: {image: x}
)");
  REQUIRE(project.file.service("a")->network_mode);
  CHECK(project.file.service("a")->network_mode->text.value() == "service:b");
  CHECK(project.at(project.file.service("b")->network_mode->place.span) == "host");
  CHECK_FALSE(project.file.service("c")->network_mode);
}
