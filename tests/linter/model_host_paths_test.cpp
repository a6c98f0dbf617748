// The table of sensitive host paths: which row wins, how severe it is for whom, and that the table is in order.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "linter/model/host_paths.h"

namespace mountlint {
namespace {

constexpr int silent = -1, I = 0, W = 1, E = 2;
constexpr std::string_view no_row = "(none)";

int severity_of(const HostPathMatch& match) { return match.severity ? static_cast<int>(*match.severity) : silent; }

struct Expected {
  std::string_view path, row;
  int read_write, read_only;
};

void check_all(const std::vector<Expected>& table) {
  for (const Expected& expected : table) {
    CAPTURE(expected.path);
    const HostPathMatch writable = match_host_path(expected.path, Access::read_write, nullptr);
    const HostPathMatch readable = match_host_path(expected.path, Access::read_only, nullptr);
    CHECK((writable.row ? writable.row->path : no_row) == expected.row);
    CHECK(severity_of(writable) == expected.read_write);
    CHECK(severity_of(readable) == expected.read_only);
    CHECK(readable.row == writable.row);
    CHECK(writable.documented_by.empty());
  }
}

TEST_CASE("engine sockets and the directories above them") {
  check_all({
      {"/var/run/docker.sock", "/run/docker.sock*", E, E},
      {"/run/docker.sock", "/run/docker.sock*", E, E},
      {"/var/run/docker.sock.raw", "/run/docker.sock*", E, E},
      {"/run/containerd/containerd.sock", "/run/containerd/containerd.sock*", E, E},
      {"/run/k3s/containerd/containerd.sock", "/run/k3s/containerd/containerd.sock", E, E},
      {"/var/run/crio/crio.sock", "/run/crio/crio.sock", E, E},
      {"/run/podman/podman.sock", "/run/podman/podman.sock", E, E},
      {"\\\\.\\pipe\\docker_engine", "//./pipe/docker_engine*", E, E},
      {"//./pipe/docker_engine", "//./pipe/docker_engine*", E, E},
      {"//./pipe/dockerDesktopLinuxEngine", "//./pipe/dockerdesktop*", E, E},
      {"/run", "/run", E, E},
      {"/var/run", "/run", E, E},
      {"/var/run/docker", "/run/docker", E, E},
      {"/run/containerd", "/run/containerd", E, E},
      {"/run/user/1000/docker.sock", "/run/user/*/docker.sock", W, W},
      {"/run/user/1000/podman/podman.sock", "/run/user/*/podman", W, W},
      {"/Users/me/.docker/run/docker.sock", "~/.docker/run", W, W},
      {"/run/docker.sockets/x", no_row, silent, silent},
      {"/run/myapp", no_row, silent, silent},
      {"/run/myapp/app.sock", no_row, silent, silent},
      {"/srv/docker.sock", no_row, silent, silent},
  });
}

TEST_CASE("the system, exactly or with everything below") {
  check_all({
      {"/", "/", E, W},
      {"C:\\", "c:/", E, W},
      {"c:/", "c:/", E, W},
      {"D:\\", no_row, silent, silent},
      {"/boot/grub", "/boot", E, W},
      {"/boot/firmware/config.txt", "/boot/firmware", E, I},
      {"/usr", "/usr", E, W},
      {"/usr/bin/docker", "/usr", E, silent},
      {"/bin", "/bin", E, W},
      {"/bin/sh", "/bin", E, silent},
      {"/usr/local", "/usr/local", E, W},
      {"/usr/local/mysql/data", "/usr/local", silent, silent},
      {"/usr/local/bin/docker", "/usr/local/bin", E, silent},
      {"/lib/modules", "/lib/modules", W, silent},
      {"/lib/modules/6.1/kernel", "/lib/modules", W, silent},
      {"/usr/src", "/usr/src", W, silent},
      {"/usr/share/zoneinfo/Europe/Berlin", "/usr/share/zoneinfo", W, silent},
      {"/proc", "/proc", E, W},
      {"/proc/sys/kernel/core_pattern", "/proc/sys", E, W},
      {"/proc/meminfo", "/proc", E, W},
      {"/sys", "/sys", E, W},
      {"/sys/fs/cgroup", "/sys/fs/cgroup", W, I},
      {"/sys/kernel/debug", "/sys/kernel/debug", E, W},
      {"/sys/class/gpio", "/sys/class", W, silent},
      {"/dev", "/dev", E, W},
      {"/dev/sda1", "/dev/sd*", E, W},
      {"/dev/mapper/vg-data", "/dev/mapper", E, W},
      {"/dev/ttyUSB0", "/dev/*", I, I},
      {"/dev/net/tun", "/dev/*", I, I},
      {"/dev/shm", "/dev/shm", W, I},
      {"/dev/shm/app", "/dev/shm", silent, silent},
      {"/dev/log", "/dev/log", silent, silent},
      {"C:\\Windows\\System32", "c:/windows", E, W},
      {"c:/Program Files (x86)/x", "c:/program files*", E, W},
      {"C:\\ProgramData\\Docker\\volumes", "c:/programdata/docker", E, W},
      {"C:\\data", no_row, silent, silent},
  });
}

TEST_CASE("what /etc holds is not all the same") {
  check_all({
      {"/etc", "/etc", E, W},
      {"/etc/shadow", "/etc/shadow*", E, E},
      {"/etc/shadow-", "/etc/shadow*", E, E},
      {"/etc/sudoers.d/x", "/etc/sudoers*", E, E},
      {"/etc/ssh/ssh_host_rsa_key", "/etc/ssh", E, E},
      {"/etc/passwd", "/etc/passwd", E, I},
      {"/etc/cron.d/job", "/etc/cron*", E, I},
      {"/etc/crontab", "/etc/cron*", E, I},
      {"/var/spool/cron/crontabs", "/var/spool/cron", E, I},
      {"/etc/kubernetes/manifests", "/etc/kubernetes", E, W},
      {"/etc/docker/daemon.json", "/etc/docker", E, W},
      {"/etc/letsencrypt/live/x", "/etc/letsencrypt", W, I},
      {"/etc/ssl/certs", "/etc/ssl", W, silent},
      {"/etc/ssl/private/key.pem", "/etc/ssl/private", E, E},
      {"/etc/localtime", "/etc/localtime", W, silent},
      {"/etc/resolv.conf", "/etc/resolv.conf", W, I},
      {"/etc/nginx/nginx.conf", "/etc/*", W, I},
      {"/etcd", no_row, silent, silent},
      {"/etcd/data", no_row, silent, silent},
  });
}

TEST_CASE("homes, keys and desktop sessions") {
  check_all({
      {"~", "~", E, W},
      {"/root", "~", E, W},
      {"/home/deploy", "~", E, W},
      {"/Users/me", "~", E, W},
      {"C:\\Users\\me", "~", E, W},
      {"/home", "/home", E, W},
      {"/Users", "/Users", E, W},
      {"C:\\Users", "c:/users", E, W},
      {"~/.ssh", "~/.ssh", E, W},
      {"/root/.ssh/id_ed25519", "~/.ssh", E, W},
      {"~/.ssh/known_hosts", "~/.ssh/known_hosts", W, silent},
      {"/home/me/.aws/credentials", "~/.aws", E, W},
      {"C:\\Users\\me\\.kube\\config", "~/.kube", E, W},
      {"~/.docker/config.json", "~/.docker/config.json", E, W},
      {"~/.config/gcloud", "~/.config/gcloud", E, W},
      {"~/.config/myapp", no_row, silent, silent},
      {"~/.gitconfig", no_row, silent, silent},
      {"~/.cache", no_row, silent, silent},
      {"~/projects/app", no_row, silent, silent},
      {"/home/me/projects", no_row, silent, silent},
      {"/home/data", no_row, silent, silent},
      {"/home/docker/.ssh", no_row, silent, silent},
      {"/Users/Shared", no_row, silent, silent},
      {"/rooted", no_row, silent, silent},
      {"/project/.ssh", no_row, silent, silent},
      {"/run/user/1000", "/run/user/*", W, W},
      {"/run/user/1000/wayland-0", "/run/user/*", W, W},
      {"/tmp/.X11-unix/X0", "/tmp/.X11-unix", W, W},
      {"/tmp/ssh-AbC/agent.1", "/tmp/ssh-*", W, W},
      {"/tmp", "/tmp", I, I},
      {"/tmp/app", no_row, silent, silent},
      {"~/.local/share/docker", "~/.local/share/docker", E, W},
  });
}

TEST_CASE("state of services") {
  check_all({
      {"/var", "/var", E, W},
      {"/var/lib", "/var/lib", E, W},
      {"/var/lib/postgresql", no_row, silent, silent},
      {"/var/lib/docker", "/var/lib/docker", E, W},
      {"/var/lib/docker/volumes/x/_data", "/var/lib/docker/volumes", E, W},
      {"/var/lib/dockerdata", no_row, silent, silent},
      {"/var/log", "/var/log", W, I},
      {"/var/log/syslog", "/var/log/*", W, I},
      {"/var/run/dbus/system_bus_socket", "/run/dbus", W, W},
      {"/run/systemd/private", "/run/systemd/private", E, E},
      {"/run/systemd/journal/socket", "/run/systemd/journal", W, I},
      {"/var/run/libvirt/libvirt-sock", "/run/libvirt", E, E},
      {"/var/www", no_row, silent, silent},
  });
}

TEST_CASE("usual places for data are never flagged") {
  for (const std::string_view parent : {"/srv", "/opt", "/mnt", "/media", "/cdrom", "/lost+found", "/data"}) {
    for (const std::string_view below : {"", "/app", "/docker/.ssh"}) {
      const std::string path = std::string(parent) + std::string(below);
      CAPTURE(path);
      const HostPathMatch match = match_host_path(path, Access::read_write, nullptr);
      CHECK(match.row == nullptr);
      CHECK_FALSE(match.severity);
      CHECK_FALSE(match.holds_socket);
    }
  }
}

TEST_CASE("who gets a directory above a socket gets the socket") {
  for (const std::string_view path : {"/", "/run", "/var/run", "/run/containerd", "/run/k3s", "/var/run/podman"}) {
    CAPTURE(path);
    CHECK(match_host_path(path, Access::read_only, nullptr).holds_socket);
  }
  for (const std::string_view path :
       {"/var", "/run/docker.sock", "/run/user/1000", "/run/dbus", "/etc", "/runner", ""}) {
    CAPTURE(path);
    CHECK_FALSE(match_host_path(path, Access::read_only, nullptr).holds_socket);
  }
}

TEST_CASE("an unknown access counts as the lesser one") {
  CHECK(severity_of(match_host_path("/etc", Access::unknown, nullptr)) == W);
  CHECK(severity_of(match_host_path("/etc/localtime", Access::unknown, nullptr)) == silent);
  CHECK(severity_of(match_host_path("/run/docker.sock", Access::unknown, nullptr)) == E);
}

TEST_CASE("verdicts name the rule that speaks") {
  const auto verdict = [](std::string_view path) {
    return match_host_path(path, Access::read_write, nullptr).row->verdict;
  };
  CHECK(verdict("/run/docker.sock") == SourceVerdict::engine_socket);
  CHECK(verdict("/var/run") == SourceVerdict::engine_socket);
  CHECK(verdict("/") == SourceVerdict::host_root);
  CHECK(verdict("/etc") == SourceVerdict::sensitive_path);
  CHECK(verdict("/var/lib/docker") == SourceVerdict::sensitive_path);
  CHECK(verdict("~/.ssh") == SourceVerdict::credentials);
  CHECK(verdict("/root") == SourceVerdict::credentials);
  CHECK(verdict("/dev/shm/x") == SourceVerdict::none);
}

Container container_of(std::string name, std::string image) {
  Container container;
  container.name = std::move(name);
  if (image.empty()) return container;
  container.image.emplace();
  container.image->name = image;
  container.image->repository = image;
  return container;
}

struct ExpectedUse {
  std::string image;
  std::string_view path;
  int read_write, read_only;
};

TEST_CASE("documented mounts of known images weigh less") {
  const std::vector<ExpectedUse> table{
      {"acme/web", "/var/run/docker.sock", E, E},
      {"traefik", "/var/run/docker.sock", W, W},
      {"portainer/portainer-ce", "/var/run/docker.sock", W, W},
      {"containrrr/watchtower", "/var/run/docker.sock", W, W},
      {"ghcr.io/nicholas-fedor/watchtower", "/var/run/docker.sock", W, W},
      {"nginxproxy/acme-companion", "/var/run/docker.sock", W, W},
      {"dokploy/dokploy", "/var/run/docker.sock", W, W},
      {"traefik", "/run", E, E},
      {"tecnativa/docker-socket-proxy", "/var/run/docker.sock", I, I},
      {"lscr.io/linuxserver/socket-proxy", "/var/run/docker.sock", I, I},
      {"gcr.io/cadvisor/cadvisor", "/var/run", E, W},
      {"gcr.io/cadvisor/cadvisor", "/", E, I},
      {"gcr.io/cadvisor/cadvisor", "/sys", E, I},
      {"gcr.io/cadvisor/cadvisor", "/dev/disk", E, I},
      {"gcr.io/cadvisor/cadvisor", "/var/lib/docker", E, I},
      {"prom/node-exporter", "/", E, I},
      {"prom/node-exporter", "/proc", E, I},
      {"prom/node-exporter", "/etc", E, W},
      {"netdata/netdata", "/etc/passwd", E, silent},
      {"docker/docker-bench-security", "/etc", E, I},
      {"grafana/promtail", "/var/log", W, silent},
      {"grafana/promtail", "/var/log/nginx", W, silent},
      {"docker.elastic.co/beats/filebeat", "/var/lib/docker/containers", E, I},
      {"portainer/agent", "/var/lib/docker/volumes", W, W},
      {"certbot/certbot", "/etc/letsencrypt", silent, silent},
      {"nginx", "/etc/letsencrypt", W, silent},
      {"pihole/pihole", "/etc/resolv.conf", I, I},
      {"homeassistant/home-assistant", "/run/dbus", W, I},
      {"containrrr/watchtower", "/root/.docker/config.json", E, I},
      {"containrrr/watchtower", "~/.docker", E, W},
      {"localstack/localstack", "~/.aws", W, W},
      {"codercom/code-server", "~", W, W},
      {"falcosecurity/falco", "/sys/kernel/debug", I, I},
      {"amazon/aws-cli", "~/.ssh", E, W},
  };
  for (const ExpectedUse& expected : table) {
    CAPTURE(expected.image);
    CAPTURE(expected.path);
    const Container container = container_of("service", expected.image);
    for (const Access access : {Access::read_write, Access::read_only}) {
      const HostPathMatch match = match_host_path(expected.path, access, &container);
      const int bare = severity_of(match_host_path(expected.path, access, nullptr));
      const int severity = access == Access::read_write ? expected.read_write : expected.read_only;
      CHECK(severity_of(match) == severity);
      CHECK(match.documented_by == (severity < bare ? expected.image : std::string()));
    }
  }
}

TEST_CASE("a container without a known image gets the plain severity") {
  const Container container = container_of("traefik", "");
  CHECK(severity_of(match_host_path("/run/docker.sock", Access::read_write, &container)) == E);
}

TEST_CASE("configuration and logs of the service itself are its own") {
  struct Own {
    std::string service, image;
    std::string_view path;
    int severity;
  };
  const std::vector<Own> table{
      {"web", "nginx", "/etc/nginx", silent},
      {"web", "nginx", "/etc/nginx/conf.d", silent},
      {"web", "gitlab/gitlab-ce", "/etc/gitlab", silent},
      {"nginx", "", "/var/log/nginx", silent},
      {"web", "acme/web", "/etc/web.conf", silent},
      {"web", "nginx", "/etc/mysql", W},
      {"web", "nginx", "/var/log", W},
      {"passwd", "", "/etc/passwd", E},
      {"web", "nginx", "/etc/nginx-extra", W},
  };
  for (const Own& own : table) {
    CAPTURE(own.path);
    const Container container = container_of(own.service, own.image);
    const HostPathMatch match = match_host_path(own.path, Access::read_write, &container);
    CHECK(severity_of(match) == own.severity);
    CHECK(match.documented_by.empty());
  }
}

TEST_CASE("no path is a problem") {
  CHECK(match_host_path("", Access::read_write, nullptr).row == nullptr);
  for (const std::string_view path : {"relative", ".", "..", "~", "~/", "//", "c:", "\\\\", "\\\\server\\share", ":"}) {
    CAPTURE(path);
    CHECK_FALSE(match_host_path(path, Access::read_write, nullptr).documented_by.size());
  }
  CHECK(match_host_path(std::string(100000, '/') + "etc", Access::read_only, nullptr).row != nullptr);
}

TEST_CASE("rows are well-formed and each stands once") {
  std::set<std::pair<std::string_view, bool>> seen;
  for (const HostPathRow& row : host_path_rows()) {
    CAPTURE(row.path);
    CHECK(seen.emplace(row.path, row.descend).second);
    CHECK(row.read_write >= row.read_only);
    CHECK(row.read_write <= E);
    CHECK(row.read_only >= silent);
    CHECK((row.verdict == SourceVerdict::none) == (row.read_write == silent));
    CHECK(row.why.empty() == (row.verdict == SourceVerdict::none));
    CHECK(row.why.find('.') == std::string_view::npos);
    const bool has_root = row.path.starts_with('/') || row.path.starts_with('~') || row.path.starts_with("c:/");
    CHECK(has_root);
    CHECK((!row.unless_own || row.path.ends_with("/*")));
  }
}

TEST_CASE("each row is found by its own path") {
  for (const HostPathRow& row : host_path_rows()) {
    std::string path(row.path);
    for (std::size_t star = path.find('*'); star != std::string::npos; star = path.find('*'))
      path.replace(star, 1, "7");
    // `/dev/mapper`-like rows have an exact and a descending form.
    const auto with_same_path = [&](const HostPathRow& other) { return other.path == row.path && !other.descend; };
    const bool has_exact = std::any_of(host_path_rows().begin(), host_path_rows().end(), with_same_path);
    if (row.descend && has_exact) path += "/below";
    CAPTURE(row.path);
    CAPTURE(path);
    const HostPathMatch match = match_host_path(path, Access::read_write, nullptr);
    REQUIRE(match.row);
    CHECK(match.row == &row);
  }
}

TEST_CASE("known uses speak of rows that there are, and lower something") {
  for (const KnownUse& use : known_uses_of_host_paths()) {
    CHECK_FALSE(use.images.empty());
    bool lowers = false;
    for (const std::string_view path : use.rows) {
      CAPTURE(path);
      bool found = false;
      for (const HostPathRow& row : host_path_rows()) {
        found |= row.path == path;
        lowers |= row.path == path && use.severity < (use.read_only ? row.read_only : row.read_write);
      }
      CHECK(found);
    }
    CHECK(lowers);
  }
}

}  // namespace
}  // namespace mountlint
