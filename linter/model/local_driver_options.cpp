// The engine looks up names of servers for `nfs` and `cifs`, turns known words of `o` into flags and hands the rest to
// mount(2) (moby volume/local/local_unix.go and moby/sys mount/flags_unix.go). What then is refused is what the kernel
// does not know: fs/nfs/fs_context.c and fs/smb/client/fs_context.c of Linux. A share that a mount helper would mount
// may therefore fail as a volume.
#include "linter/model/local_driver_options.h"

#include <algorithm>
#include <array>

namespace mountlint {
namespace {

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::ranges::find(words, word) != words.end();
}

std::optional<DriverProblem> problem(DriverMistake mistake, const compose::Variable* option) {
  return DriverProblem{mistake, option, *option->value};
}

// The blanks at the end of a password may be its own.
bool has_blank_beside(const Text& word) {
  const bool is_password = word.trimmed().value().starts_with("pass");
  return is_password ? word.value().find_first_not_of(" \t") > 0 : word.trimmed().size() != word.size();
}

// To the kernel ` ro` is another word than `ro`.
std::optional<DriverProblem> blank_problem(const DriverOptions& options, const MountWords& o) {
  for (const Text& word : o.words)
    if (has_blank_beside(word)) return DriverProblem{DriverMistake::blank_in_options, options.o, word};
  return std::nullopt;
}

std::optional<DriverProblem> bind_problem(const DriverOptions& options, const MountWords& o) {
  const bool has_flag = o.find("bind") || o.find("rbind") || o.find("remount");
  if (!o.known || has_flag || known_value(options.device) == "none") return std::nullopt;
  return problem(DriverMistake::no_bind_flag, options.o ? options.o : options.type);
}

// Letters that numbers of addresses do not have, or no dot and no colon.
bool is_host_name(std::string_view address) {
  if (address.find(':') != std::string_view::npos) return false;
  return address.find_first_not_of("0123456789.") != std::string_view::npos;
}

std::optional<DriverProblem> address_problem(const DriverOptions& options, const MountWords& o) {
  const std::optional<Text> address = o.value_of("addr");
  if (!address || address->empty()) {
    if (!o.known) return std::nullopt;
    return problem(DriverMistake::nfs_no_address, options.o ? options.o : options.device);
  }
  const std::optional<std::string_view> known = address->known();
  if (known_value(options.type) != "nfs4" || !known || !is_host_name(*known)) return std::nullopt;
  return DriverProblem{DriverMistake::nfs_host_name, options.o, *address};
}

std::optional<DriverProblem> fstab_problem(const DriverOptions& options, const MountWords& o) {
  constexpr std::array<std::string_view, 8> only_fstab = {"defaults", "nofail", "_netdev", "auto",
                                                          "noauto",   "user",   "nouser",  "users"};
  for (const Text& word : o.words)
    if (is_one_of(word.value(), only_fstab) || word.value().starts_with("x-"))
      return DriverProblem{DriverMistake::nfs_fstab_word, options.o, word};
  return std::nullopt;
}

std::optional<DriverProblem> nfs_problem(const DriverOptions& options, const MountWords& o) {
  const std::optional<std::string_view> device = known_value(options.device);
  if (std::optional<DriverProblem> found = address_problem(options, o)) return found;
  if (device && device->find(':') == std::string_view::npos) return problem(DriverMistake::nfs_device, options.device);
  return fstab_problem(options, o);
}

bool is_separator(char c) { return c == '/' || c == '\\'; }

// `//server/share`: two separators, a server, another one, and a share.
bool is_share(std::string_view device) {
  if (device.size() < 5 || !is_separator(device[0]) || !is_separator(device[1]) || is_separator(device[2]))
    return false;
  const std::size_t slash = device.find_first_of("/\\", 2);
  return slash != std::string_view::npos && slash + 1 < device.size() && !is_separator(device[slash + 1]);
}

// As Go's URL.Port reads it, of `//server:445/share`.
bool has_port(std::string_view device) {
  if (!device.starts_with("//")) return false;
  const std::string_view server = device.substr(2, device.find('/', 2) - 2);
  const std::size_t colon = server.rfind(':');
  if (colon == std::string_view::npos || server.ends_with(']') || colon + 1 == server.size()) return false;
  return server.substr(colon + 1).find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<DriverProblem> cifs_problem(const DriverOptions& options, const MountWords& o) {
  const std::optional<std::string_view> device = known_value(options.device);
  if (device && has_port(*device)) return problem(DriverMistake::cifs_port, options.device);
  if (device && !is_share(*device)) return problem(DriverMistake::cifs_device, options.device);
  const bool has_user = o.value_of("username") || o.value_of("user");
  for (const Text& word : o.words)
    if (!has_user && (word.value().starts_with("credentials=") || word.value().starts_with("cred=")))
      return DriverProblem{DriverMistake::cifs_credentials, options.o, word};
  return std::nullopt;
}

std::optional<DriverProblem> type_problem(std::string_view type, const DriverOptions& options, const MountWords& o) {
  if (type == "none" || type == "bind") return bind_problem(options, o);
  if (type == "nfs" || type == "nfs4") return nfs_problem(options, o);
  if (type == "cifs") return cifs_problem(options, o);
  return std::nullopt;
}

bool is_other_file_system(std::string_view type) {
  return is_one_of<5>(type, {"tmpfs", "nfs", "nfs4", "cifs", "ramfs"});
}

}  // namespace

std::optional<std::string_view> known_value(const compose::Variable* option) {
  return option && option->value ? option->value->known() : std::nullopt;
}

const Text* MountWords::find(std::string_view flag) const {
  const auto found = std::ranges::find_if(words, [&](const Text& word) { return word.known() == flag; });
  return found == words.end() ? nullptr : &*found;
}

std::optional<Text> MountWords::value_of(std::string_view name) const {
  for (const Text& word : words) {
    const std::string_view value = word.value();
    if (value.starts_with(name) && value.substr(name.size()).starts_with('='))
      return word.from(static_cast<std::uint32_t>(name.size() + 1));
  }
  return std::nullopt;
}

MountWords mount_words(const compose::Variable* o) {
  if (!o) return {};
  return {o->value->split(','), o->value->is_known()};
}

std::optional<DriverProblem> mount_problem(const DriverOptions& options) {
  const std::optional<std::string_view> type = known_value(options.type);
  if (!type || type->empty()) return std::nullopt;
  const MountWords o = mount_words(options.o);
  if (std::optional<DriverProblem> found = blank_problem(options, o)) return found;
  if (std::optional<DriverProblem> found = type_problem(*type, options, o)) return found;
  if (options.size && is_other_file_system(*type)) return problem(DriverMistake::size_of_mount, options.size);
  return std::nullopt;
}

}  // namespace mountlint
