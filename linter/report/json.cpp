// Our own format, for programs. docs/json-schema.json describes it: fields may be added under the same
// `formatVersion`, none is removed or changes its meaning. Pure ASCII: no terminal and no locale can spoil it.
#include <nlohmann/json.hpp>

#include "linter/report/locate.h"

namespace mountlint::report {
namespace {

using Json = nlohmann::ordered_json;

// Lines and columns count characters from 1, offsets bytes from 0; ends are exclusive.
void put_place(Json& to, const Report& report, Span span) {
  const std::optional<Location> location = locate(report, span, Unit::characters);
  if (!location) return;
  const auto& [begin, end] = location->region;
  to["path"] = location->file->path();
  to["line"] = begin.line;
  to["column"] = begin.column;
  to["endLine"] = end.line;
  to["endColumn"] = end.column;
  to["offset"] = span.begin;
  to["endOffset"] = span.end;
}

Json note(const Report& report, const Note& note) {
  Json out = {{"message", note.message}};
  put_place(out, report, note.span);
  return out;
}

Json edit(const Report& report, const Edit& edit) {
  Json out = Json::object();
  put_place(out, report, edit.span);
  out["replacement"] = edit.replacement;
  return out;
}

Json fix(const Report& report, const Fix& fix) {
  Json edits = Json::array();
  for (const Edit& each : fix.edits) edits.push_back(edit(report, each));
  const bool safe = fix.applicability == Applicability::safe;
  return {{"title", fix.title}, {"applicability", safe ? "safe" : "unsafe"}, {"edits", std::move(edits)}};
}

// A program could not apply a fix with an edit that stands nowhere.
bool is_placed(const Report& report, const Fix& fix) {
  for (const Edit& each : fix.edits)
    if (!source_of(report, each.span)) return false;
  return !fix.edits.empty();
}

Json finding(const Report& report, const Finding& finding) {
  Json out = {
      {"rule", std::string_view(finding.rule->id)},
      {"category", name_of(finding.rule->category)},
      {"severity", name_of(finding.severity)},
      {"message", finding.message},
  };
  put_place(out, report, finding.span);
  if (!finding.help.empty()) out["help"] = finding.help;
  out["notes"] = Json::array();
  for (const Note& each : finding.notes) out["notes"].push_back(note(report, each));
  if (finding.fix && is_placed(report, *finding.fix)) out["fix"] = fix(report, *finding.fix);
  return out;
}

Json totals(const Report& report, const Counts& counts) {
  return {{"files", report.files_linted},
          {"errors", counts.errors},
          {"warnings", counts.warnings},
          {"infos", counts.infos},
          {"suppressed", report.suppressed}};
}

}  // namespace

std::string json(const Report& report, const Style& style) {
  const std::vector<const Finding*> findings = shown(report, style);
  Json out = {{"formatVersion", "1"}, {"tool", {{"name", "mountlint"}, {"version", MOUNTLINT_VERSION}}}};
  out["findings"] = Json::array();
  for (const Finding* each : findings) out["findings"].push_back(finding(report, *each));
  out["errors"] = report.errors;
  out["summary"] = totals(report, count(findings));
  return out.dump(2, ' ', true, Json::error_handler_t::replace) + "\n";
}

}  // namespace mountlint::report
