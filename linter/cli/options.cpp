// The only file that includes CLI11. It splits the command line and prints help; which words are allowed is checked
// here, so that every mistake gets a did-you-mean and exit code 2 (CLI11 has codes of its own).
#include "linter/cli/options.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <functional>

#include <fmt/core.h>
#include <fmt/ranges.h>
#include <CLI/CLI.hpp>

#include "parsers/spelling.h"

namespace mountlint::cli {
namespace {

constexpr std::string_view stdin_default_name = "stdin";

constexpr const char* check_usage =
    "Usage: mountlint [check] [OPTIONS] [PATHS...]\n"
    "       mountlint mounts [OPTIONS] [PATHS...]\n"
    "       mountlint rules\n"
    "       mountlint explain RULE\n"
    "       mountlint images [OPTIONS] [NAMES...]\n";
constexpr const char* check_footer =
    "A path that is named like a command needs `./`: mountlint ./rules\n"
    "Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 something could not be linted.";

constexpr const char* mounts_usage = "Usage: mountlint mounts [OPTIONS] [PATHS...]\n";
constexpr const char* mounts_footer =
    "CONTAINER, DOWN and DOWN -V say what becomes of the data once the container is removed, after `docker compose\n"
    "down`, and after `docker compose down -v`: kept, lost, or orphaned (it stays on the disk, but the next container\n"
    "gets an empty volume). `?` stands behind what is not known.\n"
    "Exit codes: 0, or 2 if something could not be read.";

constexpr const char* images_usage = "Usage: mountlint images [OPTIONS] [NAMES...]\n";
constexpr const char* images_footer =
    "A name is written as in a compose file, with or without its tag: mountlint images postgres:17-alpine\n"
    "Without a name, all images are listed; those of the nearest .mountlint.yaml come first.\n"
    "Exit codes: 0, or 2 if an image is not known or the config has a mistake.";

class Usage : public CLI::Formatter {
 public:
  explicit Usage(const char* usage) : usage_(usage) {}
  std::string make_usage(const CLI::App*, std::string) const override { return usage_; }

 private:
  const char* usage_;
};

// What CLI11 fills in, before it is checked.
struct Words {
  std::vector<std::string> paths, files, env, select, ignore, exclude;
  std::string format = "text", fail_on = "warning", min_severity, color = "auto", max_file_size = "16M", threads = "0";
  std::string config, stdin_name;
  bool exit_zero = false, isolated = false, no_host_fs = false, no_gitignore = false, show_files = false, quiet = false;
};

std::string did_you_mean(std::string_view word) {
  return word.empty() ? "" : fmt::format("; did you mean `{}`?", word);
}

enum class Command : std::uint8_t { check, mounts, images };

struct CommandTexts {
  const char *description, *usage, *footer, *operands, *operands_help;
};

// By Command.
constexpr CommandTexts command_texts[] = {
    {"mountlint reads Dockerfiles and compose files and says what will happen to the data.", check_usage, check_footer,
     "PATHS", "files and directories; `-` is standard input (default: .)"},
    {"Shows which storage goes to which container, without an engine.", mounts_usage, mounts_footer, "PATHS",
     "files and directories; `-` is standard input (default: .)"},
    {"Shows where images keep their data, and how that is known.", images_usage, images_footer, "NAMES",
     "images (default: all)"},
};

class CommandLine {
 public:
  explicit CommandLine(Command command) : command_(command), app_(texts().description, "mountlint") {
    app_.formatter(std::make_shared<Usage>(texts().usage));
    app_.footer(texts().footer);
    app_.allow_extras();
    app_.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    app_.set_version_flag("--version,-V", "mountlint " MOUNTLINT_VERSION);
    app_.add_option(texts().operands, words_.paths, texts().operands_help)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    if (!is_check()) {
      app_.add_option("--format", words_.format, "text or json (default: text)")->group("Output");
      app_.add_option("--color", words_.color, "auto, always or never (default: auto)")->group("Output");
    } else {
      add_output();
      add_rules();
    }
    add_config();
    if (command_ == Command::images) return;
    add_files();
    add_projects();
  }

  ParsedOptions parse(const std::vector<std::string>& arguments) {
    try {
      app_.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::CallForHelp&) {
      return {std::nullopt, app_.help()};
    } catch (const CLI::CallForVersion& version) {
      return {std::nullopt, std::string(version.what()) + "\n"};
    } catch (const CLI::Error& error) {
      return {std::nullopt, {}, error.what()};
    }
    CheckOptions options = take();
    if (!error_.empty()) return {std::nullopt, {}, error_};
    return {std::move(options)};
  }

