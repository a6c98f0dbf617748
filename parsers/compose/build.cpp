// `build`: a string is its context. A context that Compose takes for a URL is remote: nothing is looked up below it.
#include <algorithm>
#include <array>

#include "parsers/compose/schema.h"
#include "parsers/compose/service_mounts.h"
#include "parsers/compose/values.h"

namespace mountlint::compose {
namespace {

// compose-go's remote contexts: a scheme, or one of these prefixes.
bool is_remote(std::string_view context) {
  constexpr std::array<std::string_view, 6> prefixes = {"https://", "http://",     "git://",
                                                        "ssh://",   "github.com/", "git@"};
  const auto begins = [&](std::string_view prefix) { return context.starts_with(prefix); };
  return context.find("://") != std::string_view::npos || std::any_of(prefixes.begin(), prefixes.end(), begins);
}

}  // namespace

Build type_build(const yaml::Entry& entry) {
  const yaml::Node& node = *entry.value;
  Build build;
  build.place = place_of(entry);
  const yaml::Entry* context = node.is_scalar() ? &entry : node.find("context");
  build.context = read_text(context);
  build.context_place = context ? place_of(*context) : build.place;
  build.dockerfile = read_text(node.find("dockerfile"));
  build.dockerfile_inline = read_value(node.find("dockerfile_inline"));
  build.target = read_text(node.find("target"));
  build.args = read_variables(node.find("args"));
  build.additional_contexts = read_variables(node.find("additional_contexts"));
  build.secrets = read_file_references(node.find("secrets"));
  if (!node.complete) build.args.complete = build.additional_contexts.complete = build.secrets.complete = false;
  build.remote = build.context && is_remote(build.context->value());
  return build;
}

}  // namespace mountlint::compose
