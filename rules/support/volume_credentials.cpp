// `password=` and `pass=` are what the kernel's cifs knows (fs/smb/client/fs_context.c of Linux), and what lists of
// options of other drivers have too. Plugins take theirs as an option of its own: `password` of vieux/sshfs,
// `sftp-pass` and `s3-secret-access-key` of rclone, `secret-key` of JuiceFS.
#include "rules/support/volume_credentials.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace mountlint::rules {

template <std::size_t N>
static bool is_among(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// In lower case, all separators made equal.
static std::string plain_name(std::string_view name) {
  std::string plain(name);
  for (char& c : plain) c = c == '_' || c == '.' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return plain;
}

static bool is_secret_name(std::string_view name) {
  constexpr std::array<std::string_view, 9> endings = {"password",   "passwd",    "pass",          "secret-access-key",
                                                       "secret-key", "secretkey", "client-secret", "access-key-secret",
                                                       "account-key"};
  const std::string plain = plain_name(name);
  const auto is_end = [&](std::string_view ending) {
    return plain == ending || plain.ends_with("-" + std::string(ending));
  };
  return std::any_of(endings.begin(), endings.end(), is_end);
}

// The default of a variable stands where the variable stands.
static bool is_written_here(const Run& run) {
  if (run.from == From::variable) return run.defined_at.valid() && run.span.contains(run.defined_at);
  return run.from == From::source || run.from == From::escape;
}

static bool is_written_out(const Text& value) {
  if (value.empty() || !value.is_known()) return false;
  const std::vector<Run> runs = value.runs();
  return std::all_of(runs.begin(), runs.end(), is_written_here);
}

static bool is_one_character(std::string_view value) {
  return value.find_first_not_of(value[0]) == std::string_view::npos;
}

// `<password>`, `{{ password }}`, `YOUR_PASSWORD`, `changeme`, `****`
static bool is_placeholder(std::string_view value) {
  constexpr std::array<std::string_view, 9> words = {
      "password", "passwd", "pass", "secret", "changeme", "change-me", "password-here", "my-password", "mypassword"};
  if (value.find_first_of("<>{}[]") != std::string_view::npos) return true;
  const std::string plain = plain_name(value);
  return is_one_character(value) || plain.find("your") != std::string::npos || is_among(plain, words);
}

static bool asks_for_no_password(const Text& list) {
  constexpr std::array<std::string_view, 9> words = {
      "guest", "username=guest", "user=guest", "sec=krb5", "sec=krb5i", "sec=none", "sec=krb5p", "username=", "user="};
  const std::vector<Text> parts = list.split(',');
  return std::any_of(parts.begin(), parts.end(), [&](const Text& part) { return is_among(part.value(), words); });
}

static bool is_secret(const Text& value) {
  return is_written_out(value) && value.value() != "guest" && !is_placeholder(value.value());
}

// `username=u,password=p`
static void add_from_list(const compose::Variable& option, std::vector<VolumeCredential>& out) {
  if (asks_for_no_password(*option.value)) return;
  for (const Text& word : option.value->split(',')) {
    const std::size_t equals = word.value().find('=');
    if (equals == std::string_view::npos) continue;
    const Text name = word.sub(0, static_cast<std::uint32_t>(equals)).trimmed();
    const Text value = word.from(static_cast<std::uint32_t>(equals + 1));
    const bool names = name.value() == "password" || name.value() == "pass" || name.value() == "passwd";
    if (names && is_secret(value)) out.push_back({&option, word.trimmed(), value});
  }
}

// `https://user:password@server/`
static void add_from_url(const compose::Variable& option, std::vector<VolumeCredential>& out) {
  const std::string_view url = option.value->value();
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return;
  const std::size_t end = std::min(url.find('/', scheme + 3), url.size());
  const std::size_t at = url.substr(0, end).rfind('@');
  const std::size_t colon = url.find(':', scheme + 3);
  if (at == std::string_view::npos || colon == std::string_view::npos || colon > at) return;
  const Text value = option.value->sub(static_cast<std::uint32_t>(colon + 1), static_cast<std::uint32_t>(at));
  if (is_secret(value)) out.push_back({&option, *option.value, value});
}

static void add_from_option(const compose::Variable& option, bool local, std::vector<VolumeCredential>& out) {
  const std::optional<std::string_view> name = option.name.known();
  if (!name) return;
  if (local && *name != "o") return;
  if (!local && is_secret_name(*name)) {
    if (is_secret(*option.value)) out.push_back({&option, *option.value, *option.value});
    return;
  }
  add_from_list(option, out);
  if (!local) add_from_url(option, out);
}

std::vector<VolumeCredential> written_credentials(const compose::VolumeDefinition& definition) {
  std::vector<VolumeCredential> found;
  const bool local = is_local_driver(definition);
  for (const compose::Variable& option : definition.driver_opts)
    if (option.value) add_from_option(option, local, found);
  return found;
}

}  // namespace mountlint::rules