 private:
  const CommandTexts& texts() const { return command_texts[static_cast<std::size_t>(command_)]; }
  bool is_check() const { return command_ == Command::check; }

  void add_output() {
    const auto group = "Output";
    app_.add_option("--format", words_.format, "text, concise, json, github or sarif (default: text)")->group(group);
    app_.add_option("--min-severity", words_.min_severity,
                    "show only findings of this severity and above: info, warning or error (default: info; "
                    "warning for concise and github)")
        ->group(group);
    app_.add_option("--fail-on", words_.fail_on,
                    "exit 1 from this severity on: error, warning or info (default: warning)")
        ->group(group);
    app_.add_flag("--exit-zero", words_.exit_zero, "exit 0 whatever is found")->group(group);
    app_.add_option("--color", words_.color, "auto, always or never (default: auto)")->group(group);
    app_.add_flag("-q,--quiet", words_.quiet, "no summary")->group(group);
  }

  void add_rules() {
    const auto group = "Rules";
    add_list("--select", words_.select, "only these rules or categories")->delimiter(',')->group(group);
    add_list("--ignore", words_.ignore, "without these rules or categories")->delimiter(',')->group(group);
  }

  void add_config() {
    const auto group = is_check() ? "Rules" : "Files";
    app_.add_option("--config", words_.config, "use this file instead of the nearest .mountlint.yaml")->group(group);
    app_.add_flag("--isolated", words_.isolated, "read no config file")->group(group);
  }

  void add_files() {
    const auto group = "Files";
    add_list("--exclude", words_.exclude, "leave out paths that match this glob in a walk")->group(group);
    app_.add_flag("--no-gitignore", words_.no_gitignore, "walk into what git ignores, too")->group(group);
    if (is_check())
      app_.add_flag("--no-host-fs", words_.no_host_fs, "do not look whether host paths of mounts exist")->group(group);
    app_.add_option("--max-file-size", words_.max_file_size, "bytes, or with K, M or G (default: 16M)")->group(group);
    app_.add_option("--stdin-filename", words_.stdin_name, "the name of standard input, for `-`")->group(group);
    if (is_check())
      app_.add_flag("--show-files", words_.show_files, "list the files and why they are linted or not")->group(group);
    app_.add_option("-j,--jobs", words_.threads, "number of threads (default: one per processor)")->group(group);
  }

  void add_projects() {
    const auto group = "Projects";
    add_list("-f,--file", words_.files, "a compose file of one project, with the other -f; later ones override")
        ->group(group);
    add_list("--env", words_.env,
             "NAME=VALUE sets a variable, NAME alone takes it from the environment, which is not read otherwise")
        ->group(group);
  }

  CLI::Option* add_list(const std::string& name, std::vector<std::string>& words, const std::string& help) {
    return app_.add_option(name, words, help)
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  }

  CheckOptions take() {
    unknown_options();
    CheckOptions out;
    out.format = format();
    out.color = choice<ColorChoice>("--color", words_.color, {"auto", "always", "never"});
    out.fail_on = choice<Severity>("--fail-on", words_.fail_on, {"info", "warning", "error"});
    const bool is_short = out.format == Format::concise || out.format == Format::github;
    if (words_.min_severity.empty()) words_.min_severity = is_short ? "warning" : "info";
    out.min_severity = choice<Severity>("--min-severity", words_.min_severity, {"info", "warning", "error"});
    out.exit_zero = words_.exit_zero;
    out.show_files = words_.show_files;
    out.quiet = words_.quiet;
    out.lint = lint_options();
    return out;
  }

  Format format() {
    if (is_check()) return choice<Format>("--format", words_.format, {"text", "concise", "json", "github", "sarif"});
    const auto wanted = choice<std::size_t>("--format", words_.format, {"text", "json"});
    return wanted == 0 ? Format::text : Format::json;
  }

