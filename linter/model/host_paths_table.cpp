// The tables behind host_paths.h. Rows that only repeat what a row above them says are left out; rows that are silent
// keep a more general one away. `=` rows of the benchmarks stay exact here, because servers keep data of their own
// below `/var/lib`, `/usr/local` or `/home`.
#include "linter/model/host_paths.h"

namespace mountlint {
namespace {

using View = std::string_view;

constexpr int error = static_cast<int>(Severity::error);
constexpr int warning = static_cast<int>(Severity::warning);
constexpr int info = static_cast<int>(Severity::info);
constexpr int silent = -1;

constexpr bool exact = false;
constexpr bool descend = true;

constexpr auto engine = SourceVerdict::engine_socket;
constexpr auto root = SourceVerdict::host_root;
constexpr auto sensitive = SourceVerdict::sensitive_path;
constexpr auto credentials = SourceVerdict::credentials;
constexpr auto none = SourceVerdict::none;

constexpr View engine_api = "control of the container engine, which is root on the host";
constexpr View user_engine = "control of a user's container engine, and of everything that user owns";
constexpr View socket_directory = "the sockets of the container engine and of the host's services";
constexpr View everything = "every file of the host";
constexpr View boot = "the kernel and the boot loader of the host";
constexpr View programs = "programs that the host runs as root";
constexpr View modules = "the kernel modules of the host";
constexpr View headers = "kernel headers and debug symbols of the host";
constexpr View shared_data = "data that every program of the host reads";
constexpr View accounts = "accounts, keys and services of the host";
constexpr View secrets = "password hashes, host keys and login rules";
constexpr View names = "the accounts and groups of the host";
constexpr View jobs = "code that the host runs as root";
constexpr View cluster = "configuration and tokens of the engine or the cluster";
constexpr View certificates = "certificates and their private keys";
constexpr View authorities = "the certificate authorities that the host trusts";
constexpr View identity = "time zone and identity of the host";
constexpr View resolver = "name resolution, which the engine manages for each container";
constexpr View service = "configuration of a service of the host";
constexpr View processes = "processes and kernel switches of the host";
constexpr View switches = "kernel switches, a way out of the container";
constexpr View objects = "kernel objects of the host";
constexpr View groups = "the control groups of the host";
constexpr View tracing = "tracing and firmware of the whole host";
constexpr View sensors = "hardware of the host";
constexpr View devices = "all devices of the host";
constexpr View raw = "raw memory and disks of the host";
constexpr View device = "a device node without the permission to use it";
constexpr View memory = "memory that the host's programs share";
constexpr View home = "a whole home directory: keys, tokens and start files of the shell";
constexpr View keys = "keys and tokens of a user";
constexpr View browser = "passwords and sessions in a browser";
constexpr View var = "the state of every service of the host";
constexpr View storage = "the storage of the container engine itself";
constexpr View logs = "logs of the host";
constexpr View bus = "the message bus that controls the host's services";
constexpr View state = "run-time state of the host";
constexpr View machines = "control of virtual machines and networks of the host";
constexpr View systemd = "control of the host's service manager";
constexpr View session = "the desktop session of a user: keys typed, agents, windows";
constexpr View temporary = "a directory that all users of the host share";
constexpr View windows = "the Windows system and its programs";

constexpr HostPathRow rows[] = {
    // Engine sockets. Read-only mounts do not limit what is said through a socket.
    {"/run/docker.sock*", exact, engine, error, error, engine_api},
    {"/run/containerd.sock", exact, engine, error, error, engine_api},
    {"/run/containerd/containerd.sock*", exact, engine, error, error, engine_api},
    {"/run/docker/containerd/containerd.sock", exact, engine, error, error, engine_api},
    {"/run/k3s/containerd/containerd.sock", exact, engine, error, error, engine_api},
    {"/run/crio.sock", exact, engine, error, error, engine_api},
    {"/run/crio/crio.sock", exact, engine, error, error, engine_api},
    {"/run/cri-dockerd.sock", exact, engine, error, error, engine_api},
    {"/run/podman.sock", exact, engine, error, error, engine_api},
    {"/run/podman/podman.sock", exact, engine, error, error, engine_api},
    {"/run/host-services/docker.proxy.sock", exact, engine, error, error, engine_api},
    {"//./pipe/docker_engine*", exact, engine, error, error, engine_api},
    {"//./pipe/dockerdesktop*", exact, engine, error, error, engine_api},
    {"//./pipe/podman-machine*", exact, engine, error, error, engine_api},
    {"/pipe/docker_engine", exact, engine, error, error, engine_api},
    // Directories that hold them.
    {"/run", exact, engine, error, error, socket_directory},
    {"/run/docker", exact, engine, error, error, socket_directory},
    {"/run/containerd", exact, engine, error, error, socket_directory},
    {"/run/crio", exact, engine, error, error, socket_directory},
    {"/run/podman", exact, engine, error, error, socket_directory},
    {"/run/k3s", exact, engine, error, error, socket_directory},
    {"/run/k3s/containerd", exact, engine, error, error, socket_directory},
    // Engines of users: rootless ones, and those in the virtual machine of a desktop.
    {"/run/user/*/docker.sock", exact, engine, warning, warning, user_engine},
    {"/run/user/*/docker", descend, engine, warning, warning, user_engine},
    {"/run/user/*/podman", descend, engine, warning, warning, user_engine},
    {"~/.docker/run", descend, engine, warning, warning, user_engine},
    {"~/.docker/desktop", descend, engine, warning, warning, user_engine},
    {"~/.colima/*/docker.sock", exact, engine, warning, warning, user_engine},
    {"~/.colima/docker.sock", exact, engine, warning, warning, user_engine},
    {"~/.orbstack/run/docker.sock", exact, engine, warning, warning, user_engine},
    {"~/.rd/docker.sock", exact, engine, warning, warning, user_engine},

    {"/", exact, root, error, warning, everything},
    {"c:/", exact, root, error, warning, everything},

    {"/boot", descend, sensitive, error, warning, boot},
    {"/boot/firmware", descend, sensitive, error, info, boot},
    {"/efi", descend, sensitive, error, warning, boot},

    // Single programs and libraries, read-only, are what images for the same distribution borrow from the host.
    {"/bin", exact, sensitive, error, warning, programs},
    {"/bin", descend, sensitive, error, silent, programs},
    {"/sbin", exact, sensitive, error, warning, programs},
    {"/sbin", descend, sensitive, error, silent, programs},
    {"/lib", exact, sensitive, error, warning, programs},
    {"/lib", descend, sensitive, error, silent, programs},
    {"/lib64", exact, sensitive, error, warning, programs},
    {"/lib64", descend, sensitive, error, silent, programs},
    {"/usr", exact, sensitive, error, warning, programs},
    {"/usr", descend, sensitive, error, silent, programs},
    {"/usr/bin", exact, sensitive, error, warning, programs},
    {"/usr/sbin", exact, sensitive, error, warning, programs},
    {"/usr/lib", exact, sensitive, error, warning, programs},
    // What else is below /usr/local was put there by the owner of the host.
    {"/usr/local", exact, sensitive, error, warning, programs},
    {"/usr/local", descend, none, silent, silent, {}},
    {"/usr/local/bin", exact, sensitive, error, warning, programs},
    {"/usr/local/bin", descend, sensitive, error, silent, programs},
    {"/usr/local/sbin", exact, sensitive, error, warning, programs},
    {"/usr/local/sbin", descend, sensitive, error, silent, programs},
    {"/usr/local/lib", exact, sensitive, error, warning, programs},
    {"/usr/local/lib", descend, sensitive, error, silent, programs},
    {"/lib/modules", descend, sensitive, warning, silent, modules},
    {"/usr/lib/modules", descend, sensitive, warning, silent, modules},
    {"/usr/src", descend, sensitive, warning, silent, headers},
    {"/usr/lib/debug", descend, sensitive, warning, silent, headers},
    // A share of the Windows host that Linux cannot write to.
    {"/usr/lib/wsl", descend, none, silent, silent, {}},
    {"/usr/share/zoneinfo", descend, sensitive, warning, silent, shared_data},
    {"/usr/share/ca-certificates", descend, sensitive, warning, silent, shared_data},
    {"/usr/local/share/ca-certificates", descend, sensitive, warning, silent, shared_data},
    {"/usr/share/fonts", descend, sensitive, warning, silent, shared_data},

    {"/etc", exact, sensitive, error, warning, accounts},
    {"/etc/*", descend, sensitive, warning, info, service, true},
    {"/etc/shadow*", descend, sensitive, error, error, secrets},
    {"/etc/gshadow*", descend, sensitive, error, error, secrets},
    {"/etc/sudoers*", descend, sensitive, error, error, secrets},
    {"/etc/ssh", descend, sensitive, error, error, secrets},
    {"/etc/pam.d", descend, sensitive, error, error, secrets},
    {"/etc/ssl/private", descend, sensitive, error, error, secrets},
    {"/etc/security", descend, sensitive, error, error, secrets},
    {"/etc/passwd", exact, sensitive, error, info, names},
    {"/etc/group", exact, sensitive, error, info, names},
    {"/etc/cron*", descend, sensitive, error, info, jobs},
    {"/etc/systemd", descend, sensitive, error, info, jobs},
    {"/etc/init.d", descend, sensitive, error, info, jobs},
    {"/etc/profile", descend, sensitive, error, info, jobs},
    {"/etc/profile.d", descend, sensitive, error, info, jobs},
    {"/etc/ld.so.preload", descend, sensitive, error, info, jobs},
    {"/etc/ld.so.conf.d", descend, sensitive, error, info, jobs},
    {"/etc/rc.local", descend, sensitive, error, info, jobs},
    {"/etc/modprobe.d", descend, sensitive, error, info, jobs},
    {"/etc/udev", descend, sensitive, error, info, jobs},
    {"/var/spool/cron", descend, sensitive, error, info, jobs},
    {"/etc/docker", descend, sensitive, error, warning, cluster},
    {"/etc/containerd", descend, sensitive, error, warning, cluster},
    {"/etc/kubernetes", descend, sensitive, error, warning, cluster},
    {"/etc/rancher", descend, sensitive, error, warning, cluster},
    {"/var/lib/kubelet", descend, sensitive, error, warning, cluster},
    {"/var/lib/rancher", descend, sensitive, error, warning, cluster},
    {"/etc/letsencrypt", descend, sensitive, warning, info, certificates},
    {"/etc/pki", descend, sensitive, warning, info, certificates},
    {"/etc/pki/ca-trust", descend, sensitive, warning, silent, authorities},
    {"/etc/pki/tls/certs", descend, sensitive, warning, silent, authorities},
    {"/etc/ssl", descend, sensitive, warning, silent, authorities},
    {"/etc/ca-certificates", descend, sensitive, warning, silent, authorities},
    {"/etc/localtime", exact, sensitive, warning, silent, identity},
    {"/etc/timezone", exact, sensitive, warning, silent, identity},
    {"/etc/os-release", exact, sensitive, warning, silent, identity},
    {"/etc/lsb-release", exact, sensitive, warning, silent, identity},
    {"/etc/hostname", exact, sensitive, warning, silent, identity},
    {"/etc/machine-id", exact, sensitive, warning, silent, identity},
    {"/etc/adjtime", exact, sensitive, warning, silent, identity},
    {"/etc/resolv.conf", exact, sensitive, warning, info, resolver},
    {"/etc/hosts", exact, sensitive, warning, info, resolver},
    {"/etc/nsswitch.conf", exact, sensitive, warning, info, resolver},

    {"/proc", descend, sensitive, error, warning, processes},
    {"/proc/sys", descend, sensitive, error, warning, switches},
    {"/proc/sysrq-trigger", descend, sensitive, error, warning, switches},
    {"/sys", descend, sensitive, error, warning, objects},
    {"/sys/fs/cgroup", descend, sensitive, warning, info, groups},
    {"/sys/kernel/debug", descend, sensitive, error, warning, tracing},
    {"/sys/kernel/tracing", descend, sensitive, error, warning, tracing},
    {"/sys/fs/bpf", descend, sensitive, error, warning, tracing},
    {"/sys/firmware", descend, sensitive, error, warning, tracing},
    {"/sys/class", descend, sensitive, warning, silent, sensors},
    {"/sys/devices", descend, sensitive, warning, silent, sensors},
    {"/sys/bus", descend, sensitive, warning, silent, sensors},

    {"/dev", exact, sensitive, error, warning, devices},
    {"/dev/mem", descend, sensitive, error, warning, raw},
    {"/dev/kmem", descend, sensitive, error, warning, raw},
    {"/dev/port", descend, sensitive, error, warning, raw},
    {"/dev/kmsg", descend, sensitive, error, warning, raw},
    {"/dev/sd*", descend, sensitive, error, warning, raw},
    {"/dev/nvme*", descend, sensitive, error, warning, raw},
    {"/dev/vd*", descend, sensitive, error, warning, raw},
    {"/dev/xvd*", descend, sensitive, error, warning, raw},
    {"/dev/dm-*", descend, sensitive, error, warning, raw},
    {"/dev/mapper", descend, sensitive, error, warning, raw},
    {"/dev/disk", descend, sensitive, error, warning, raw},
    // null, zero, tty*, snd, dri, video*, net/tun, fuse, kvm, serial ..: `devices:` gives the permission, too.
    {"/dev/*", descend, sensitive, info, info, device},
    {"/dev/shm", exact, sensitive, warning, info, memory},
    {"/dev/shm", descend, none, silent, silent, {}},
    {"/dev/hugepages", exact, sensitive, warning, info, memory},
    {"/dev/hugepages", descend, none, silent, silent, {}},
    // The socket that syslog reads is no device.
    {"/dev/log", exact, none, silent, silent, {}},

    {"/home", exact, credentials, error, warning, home},
    {"/Users", exact, credentials, error, warning, home},
    {"c:/users", exact, credentials, error, warning, home},
    {"~", exact, credentials, error, warning, home},
    {"~/.ssh", descend, credentials, error, warning, keys},
    {"~/.ssh/known_hosts", exact, credentials, warning, silent, keys},
    {"~/.gnupg", descend, credentials, error, warning, keys},
    {"~/.aws", descend, credentials, error, warning, keys},
    {"~/.azure", descend, credentials, error, warning, keys},
    {"~/.config/gcloud", descend, credentials, error, warning, keys},
    {"~/.google/credentials", descend, credentials, error, warning, keys},
    {"~/.kube", descend, credentials, error, warning, keys},
    {"~/.docker", descend, credentials, error, warning, keys},
    {"~/.docker/config.json", exact, credentials, error, warning, keys},
    {"~/.netrc", descend, credentials, error, warning, keys},
    {"~/.npmrc", descend, credentials, error, warning, keys},
    {"~/.pypirc", descend, credentials, error, warning, keys},
    {"~/.git-credentials", descend, credentials, error, warning, keys},
    {"~/.config/gh", descend, credentials, error, warning, keys},
    {"~/.password-store", descend, credentials, error, warning, keys},
    {"~/.vault-token", descend, credentials, error, warning, keys},
    {"~/.terraform.d", descend, credentials, error, warning, keys},
    {"~/.local/share/keyrings", descend, credentials, error, warning, keys},
    {"~/Library/Keychains", descend, credentials, error, warning, keys},
    {"~/.mozilla", descend, credentials, error, warning, browser},
    {"~/.config/google-chrome", descend, credentials, error, warning, browser},
    {"~/.config/chromium", descend, credentials, error, warning, browser},
    {"~/Library/Application Support/Google/Chrome", descend, credentials, error, warning, browser},
    {"~/Library/Application Support/Firefox", descend, credentials, error, warning, browser},

    // Of /var/lib only what is named here: below it, servers keep the data of their own services.
    {"/var", exact, sensitive, error, warning, var},
    {"/var/lib", exact, sensitive, error, warning, var},
    {"/var/lib/docker", descend, sensitive, error, warning, storage},
    {"/var/lib/docker/volumes", descend, sensitive, error, warning, storage},
    {"/var/lib/containerd", descend, sensitive, error, warning, storage},
    {"/var/lib/containers", descend, sensitive, error, warning, storage},
    {"/var/snap/docker", descend, sensitive, error, warning, storage},
    {"~/.local/share/docker", descend, sensitive, error, warning, storage},
    {"~/.local/share/containers", descend, sensitive, error, warning, storage},
    {"/var/log", exact, sensitive, warning, info, logs},
    {"/var/log/*", descend, sensitive, warning, info, logs, true},

    {"/run/systemd", exact, sensitive, error, error, systemd},
    {"/run/systemd/private", exact, sensitive, error, error, systemd},
    {"/run/systemd/notify", exact, sensitive, error, error, systemd},
    {"/run/dbus", descend, sensitive, warning, warning, bus},
    {"/run/udev", descend, sensitive, warning, info, state},
    {"/run/systemd/journal", descend, sensitive, warning, info, state},
    {"/run/log/journal", descend, sensitive, warning, info, state},
    {"/run/utmp", descend, sensitive, warning, info, state},
    {"/run/mount", descend, sensitive, warning, info, state},
    {"/run/libvirt", descend, sensitive, error, error, machines},
    {"/run/lxd.socket", descend, sensitive, error, error, machines},
    {"/var/snap/lxd", descend, sensitive, error, error, machines},
    {"/run/openvswitch", descend, sensitive, error, error, machines},
    {"/run/netns", descend, sensitive, error, error, machines},
    {"/run/user/*", descend, sensitive, warning, warning, session},
    {"/run/pulse", descend, sensitive, warning, warning, session},
    {"/tmp/.X11-unix", descend, sensitive, warning, warning, session},
    {"/tmp/ssh-*", descend, sensitive, warning, warning, session},
    {"~/.Xauthority", descend, sensitive, warning, warning, session},
    {"~/.config/pulse", descend, sensitive, warning, warning, session},
    // The way that Docker Desktop documents for agent forwarding.
    {"/run/host-services/ssh-auth.sock", exact, sensitive, info, info, session},
    {"/tmp", exact, sensitive, info, info, temporary},
    {"/var/tmp", exact, sensitive, info, info, temporary},

    {"c:/windows", descend, sensitive, error, warning, windows},
    {"c:/program files*", descend, sensitive, error, warning, windows},
    {"c:/programdata/docker", descend, sensitive, error, warning, storage},
};

}  // namespace

std::span<const HostPathRow> host_path_rows() { return rows; }

}  // namespace mountlint
