// The same for programs; docs/mounts-schema.json describes it. As in our other format, fields may be added under the
// same `formatVersion`, and it is pure ASCII.
#include <nlohmann/json.hpp>

#include "linter/report/mounts.h"
#include "linter/report/position.h"

namespace mountlint::report {
namespace {

using Json = nlohmann::ordered_json;

Json value(const MountValue& value) { return {{"text", value.text}, {"known", value.known}}; }

class Writer {
 public:
  explicit Writer(const MountsReport& report) : report_(report) {}

  std::string all() const {
    Json out = {{"formatVersion", "1"}, {"tool", {{"name", "mountlint"}, {"version", MOUNTLINT_VERSION}}}};
    out["projects"] = Json::array();
    for (const ProjectMounts& one : report_.projects) out["projects"].push_back(project(one));
    out["errors"] = report_.errors;
    return out.dump(2, ' ', true, Json::error_handler_t::replace) + "\n";
  }

 private:
  Json project(const ProjectMounts& project) const {
    Json out = {{"files", project.files}, {"fragment", project.fragment}, {"complete", project.complete}};
    if (project.name) out["name"] = *project.name;
    out["services"] = Json::array();
    for (const ServiceMounts& one : project.services) out["services"].push_back(service(one));
    return out;
  }

  Json service(const ServiceMounts& service) const {
    Json out = {{"name", service.name},
                {"profiles", service.profiles},
                {"complete", service.complete},
                {"imageKnown", service.image_known}};
    put_place(out, service.written);
    out["mounts"] = Json::array();
    for (const MountRow& one : service.mounts) out["mounts"].push_back(row(one));
    return out;
  }

  Json row(const MountRow& row) const {
    Json out = {{"target", value(row.target)}, {"type", row.type}};
    if (row.source) out["source"] = value(*row.source);
    if (row.host_path) out["hostPath"] = *row.host_path;
    if (row.volume_name) out["volumeName"] = *row.volume_name;
    out["access"] = name_of(row.access);
    put_place(out, row.written);
    out["broughtInBy"] = Json::array();
    for (const BroughtBy& one : row.brought_by) out["broughtInBy"].push_back(step(one));
    out["afterContainer"] = name_of(row.fates.container);
    out["afterDown"] = name_of(row.fates.down);
    out["afterDownVolumes"] = name_of(row.fates.down_volumes);
    return out;
  }

  Json step(const BroughtBy& step) const {
    Json out = {{"kind", step.kind}};
    if (!step.detail.empty()) out["detail"] = step.detail;
    put_place(out, step.span);
    return out;
  }

  void put_place(Json& to, Span span) const {
    if (!span.valid()) return;
    const SourceFile& file = *report_.sources[static_cast<std::size_t>(span.file)];
    const Region found = region(file, span, Unit::characters);
    to["path"] = file.path();
    to["line"] = found.begin.line;
    to["column"] = found.begin.column;
    to["endLine"] = found.end.line;
    to["endColumn"] = found.end.column;
  }

  const MountsReport& report_;
};

}  // namespace

std::string mounts_json(const MountsReport& report) { return Writer(report).all(); }

}  // namespace mountlint::report
