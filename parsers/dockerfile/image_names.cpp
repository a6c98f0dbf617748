// ParseNormalizedNamed of distribution/reference. What stands before the first `/` is a registry if it holds `.`, `:`
// or a capital, or is `localhost`; a path of small letters may look like a registry, too.
#include "parsers/dockerfile/image_names.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/did_you_mean.h"
#include "parsers/dockerfile/digests.h"
#include "parsers/dockerfile/dispatch_errors.h"

namespace mountlint::dockerfile {

namespace {

constexpr std::size_t longest_path = 255;
constexpr std::size_t longest_tag = 128;

bool is_digit_or_small(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_alphanumeric(char c) { return is_digit_or_small(c) || is_capital(c); }

// [a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*
bool is_path_component(std::string_view text) {
  if (text.empty() || !is_digit_or_small(text.front()) || !is_digit_or_small(text.back())) return false;
  for (std::size_t at = 0; at < text.size();) {
    if (is_digit_or_small(text[at])) {
      ++at;
      continue;
    }
    const std::size_t end = std::min(text.find_first_not_of(text[at], at), text.size());
    const std::size_t most = text[at] == '-' ? text.size() : text[at] == '_' ? 2 : text[at] == '.' ? 1 : 0;
    if (end - at > most || !is_digit_or_small(text[end])) return false;
    at = end;
  }
  return true;
}

template <class Check>
bool all_parts(std::string_view text, char separator, Check check) {
  for (;;) {
    const std::size_t at = text.find(separator);
    if (!check(text.substr(0, at))) return false;
    if (at == text.npos) return true;
    text.remove_prefix(at + 1);
  }
}

bool is_path(std::string_view text) { return all_parts(text, '/', is_path_component); }

bool is_host_component(std::string_view text) {
  if (text.empty() || !is_alphanumeric(text.front()) || !is_alphanumeric(text.back())) return false;
  return std::all_of(text.begin(), text.end(), [](char c) { return is_alphanumeric(c) || c == '-'; });
}

bool is_host(std::string_view text) {
  if (!text.starts_with('[')) return all_parts(text, '.', is_host_component);
  if (text.size() < 3 || !text.ends_with(']')) return false;
  return text.substr(1, text.size() - 2).find_first_not_of("0123456789abcdefABCDEF:") == text.npos;
}

// A host, perhaps with a port.
bool is_registry(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == text.npos || text.ends_with(']')) return is_host(text);
  const std::string_view port = text.substr(colon + 1);
  return !port.empty() && port.find_first_not_of("0123456789") == port.npos && is_host(text.substr(0, colon));
}

bool is_tag(std::string_view text) {
  const auto is_word = [](char c) { return is_alphanumeric(c) || c == '_'; };
  if (text.empty() || text.size() > longest_tag || !is_word(text.front())) return false;
  return std::all_of(text.begin(), text.end(), [&](char c) { return is_word(c) || c == '.' || c == '-'; });
}

bool is_registry_by_look(std::string_view text) {
  return text == "localhost" || text.find_first_of(".:") != text.npos ||
         std::any_of(text.begin(), text.end(), is_capital);
}

// A name cut at the places where it would be cut if it were right.
struct Parts {
  Text registry, path;
  std::optional<Text> tag, digest;
};

Parts split(const Text& name) {
  Parts parts;
  const auto cut = [](const Text& text, char separator, std::optional<Text>& rest) {
    const std::size_t at = text.value().find(separator);
    if (at == std::string_view::npos) return text;
    rest = text.from(static_cast<std::uint32_t>(at + 1));
    return text.sub(0, static_cast<std::uint32_t>(at));
  };
  const Text named = cut(name, '@', parts.digest);
  const std::size_t slash = named.value().find('/');
  const bool has_registry = slash != std::string_view::npos && is_registry_by_look(named.value().substr(0, slash));
  const auto begin = static_cast<std::uint32_t>(has_registry ? slash : 0);
  parts.registry = named.sub(0, begin);
  parts.path = cut(named.from(has_registry ? begin + 1 : 0), ':', parts.tag);
  return parts;
}

class NameChecker {
 public:
  NameChecker(const Text& name, std::span<const std::string_view> stages, SyntaxErrors& errors)
      : name_(name), parts_(split(name)), stages_(stages), errors_(errors) {}

  void check() {
    const std::string_view path = parts_.path.value();
    if (name_.value().starts_with("http://") || name_.value().starts_with("https://")) return report_url();
    if (std::any_of(path.begin(), path.end(), is_capital)) return report_capitals();
    if (!has_right_name()) return report_name();
    if (parts_.tag && !is_tag(parts_.tag->value())) return report_tag();
    if (parts_.digest) check_digest();
    if (path.size() > longest_path) report(parts_.path, "the name of this image is longer than 255 bytes");
  }

 private:
  SyntaxError& report(const Text& at, std::string message) { return report_value(at, std::move(message), errors_); }

  bool has_right_name() const {
    const std::string_view path = parts_.path.value(), registry = parts_.registry.value();
    if (name_.value().size() == 64 && name_.value().find_first_not_of("0123456789abcdef") == std::string_view::npos)
      return false;
    return is_path(path) && (registry.empty() || is_registry(registry) || is_path(registry));
  }

  void report_url() {
    report(name_, fmt::format("`{}` is no image name: it must not begin with `https://`", name_.value()));
  }

  void report_capitals() {
    const Text& path = parts_.path;
    SyntaxError& error = report(path, fmt::format("`{}` is no image name: it must be in lower case", path.value()));
    suggest_stage(error);
    if (!path.editable() || error.replacement) return;
    error.replacement = lower(path.value());
    if (error.help.empty()) error.help = fmt::format("write `{}`", *error.replacement);
  }

  void report_name() {
    const bool bad_path = !is_path(parts_.path.value());
    const Text& at = bad_path || parts_.registry.empty() ? parts_.path : parts_.registry;
    SyntaxError& error = report(at.empty() ? name_ : at, fmt::format("`{}` is no image name", name_.value()));
    suggest_stage(error);
  }

  void report_tag() {
    if (parts_.tag->empty())
      return (void)report(name_, fmt::format("`{}` is no image name: the tag is empty", name_.value()));
    report(*parts_.tag, fmt::format("`{}` is no tag of an image", parts_.tag->value())).help =
        "a tag holds at most 128 letters, digits, `_`, `.` and `-`, and does not begin with `.` or `-`";
  }

  void check_digest() {
    const auto mistake = digest_mistake(parts_.digest->value());
    if (!mistake) return;
    report(parts_.digest->empty() ? name_ : *parts_.digest, fmt::format("`{}` {}", parts_.digest->value(), *mistake));
  }

  // Only where the whole name could be a stage.
  void suggest_stage(SyntaxError& error) {
    if (parts_.registry.empty() && !parts_.tag && !parts_.digest) suggest(error, name_, stages_);
  }

  Text name_;
  Parts parts_;
  std::span<const std::string_view> stages_;
  SyntaxErrors& errors_;
};

}  // namespace

void check_image_name(const Text& name, std::span<const std::string_view> stages, SyntaxErrors& errors) {
  if (name.is_known() && !name.empty()) NameChecker(name, stages, errors).check();
}

}  // namespace mountlint::dockerfile
