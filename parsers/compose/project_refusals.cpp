// The checks come in the order of compose-go: values while they are read, then the project as a whole
// (loader/validate.go), then the files that services name.
#include "parsers/compose/project_refusals.h"

#include "parsers/compose/consistency.h"
#include "parsers/compose/dependency_refusals.h"
#include "parsers/compose/env_file_refusals.h"
#include "parsers/compose/load_state.h"
#include "parsers/compose/merged_project.h"
#include "parsers/compose/reference_refusals.h"
#include "parsers/compose/resource_refusals.h"
#include "parsers/compose/value_refusals.h"

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Node;

// `include: [oci://..]` is left out of a linter's project; Compose itself would fetch it.
void check_remote_includes(const File& file, Sources& sources, SyntaxErrors& errors) {
  const auto check = [&](const Entry& entry) {
    if (entry.value->is_scalar() && is_remote_file(entry.value->text.value()))
      refuse(errors, entry.value->span, "`{}` is not fetched", entry.value->text.shown());
  };
  for (const SourcePtr& source : file.sources)
    for (const yaml::Document& document : sources.yaml(source).documents)
      if (document.root)
        for (const char* path : {"include.*", "include.*.path", "include.*.path.*"})
          for_each_at(*document.root, path, check);
}

// Compose does not take that for nothing, even where another file says more.
void check_sections(const File& file, Sources& sources, SyntaxErrors& errors) {
  for (const SourcePtr& source : file.sources)
    for (const yaml::Document& document : sources.yaml(source).documents) {
      const Entry* services = document.root ? document.root->find("services") : nullptr;
      if (!services || !services->value->is_null() || !services->value->complete || !services->value->tag.empty())
        continue;
      refuse(errors, services->key->span, "`services` is empty");
    }
}

// Also where the profiles of a service are off.
void check_job_names(const MergedProject& project, SyntaxErrors& errors) {
  for_each_at(project.root, "jobs.*", [&](const Entry& job) {
    if (!job.key || !project.services.contains(job.key->text.value())) return;
    refuse(errors, job.key->span, "`{}` is a service and a job", job.key->text.value());
  });
}

// The name of a variable that is empty counts as none, for secrets alone.
void check_secret_sources(const MergedProject& project, SyntaxErrors& errors) {
  for (const FileDefinition& secret : project.file.secrets) {
    const bool unnamed = secret.environment && secret.environment->text.empty() && !secret.file;
    if (!unnamed || !secret.complete || secret.external != Flag::no) continue;
    refuse(errors, secret.environment->place.span, "secret `{}` needs one of `file` and `environment`",
           secret.name.value());
  }
}

}  // namespace

void check_project(const File& file, Sources& sources, SyntaxErrors& errors) {
  if (!file.complete) check_remote_includes(file, sources, errors);
  check_sections(file, sources, errors);
  if (!file.merged) return;
  const MergedProject project(file);
  check_values(project, errors);
  check_consistency(file, false, errors);
  for (const auto& [name, service] : project.services) {
    if (!service.typed) continue;
    check_references(project, service, errors);
    check_resources(service, errors);
  }
  check_job_names(project, errors);
  check_secret_sources(project, errors);
  check_dependencies(project, errors);
  check_env_files(project, sources, errors);
}

}  // namespace mountlint::compose