  // One that is set nowhere is not set here, either.
  std::vector<compose::GivenVariable> variables() {
    std::vector<compose::GivenVariable> out;
    for (const std::string& word : words_.env) {
      const std::size_t equals = word.find('=');
      std::string name = word.substr(0, equals);
      if (name.empty()) fail(fmt::format("`{}` names no variable; `--env` takes NAME or NAME=VALUE", word));
      if (equals != word.npos)
        out.push_back({std::move(name), word.substr(equals + 1)});
      else if (const char* value = std::getenv(name.c_str()))
        out.push_back({std::move(name), value});
    }
    return out;
  }

  LintOptions lint_options() {
    LintOptions out;
    out.paths = std::move(words_.paths);
    out.files = std::move(words_.files);
    out.variables = variables();
    out.exclude = std::move(words_.exclude);
    out.selection = {std::move(words_.select), std::move(words_.ignore)};
    out.config = words_.config;
    out.isolated = words_.isolated;
    out.host_fs = !words_.no_host_fs;
    out.respect_gitignore = !words_.no_gitignore;
    out.max_file_size = size(words_.max_file_size);
    out.threads = static_cast<unsigned>(std::min<std::uint64_t>(number("-j", words_.threads), 256));
    if (words_.isolated && !words_.config.empty()) fail("`--config` and `--isolated` exclude each other");
    if (command_ != Command::images) standard_input(out);
    return out;
  }

  void standard_input(LintOptions& out) {
    const bool has_dash = std::ranges::count(out.paths, "-") + std::ranges::count(out.files, "-") > 0;
    if (!has_dash) {
      if (!words_.stdin_name.empty()) fail("`--stdin-filename` needs `-` among the paths");
      return;
    }
    out.stdin_name = words_.stdin_name.empty() ? std::string(stdin_default_name) : words_.stdin_name;
    std::ranges::replace(out.paths, std::string("-"), *out.stdin_name);
    std::ranges::replace(out.files, std::string("-"), *out.stdin_name);
  }

  void fail(std::string message) {
    if (error_.empty()) error_ = std::move(message);
  }

  void unknown_options() {
    std::vector<std::string> names;
    for (const CLI::Option* option : app_.get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
      for (const std::string& name : option->get_snames()) names.push_back("-" + name);
    }
    for (const std::string& word : app_.remaining()) {
      if (word == "--") continue;  // CLI11 keeps it
      const std::string name = word.substr(0, word.find('='));
      fail(fmt::format("option `{}` is unknown{}", name, did_you_mean(nearest(name, names))));
    }
  }

  template <class Enum>
  Enum choice(std::string_view option, std::string_view word, std::vector<std::string_view> allowed) {
    const auto found = std::ranges::find(allowed, word);
    if (found != allowed.end()) return static_cast<Enum>(found - allowed.begin());
    fail(fmt::format("`{}` is no value of `{}`, which takes {}{}", word, option, fmt::join(allowed, ", "),
                     did_you_mean(nearest(word, allowed))));
    return {};
  }

  std::uint64_t number(std::string_view option, std::string_view word) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error == std::errc() && end == word.data() + word.size()) return value;
    fail(fmt::format("`{}` is no number for `{}`", word, option));
    return 0;
  }

  std::uint64_t size(std::string_view word) {
    constexpr std::string_view units = "KMG";
    const std::size_t unit = word.empty() ? units.npos : units.find(word.back());
    if (unit == units.npos) return number("--max-file-size", word);
    const std::uint64_t value = number("--max-file-size", word.substr(0, word.size() - 1));
    return std::min<std::uint64_t>(value, 1u << 30) << (10 * (unit + 1));
  }

  const Command command_;
  CLI::App app_;
  Words words_;
  std::string error_;
};

}  // namespace

ParsedOptions parse_check(const std::vector<std::string>& arguments) {
  return CommandLine(Command::check).parse(arguments);
}

ParsedOptions parse_mounts(const std::vector<std::string>& arguments) {
  return CommandLine(Command::mounts).parse(arguments);
}

ParsedOptions parse_images(const std::vector<std::string>& arguments) {
  return CommandLine(Command::images).parse(arguments);
}

std::string check_operands(const std::string& command, const std::vector<std::string>& arguments,
                           std::size_t operands) {
  for (const std::string& word : arguments)
    if (word.starts_with('-')) return fmt::format("`{}` takes no option `{}`", command, word);
  if (arguments.size() > operands) return fmt::format("`{}` takes no `{}`", command, arguments[operands]);
  if (arguments.size() < operands) return fmt::format("`{}` needs the id of a rule", command);
  return {};
}

}  // namespace mountlint::cli
