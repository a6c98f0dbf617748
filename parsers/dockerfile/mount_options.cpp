// BuildKit's parseMount (frontend/dockerfile/instructions/commands_runmount.go): fields in order, keys in any case, the
// last of several wins, values expanded once more. `from` with a variable is refused when the file is read, everything
// else when the instruction runs. What a variable decides is not judged. Keys never hold variables.
#include "parsers/dockerfile/mount_options.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/did_you_mean.h"
#include "parsers/dockerfile/go_values.h"
#include "parsers/dockerfile/limits.h"

namespace mountlint::dockerfile {

namespace {

constexpr std::array<std::string_view, 5> types = {"bind", "cache", "tmpfs", "secret", "ssh"};
constexpr std::array<std::string_view, 3> sharing_modes = {"shared", "private", "locked"};
constexpr std::array<std::string_view, 19> keys = {
    "type", "from",     "source", "src", "target",  "dst",  "destination", "readonly", "ro", "readwrite",
    "rw",   "required", "size",   "id",  "sharing", "mode", "uid",         "gid",      "env"};

template <class List>
std::optional<std::size_t> index_of(std::string_view word, const List& list) {
  const auto found = std::find(list.begin(), list.end(), word);
  if (found == list.end()) return std::nullopt;
  return static_cast<std::size_t>(found - list.begin());
}

// BuildKit lets a `$` at the very end pass.
bool has_variable(const Text& value) {
  const std::size_t dollar = value.value().find('$');
  return dollar != std::string_view::npos && dollar + 1 < value.size();
}

class MountReader {
 public:
  MountReader(const RunMountFlag& flag, char escape, const Variables& variables, TextArena& arena, SyntaxErrors& errors)
      : flag_(flag), escape_(escape), variables_(variables), arena_(arena), errors_(errors) {
    options_.flag = &flag;
    options_.complete = flag.valid;
    options_.type.value = RunMountType::bind;
    options_.required.value = false;
  }

  MountOptions read() {
    const std::size_t before = errors_.size();
    for (const MountField& field : flag_.fields)
      if (errors_.size() < most_errors) read_field(field);
    if (options_.type.value) set_default_access();
    const bool right = errors_.size() == before;
    if (right && options_.type.value) check_together();
    options_.complete &= right;
    return std::move(options_);
  }

 private:
  bool type_known() const { return options_.type.value.has_value(); }
  bool is(RunMountType type) const { return options_.is(type); }
  bool may_be_required() const { return !type_known() || is(RunMountType::secret) || is(RunMountType::ssh); }

  SyntaxError& report(Span span, std::string message) {
    SyntaxError& error = errors_.emplace_back(SyntaxError{span, std::move(message), Claim::build_mount_invalid_option});
    error.layer = Layer::dispatch;
    return error;
  }

  SyntaxError& report_not_for_type(const MountField& field) {
    const std::string key = lower(field.key.value());
    const std::string_view type = type_known() ? name_of(*options_.type.value) : std::string_view();
    SyntaxError& error = report(field.key.span(), fmt::format("`{}` does not work with `type={}`", key, type));
    const bool early = !options_.type.given() && (key == "size" || key == "required");
    if (early) error.help = "write `type=` in front of it";
    return error;
  }

  void read_field(const MountField& field) {
    if (!field.key.is_known()) return void(options_.complete = false);
    const std::string key = lower(field.key.value());
    if (!field.value) return read_bare(field, key);
    if (!index_of(key, keys)) return report_unknown_key(field);
    set(key, {&field, expanded(field, key)});
  }

  void read_bare(const MountField& field, const std::string& key) {
    if (key == "readonly" || key == "ro") return set_access({&field}, true);
    if (key == "readwrite" || key == "rw") return set_access({&field}, false);
    if (key == "required") return set_required({&field}, true);
    if (field.key.empty())
      report(empty_field_span(field), "this field of `--mount` is empty").help = "remove the comma";
    else
      report(field.key.span(), fmt::format("`{}` is no `key=value` pair", field.key.shown()));
  }

  // An empty field has no byte of its own: show the comma that makes it.
  Span empty_field_span(const MountField& field) const {
    const Span at = field.key.span();
    return at.begin > flag_.span.begin ? Span{at.file, at.begin - 1, at.begin} : at;
  }

  void report_unknown_key(const MountField& field) {
    SyntaxError& error = report(field.key.span(), fmt::format("`{}` is no option of `--mount`", field.key.shown()));
    suggest(error, field.key, keys);
  }

  // What BuildKit makes of a value: quotes and escapes that are left are removed once more.
  Text expanded(const MountField& field, const std::string& key) {
    const bool refused = key == "from" && has_variable(*field.value);
    if (refused) report_variable_in_from(field);
    const std::size_t before = errors_.size();
    const Text value =
        expand(*field.value, escape_, refused ? Variables(unknown_variable) : variables_, arena_, errors_);
    if (refused) errors_.resize(before);
    for (std::size_t i = before; i < errors_.size(); ++i) {
      errors_[i].claim = Claim::build_mount_invalid_option;
      errors_[i].layer = Layer::dispatch;
    }
    return value;
  }

  void report_variable_in_from(const MountField& field) {
    SyntaxError& error = report(field.value->span(), "`from` cannot hold a variable");
    error.help = "name a stage here, and use the variable in its `FROM`";
    error.layer = Layer::instruction;
  }

  // The later one wins.
  template <class Option>
  void replace(Option& option, const MountValue& value) {
    if (option.field) options_.overridden.push_back(option.field);
    static_cast<MountValue&>(option) = value;
  }

