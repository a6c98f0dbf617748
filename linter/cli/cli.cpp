// Commands, from words to an exit code. Findings go to standard output; everything else that is said goes to standard
// error, so that a report can be piped.
#include "linter/cli/cli.h"

#include <algorithm>
#include <cstdio>

#include <fmt/core.h>

#include "linter/cli/options.h"
#include "linter/cli/terminal.h"
#include "linter/explain.h"
#include "linter/image_catalog.h"
#include "linter/report/images.h"
#include "linter/report/mounts.h"
#include "linter/report/report.h"
#include "parsers/spelling.h"
#include "rules/rules.h"

namespace mountlint::cli {
namespace {

int fail(std::string_view message) {
  write_error(message);
  return failed;
}

std::string written(const Report& report, const CheckOptions& options) {
  const report::Style style = style_for(1, options);
  switch (options.format) {
    case Format::text:
      return report::text(report, style);
    case Format::concise:
      return report::concise(report, style);
    case Format::json:
      return report::json(report, style);
    case Format::github:
      return report::github(report, style);
    case Format::sarif:
      return report::sarif(report, style);
  }
  return {};
}

std::string listed(const std::vector<FoundFile>& files) {
  std::string out;
  for (const FoundFile& file : files) {
    const char* kind = file.found == Found::compose      ? "compose"
                       : file.found == Found::dockerfile ? "dockerfile"
                                                         : "skipped";
    out += fmt::format("{}: {} ({})\n", file.path, kind, file.why);
  }
  return out;
}

// Formats for machines stand alone: some runners join both streams.
void write_summary(const Report& report, const CheckOptions& options) {
  for (const std::string& error : report.errors) write_error(error);
  const bool for_machines = options.format == Format::json || options.format == Format::sarif;
  if (options.quiet || for_machines || options.show_files) return;
  if (report.files_linted == 0 && report.errors.empty()) return write_error("no Dockerfile and no compose file here");
  std::string line = report::summary(report, style_for(2, options));
  if (!line.ends_with('\n')) line += '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

int exit_code(const Report& report, const CheckOptions& options) {
  if (!report.errors.empty()) return failed;
  const auto counts = [&](const Finding& finding) { return finding.severity >= options.fail_on; };
  return !options.exit_zero && std::ranges::any_of(report.findings, counts) ? found : clean;
}

// One byte more than allowed is enough to know.
bool read_standard_input(LintOptions& options) {
  char buffer[1 << 16];
  while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, stdin)) {
    options.stdin_text.append(buffer, count);
    if (options.stdin_text.size() > options.max_file_size) return false;
  }
  return true;
}

std::string too_large(const LintOptions& options) {
  return fmt::format("{}: larger than {} bytes (see --max-file-size)", *options.stdin_name, options.max_file_size);
}

int check(const std::vector<std::string>& arguments) {
  ParsedOptions parsed = parse_check(arguments);
  if (!parsed.error.empty()) return fail(parsed.error);
  if (!parsed.options) return write_out(parsed.help) ? clean : failed;
  CheckOptions& options = *parsed.options;
  const RuleList rules = all_rules();
  const std::vector<std::string> mistakes = selection_errors(options.lint.selection, rules);
  if (!mistakes.empty()) return fail(mistakes.front());
  if (options.lint.stdin_name && !read_standard_input(options.lint)) return fail(too_large(options.lint));
  const auto files = disk();
  const Report report =
      options.show_files ? find_files(options.lint, *files, rules) : lint(options.lint, *files, rules);
  const bool ok = write_out(options.show_files ? listed(report.files) : written(report, options));
  write_summary(report, options);
  return ok ? exit_code(report, options) : failed;
}

// What has no compose file shows nothing; what is broken shows what could be read.
void write_remarks(const MountsReport& report, const CheckOptions& options) {
  for (const std::string& error : report.errors) write_error(error);
  if (options.format == Format::json) return;
  if (report.projects.empty() && report.errors.empty()) write_error("no compose file here");
  for (const std::string& path : report.broken)
    write_error(fmt::format("{}: has errors, which `mountlint check` shows", path));
}

int mounts(const std::vector<std::string>& arguments) {
  ParsedOptions parsed = parse_mounts(arguments);
  if (!parsed.error.empty()) return fail(parsed.error);
  if (!parsed.options) return write_out(parsed.help) ? clean : failed;
  CheckOptions& options = *parsed.options;
  if (options.lint.stdin_name && !read_standard_input(options.lint)) return fail(too_large(options.lint));
  const MountsReport report = list_mounts(options.lint, *disk(), all_rules());
  const bool json = options.format == Format::json;
  const bool ok = write_out(json ? report::mounts_json(report) : report::mounts_text(report, style_for(1, options)));
  write_remarks(report, options);
  return ok && report.errors.empty() ? clean : failed;
}

template <class Images>
std::string written(const Images& images, const std::vector<std::string>& errors, const CheckOptions& options) {
  return options.format == Format::json ? report::images_json(images, errors)
                                        : report::images_text(images, style_for(1, options));
}

// Every name has to be known: nothing is shown otherwise.
int images(const std::vector<std::string>& arguments) {
  ParsedOptions parsed = parse_images(arguments);
  if (!parsed.error.empty()) return fail(parsed.error);
  if (!parsed.options) return write_out(parsed.help) ? clean : failed;
  const CheckOptions& options = *parsed.options;
  const auto files = disk();
  const RuleList rules = all_rules();
  const ImageCatalog catalog(options.lint, *files, rules);
  std::vector<AskedImage> asked;
  for (const std::string& name : options.lint.paths) {
    std::optional<AskedImage> image = catalog.find(name);
    if (!image) return fail(catalog.not_known(name));
    asked.push_back(std::move(*image));
  }
  const std::vector<std::string> errors = catalog.errors();
  const bool ok =
      write_out(asked.empty() ? written(catalog.families(), errors, options) : written(asked, errors, options));
  for (const std::string& error : errors) write_error(error);
  return ok && errors.empty() ? clean : failed;
}

int list_rules(const std::vector<std::string>& arguments) {
  const std::string mistake = check_operands("rules", arguments, 0);
  if (!mistake.empty()) return fail(mistake);
  return write_out(rule_list(all_rules())) ? clean : failed;
}

int explain_rule(const std::vector<std::string>& arguments) {
  const std::string mistake = check_operands("explain", arguments, 1);
  if (!mistake.empty()) return fail(mistake);
  const RuleList rules = all_rules();
  if (const Rule* rule = rules.find(arguments[0])) return write_out(explain(*rule)) ? clean : failed;
  std::vector<std::string_view> ids;
  for (const Rule* rule : rules) ids.push_back(rule->id);
  const std::string_view near = nearest(arguments[0], ids);
  return fail(fmt::format("rule `{}` is unknown{}", arguments[0],
                          near.empty() ? "; see `mountlint rules`" : fmt::format("; did you mean `{}`?", near)));
}

struct Command {
  std::string_view name;
  int (*run)(const std::vector<std::string>&);
};

constexpr Command commands[] = {
    {"check", check}, {"mounts", mounts}, {"rules", list_rules}, {"explain", explain_rule}, {"images", images}};

}  // namespace

int run(const std::vector<std::string>& arguments) {
  const std::string first = arguments.empty() ? "" : arguments[0];
  const auto command = std::ranges::find(commands, std::string_view(first), &Command::name);
  if (command == std::end(commands)) return check(arguments);
  // Only a word alone may have been meant as a path.
  if (arguments.size() == 1 && disk()->kind(first) != FileKind::missing)
    write_error(fmt::format("`{0}` is a command here; write `./{0}` for the path", first));
  return command->run({arguments.begin() + 1, arguments.end()});
}

}  // namespace mountlint::cli
