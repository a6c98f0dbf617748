// The whole schema is laid over what the documents say together, after each of them, as compose-go does it
// (loader/loader.go): a wrong value is refused even if a later file replaces it. Then come what it asks of lists before
// it looks at the schema (override/uncity.go), and of `external` at the end (transform/external.go,
// validation/volume.go).
#include "parsers/compose/schema_refusals.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "parsers/compose/shape.h"
#include "parsers/compose/values.h"

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Node;

class Checker {
 public:
  explicit Checker(SyntaxErrors& errors) : errors_(errors) {}

  void numbers(const Node& node);
  void lists(const Node& root);
  void externals(const Node& root);

 private:
  void entries(const Node& service, std::string_view key, std::string_view needed);
  void external(const Node& node, bool is_volume);
  void names(const Node& node, const Entry& external);
  void fail(Span at, std::string message) { errors_.push_back({at, std::move(message), Claim::compose_syntax}); }

  SyntaxErrors& errors_;
};

// The tree is turned into JSON for the schema, which has no such numbers.
void Checker::numbers(const Node& node) {
  for (const Entry& entry : node.children) numbers(*entry.value);
  if (!node.is_scalar() || node.is_quoted() || yaml::resolve(node) != yaml::Scalar::floating) return;
  const std::string_view text = node.text.value();
  if (text.find_first_of("iInN") == std::string_view::npos) return;
  fail(node.span, fmt::format("`{}` is no finite number; Compose refuses it", text));
}

// The entries of such a list are told apart by one of their keys. Nobody does that for jobs.
void Checker::entries(const Node& service, std::string_view key, std::string_view needed) {
  const Entry* list = service.find(key);
  if (!list) return;
  for (const Entry& entry : list->value->children) {
    const Node& node = *entry.value;
    if (entry.key || !node.is_mapping() || !node.complete || node.find(needed)) continue;
    fail(node.span, fmt::format("`{}` is missing", needed));
  }
}

void Checker::lists(const Node& root) {
  const Entry* services = root.find("services");
  if (!services || !services->value->is_mapping()) return;
  for (const Entry& service : services->value->children) {
    entries(*service.value, "devices", "target");
    entries(*service.value, "ports", "target");
  }
}

// `external: {name: NAME}` is an older way to write `external: true` and `name: NAME`.
void Checker::names(const Node& node, const Entry& external) {
  const std::optional<Text> old = read_text(external.value->find("name")), name = read_text(node.find("name"));
  if (!old || !name || !old->is_known() || !name->is_known() || old->value() == name->value()) return;
  fail(external.key->span, "`name` and `external.name` differ; Compose refuses it");
}

void Checker::external(const Node& node, bool is_volume) {
  const Entry* external = node.find("external");
  if (!external) return;
  const bool object = external->value->is_mapping();
  if (object) names(node, *external);
  if (!is_volume || (!object && read_flag(*external->value) != Flag::yes)) return;
  for (const Entry& entry : node.children) {
    const std::string_view key = entry.key->text.value();
    if (key == "external" || key == "name" || is_extension(key)) continue;
    fail(entry.key->span, fmt::format("`{}` has no effect on an external volume; Compose refuses it", key));
  }
}

void Checker::externals(const Node& root) {
  constexpr std::array<std::string_view, 4> kinds = {"volumes", "networks", "configs", "secrets"};
  for (const std::string_view kind : kinds) {
    const Entry* list = root.find(kind);
    if (!list || !list->value->is_mapping()) continue;
    for (const Entry& entry : list->value->children)
      if (entry.value->is_mapping()) external(*entry.value, kind == "volumes");
  }
}

}  // namespace

void check_schema(const File& file, SyntaxErrors& errors) {
  if (!file.merged) return;
  std::vector<const Node*> stages = file.stages;
  if (std::find(stages.begin(), stages.end(), file.merged) == stages.end()) stages.push_back(file.merged);
  Checker checker(errors);
  for (const Node* stage : stages) {
    check_shape(*stage, compose_shape(), errors, Check::schema);
    checker.numbers(*stage);
    checker.lists(*stage);
  }
  checker.externals(*file.merged);
}

}  // namespace mountlint::compose
