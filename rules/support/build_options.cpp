// A field may be cut out only if nothing but one comma lies between it and its neighbour: not the quotes of CSV, not a
// continued line.
#include "rules/support/build_options.h"

namespace mountlint::rules {

using dockerfile::MountField;

bool has_foreign_frontend(const Stage& stage) {
  for (const dockerfile::Directive& directive : stage.dockerfile->file->directives) {
    const bool docker = directive.value.value().find("docker/dockerfile") != std::string_view::npos;
    if (directive.name.value() == "syntax" && !docker) return true;
  }
  return false;
}

Span span_of(const MountField& field) {
  return field.value ? field.key.span().to(field.value->span()) : field.key.span();
}

static bool is_plain(const MountField& field) {
  return field.key.editable() && (!field.value || field.value->empty() || field.value->editable());
}

static bool are_joined(const MountField& left, const MountField& right) {
  return is_plain(left) && is_plain(right) && span_of(left).end + 1 == span_of(right).begin;
}

std::optional<Edit> removal(const dockerfile::RunMountFlag& flag, const MountField& field) {
  const auto index = static_cast<std::size_t>(&field - flag.fields.data());
  Span span = span_of(field);
  if (index > 0 && are_joined(flag.fields[index - 1], field)) return Edit{{span.file, span.begin - 1, span.end}, ""};
  const bool first = index == 0 && flag.fields.size() > 1;
  if (!first || !are_joined(field, flag.fields[1])) return std::nullopt;
  return Edit{{span.file, span.begin, span.end + 1}, ""};
}

}  // namespace mountlint::rules
