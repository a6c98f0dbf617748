// Tables for people. Cells are made first and padded by their width on a terminal; the last column is not padded.
// A value that is not known is shown as it was written, with a `?` behind it.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <vector>

#include "linter/report/mounts.h"
#include "linter/report/paint.h"
#include "linter/report/position.h"
#include "linter/report/width.h"

namespace mountlint::report {
namespace {

constexpr std::size_t columns = 8;
using Cells = std::array<std::string, columns>;

const Cells heads = {"TARGET", "TYPE", "SOURCE", "ACCESS", "CONTAINER", "DOWN", "DOWN -V", "WRITTEN"};

// In a table `?` is enough.
template <class T>
std::string_view word_for(T value) {
  return value == T::unknown ? "?" : name_of(value);
}

std::string shown(const MountValue& value) { return sanitized(value.text) + (value.known ? "" : " ?"); }

class Tables {
 public:
  Tables(const MountsReport& report, const Style& style) : report_(report), paint_(style.color) {}

  std::string all() {
    for (const ProjectMounts& one : report_.projects) project(one);
    return std::move(out_);
  }

 private:
  std::string place(Span span) const {
    if (!span.valid()) return "?";
    const SourceFile& file = *report_.sources[static_cast<std::size_t>(span.file)];
    const Position begin = region(file, span, Unit::characters).begin;
    return fmt::format("{}:{}:{}", sanitized(file.path()), begin.line, begin.column);
  }

  void project(const ProjectMounts& project) {
    if (!out_.empty()) out_ += '\n';
    std::string title = sanitized(fmt::format("{}", fmt::join(project.files, ", ")));
    if (project.files.empty()) title = sanitized(project.path);
    out_ += paint_.strong(title);
    if (project.name) out_ += fmt::format(" (project `{}`)", sanitized(*project.name));
    if (project.fragment) out_ += ": completed by another file";
    out_ += '\n';
    if (!project.complete) out_ += "  there may be more services: not all of it could be read\n";
    for (const ServiceMounts& one : project.services) service(one);
  }

  void service(const ServiceMounts& service) {
    out_ += fmt::format("\n  {}", paint_.keyword(sanitized(service.name)));
    if (!service.profiles.empty()) out_ += sanitized(fmt::format(" (profiles: {})", fmt::join(service.profiles, ", ")));
    if (service.mounts.empty()) out_ += service.complete ? ": no mounts" : ": no mounts that are known";
    out_ += '\n';
    if (!service.mounts.empty()) table(service.mounts);
    if (service.complete && !service.image_known)
      out_ += "    the image may declare more volumes, which are not known\n";
    if (!service.complete) out_ += "    there may be more mounts: not all of it is known\n";
  }

  void table(const std::vector<MountRow>& rows) {
    std::vector<Cells> cells = {heads};
    for (const MountRow& row : rows) cells.push_back(cells_of(row));
    std::array<std::size_t, columns> widths{};
    for (const Cells& line : cells)
      for (std::size_t i = 0; i < columns; ++i) widths[i] = std::max(widths[i], width_of(line[i]));
    for (std::size_t i = 0; i < cells.size(); ++i) {
      line(cells[i], widths);
      if (i == 0) continue;
      for (const BroughtBy& step : rows[i - 1].brought_by) out_ += fmt::format("      {}\n", shown(step));
    }
  }

  void line(const Cells& cells, const std::array<std::size_t, columns>& widths) {
    out_ += "   ";
    for (std::size_t i = 0; i + 1 < columns; ++i)
      out_ += fmt::format(" {}{:{}}", cells[i], "", widths[i] - width_of(cells[i]) + 1);
    out_ += fmt::format(" {}\n", cells[columns - 1]);
  }

  Cells cells_of(const MountRow& row) const {
    return {shown(row.target),
            row.type == "unknown" ? "?" : std::string(row.type),
            row.source ? shown(*row.source) : "-",
            std::string(word_for(row.access)),
            std::string(word_for(row.fates.container)),
            std::string(word_for(row.fates.down)),
            std::string(word_for(row.fates.down_volumes)),
            place(row.written)};
  }

  std::string shown(const MountValue& value) const { return report::shown(value); }

  std::string shown(const BroughtBy& step) const {
    const std::string detail = sanitized(step.detail);
    const std::string at = place(step.span);
    if (step.kind == "image-volume")
      return detail.empty() ? fmt::format("`VOLUME` of the Dockerfile, built at {}", at)
                            : fmt::format("`VOLUME` of the image `{}`, {}", detail, at);
    if (step.kind == "volumes-from") return fmt::format("`volumes_from` service `{}`, {}", detail, at);
    if (step.kind == "variable") return fmt::format("value of `{}`, {}", detail, at);
    if (step.kind == "replaced") return fmt::format("instead of {}", at);
    if (step.kind == "alias") return fmt::format("alias, {}", at);
    if (step.kind == "merge-key") return fmt::format("merge key, {}", at);
    if (step.kind == "override") return fmt::format("override, {}", at);
    if (step.kind == "use-api-socket") return fmt::format("`use_api_socket`, {}", at);
    return fmt::format("`{}`, {}", step.kind, at);
  }

  const MountsReport& report_;
  const Paint paint_;
  std::string out_;
};

}  // namespace

std::string mounts_text(const MountsReport& report, const Style& style) { return Tables(report, style).all(); }

}  // namespace mountlint::report
