// SARIF 2.1.0 for code scanning: exactly one run (GitHub refuses several of one tool), columns in UTF-16 units (what
// viewers read, whatever `columnKind` says), paths relative to a root that the reader knows, so that the output is the
// same on every machine. Syntax errors are results; notifications are only for what could not be read at all.
#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "linter/explain.h"
#include "linter/report/fingerprint.h"
#include "linter/report/locate.h"
#include "linter/report/sarif_text.h"
#include "linter/report/uri.h"

namespace mountlint::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t longest_snippet = 1024;
constexpr std::size_t most_related = 100;  // GitHub shows no more, and refuses files with thousands

Json message(std::string_view text) { return {{"text", text}}; }

// -- rules

Json properties(const Rule& rule) {
  Json tags = {name_of(rule.category)};
  Json out = {{"precision", "high"}, {"problem.severity", problem_severity(rule.severity)}};
  if (rule.category == Category::exposure) {
    tags.push_back("security");
    out["security-severity"] = security_severity(rule.severity);
  }
  out["tags"] = std::move(tags);
  return out;
}

Json descriptor(const Rule& rule) {
  const std::string url = rule_url(rule);
  Json out = {
      {"id", std::string_view(rule.id)},
      {"name", pascal_case(rule.id)},
      {"shortDescription", message(sentence_case(rule.summary))},
      {"fullDescription", message(first_paragraph(rule.why))},
      {"help", {{"text", explain(rule)}, {"markdown", rule_page(rule) + "\n<" + url + ">\n"}}},
      {"helpUri", url},
      {"defaultConfiguration", {{"enabled", rule.enabled_by_default}, {"level", sarif_level(rule.severity)}}},
  };
  for (const std::string_view former : rule.former_ids) out["deprecatedIds"].push_back(former);
  out["properties"] = properties(rule);
  return out;
}

// Those that ran, and whatever else found something.
std::vector<const Rule*> described_rules(const Report& report, const std::vector<const Finding*>& findings) {
  std::map<std::string_view, const Rule*> by_id;
  for (const Rule* rule : report.rules_run) by_id.emplace(rule->id, rule);
  for (const Finding* finding : findings) by_id.emplace(finding->rule->id, finding->rule);
  std::vector<const Rule*> out;
  for (const auto& [id, rule] : by_id) out.push_back(rule);
  return out;
}

// -- places

Json artifact(const SourceFile& file) {
  const Uri uri = uri_of(file.path());
  Json out = {{"uri", uri.text}};
  if (uri.below_root) out["uriBaseId"] = "SRCROOT";
  return out;
}

Json region_of(const Region& region) {
  return {{"startLine", region.begin.line},
          {"startColumn", region.begin.column},
          {"endLine", region.end.line},
          {"endColumn", region.end.column}};
}

Json physical(const Location& location, Span span) {
  Json region = region_of(location.region);
  const std::string_view whole = location.file->text();
  if (span.begin < span.end && span.end <= whole.size() && span.size() <= longest_snippet)
    region["snippet"] = message(whole.substr(span.begin, span.size()));
  return {{"artifactLocation", artifact(*location.file)}, {"region", std::move(region)}};
}

// -- results

class Results {
 public:
  Results(const Report& report, const std::vector<const Rule*>& rules) : report_(report) {
    for (std::size_t i = 0; i < rules.size(); ++i) index_[rules[i]] = i;
  }

  Json result(const Finding& finding) {
    Json out = {
        {"ruleId", std::string_view(finding.rule->id)},
        {"ruleIndex", index_[finding.rule]},
        {"level", sarif_level(finding.severity)},
        {"message", message(text(finding))},
        {"locations", locations(finding)},
    };
    Json related = related_locations(finding);
    if (!related.empty()) out["relatedLocations"] = std::move(related);
    Json fixes = finding.fix ? this->fixes(*finding.fix) : Json::array();
    if (!fixes.empty()) out["fixes"] = std::move(fixes);
    out["partialFingerprints"] = fingerprints(finding);
    return out;
  }

 private:
  static std::size_t shown_notes(const Finding& finding) { return std::min(finding.notes.size(), most_related); }

  // The finding is the first sentence: often only that is shown.
  std::string text(const Finding& finding) const {
    std::string out = unlinked(finding.message);
    std::string_view separator = ". ";
    for (std::size_t i = 0; i < shown_notes(finding); ++i) {
      const Note& note = finding.notes[i];
      out += separator;
      out += source_of(report_, note.span) ? link(note.message, i + 1) : unlinked(note.message);
      separator = ", ";
    }
    if (const std::size_t more = finding.notes.size() - shown_notes(finding)) out += fmt::format(", and {} more", more);
    if (!finding.help.empty()) out += ". Help: " + unlinked(finding.help);
    return out;
  }

