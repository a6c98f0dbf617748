// The checks of BuildKit's parseMount (frontend/dockerfile/instructions/commands_runmount.go). Some happen only when
// the instruction runs, after variables are expanded; here a value with a variable is taken as unknown, and nothing
// that depends on it is said. Keys never hold variables.
#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/did_you_mean.h"
#include "parsers/dockerfile/expand.h"
#include "parsers/dockerfile/go_values.h"
#include "parsers/dockerfile/limits.h"
#include "parsers/dockerfile/run_mounts.h"

namespace mountlint::dockerfile {

namespace {

constexpr std::array<std::string_view, 5> types = {"bind", "cache", "tmpfs", "secret", "ssh"};
constexpr std::array<std::string_view, 3> sharing_modes = {"shared", "private", "locked"};
constexpr std::array<std::string_view, 18> keys = {
    "type",      "from", "source",   "src",  "target", "dst",     "destination", "readonly", "ro",
    "readwrite", "rw",   "required", "size", "id",     "sharing", "mode",        "uid",      "gid"};
constexpr std::string_view env_key = "env";

// What the fields read so far make of a key. `known` is false where a variable decides.
struct Setting {
  const MountField* field = nullptr;
  std::string value;
  bool known = true;

  explicit operator bool() const { return field; }
  bool is_empty() const { return known && value.empty(); }
  bool is_filled() const { return field && known && !value.empty(); }
};

class MountChecker {
 public:
  MountChecker(const RunMountFlag& mount, char escape, SyntaxErrors& errors)
      : mount_(mount), escape_(escape), errors_(errors) {
    type_.value = "bind";
  }

  void check() {
    const std::size_t before = errors_.size();
    for (const MountField& field : mount_.fields)
      if (errors_.size() < most_errors) check_field(field);
    if (errors_.size() == before && type_.known) check_together();
  }

 private:
  bool is_type(std::string_view name) const { return type_.known && type_.value == name; }
  bool has_required() const { return !type_.known || is_type("secret") || is_type("ssh"); }

  SyntaxError& report(Span span, std::string message) {
    return errors_.emplace_back(SyntaxError{span, std::move(message)});
  }

  void check_field(const MountField& field) {
    if (!field.key.is_known()) return;
    const std::string key = lower(field.key.value());
    if (!field.value) return check_bare(field, key);
    const bool known = key == env_key || std::find(keys.begin(), keys.end(), key) != keys.end();
    if (!known) return report_unknown_key(field);
    if (key == "from" && has_variable(*field.value)) return report_variable_in_from(field);
    if (const auto setting = read_value(field)) check_value(key, *setting);
  }

  void check_bare(const MountField& field, const std::string& key) {
    constexpr std::array<std::string_view, 4> bare = {"readonly", "ro", "readwrite", "rw"};
    if (std::find(bare.begin(), bare.end(), key) != bare.end()) return;
    if (key == "required") return has_required() ? void() : report_not_for_type(field.key, key);
    if (field.key.empty()) {
      report(empty_field_span(field), "this field of `--mount` is empty").help = "remove the comma";
      return;
    }
    report(field.key.span(), fmt::format("`{}` is no `key=value` pair", field.key.shown()));
  }

  // An empty field has no byte of its own: show the comma that makes it.
  Span empty_field_span(const MountField& field) const {
    const Span at = field.key.span();
    return at.begin > mount_.span.begin ? Span{at.file, at.begin - 1, at.begin} : at;
  }

  // BuildKit lets a `$` at the very end pass.
  static bool has_variable(const Text& value) {
    const std::size_t dollar = value.value().find('$');
    return dollar != std::string_view::npos && dollar + 1 < value.size();
  }

  void report_variable_in_from(const MountField& field) {
    report(field.value->span(), "`from` cannot hold a variable").help =
        "name a stage here, and use the variable in its `FROM`";
  }

  void report_unknown_key(const MountField& field) {
    std::vector<std::string_view> all(keys.begin(), keys.end());
    all.push_back(env_key);
    SyntaxError& error = report(field.key.span(), fmt::format("`{}` is no option of `--mount`", field.key.shown()));
    suggest(error, field.key, all);
  }

  void report_not_for_type(const Text& key, std::string_view name) {
    SyntaxError& error = report(key.span(), fmt::format("`{}` does not work with `type={}`", name, type_.value));
    if (!type_.field && (name == "size" || name == "required")) error.help = "write `type=` in front of it";
  }

  // What BuildKit makes of a value: quotes and escapes that are left are removed once more. Nothing: it is wrong.
  std::optional<Setting> read_value(const MountField& field) {
    const std::size_t before = errors_.size();
    const Text value = expand(*field.value, escape_, unknown_variable, scratch_, errors_);
    if (errors_.size() > before) return std::nullopt;
    return Setting{&field, std::string(value.value()), value.is_known()};
  }

