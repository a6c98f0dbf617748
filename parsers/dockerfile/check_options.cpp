// Up to three options with semicolons between them (BuildKit frontend/dockerfile/linter, ParseLintOptions). The first
// wrong one ends the reading, and the build; a later option replaces an earlier one of its name.
#include "parsers/dockerfile/check_options.h"

#include <array>
#include <optional>

#include <fmt/format.h>

#include "parsers/dockerfile/did_you_mean.h"
#include "parsers/dockerfile/dispatch_errors.h"
#include "parsers/dockerfile/go_values.h"

namespace mountlint::dockerfile {

namespace {

constexpr std::array<std::string_view, 3> names = {"skip", "experimental", "error"};
constexpr std::size_t most_options = 3;

// At most `most` parts; the last one keeps what is left.
std::vector<Text> split_n(const Text& text, char separator, std::size_t most) {
  std::vector<Text> parts = text.split(separator);
  if (parts.size() <= most) return parts;
  parts[most - 1] = parts[most - 1].to(parts.back());
  parts.resize(most);
  return parts;
}

void set_names(const Text& value, bool& all, std::vector<Text>& list) {
  all = value.value() == "all";
  list.clear();
  if (all) return;
  for (const Text& name : value.split(',')) list.push_back(name.trimmed());
}

void report_option(const Text& option, const Text& name, const Text& whole, SyntaxErrors& errors) {
  const bool known = name.value() == "skip" || name.value() == "experimental" || name.value() == "error";
  if (option.empty()) return (void)report_value(whole, "an option of `check` is empty", errors);
  if (known) {
    report_value(option, fmt::format("the option `{}` of `check` has no value", name.value()), errors).help =
        fmt::format("write `{}=..`, without blanks", name.value());
    return;
  }
  SyntaxError& error = report_value(name, fmt::format("`check` has no option `{}`", name.value()), errors);
  suggest(error, name, names);
}

// False: the option is wrong.
bool read_option(const Text& option, const Text& whole, CheckOptions& out, SyntaxErrors& errors) {
  const std::size_t equals = option.value().find('=');
  const bool has_value = equals != std::string_view::npos;
  const auto at = static_cast<std::uint32_t>(has_value ? equals : option.size());
  const Text name = option.sub(0, at).trimmed();
  const Text value = has_value ? option.from(at + 1).trimmed() : option.from(at);
  if (has_value && name.value() == "skip") return set_names(value, out.skip_all, out.skip), true;
  if (has_value && name.value() == "experimental")
    return set_names(value, out.experimental_all, out.experimental), true;
  if (!has_value || name.value() != "error") return report_option(option, name, whole, errors), false;
  const std::optional<bool> error = parse_bool(value.value());
  if (!error)
    report_value(value.empty() ? option : value,
                 fmt::format("the option `error` of `check` takes `true` or `false`, not `{}`", value.value()), errors);
  out.error = error.value_or(false);
  return error.has_value();
}

}  // namespace

CheckOptions read_check_options(const Text& value, SyntaxErrors& errors) {
  CheckOptions out;
  const std::size_t blank = std::min<std::size_t>(value.value().find(' '), value.size());
  const Text options = value.sub(0, static_cast<std::uint32_t>(blank)).trimmed();
  if (options.empty() || !options.is_known()) return out;
  for (const Text& option : split_n(options, ';', most_options))
    if (!read_option(option.trimmed(), options, out, errors)) break;
  return out;
}

}  // namespace mountlint::dockerfile
