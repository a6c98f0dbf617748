// Reads a config with our own YAML parser, so that every mistake has its place. What is wrong is reported and left out;
// the rest holds. A typo that is silently ignored would be the worst that can happen to a config.
#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "linter/config.h"
#include "linter/config_images.h"
#include "parsers/spelling.h"
#include "parsers/yaml/tree.h"

namespace mountlint {
namespace {

constexpr std::array<std::string_view, 9> categories = {
    "persistence", "shadowing",          "exposure",    "sharing", "portability",
    "permission",  "volume-instruction", "build-mount", "syntax",
};

std::string did_you_mean(std::string_view word) {
  return word.empty() ? "" : fmt::format("; did you mean `{}`?", word);
}

// Settings of categories come before those of rules: what names a rule is more special, wherever it stands.
struct RuleSettings {
  std::vector<RuleSetting> by_category, by_rule;
  std::vector<RuleSetting> take() {
    by_category.insert(by_category.end(), by_rule.begin(), by_rule.end());
    return std::move(by_category);
  }
};

class ConfigReader {
 public:
  ConfigReader(const RuleList& rules, const SourceFile& file, ConfigResult& result)
      : rules_(rules), file_(file), result_(result) {}

  void document(const yaml::Node& root) {
    if (root.is_null()) return;
    PathSettings everywhere;
    std::vector<PathSettings> by_path;
    each_entry(root, "a config", [&](std::string_view key, const yaml::Entry& entry) {
      if (key == "rules")
        everywhere.rules = rules(*entry.value);
      else if (key == "paths")
        by_path = paths(*entry.value);
      else if (key == "exclude")
        result_.config.exclude = globs(*entry.value, key);
      else if (key == "engine")
        engine(*entry.value);
      else if (key == "projects")
        projects(*entry.value);
      else if (key == "images")
        images(*entry.value);
      else
        unknown_key(key, entry, {"rules", "paths", "exclude", "engine", "projects", "images"});
    });
    result_.config.settings.push_back(std::move(everywhere));
    for (PathSettings& settings : by_path) result_.config.settings.push_back(std::move(settings));
  }

 private:
  void error(Span span, std::string message) { result_.errors.push_back({span, std::move(message)}); }

  void unknown_key(std::string_view key, const yaml::Entry& entry, std::initializer_list<std::string_view> known) {
    error(entry.key->span, fmt::format("key `{}` is unknown{}", key, did_you_mean(nearest(key, known))));
  }

  // Calls `visit` for each entry of a mapping; anything else is an error. That a key is written twice is said by the
  // parser.
  template <class Visit>
  void each_entry(const yaml::Node& node, std::string_view what, Visit visit) {
    if (!node.is_mapping()) return error(node.span, fmt::format("{} has to be a mapping", what));
    for (const yaml::Entry& entry : node.children) {
      if (entry.key && entry.key->is_scalar())
        visit(entry.key->text.value(), entry);
      else
        error(node.span, "a key has to be a word");
    }
  }

  std::vector<Glob> globs(const yaml::Node& node, std::string_view key) {
    std::vector<Glob> out;
    if (!node.is_sequence()) return error(node.span, fmt::format("`{}` has to be a list of globs", key)), out;
    for (const yaml::Entry& item : node.children) {
      const bool usable = item.value->is_scalar() && !item.value->text.empty();
      if (usable)
        out.emplace_back(std::string(item.value->text.value()));
      else
        error(item.value->span, fmt::format("an item of `{}` has to be a glob", key));
    }
    return out;
  }

  std::vector<PathSettings> paths(const yaml::Node& node) {
    std::vector<PathSettings> out;
    if (!node.is_sequence())
      return error(node.span, "`paths` has to be a list of mappings with `paths` and `rules`"), out;
    for (const yaml::Entry& item : node.children) {
      PathSettings settings;
      each_entry(*item.value, "an item of `paths`", [&](std::string_view key, const yaml::Entry& entry) {
        if (key == "paths")
          settings.paths = globs(*entry.value, key);
        else if (key == "rules")
          settings.rules = rules(*entry.value);
        else
          unknown_key(key, entry, {"paths", "rules"});
      });
      // Without a glob it would hold everywhere, which nobody means here.
      if (!settings.paths.empty())
        out.push_back(std::move(settings));
      else if (item.value->is_mapping() && !item.value->find("paths"))
        error(item.value->span, "an item of `paths` needs `paths`");
    }
    return out;
  }

  std::vector<RuleSetting> rules(const yaml::Node& node) {
    RuleSettings settings;
    each_entry(node, "`rules`", [&](std::string_view key, const yaml::Entry& entry) {
      const std::optional<RuleSetting> setting = value(*entry.value);
      if (const std::string unknown = unknown_rule(key, rules_); !unknown.empty())
        error(entry.key->span, unknown);
      else if (setting)
        add(key, *setting, settings);
    });
    return settings.take();
  }

  void add(std::string_view name, RuleSetting setting, RuleSettings& out) {
    if ((setting.rule = rules_.find(name))) return out.by_rule.push_back(setting);
    if (setting.severity) setting.enabled = std::nullopt;
    const std::optional<Category> category = category_named(name);
    for (const Rule* rule : rules_) {
      setting.rule = rule;
      if (rule->category == category) out.by_category.push_back(setting);
    }
  }

