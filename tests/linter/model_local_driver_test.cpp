// What is wrong with the options of a volume, and on what its data lies.
#include "linter/model/local_driver.h"

#include "linter/model/volume_file_system.h"
#include "tests/linter/model_world.h"

using namespace mountlint;
using namespace mountlint::test;

namespace {

const Volume& first_volume(const World& world) {
  REQUIRE(!world.project().volumes.empty());
  return *world.project().volumes[0];
}

// A project with one volume, with this in its definition, in flow style.
std::string project_with(const std::string& definition) {
  return "services:\n  db:\n    image: x\n    volumes: [v:/v]\nvolumes:\n  v: {" + definition + "}\n";
}

struct Wrong {
  const char* definition;
  DriverMistake mistake;
  const char* option;
};

constexpr Wrong wrong[] = {
    {"driver_opts: {mode: 0700}", DriverMistake::unknown_option, "mode"},
    {"driver_opts: {TYPE: tmpfs, device: tmpfs}", DriverMistake::wrong_case, "TYPE"},
    {"driver_opts: {type: tmpfs}", DriverMistake::missing_device, "type"},
    {"driver: local, driver_opts: {o: bind}", DriverMistake::missing_device, "o"},
    {"driver: local, driver_opts: {type: none, o: bind, device: \"\", size: 1g}", DriverMistake::size_of_mount,
     nullptr},
    {"driver_opts: {type: none, o: bind, device: \"\"}", DriverMistake::missing_device, "device"},
    {"driver_opts: {device: /srv}", DriverMistake::missing_type, "device"},
    {"driver_opts: {type: none, device: /srv}", DriverMistake::no_bind_flag, "type"},
    {"driver_opts: {type: none, o: shared, device: /srv}", DriverMistake::no_bind_flag, "o"},
    {"driver_opts: {type: none, o: \"bind, ro\", device: /srv}", DriverMistake::blank_in_options, "o"},
    {"driver_opts: {type: nfs, o: ro, device: \":/x\"}", DriverMistake::nfs_no_address, "o"},
    {"driver_opts: {type: nfs4, o: addr=nas, device: \":/x\"}", DriverMistake::nfs_host_name, "o"},
    {"driver_opts: {type: nfs, o: addr=nas, device: /x}", DriverMistake::nfs_device, "device"},
    {"driver_opts: {type: nfs, o: \"addr=nas,defaults\", device: \":/x\"}", DriverMistake::nfs_fstab_word, "o"},
    {"driver_opts: {type: cifs, o: username=u, device: ///nas/x}", DriverMistake::cifs_device, "device"},
    {"driver_opts: {type: cifs, o: username=u, device: //nas/}", DriverMistake::cifs_device, "device"},
    {"driver_opts: {type: cifs, o: username=u, device: //nas:1445/x}", DriverMistake::cifs_port, "device"},
    {"driver_opts: {type: cifs, o: cred=/x, device: //nas/x}", DriverMistake::cifs_credentials, "o"},
    {"driver_opts: {type: tmpfs, device: tmpfs, size: 1g}", DriverMistake::size_of_mount, "size"},
    {"driver_opts: {type: none, o: bind, device: x}", DriverMistake::relative_device, "device"},
    {"driver_opts: {type: none, o: bind, device: ~/x}", DriverMistake::tilde_device, "device"},
    {"driver: local, driver_opts: {type: none, o: bind, device: x}", DriverMistake::missing_directory, "device"},
    {"driver: local, driver_opts: {type: none, o: bind, device: ./compose.yaml}", DriverMistake::not_a_directory,
     "device"},
};

struct OnDisk {
  const char* definition;
  FileSystemKind kind;
};

constexpr OnDisk file_systems[] = {
    {"", FileSystemKind::local},
    {"driver: local", FileSystemKind::local},
    {"driver_opts: {type: none, o: bind, device: /srv}", FileSystemKind::local},
    {"driver_opts: {type: ext4, device: /dev/sdb1}", FileSystemKind::local},
    {"driver_opts: {type: tmpfs, device: tmpfs}", FileSystemKind::memory},
    {"driver_opts: {type: nfs4, device: \":/x\"}", FileSystemKind::nfs},
    {"driver_opts: {type: cifs, device: //nas/x}", FileSystemKind::smb},
    {"driver_opts: {type: fuse.whatever, device: x}", FileSystemKind::fuse},
    {"driver: vieux/sshfs:latest", FileSystemKind::fuse},
    {"driver: rclone/docker-volume-rclone:amd64", FileSystemKind::fuse},
    {"driver: rexray/efs", FileSystemKind::nfs},
    {"driver: trajano/cifs-volume-plugin", FileSystemKind::smb},
    {"driver: example/transfer", FileSystemKind::unknown},
    {"driver: tmpfs", FileSystemKind::unknown},
    {"driver: \"${DRIVER}\"", FileSystemKind::unknown},
    {"driver_opts: {type: \"${TYPE}\", device: x}", FileSystemKind::unknown},
    {"external: true", FileSystemKind::unknown},
};

}  // namespace

TEST_CASE("each mistake has its verdict, at the option concerned") {
  for (const Wrong& one : wrong) {
    CAPTURE(one.definition);
    const World world({{"compose.yaml", project_with(one.definition)}});
    const std::vector<DriverProblem>& problems = first_volume(world).driver_problems;
    if (!one.option) {
      CHECK(problems.empty());
      continue;
    }
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].mistake == one.mistake);
    CHECK(problems[0].option->name.value() == one.option);
  }
}

TEST_CASE("every wrong name is reported, and nothing else then") {
  const World world({{"compose.yaml", project_with("driver_opts: {Type: nfs, DEVICE: /x, uid: 1}")}});
  CHECK(first_volume(world).driver_problems.size() == 3);
}

TEST_CASE("nobody looks at the host unless that is allowed") {
  WorkspaceInput input;
  input.file_sets = {{{"compose.yaml"}}};
  input.host_fs = false;
  const std::string text = project_with("driver: local, driver_opts: {type: none, o: bind, device: ./gone}");
  const World world({{"compose.yaml", text}}, input);
  CHECK(first_volume(world).driver_problems.empty());
}

TEST_CASE("options of other drivers are their own") {
  for (const char* definition : {"driver: a/b, driver_opts: {whatever: 1}", "driver: \"${D}\", driver_opts: {x: 1}"}) {
    const World world({{"compose.yaml", project_with(definition)}});
    CHECK(first_volume(world).driver_problems.empty());
  }
}

TEST_CASE("on what the data of a volume lies") {
  for (const OnDisk& one : file_systems) {
    CAPTURE(one.definition);
    const World world({{"compose.yaml", project_with(one.definition)}});
    CHECK(file_system_of(*first_volume(world).definition).kind == one.kind);
  }
}

TEST_CASE("directories of Windows and macOS") {
  for (const char* path : {"/Users/me/x", "C:\\x", "d:/x", "/mnt/c/x", "/mnt/d", "/host_mnt/c/x"})
    CHECK_MESSAGE(is_desktop_path(path), path);
  for (const char* path : {"/users/x", "/mnt/cd/x", "/mnt/", "/srv/x", "~/x", "", "C:", "/home/Users/x"})
    CHECK_MESSAGE(!is_desktop_path(path), path);
}
