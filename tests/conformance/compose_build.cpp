// compose-go fills in the context, the Dockerfile and the targets of secrets.
#include "tests/conformance/compose_build.h"

#include "tests/conformance/compose_paths.h"
#include "tests/conformance/compose_value.h"

namespace mountlint::conformance {

using namespace compose;
using nlohmann::json;

namespace {

json value_of(const std::optional<Text>& text) { return text ? text_value(*text) : json(); }

json mode_value(const std::optional<FileMode>& mode) {
  if (!mode) return {};
  if (mode->bits) return *mode->bits;
  return mode->text.is_known() ? json(std::atoll(std::string(mode->text.value()).c_str()))
                               : unknown_value(mode->text.shown());
}

// A folder, and not a URL or another service.
bool is_path(std::string_view context) {
  return !context.starts_with("service:") && context.find("://") == std::string_view::npos &&
         !context.starts_with("git@") && !context.starts_with("github.com/") && !context.starts_with("https:") &&
         !context.starts_with("http:");
}

json contexts_value(const ShownProject& project, const Known<Variable>& contexts) {
  json out = json::object();
  for (const Variable& context : contexts) {
    const auto path = [&](std::string_view text) {
      return is_path(text) ? host_path(project.file, text, context.place, project.folder) : std::string(text);
    };
    out[context.name.shown()] = context.value ? text_value(*context.value, path) : json("");
  }
  return out;
}

}  // namespace

// A secret that is put nowhere stands in `/run/secrets`; for a config compose-go leaves that open.
json references_value(const Known<FileReference>& references, const std::string& folder) {
  json out = json::array();
  for (const FileReference& reference : references) {
    json entry = json::object();
    put_given(entry, "source", text_value(reference.source));
    const bool given = reference.target.has_value();
    if (given) put_given(entry, "target", value_of(reference.target));
    if (!given && !folder.empty())
      entry["target"] = text_value(reference.source, [&](std::string_view name) { return folder + std::string(name); });
    put_given(entry, "uid", value_of(reference.uid));
    put_given(entry, "gid", value_of(reference.gid));
    put_given(entry, "mode", mode_value(reference.mode));
    out.push_back(std::move(entry));
  }
  return out;
}

json build_value(const ShownProject& project, const Build& build, const yaml::Node* node) {
  json out = json::object();
  const auto path = [&](std::string_view text) {
    return build.remote || !is_path(text) || text.empty()
               ? std::string(text)
               : unix_path(project.file, text, build.context_place, project.folder);
  };
  out["context"] = build.context ? text_value(*build.context, path)
                                 : json(host_path(project.file, ".", build.context_place, project.folder));
  if (!build.dockerfile && !build.dockerfile_inline) out["dockerfile"] = "Dockerfile";
  put_given(out, "dockerfile", value_of(build.dockerfile));
  if (build.dockerfile_inline) put_given(out, "dockerfile_inline", text_value(build.dockerfile_inline->text));
  put_given(out, "target", value_of(build.target));
  put_given(out, "args", variables_value(build.args, node ? node->find("args") : nullptr));
  put_given(out, "additional_contexts", contexts_value(project, build.additional_contexts));
  put_given(out, "secrets", references_value(build.secrets, ""));
  return out;
}

}  // namespace mountlint::conformance
