// One run, from paths to Report. Each phase takes what the one before returned; what could not be read is collected
// beside them and never stops the rest.
#include "linter/lint.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <thread>

#include <fmt/core.h>

#include "linter/batches.h"
#include "linter/mounts_table.h"
#include "linter/settle.h"
#include "parsers/directory_cache.h"

namespace mountlint {
namespace {

// What all phases of one run share.
struct LintRun {
  LintRun(const LintOptions& wanted, const FileSystem& files, const RuleList& all)
      : options(wanted),
        rules(all),
        directories(files),
        sources(directories, wanted.max_file_size),
        configs(open_configs()) {
    for (const std::string& glob : options.exclude) exclude.emplace_back(glob);
  }

  // Standard input comes first: nothing may have been read under its name before.
  Configs open_configs() {
    const WorkingDirectory directory(sources.files());
    if (options.stdin_name) sources.add(directory.shown(*options.stdin_name), options.stdin_text);
    return Configs(sources, rules, options.config, options.isolated);
  }

  const LintOptions& options;
  const RuleList& rules;
  const DirectoryCache directories;
  Sources sources;
  Configs configs;
  std::vector<Glob> exclude;
};

unsigned thread_count(const LintOptions& options) {
  return options.threads ? options.threads : std::max(1u, std::thread::hardware_concurrency());
}

Discovered find(LintRun& run) {
  return discover(
      {run.options.paths, run.exclude, run.options.respect_gitignore, run.options.files, run.options.variables},
      run.sources, run.configs);
}

Workspace load(LintRun& run, const Batch& batch, const Discovered& found) {
  const auto own_images = [&run](const std::string& path) { return &run.configs.for_file(path).images; };
  return make_workspace({batch.file_sets, batch.dockerfiles, found.root, run.options.host_fs, thread_count(run.options),
                         found.load, own_images},
                        run.sources);
}

void assign_configs(LintRun& run, Workspace& workspace) {
  for (const auto& project : workspace.projects) project->config = &run.configs.for_file(project->path);
}

std::vector<std::string> named_files(const Batch& batch) {
  std::vector<std::string> out = batch.dockerfiles;
  for (const compose::FileSet& set : batch.file_sets) out.insert(out.end(), set.files.begin(), set.files.end());
  std::ranges::sort(out);
  const auto twice = std::ranges::unique(out);
  out.erase(twice.begin(), twice.end());
  return out;
}

bool is_excluded(LintRun& run, const std::string& path) {
  const WorkingDirectory& directory = run.configs.working_directory();
  const std::string whole = directory.absolute(path);
  const std::optional<std::string> below = path_below(whole, directory.absolute("."));
  if (below && std::ranges::any_of(run.exclude, [&](const Glob& glob) { return glob.matches(*below); })) return true;
  const Config& config = run.configs.for_file(path);
  return config.match(config.exclude, whole) != nullptr;
}

Settled check(LintRun& run, const Workspace& workspace, std::vector<std::string> named) {
  return check(CheckInput{workspace, run.sources, run.configs, run.rules, run.options.selection, std::move(named),
                          [&run](const std::string& path) { return is_excluded(run, path); },
                          thread_count(run.options)});
}

void add(Settled more, Settled& all) {
  std::ranges::move(more.findings, std::back_inserter(all.findings));
  all.suppressed += more.suppressed;
  for (const Rule* rule : more.rules_run)
    if (std::ranges::find(all.rules_run, rule) == all.rules_run.end()) all.rules_run.push_back(rule);
}

// Every batch in turn; what it needed is dropped before the next one.
Settled check_all(LintRun& run, const Discovered& found) {
  Settled all;
  const std::vector<Batch> parts = batches(found, run.options.batch_size, thread_count(run.options), run.sources);
  for (const Batch& batch : parts) {
    {
      Workspace workspace = load(run, batch, found);
      assign_configs(run, workspace);
      add(check(run, workspace, named_files(batch)), all);
    }
    if (parts.size() > 1) run.sources.forget_trees();
  }
  if (parts.size() > 1) sort_findings(all.findings, run.sources);
  std::ranges::sort(all.rules_run, {}, [](const Rule* rule) { return std::string_view(rule->id); });
  return all;
}

// Each line once: a file that was named and could not be read is known twice.
std::vector<std::string> errors_of(LintRun& run, const Discovered& found) {
  std::vector<std::string> out = selection_errors(run.options.selection, run.rules);
  for (const ConfigError& error : run.configs.errors()) out.push_back(shown(error, run.sources));
  std::vector<std::string> files = found.errors;
  for (const auto& [path, why] : run.sources.unreadable()) files.push_back(fmt::format("{}: {}", path, why));
  std::ranges::sort(files);
  const auto twice = std::ranges::unique(files);
  files.erase(twice.begin(), twice.end());
  out.insert(out.end(), files.begin(), files.end());
  return out;
}

Report report_of(LintRun& run, Discovered found, Settled settled, std::size_t files_linted) {
  Report report;
  report.errors = errors_of(run, found);
  report.findings = std::move(settled.findings);
  report.rules_run = std::move(settled.rules_run);
  report.suppressed = settled.suppressed;
  report.sources = run.sources.all();
  report.rules = run.rules;
  report.files = std::move(found.files);
  report.files_linted = files_linted;
  return report;
}

void add_mounts(const Workspace& workspace, const Sources& sources, MountsReport& to) {
  std::ranges::move(mounts_of(workspace), std::back_inserter(to.projects));
  std::set<std::string> broken;
  for (const auto& project : workspace.projects)
    for (const SyntaxError& error : project->file->errors)
      if (error.span.valid()) broken.insert(sources.at(error.span.file)->path());
  to.broken.insert(to.broken.end(), broken.begin(), broken.end());
}

}  // namespace

Report lint(const LintOptions& options, const FileSystem& files, const RuleList& rules) {
  LintRun run(options, files, rules);
  Discovered found = find(run);
  const std::size_t count = named_files({found.file_sets, found.dockerfiles}).size();
  Settled settled = check_all(run, found);
  return report_of(run, std::move(found), std::move(settled), count);
}

Report find_files(const LintOptions& options, const FileSystem& files, const RuleList& rules) {
  LintRun run(options, files, rules);
  Discovered found = find(run);
  const std::size_t count = named_files({found.file_sets, found.dockerfiles}).size();
  return report_of(run, std::move(found), {}, count);
}

MountsReport list_mounts(const LintOptions& options, const FileSystem& files, const RuleList& rules) {
  LintRun run(options, files, rules);
  const Discovered found = find(run);
  MountsReport out;
  for (const Batch& batch : batches(found, options.batch_size, thread_count(options), run.sources)) {
    add_mounts(load(run, batch, found), run.sources, out);
    if (batch.size() < found.file_sets.size() + found.dockerfiles.size()) run.sources.forget_trees();
  }
  std::ranges::stable_sort(out.projects, {}, &ProjectMounts::path);
  out.errors = errors_of(run, found);
  out.sources = run.sources.all();
  return out;
}

const SourceFile& Report::source(Span span) const { return *sources[static_cast<std::size_t>(span.file)]; }

}  // namespace mountlint
