// Which paths Compose merges in a way of their own (compose-go override/merge.go). Everything else is `plain`.
#include <algorithm>
#include <array>

#include "parsers/compose/merge.h"

namespace mountlint::compose {
namespace {

struct Special {
  std::array<std::string_view, 4> path;  // `*` is any key; empty ones end it
  MergeRule rule;
};

constexpr Special specials[] = {
    {{"services", "*", "command"}, MergeRule::replace},
    {{"services", "*", "entrypoint"}, MergeRule::replace},
    {{"services", "*", "healthcheck", "test"}, MergeRule::replace},
    {{"services", "*", "build"}, MergeRule::build},
    {{"services", "*", "build", "args"}, MergeRule::keyed},
    {{"services", "*", "build", "labels"}, MergeRule::keyed},
    {{"services", "*", "build", "additional_contexts"}, MergeRule::keyed},
    {{"services", "*", "build", "extra_hosts"}, MergeRule::loose},
    {{"services", "*", "environment"}, MergeRule::keyed},
    {{"services", "*", "labels"}, MergeRule::keyed},
    {{"services", "*", "annotations"}, MergeRule::keyed},
    {{"services", "*", "sysctls"}, MergeRule::keyed},
    {{"services", "*", "deploy", "labels"}, MergeRule::keyed},
    {{"services", "*", "env_file"}, MergeRule::list},
    {{"services", "*", "label_file"}, MergeRule::list},
    {{"services", "*", "dns"}, MergeRule::list},
    {{"services", "*", "dns_opt"}, MergeRule::list},
    {{"services", "*", "dns_search"}, MergeRule::list},
    {{"services", "*", "tmpfs"}, MergeRule::list},
    {{"services", "*", "extra_hosts"}, MergeRule::loose},
    {{"services", "*", "depends_on"}, MergeRule::loose},
    {{"services", "*", "networks"}, MergeRule::loose},
    {{"services", "*", "models"}, MergeRule::loose},
    {{"services", "*", "ulimits"}, MergeRule::loose},
    {{"services", "*", "extends"}, MergeRule::loose},
    {{"volumes", "*", "labels"}, MergeRule::keyed},
    {{"networks", "*", "labels"}, MergeRule::keyed},
    {{"networks", "*", "ipam"}, MergeRule::loose},
};

bool matches(const Special& special, const Path& path) {
  for (std::size_t i = 0; i < special.path.size(); ++i) {
    const std::string_view want = special.path[i];
    if (i >= path.size()) return want.empty();
    if (want.empty() || (want != "*" && want != path[i])) return false;
  }
  return path.size() == special.path.size();
}

}  // namespace

MergeRule merge_rule(const Path& path) {
  // Below the lists of loose kinds the same holds: `ulimits.nofile` is a number or a mapping.
  if (path.size() > 3 && path[0] == "services" && path[2] == "ulimits") return MergeRule::loose;
  const auto found = std::find_if(std::begin(specials), std::end(specials),
                                  [&](const Special& special) { return matches(special, path); });
  return found == std::end(specials) ? MergeRule::plain : found->rule;
}

}  // namespace mountlint::compose
