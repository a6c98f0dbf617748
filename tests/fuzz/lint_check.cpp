// Fixes are applied as `--fix` does it, again and again: what a fix writes must not be fixed for ever.
#include "tests/fuzz/lint_check.h"

#include <fmt/format.h>

#include "linter/fix.h"
#include "linter/report/report.h"
#include "rules/rules.h"

namespace mountlint::fuzz {
namespace {

constexpr int most_rounds = 10;

LintOptions options(const std::vector<std::string>& set) {
  LintOptions out;
  if (set.empty()) out.paths = {"/"};
  out.files = set;
  out.threads = 1;
  for (const Rule* rule : all_rules()) out.selection.select.emplace_back(std::string_view(rule->id));
  return out;
}

bool lies_in_its_file(const Report& report, const Span& span) {
  if (static_cast<std::size_t>(span.file) >= report.sources.size()) return false;
  return span.begin <= span.end && span.end <= report.source(span).text().size();
}

std::string wrong_place(const Report& report) {
  const auto wrong = [&](const Finding& finding, const Span& span, std::string_view what) -> std::string {
    if (lies_in_its_file(report, span)) return {};
    return fmt::format("{}: {} at {}-{} lies in no file", std::string_view(finding.rule->id), what, span.begin,
                       span.end);
  };
  for (const Finding& finding : report.findings) {
    std::string what = wrong(finding, finding.span, "finding");
    for (const Note& note : finding.notes)
      if (what.empty() && note.span.valid()) what = wrong(finding, note.span, "note");
    if (finding.fix)
      for (const Edit& edit : finding.fix->edits)
        if (what.empty()) what = wrong(finding, edit.span, "edit");
    if (!what.empty()) return what;
  }
  return {};
}

// What they write is the business of their own tests.
void write_all(const Report& report) {
  for (auto* writer : {report::text, report::concise, report::json, report::github, report::sarif}) writer(report, {});
}

// True if a fix has changed a file.
bool fix(const Report& report, MemoryFileSystem& files) {
  bool changed = false;
  for (const SourcePtr& source : report.sources) {
    std::string text = apply_fixes(report, source->id(), Applicability::unsafe);
    if (text == source->text()) continue;
    const std::string& path = source->path();
    files.add(path.starts_with('/') ? path : "/" + path, std::move(text));
    changed = true;
  }
  return changed;
}

// Which fixes are left.
std::string never_ends(const Report& report) {
  std::string out = "fixes never come to an end:";
  for (const Finding& finding : report.findings)
    if (finding.fix)
      out += fmt::format(" {} at {}:{} ({})", std::string_view(finding.rule->id), report.source(finding.span).path(),
                         finding.span.begin, finding.fix->title);
  return out;
}

}  // namespace

Checked check_lint(const MemoryFileSystem& files, const std::vector<std::string>& set) {
  const LintOptions how = options(set);
  Report report = lint(how, files, all_rules());
  Checked out{wrong_place(report), report.findings.size(), report.files_linted};
  if (!out.wrong.empty()) return out;
  write_all(report);
  MemoryFileSystem fixed = files;
  for (int round = 0; fix(report, fixed); ++round) {
    if (round == most_rounds) return out.wrong = never_ends(report), out;
    report = lint(how, fixed, all_rules());
  }
  return out;
}

}  // namespace mountlint::fuzz