  void check_value(const std::string& key, const Setting& setting) {
    if (key == "type") return set_type(setting);
    if (key == "from") from_ = setting;
    if (key == "source" || key == "src") source_ = setting;
    if (key == "target" || key == "dst" || key == "destination") target_ = setting;
    if (key == "id") id_ = setting;
    if (key == "readonly" || key == "ro" || key == "readwrite" || key == "rw") check_bool(setting);
    if (key == "required") has_required() ? check_bool(setting) : report_not_for_type(setting.field->key, key);
    if (key == "size") check_size(setting);
    if (key == "sharing") set_sharing(setting);
    if (key == "mode" || key == "uid" || key == "gid") check_number(key, setting);
  }

  template <class Known>
  void report_choice(const Setting& setting, std::string_view key, const Known& known) {
    const Text& value = *setting.field->value;
    const Span span = value.empty() ? setting.field->key.span() : value.span();
    SyntaxError& error = report(span, fmt::format("`{}` is no {} of a mount", setting.value, key));
    error.help = fmt::format("use one of `{}`", fmt::join(known, "`, `"));
    if (value.value() == setting.value) suggest(error, value, known);
  }

  void set_type(Setting setting) {
    if (!setting.known) return type_ = setting, void();
    const std::string name = lower(setting.value);
    if (std::find(types.begin(), types.end(), name) == types.end()) {
      type_.known = false;
      return report_choice(setting, "type", types);
    }
    setting.value = name;
    type_ = setting;
  }

  void set_sharing(Setting setting) {
    if (!setting.known) return sharing_ = setting, void();
    const std::string name = lower(setting.value);
    const bool right = std::find(sharing_modes.begin(), sharing_modes.end(), name) != sharing_modes.end();
    if (!right) return report_choice(setting, "sharing mode", sharing_modes);
    sharing_ = setting;
  }

  void report_wrong(const Setting& setting, std::string_view expected) {
    const Text& value = *setting.field->value;
    const Span span = value.empty() ? setting.field->key.span() : value.span();
    report(span, fmt::format("`{}` takes {}, not `{}`", setting.field->key.value(), expected, setting.value));
  }

  void check_bool(const Setting& setting) {
    if (setting.known && !parse_bool(setting.value)) report_wrong(setting, "`true` or `false`");
  }

  void check_size(const Setting& setting) {
    if (!type_.known) return;
    if (!is_type("tmpfs")) return report_not_for_type(setting.field->key, "size");
    if (setting.known && !is_size(setting.value)) report_wrong(setting, "a size such as `64m`");
  }

  void check_number(const std::string& key, const Setting& setting) {
    if (!owner_) owner_ = setting;
    const bool octal = key == "mode";
    if (!setting.known || parse_uint(setting.value, octal ? 8 : 10)) return;
    report_wrong(setting, octal ? "an octal number such as `0755`" : "a number");
  }

  // What only the whole record shows.
  void check_together() {
    const bool has_owner = is_type("cache") || is_type("secret") || is_type("ssh");
    if (owner_ && !has_owner) report_not_for_type(owner_.field->key, lower(owner_.field->key.value()));
    if (sharing_ && !is_type("cache")) report_not_for_type(sharing_.field->key, "sharing");
    if (is_type("secret")) check_secret();
    if (is_type("ssh") && source_.is_filled()) report_not_for_type(source_.field->key, "source");
    if (!is_type("secret") && !is_type("ssh")) check_target();
  }

  void check_secret() {
    if (from_.is_filled()) report_not_for_type(from_.field->key, "from");
    if (source_.is_empty() && target_.is_empty() && id_.is_empty())
      report(mount_.span, "a secret mount needs `id`, `source` or `target`");
    if (!source_.is_filled() || !id_.is_filled()) return;
    SyntaxError& error = report(source_.field->key.span(), "a secret mount takes either `id` or `source`, not both");
    error.notes.push_back({id_.field->key.span(), "`id` is given here"});
  }

  void check_target() {
    if (!target_ || !target_.known || target_.value != "/") return;
    report(target_.field->value->span(), "a mount cannot take the place of `/`");
  }

  const RunMountFlag& mount_;
  char escape_;
  SyntaxErrors& errors_;
  TextArena scratch_;
  Setting type_, from_, source_, target_, id_, sharing_, owner_;
};

}  // namespace

void check_run_mount(const RunMountFlag& mount, char escape, SyntaxErrors& errors) {
  if (mount.valid) MountChecker(mount, escape, errors).check();
}

}  // namespace mountlint::dockerfile
