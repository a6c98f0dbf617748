// Matches host paths against the table by whole components: `/etcd` is not `/etc`. The most specific row wins: the
// one with most components, a literal before a `*`, an exact row before one that takes everything below.
#include "linter/model/host_paths.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "linter/model/name_glob.h"

namespace mountlint {
namespace {

using View = std::string_view;
using Components = std::vector<View>;

// Where engines listen. Who gets a directory above one of these gets the socket.
constexpr std::array sockets{View("/run/docker.sock"), View("/run/containerd/containerd.sock"),
                             View("/run/crio/crio.sock"), View("/run/podman/podman.sock"),
                             View("/run/k3s/containerd/containerd.sock")};

// Directories below /home and the like that are no user's home.
constexpr std::array shared_names{View("backup"), View("backups"), View("data"),    View("docker"), View("linuxbrew"),
                                  View("media"),  View("public"),  View("Public"),  View("share"),  View("shared"),
                                  View("Shared"), View("storage"), View("volumes"), View("www")};

std::string lower_with_slashes(View path) {
  std::string out(path);
  for (char& c : out) c = c == '\\' ? '/' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool is_windows(View path) {
  const bool has_drive = path.size() > 1 && std::isalpha(static_cast<unsigned char>(path[0])) && path[1] == ':';
  return path.starts_with("\\\\") || path.starts_with("//") || has_drive;
}

// What is below the home directory of a user, with the `/` in front; empty if it is none.
std::optional<View> below_home(View path) {
  if (path == "/root" || path.starts_with("/root/")) return path.substr(5);
  for (const View parent : {View("/home/"), View("/Users/"), View("c:/users/")}) {
    if (!path.starts_with(parent) || path.size() == parent.size()) continue;
    const std::size_t end = std::min(path.find('/', parent.size()), path.size());
    const View user = path.substr(parent.size(), end - parent.size());
    const bool is_shared = std::find(shared_names.begin(), shared_names.end(), user) != shared_names.end();
    return is_shared ? std::nullopt : std::optional(path.substr(end));
  }
  return std::nullopt;
}

// One spelling for each place. `/var/run` is a link to `/run` on every distribution of today.
std::string one_spelling(View path) {
  const std::string clean = is_windows(path) ? lower_with_slashes(path) : std::string(path);
  if (const std::optional<View> below = below_home(clean)) return "~" + std::string(*below);
  const bool is_run = clean == "/var/run" || clean.starts_with("/var/run/");
  return is_run ? clean.substr(4) : clean;
}

Components components_of(View path) {
  Components out;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (end > 0) out.push_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return out;
}

// Is the pattern (the begin of) the path? Then how specific it is, else -1. Components count most, then what is written
// out of them, then whether nothing is left.
int match_pattern(View pattern, bool descend, const Components& path) {
  std::size_t matched = 0;
  std::size_t literal = 0;
  for (View rest = pattern; !rest.empty();) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const View component = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (component.empty()) continue;
    if (matched == path.size() || !name_matches(component, path[matched])) return -1;
    literal += component.size() - (component.back() == '*' ? 1 : 0);
    ++matched;
  }
  if (matched < path.size() && !descend) return -1;
  return static_cast<int>(matched * 1000 + literal * 2 + (descend ? 0 : 1));
}

const HostPathRow* most_specific_row(const Components& path) {
  const HostPathRow* best = nullptr;
  int best_score = -1;
  for (const HostPathRow& row : host_path_rows()) {
    const int score = match_pattern(row.path, row.descend, path);
    if (score <= best_score) continue;
    best = &row;
    best_score = score;
  }
  return best;
}

bool is_above_socket(const Components& path) {
  return std::any_of(sockets.begin(), sockets.end(), [&](View socket) {
    const Components below = components_of(socket);
    return path.size() < below.size() && std::equal(path.begin(), path.end(), below.begin());
  });
}

int severity_for(const HostPathRow& row, Access access) {
  if (access == Access::unknown) return std::min(row.read_write, row.read_only);
  return access == Access::read_only ? row.read_only : row.read_write;
}

View before(View text, char separator) { return text.substr(0, text.find(separator)); }

// `/etc/gitlab` for gitlab/gitlab-ce, `/var/log/nginx` for a service `nginx`.
bool is_own(const HostPathRow& row, const Components& path, const Container& container) {
  const std::size_t last = static_cast<std::size_t>(std::count(row.path.begin(), row.path.end(), '/')) - 1;
  const View name = before(path[last], '.');
  if (name == container.name) return true;
  if (!container.image) return false;
  const View repository = container.image->repository;
  const View image = repository.substr(repository.rfind('/') + 1);
  return name == image || name == before(image, '-');
}

bool has_use(const KnownUse& use, const HostPathRow& row, Access access, View image) {
  if (use.read_only && access == Access::read_write) return false;
  return std::find(use.rows.begin(), use.rows.end(), row.path) != use.rows.end() &&
         std::any_of(use.images.begin(), use.images.end(), [&](View glob) { return name_matches(glob, image); });
}

// The lowest severity of the uses that this mount is one of.
std::optional<int> severity_of_use(const HostPathRow& row, Access access, View image) {
  std::optional<int> lowest;
  for (const KnownUse& use : known_uses_of_host_paths()) {
    if (has_use(use, row, access, image)) lowest = std::min(use.severity, lowest.value_or(use.severity));
  }
  return lowest;
}

}  // namespace

HostPathMatch match_host_path(std::string_view path, Access access, const Container* container) {
  HostPathMatch match;
  if (path.empty()) return match;
  const std::string spelled = one_spelling(path);
  const Components components = components_of(spelled);
  match.row = most_specific_row(components);
  match.holds_socket = is_above_socket(components);
  if (!match.row) return match;
  int severity = severity_for(*match.row, access);
  if (container && match.row->unless_own && is_own(*match.row, components, *container)) severity = -1;
  if (container && container->image) {
    const std::optional<int> use = severity_of_use(*match.row, access, container->image->name);
    if (use && *use < severity) {
      severity = *use;
      match.documented_by = container->image->name;
    }
  }
  if (severity >= 0) match.severity = static_cast<Severity>(severity);
  return match;
}

}  // namespace mountlint
