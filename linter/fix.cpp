// Applies fixes to a text in memory. Which fixes are taken is decided over all files at once, in the order of the
// findings, so that a fix with edits in two files is made in both or in neither. What was refused because it overlaps
// is found again by the next run.
#include "linter/fix.h"

#include <map>
#include <utility>

namespace mountlint {
namespace {

using Start = std::pair<FileId, std::uint32_t>;

// Edits that do not overlap, by where they begin.
class Accepted {
 public:
  explicit Accepted(const Report& report) : report_(report) {}

  // Takes all edits of the fix, or none.
  void take(const Fix& fix) {
    std::vector<Start> added;
    for (const Edit& edit : fix.edits) {
      if (has(edit)) continue;  // two findings, one cure
      if (!in_bounds(edit.span) || overlaps(edit.span)) return drop(added);
      added.push_back({edit.span.file, edit.span.begin});
      edits_.emplace(added.back(), &edit);
    }
  }

  std::string apply(const SourceFile& file) const {
    std::string out;
    std::uint32_t at = 0;
    for (auto it = edits_.lower_bound({file.id(), 0}); it != edits_.end() && it->first.first == file.id(); ++it) {
      const Edit& edit = *it->second;
      out += file.text().substr(at, edit.span.begin - at);
      out += edit.replacement;
      at = edit.span.end;
    }
    return out.append(file.text().substr(at));
  }

 private:
  bool has(const Edit& edit) const {
    const auto found = edits_.find({edit.span.file, edit.span.begin});
    return found != edits_.end() && found->second->span == edit.span && found->second->replacement == edit.replacement;
  }
  bool in_bounds(Span span) const {
    const auto index = static_cast<std::size_t>(span.file);
    if (index >= report_.sources.size() || !report_.sources[index]) return false;
    return span.begin <= span.end && span.end <= report_.sources[index]->text().size();
  }
  // Two edits that begin at one place overlap, too: nothing says which comes first.
  bool overlaps(Span span) const {
    const auto next = edits_.lower_bound({span.file, span.begin});
    if (next != edits_.end() && next->first.first == span.file &&
        (next->first.second == span.begin || next->first.second < span.end))
      return true;
    if (next == edits_.begin()) return false;
    const Span before = std::prev(next)->second->span;
    return before.file == span.file && before.end > span.begin;
  }
  void drop(const std::vector<Start>& added) {
    for (const Start& start : added) edits_.erase(start);
  }

  const Report& report_;
  std::map<Start, const Edit*> edits_;
};

}  // namespace

std::string apply_fixes(const Report& report, FileId file, Applicability most) {
  const auto index = static_cast<std::size_t>(file);
  if (index >= report.sources.size() || !report.sources[index]) return {};
  Accepted accepted(report);
  for (const Finding& finding : report.findings)
    if (finding.fix && finding.fix->applicability <= most) accepted.take(*finding.fix);
  return accepted.apply(*report.sources[index]);
}

}  // namespace mountlint