  std::optional<RuleSetting> value(const yaml::Node& node) {
    const std::string_view word = node.is_scalar() ? node.text.value() : std::string_view();
    if (word == "off") return RuleSetting{nullptr, false, std::nullopt};
    if (word == "on") return RuleSetting{nullptr, true, std::nullopt};
    if (const std::optional<Severity> severity = severity_named(word)) return RuleSetting{nullptr, true, severity};
    const auto near = nearest(word, std::initializer_list<std::string_view>{"off", "on", "info", "warning", "error"});
    const std::string hint = word == "false"  ? "; did you mean `off`?"
                             : word == "true" ? "; did you mean `on`?"
                                              : did_you_mean(near);
    error(node.span, fmt::format("a rule is `off`, `on`, `info`, `warning` or `error`{}", hint));
    return std::nullopt;
  }

  void engine(const yaml::Node& node) {
    const std::string_view word = node.is_scalar() ? node.text.value() : std::string_view();
    if (word == "docker")
      result_.config.engine = Engine::docker;
    else if (word == "podman")
      result_.config.engine = Engine::podman;
    else if (word == "both")
      result_.config.engine = Engine::both;
    else
      error(node.span, "`engine` is `docker`, `podman` or `both`");
  }

  void images(const yaml::Node& node) {
    ImagesReader reader(result_.config.images, result_.errors);
    each_entry(node, "`images`", [&](std::string_view, const yaml::Entry& entry) { reader.add(entry, file_); });
  }

  void projects(const yaml::Node& node) {
    if (!node.is_sequence()) return error(node.span, "`projects` has to be a list of projects");
    for (const yaml::Entry& item : node.children) project(*item.value);
  }

  // A list of files, or a mapping with `files`.
  void project(const yaml::Node& node) {
    ProjectConfig out;
    if (node.is_sequence())
      out.files = words(node, "a project");
    else
      each_entry(node, "a project that is no list of files",
                 [&](std::string_view key, const yaml::Entry& entry) { project_key(key, entry, out); });
    const bool lacks_files = node.is_mapping() && !node.find("files");
    if (lacks_files || (node.is_sequence() && node.children.empty())) error(node.span, "a project needs `files`");
    if (out.files.empty()) return;
    const auto same = [&](const ProjectConfig& other) { return other.files == out.files; };
    if (std::ranges::any_of(result_.config.projects, same))
      return error(node.span, "these files are a project already");
    result_.config.projects.push_back(std::move(out));
  }

  void project_key(std::string_view key, const yaml::Entry& entry, ProjectConfig& out) {
    if (key == "files")
      out.files = words(*entry.value, key);
    else if (key == "directory")
      out.directory = word(*entry.value, key);
    else if (key == "env_file")
      out.env_files = words(*entry.value, key);
    else if (key == "env")
      out.variables = variables(*entry.value);
    else
      unknown_key(key, entry, {"files", "directory", "env_file", "env"});
  }

  std::optional<std::string> word(const yaml::Node& node, std::string_view key) {
    if (node.is_scalar() && !node.text.empty()) return std::string(node.text.value());
    error(node.span, fmt::format("`{}` has to be a path", key));
    return std::nullopt;
  }

  // One path, or a list of them.
  std::vector<std::string> words(const yaml::Node& node, std::string_view key) {
    std::vector<std::string> out;
    if (node.is_mapping() || node.is_null())
      return error(node.span, fmt::format("`{}` has to be a list of paths", key)), out;
    if (!node.is_sequence()) {
      if (auto only = word(node, key)) out.push_back(std::move(*only));
      return out;
    }
    for (const yaml::Entry& item : node.children) {
      const bool usable = item.value->is_scalar() && !item.value->text.empty();
      if (usable)
        out.emplace_back(item.value->text.value());
      else
        error(item.value->span, fmt::format("an item of `{}` has to be a path", key));
    }
    if (out.empty() && node.children.empty() && key == "files") error(node.span, "`files` names no file");
    return out;
  }

  // `NAME:` without a value is set, but nobody says to what.
  std::vector<compose::GivenVariable> variables(const yaml::Node& node) {
    std::vector<compose::GivenVariable> out;
    each_entry(node, "`env`", [&](std::string_view name, const yaml::Entry& entry) {
      if (entry.value->is_null()) return out.push_back({std::string(name), std::nullopt});
      if (!entry.value->is_scalar()) return error(entry.value->span, "the value of a variable has to be a word");
      out.push_back({std::string(name), std::string(entry.value->text.value())});
    });
    return out;
  }

  const RuleList& rules_;
  const SourceFile& file_;
  ConfigResult& result_;
};

}  // namespace

std::string unknown_rule(std::string_view name, const RuleList& rules) {
  if (rules.find(name) || category_named(name)) return {};
  std::vector<std::string_view> names(categories.begin(), categories.end());
  for (const Rule* rule : rules) names.push_back(rule->id);
  return fmt::format("rule `{}` is unknown{}", name, did_you_mean(nearest(name, names)));
}

ConfigResult parse_config(const SourcePtr& file, Sources& sources, const RuleList& rules) {
  ConfigResult result;
  result.config.path = file->path();
  result.config.directory = directory_of(file->path());
  const yaml::File& parsed = sources.yaml(file);
  for (const SyntaxError& error : parsed.errors) result.errors.push_back({error.span, error.message});
  ConfigReader reader(rules, *file, result);
  for (std::size_t i = 0; i < parsed.documents.size(); ++i) {
    if (i == 0)
      reader.document(*parsed.documents[i].root);
    else
      result.errors.push_back({parsed.documents[i].root->span, "a config is one document"});
  }
  return result;
}

}  // namespace mountlint
