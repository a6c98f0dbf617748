// Follows compose-go: `links`, `network_mode: service:x` and the like are dependencies, too (loader/normalize.go), if
// `depends_on` does not name that service already; cycles are looked for in the order of names (graph/cycle.go).
#include "parsers/compose/dependency_refusals.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <string>

#include "parsers/compose/values.h"

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Node;

constexpr std::string_view service_prefix = "service:";
// How many names all cycles together may have; beyond that there is no use in more of them.
constexpr std::size_t max_names = 10'000;

struct Dependency {
  Span at;
  bool required = true;
  bool told = false;  // somebody else says that it is not there
};

using Dependencies = std::map<std::string_view, Dependency>;

void add_links(const Node& container, Dependencies& out) {
  for (const UsedName& link : names_at(container.find("links"))) {
    const bool alias = std::count(link.name.begin(), link.name.end(), ':') == 1;
    out.try_emplace(alias ? link.name.substr(0, link.name.find(':')) : link.name, Dependency{link.at});
  }
}

// `network_mode: service:x`
void add_namespaces(const Node& container, Dependencies& out) {
  for (const char* key : {"network_mode", "ipc", "pid", "uts", "cgroup"}) {
    const Entry* entry = container.find(key);
    const std::optional<std::string_view> text = known_text(entry);
    if (!text || !text->starts_with(service_prefix)) continue;
    const bool told = key == std::string_view("network_mode");
    out.try_emplace(text->substr(service_prefix.size()), Dependency{entry->value->span, true, told});
  }
}

void add_volumes_from(const Node& container, Dependencies& out) {
  for (const UsedName& from : names_at(container.find("volumes_from")))
    if (!from.name.starts_with("container:"))
      out.try_emplace(from.name.substr(0, from.name.find(':')), Dependency{from.at, true, true});
}

Dependencies dependencies_of(const Node& container) {
  Dependencies out;
  for (const UsedName& name : names_at(container.find("depends_on"))) {
    const Entry* required = name.value ? name.value->find("required") : nullptr;
    out.try_emplace(name.name, Dependency{name.at, read_flag(required, Flag::yes) == Flag::yes});
  }
  add_links(container, out);
  add_namespaces(container, out);
  add_volumes_from(container, out);
  return out;
}

class Checker {
 public:
  Checker(const MergedProject& project, SyntaxErrors& errors) : project_(project), errors_(errors) {}

  void services();
  void jobs();

 private:
  bool lacks(std::string_view name, const Dependency& dependency) const;
  void undefined(std::string_view service, const Dependencies& dependencies);
  void network_mode(std::string_view service, const Node& container);

  const MergedProject& project_;
  SyntaxErrors& errors_;
};

// A service that is off may be depended on if that is not required.
bool Checker::lacks(std::string_view name, const Dependency& dependency) const {
  if (!project_.services_complete || project_.runs(name)) return false;
  return dependency.required || !project_.services.contains(name);
}

void Checker::undefined(std::string_view service, const Dependencies& dependencies) {
  for (const auto& [name, dependency] : dependencies) {
    if (dependency.told || !lacks(name, dependency)) continue;
    if (project_.jobs.all.contains(name))
      refuse(errors_, dependency.at, "service `{}` depends on job `{}`, and only services can be depended on", service,
             name);
    else
      refuse(errors_, dependency.at, "service `{}` depends on an undefined service `{}`", service, name);
  }
}

// Here it does not help that `depends_on` does not require that service.
void Checker::network_mode(std::string_view service, const Node& container) {
  const Entry* mode = container.find("network_mode");
  const std::optional<std::string_view> text = known_text(mode);
  if (!text || !text->starts_with(service_prefix)) return;
  const std::string_view name = text->substr(service_prefix.size());
  if (!project_.services_complete || project_.runs(name)) return;
  refuse(errors_, mode->value->span, "service `{}` uses the network of an undefined service `{}`", service, name);
}

void Checker::services() {
  for (const auto& [name, service] : project_.services) {
    if (!service.typed) continue;
    undefined(name, dependencies_of(*service.entry->value));
    network_mode(name, *service.entry->value);
  }
}

void Checker::jobs() {
  for_each_at(project_.root, "jobs.*", [&](const Entry& job) {
    for (const auto& [name, dependency] : dependencies_of(*job.value))
      if (lacks(name, dependency) && project_.jobs.lacks(name))
        refuse(errors_, dependency.at, "job `{}` depends on an undefined service or job `{}`",
               job.key ? job.key->text.value() : std::string_view(), name);
  });
}

// Services that depend on each other, and so on in a circle. Goes into the depth without recursion: there may be many.
class Cycles {
 public:
  Cycles(const MergedProject& project, SyntaxErrors& errors);

  void run();

 private:
  enum class State : std::uint8_t { fresh, open, done };
  struct Edge {
    std::size_t to;
    Span at;
  };
  struct Step {
    std::size_t service;
    std::size_t next = 0;  // of its edges
  };

  void search(std::size_t start);
  void report(std::size_t to);

  SyntaxErrors& errors_;
  std::vector<std::string_view> names_;
  std::vector<std::vector<Edge>> edges_;
  std::vector<State> states_;
  std::vector<Step> path_;
  std::size_t reported_ = 0;
};

Cycles::Cycles(const MergedProject& project, SyntaxErrors& errors) : errors_(errors) {
  std::map<std::string_view, std::size_t> numbers;
  for (const auto& [name, service] : project.services)
    if (service.typed) numbers.emplace(name, numbers.size());
  for (const auto& [name, number] : numbers) {
    names_.push_back(name);
    std::vector<Edge>& edges = edges_.emplace_back();
    for (const auto& [other, dependency] : dependencies_of(*project.services.at(name).entry->value))
      if (const auto found = numbers.find(other); found != numbers.end())
        edges.push_back({found->second, dependency.at});
  }
  states_.resize(names_.size(), State::fresh);
}

void Cycles::report(std::size_t to) {
  const auto first = std::find_if(path_.begin(), path_.end(), [&](const Step& step) { return step.service == to; });
  reported_ += static_cast<std::size_t>(path_.end() - first);
  if (reported_ > max_names) return;
  std::vector<std::string_view> names;
  for (auto step = first; step != path_.end(); ++step) names.push_back(names_[step->service]);
  names.push_back(names_[to]);
  const Edge& edge = edges_[to][first->next - 1];
  refuse(errors_, edge.at, "services depend on each other: `{}`", fmt::join(names, " -> "));
}

void Cycles::search(std::size_t start) {
  states_[start] = State::open;
  path_.push_back({start});
  while (!path_.empty()) {
    Step& step = path_.back();
    if (step.next == edges_[step.service].size()) {
      states_[step.service] = State::done;
      path_.pop_back();
      continue;
    }
    const std::size_t to = edges_[step.service][step.next++].to;
    if (states_[to] == State::open) report(to);
    if (states_[to] != State::fresh) continue;
    states_[to] = State::open;
    path_.push_back({to});
  }
}

void Cycles::run() {
  for (std::size_t i = 0; i < names_.size(); ++i)
    if (states_[i] == State::fresh) search(i);
}

}  // namespace

void check_dependencies(const MergedProject& project, SyntaxErrors& errors) {
  Checker checker(project, errors);
  checker.services();
  checker.jobs();
  Cycles(project, errors).run();
}

}  // namespace mountlint::compose