  Json locations(const Finding& finding) const {
    const std::optional<Location> location = locate(report_, finding.span, Unit::utf16);
    if (!location) return Json::array();
    Json out = {{"physicalLocation", physical(*location, finding.span)}};
    if (!finding.subject.empty()) out["logicalLocations"] = {{{"fullyQualifiedName", finding.subject}}};
    return Json::array({std::move(out)});
  }

  // The id is the number of the note, as in text().
  Json related_locations(const Finding& finding) const {
    Json out = Json::array();
    for (std::size_t i = 0; i < shown_notes(finding); ++i) {
      const Note& note = finding.notes[i];
      const std::optional<Location> location = locate(report_, note.span, Unit::utf16);
      if (!location) continue;
      out.push_back(
          {{"id", i + 1}, {"message", message(note.message)}, {"physicalLocation", physical(*location, note.span)}});
    }
    return out;
  }

  // One change for each file, in the order of their paths; nothing if an edit stands nowhere.
  Json fixes(const Fix& fix) const {
    std::map<std::string_view, std::vector<const Edit*>> by_path;
    for (const Edit& edit : fix.edits) {
      const SourceFile* file = source_of(report_, edit.span);
      if (!file) return Json::array();
      by_path[file->path()].push_back(&edit);
    }
    if (by_path.empty()) return Json::array();
    Json changes = Json::array();
    for (auto& [path, edits] : by_path) changes.push_back(change(edits));
    const bool safe = fix.applicability == Applicability::safe;
    return Json::array({{{"description", message(fix.title)},
                         {"artifactChanges", std::move(changes)},
                         {"properties", {{"fixSafety", safe ? "safe" : "unsafe"}}}}});
  }

  Json change(std::vector<const Edit*> edits) const {
    std::stable_sort(edits.begin(), edits.end(),
                     [](const Edit* a, const Edit* b) { return a->span.begin < b->span.begin; });
    Json replacements = Json::array();
    for (const Edit* edit : edits) {
      const std::optional<Location> location = locate(report_, edit->span, Unit::utf16);
      Json replacement = {{"deletedRegion", region_of(location->region)}};
      if (!edit->replacement.empty()) replacement["insertedContent"] = message(edit->replacement);
      replacements.push_back(std::move(replacement));
    }
    return {{"artifactLocation", artifact(*source_of(report_, edits.front()->span))},
            {"replacements", std::move(replacements)}};
  }

  Json fingerprints(const Finding& finding) {
    const std::optional<Location> location = locate(report_, finding.span, Unit::bytes);
    Json out = {{"mountlint/v1", keys_.key(finding, location ? location->file : nullptr)}};
    if (!location) return out;
    auto [entry, is_new] = hashes_.try_emplace(location->file);
    if (is_new) entry->second = line_hashes(location->file->text());
    const std::size_t line = location->region.begin.line;
    if (line <= entry->second.size()) out["primaryLocationLineHash"] = entry->second[line - 1];
    return out;
  }

  const Report& report_;
  std::map<const Rule*, std::size_t> index_;
  std::map<const SourceFile*, std::vector<std::string>> hashes_;
  StableKeys keys_;
};

Json invocation(const Report& report) {
  Json out = {{"executionSuccessful", report.errors.empty()}};
  for (const std::string& error : report.errors)
    out["toolExecutionNotifications"].push_back({{"level", "error"}, {"message", message(error)}});
  return out;
}

Json driver(const std::vector<const Rule*>& rules) {
  Json descriptors = Json::array();
  for (const Rule* rule : rules) descriptors.push_back(descriptor(*rule));
  return {{"name", "mountlint"},
          {"semanticVersion", MOUNTLINT_VERSION},
          {"informationUri", "https://github.com/mountlint/mountlint"},
          {"rules", std::move(descriptors)}};
}

Json run(const Report& report, const std::vector<const Finding*>& findings) {
  const std::vector<const Rule*> rules = described_rules(report, findings);
  Results writer(report, rules);
  Json results = Json::array();
  for (const Finding* finding : findings) results.push_back(writer.result(*finding));
  return {{"tool", {{"driver", driver(rules)}}},
          {"columnKind", "utf16CodeUnits"},
          {"originalUriBaseIds", {{"SRCROOT", {{"description", message("The root of the source tree.")}}}}},
          {"invocations", Json::array({invocation(report)})},
          {"results", std::move(results)}};
}

}  // namespace

std::string sarif(const Report& report, const Style& style) {
  const Json out = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({run(report, shown(report, style))})}};
  return out.dump(2, ' ', true, Json::error_handler_t::replace) + "\n";
}

}  // namespace mountlint::report