  void set(const std::string& key, const MountValue& value) {
    if (key == "type") return set_type(value);
    if (key == "from") return replace(options_.from, value);
    if (key == "source" || key == "src") return replace(options_.source, value);
    if (key == "target" || key == "dst" || key == "destination") return replace(options_.target, value);
    if (key == "id") return replace(options_.id, value);
    if (key == "env") return replace(options_.env, value);
    if (key == "readonly" || key == "ro") return set_access(value, bool_of(value));
    if (key == "readwrite" || key == "rw") return set_access(value, negated(bool_of(value)));
    if (key == "required") return set_required(value, may_be_required() ? bool_of(value) : std::nullopt);
    if (key == "size") return set_size(value);
    if (key == "sharing") return set_sharing(value);
    if (key == "mode") return set_number(options_.mode, value, 8, "an octal number such as `0755`");
    set_number(key == "uid" ? options_.uid : options_.gid, value, 10, "a number");
  }

  static std::optional<bool> negated(std::optional<bool> value) { return value ? std::optional(!*value) : value; }

  void set_access(const MountValue& value, std::optional<bool> read_only) {
    replace(options_.read_only, value);
    options_.read_only.value = read_only;
  }

  void set_default_access() {
    if (options_.read_only.given()) return;
    options_.read_only.value = !is(RunMountType::cache) && !is(RunMountType::tmpfs);
  }

  void set_required(const MountValue& value, std::optional<bool> required) {
    if (!may_be_required()) return void(report_not_for_type(*value.field));
    replace(options_.required, value);
    options_.required.value = required;
  }

  template <class Known>
  void report_choice(const MountValue& value, std::string_view what, const Known& known) {
    SyntaxError& error = report(value.span(), fmt::format("`{}` is no {} of a mount", value.text.shown(), what));
    error.help = fmt::format("use one of `{}`", fmt::join(known, "`, `"));
    const Text& written = *value.field->value;
    if (written.value() == value.text.value()) suggest(error, written, known);
  }

  void set_type(const MountValue& value) {
    replace(options_.type, value);
    options_.type.value = std::nullopt;
    if (!value.known()) return;
    const auto index = index_of(lower(*value.known()), types);
    if (!index) return report_choice(value, "type", types);
    options_.type.value = static_cast<RunMountType>(*index);
  }

  void set_sharing(const MountValue& value) {
    replace(options_.sharing, value);
    options_.sharing.value = std::nullopt;
    if (!value.known()) return;
    const auto index = index_of(lower(*value.known()), sharing_modes);
    if (!index) return report_choice(value, "sharing mode", sharing_modes);
    options_.sharing.value = static_cast<CacheSharing>(*index);
  }

  void report_wrong(const MountValue& value, std::string_view expected) {
    report(value.span(),
           fmt::format("`{}` takes {}, not `{}`", value.field->key.value(), expected, value.text.shown()));
  }

  std::optional<bool> bool_of(const MountValue& value) {
    if (!value.known()) return std::nullopt;
    const auto flag = parse_bool(*value.known());
    if (!flag) report_wrong(value, "`true` or `false`");
    return flag;
  }

  void set_size(const MountValue& value) {
    if (type_known() && !is(RunMountType::tmpfs)) return void(report_not_for_type(*value.field));
    replace(options_.size, value);
    options_.size.value = value.known() ? parse_size(*value.known()) : std::nullopt;
    if (type_known() && value.known() && !options_.size.value) report_wrong(value, "a size such as `64m`");
  }

  void set_number(MountSetting<std::uint32_t>& option, const MountValue& value, unsigned base,
                  std::string_view expected) {
    replace(option, value);
    option.value = value.known() ? parse_uint(*value.known(), base) : std::nullopt;
    if (value.known() && !option.value) report_wrong(value, expected);
  }

  // What only the whole record shows.
  void check_together() {
    const bool file_like = is(RunMountType::cache) || is(RunMountType::secret) || is(RunMountType::ssh);
    for (const MountValue* owner :
         {static_cast<const MountValue*>(&options_.mode), static_cast<const MountValue*>(&options_.uid),
          static_cast<const MountValue*>(&options_.gid)})
      if (owner->given() && !file_like) report_not_for_type(*owner->field);
    if (options_.sharing.given() && !is(RunMountType::cache)) report_not_for_type(*options_.sharing.field);
    if (is(RunMountType::secret)) check_secret();
  }

  void check_secret() {
    if (options_.from.certainly_filled()) report_not_for_type(*options_.from.field);
    if (options_.source.certainly_empty() && options_.target.certainly_empty() && options_.id.certainly_empty())
      report(flag_.span, "a secret mount needs `id`, `source` or `target`");
    if (!options_.source.certainly_filled() || !options_.id.certainly_filled()) return;
    SyntaxError& error =
        report(options_.source.field->key.span(), "a secret mount takes either `id` or `source`, not both");
    error.notes.push_back({options_.id.field->key.span(), "`id` is given here"});
  }

  const RunMountFlag& flag_;
  char escape_;
  const Variables& variables_;
  TextArena& arena_;
  SyntaxErrors& errors_;
  MountOptions options_;
};

}  // namespace

std::string_view name_of(RunMountType type) { return types[static_cast<std::size_t>(type)]; }
std::string_view name_of(CacheSharing sharing) { return sharing_modes[static_cast<std::size_t>(sharing)]; }

Span MountValue::span() const {
  if (!field) return {};
  return field->value && !field->value->empty() ? field->value->span() : field->key.span();
}

MountOptions read_mount_options(const RunMountFlag& flag, char escape, const Variables& variables, TextArena& arena,
                                SyntaxErrors& errors) {
  return MountReader(flag, escape, variables, arena, errors).read();
}

}  // namespace mountlint::dockerfile
