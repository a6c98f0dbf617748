// Writing findings. How a place came to stand where it stands (alias, merge key, another file) is told as notes, so
// that no rule has to think of it, and such a place gets no fix: the text is used elsewhere, too.
#include "linter/rule.h"

namespace mountlint {
namespace {

std::string_view note_for(ViaKind kind) {
  switch (kind) {
    case ViaKind::alias:
      return "through this alias";
    case ViaKind::merge_key:
      return "merged in here";
    case ViaKind::extends:
      return "extended here";
    case ViaKind::include:
      return "included here";
    case ViaKind::replaced:
      return "replaces this entry";
  }
  return "brought in here";
}

}  // namespace

Draft& Draft::note(Span span, std::string message) {
  finding_.notes.push_back({span, std::move(message)});
  return *this;
}

Draft& Draft::fix(Fix fix) {
  if (fixable_) finding_.fix = std::move(fix);
  return *this;
}

Draft Findings::start(const Place& place, std::string message) {
  Finding& finding = list_.emplace_back();
  finding.rule = &rule_;
  finding.severity = rule_.severity;
  finding.span = place.span;
  finding.message = std::move(message);
  for (const Via* via = place.via; via; via = via->next)
    finding.notes.push_back({via->span, std::string(note_for(via->kind))});
  Draft draft(finding);
  draft.fixable_ = !place.via;
  return draft;
}

const Rule* RuleList::find(std::string_view id) const {
  for (const Rule* rule : *this)
    if (rule->id == id) return rule;
  for (const Rule* rule : *this)
    for (const std::string_view former : rule->former_ids)
      if (former == id) return rule;
  return nullptr;
}

}  // namespace mountlint
