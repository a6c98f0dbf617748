// Who documents which host mount. An image that does what its own documentation says is worth a lower severity and a
// word about it; whatever goes beyond (read-write where read-only is documented, other paths) stays.
#include "linter/model/host_paths.h"

namespace mountlint {
namespace {

using View = std::string_view;

constexpr int warning = static_cast<int>(Severity::warning);
constexpr int info = static_cast<int>(Severity::info);
constexpr int silent = -1;

constexpr bool if_read_only = true;
constexpr bool always = false;

// --- Images

// They manage containers, or read their labels and logs.
constexpr View managers[] = {"portainer/*",
                             "traefik",
                             "traefik/traefik",
                             "*/watchtower",
                             "ghcr.io/*/watchtower",
                             "crazymax/diun",
                             "ghcr.io/crazy-max/diun",
                             "amir20/dozzle",
                             "ghcr.io/amir20/dozzle",
                             "nginxproxy/*",
                             "ghcr.io/nginx-proxy/*",
                             "jwilder/nginx-proxy",
                             "jwilder/docker-gen",
                             "jrcs/letsencrypt-nginx-proxy-companion",
                             "willfarrell/autoheal",
                             "ghcr.io/gethomepage/homepage",
                             "gitlab/gitlab-runner",
                             "registry.gitlab.com/gitlab-org/gitlab-runner",
                             "drone/drone-runner-docker",
                             "drone/agent",
                             "woodpeckerci/woodpecker-agent",
                             "gitea/act_runner",
                             "docker.gitea.com/act_runner",

                             "dokploy/dokploy",
                             "ghcr.io/coollabsio/coolify",
                             "coollabsio/coolify",
                             "louislam/dockge",
                             "pyouroboros/ouroboros",
                             "lazyteam/lazydocker",
                             "mcuadros/ofelia",
                             "ghcr.io/mcuadros/ofelia",
                             "lucaslorentz/caddy-docker-proxy",
                             "offen/docker-volume-backup",
                             "swarmpit/swarmpit",
                             "dockersamples/visualizer"};
constexpr View socket_proxies[] = {"tecnativa/docker-socket-proxy",    "ghcr.io/tecnativa/docker-socket-proxy",
                                   "linuxserver/socket-proxy",         "lscr.io/linuxserver/socket-proxy",
                                   "ghcr.io/linuxserver/socket-proxy", "wollomatic/socket-proxy",
                                   "ghcr.io/wollomatic/socket-proxy",  "hectorm/cetusguard",
                                   "ghcr.io/hectorm/cetusguard"};
// They measure the host and its containers.
constexpr View monitors[] = {"prom/node-exporter",
                             "quay.io/prometheus/node-exporter",
                             "bitnami/node-exporter",
                             "gcr.io/cadvisor/cadvisor",
                             "ghcr.io/google/cadvisor",
                             "google/cadvisor",
                             "zcube/cadvisor",
                             "netdata/netdata",
                             "ghcr.io/netdata/netdata",
                             "datadog/agent",
                             "gcr.io/datadoghq/agent",
                             "public.ecr.aws/datadog/agent",
                             "nicolargo/glances",
                             "telegraf",
                             "falcosecurity/*",
                             "sysdig/*",
                             "ghcr.io/analogj/scrutiny",
                             "analogj/scrutiny",
                             "crowdsecurity/crowdsec",
                             "ghcr.io/crowdsecurity/crowdsec",
                             "henrygd/beszel-agent",
                             "ghcr.io/henrygd/beszel/beszel-agent",
                             "newrelic/infrastructure",
                             "grafana/agent",
                             "grafana/alloy"};
constexpr View kernel_tracers[] = {
    "falcosecurity/*",       "sysdig/*",      "cilium/cilium",         "quay.io/cilium/cilium",         "*/pixie*",
    "aquasec/tracee",        "grafana/beyla", "parca-dev/parca-agent", "ghcr.io/parca-dev/parca-agent", "datadog/agent",
    "gcr.io/datadoghq/agent"};
constexpr View auditors[] = {"docker/docker-bench-security", "wazuh/wazuh-agent", "opensecurity/*", "cisofy/lynis"};
constexpr View log_shippers[] = {"grafana/promtail",
                                 "grafana/alloy",
                                 "grafana/agent",
                                 "fluent/fluentd",
                                 "fluent/fluent-bit",
                                 "cr.fluentbit.io/fluent/fluent-bit",
                                 "timberio/vector",
                                 "docker.elastic.co/beats/*",
                                 "elastic/filebeat",
                                 "elastic/metricbeat",
                                 "opensearchproject/*",
                                 "crowdsecurity/crowdsec",
                                 "ghcr.io/crowdsecurity/crowdsec",
                                 "crazymax/fail2ban",
                                 "linuxserver/fail2ban",
                                 "lscr.io/linuxserver/fail2ban",
                                 "ghcr.io/linuxserver/fail2ban",
                                 "datadog/agent",
                                 "gcr.io/datadoghq/agent",
                                 "otel/opentelemetry-collector-contrib",
                                 "netdata/netdata"};
constexpr View disk_monitors[] = {
    "ghcr.io/analogj/scrutiny", "analogj/scrutiny",        "prometheuscommunity/smartctl-exporter",
    "gcr.io/cadvisor/cadvisor", "ghcr.io/google/cadvisor", "google/cadvisor",
    "grafana/promtail",         "grafana/alloy",           "netdata/netdata"};
constexpr View container_metrics[] = {"gcr.io/cadvisor/cadvisor", "ghcr.io/google/cadvisor", "google/cadvisor",
                                      "zcube/cadvisor",           "netdata/netdata",         "datadog/agent",
                                      "gcr.io/datadoghq/agent"};
constexpr View cluster_agents[] = {"rancher/*",          "kindest/node",   "datadog/agent", "gcr.io/datadoghq/agent",
                                   "aquasec/kube-bench", "portainer/agent"};
constexpr View certificate_tools[] = {"certbot/*",
                                      "linuxserver/swag",
                                      "lscr.io/linuxserver/swag",
                                      "ghcr.io/linuxserver/swag",
                                      "jc21/nginx-proxy-manager",
                                      "neilpang/acme.sh",
                                      "nginxproxy/acme-companion"};
constexpr View web_servers[] = {"nginx",
                                "nginxinc/*",
                                "httpd",
                                "caddy",
                                "haproxy",
                                "traefik",
                                "eclipse-mosquitto",
                                "mailserver/docker-mailserver",
                                "ghcr.io/docker-mailserver/docker-mailserver"};
constexpr View resolvers[] = {"pihole/pihole",   "ghcr.io/pi-hole/pihole", "adguard/adguardhome",
                              "coredns/coredns", "technitium/dns-server",  "mvance/unbound"};
constexpr View systemd_images[] = {"jrei/systemd-*", "geerlingguy/*",    "kindest/node",
                                   "rancher/k3s",    "almalinux/*-init", "registry.access.redhat.com/*/ubi-init"};
constexpr View home_automation[] = {"homeassistant/home-assistant",
                                    "ghcr.io/home-assistant/home-assistant",
                                    "linuxserver/homeassistant",
                                    "lscr.io/linuxserver/homeassistant",
                                    "ghcr.io/linuxserver/homeassistant",
                                    "flungo/avahi",
                                    "*/avahi",
                                    "*/spotifyd"};
constexpr View machine_managers[] = {"lxdware/dashboard", "cilium/cilium", "quay.io/cilium/cilium",
                                     "retspen/webvirtcloud", "mber5/virt-manager"};
constexpr View desktop_images[] = {"x11docker/*", "jlesage/*", "jess/*", "mcr.microsoft.com/devcontainers/*"};
constexpr View development_images[] = {"codercom/code-server",
                                       "ghcr.io/coder/code-server",
                                       "linuxserver/code-server",
                                       "lscr.io/linuxserver/code-server",
                                       "ghcr.io/linuxserver/code-server",
                                       "gitpod/openvscode-server",
                                       "mcr.microsoft.com/devcontainers/*"};
constexpr View backup_tools[] = {"offen/docker-volume-backup",
                                 "restic/restic",
                                 "mazzolino/restic",
                                 "ghcr.io/borgmatic-collective/borgmatic",
                                 "b3vis/borgmatic",
                                 "duplicati/duplicati",
                                 "linuxserver/duplicati",
                                 "lscr.io/linuxserver/duplicati",
                                 "ghcr.io/linuxserver/duplicati",
                                 "kopia/kopia"};
constexpr View cloud_tools[] = {"localstack/*",
                                "amazon/aws-cli",
                                "amazon/aws-sam-cli-*",
                                "public.ecr.aws/localstack/*",
                                "google/cloud-sdk",
                                "gcr.io/google.com/cloudsdktool/*",
                                "mcr.microsoft.com/azure-cli"};
constexpr View updaters[] = {"*/watchtower", "ghcr.io/*/watchtower", "crazymax/diun", "ghcr.io/crazy-max/diun"};
constexpr View portainer_agents[] = {"portainer/agent"};
constexpr View windows_exporters[] = {"ghcr.io/prometheus-community/windows-exporter"};

// --- Rows of the table

constexpr View sockets[] = {
    "/run/docker.sock*",   "/run/containerd/containerd.sock*", "/run/podman/podman.sock", "//./pipe/docker_engine*",
    "/pipe/docker_engine", "/run/user/*/docker.sock",          "/run/user/*/podman"};
constexpr View run[] = {"/run"};
constexpr View host_root[] = {"/"};
constexpr View kernel_views[] = {"/proc", "/proc/sys", "/sys"};
constexpr View control_groups[] = {"/sys/fs/cgroup"};
constexpr View kernel_tracing[] = {"/sys/kernel/debug", "/sys/kernel/tracing", "/sys/fs/bpf", "/dev"};
constexpr View disks[] = {"/dev/disk", "/dev/kmsg", "/dev/sd*", "/dev/nvme*", "/dev"};
constexpr View etc[] = {"/etc"};
constexpr View host_names[] = {"/etc/passwd", "/etc/group"};
constexpr View resolver_files[] = {"/etc/resolv.conf", "/etc/hosts"};
constexpr View cluster_files[] = {"/etc/docker",      "/etc/containerd",  "/etc/kubernetes",
                                  "/var/lib/kubelet", "/var/lib/rancher", "/etc/rancher"};
constexpr View certificates[] = {"/etc/letsencrypt", "/etc/pki"};
constexpr View engine_storage[] = {"/var/lib/docker", "/var/lib/containerd", "/var/lib/containers"};
constexpr View volumes[] = {"/var/lib/docker/volumes"};
constexpr View logs[] = {"/var/log", "/var/log/*"};
constexpr View journals[] = {"/run/systemd/journal", "/run/log/journal", "/run/udev", "/etc/machine-id"};
constexpr View message_bus[] = {"/run/dbus"};
constexpr View machines[] = {"/run/libvirt", "/run/lxd.socket", "/var/snap/lxd", "/run/openvswitch", "/run/netns"};
constexpr View sessions[] = {"/run/user/*", "/tmp/.X11-unix", "~/.Xauthority", "/run/pulse", "~/.config/pulse"};
constexpr View homes[] = {"~", "/home", "/Users", "c:/users"};
constexpr View state_of_services[] = {"/var/lib"};
constexpr View cloud_keys[] = {"~/.aws", "~/.azure", "~/.config/gcloud"};
constexpr View registry_logins[] = {"~/.docker/config.json"};
constexpr View windows[] = {"c:/windows", "c:/program files*"};

constexpr KnownUse uses[] = {
    {managers, sockets, always, warning},
    {socket_proxies, sockets, always, info},
    {monitors, sockets, if_read_only, warning},
    {log_shippers, sockets, if_read_only, warning},
    {container_metrics, run, if_read_only, warning},
    {monitors, host_root, if_read_only, info},
    {monitors, kernel_views, if_read_only, info},
    {monitors, host_names, if_read_only, silent},
    {container_metrics, control_groups, if_read_only, silent},
    {systemd_images, control_groups, always, info},
    {kernel_tracers, kernel_tracing, always, info},
    {disk_monitors, disks, if_read_only, info},
    {auditors, etc, if_read_only, info},
    {resolvers, resolver_files, always, info},
    {cluster_agents, cluster_files, if_read_only, info},
    {certificate_tools, certificates, always, silent},
    {web_servers, certificates, if_read_only, silent},
    {container_metrics, engine_storage, if_read_only, info},
    {monitors, engine_storage, if_read_only, info},
    {log_shippers, engine_storage, if_read_only, info},
    {portainer_agents, volumes, always, warning},
    {log_shippers, logs, if_read_only, silent},
    {disk_monitors, journals, if_read_only, silent},
    {home_automation, message_bus, if_read_only, info},
    {machine_managers, machines, always, warning},
    {desktop_images, sessions, always, info},
    {development_images, homes, always, warning},
    {backup_tools, homes, if_read_only, info},
    {backup_tools, state_of_services, if_read_only, info},
    {cloud_tools, cloud_keys, always, warning},
    {updaters, registry_logins, if_read_only, info},
    {windows_exporters, windows, if_read_only, info},
};

}  // namespace

std::span<const KnownUse> known_uses_of_host_paths() { return uses; }

}  // namespace mountlint
