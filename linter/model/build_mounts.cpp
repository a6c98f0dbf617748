// RUN --mount, as BuildKit's instructions/commands_runmount.go and dockerfile2llb/convert_runmount.go read it: keys in
// any case, the last of several wins, values expanded (but not `from`). A target may be left out: bind, cache and tmpfs
// then lie over the working directory, a secret is a file named by its id.
#include "linter/model/build_mounts.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "parsers/filesystem.h"

namespace mountlint {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> names) {
  return std::ranges::count(names, lower(key)) > 0;
}

// The fields of one flag, values expanded.
class Fields {
 public:
  Fields(const dockerfile::RunMountFlag& flag, StageState& state) : flag_(flag), state_(state) {}

  const dockerfile::MountField* find(std::initializer_list<std::string_view> names) const {
    const dockerfile::MountField* last = nullptr;
    for (const dockerfile::MountField& field : flag_.fields)
      if (is_one_of(field.key.value(), names)) last = &field;
    return last;
  }

  std::optional<Text> value(std::initializer_list<std::string_view> names) const {
    const dockerfile::MountField* field = find(names);
    if (!field || !field->value) return std::nullopt;
    return state_.expand(*field->value);
  }

 private:
  const dockerfile::RunMountFlag& flag_;
  StageState& state_;
};

MountType type_named(const std::optional<Text>& type) {
  if (!type) return MountType::bind;
  const std::string name = lower(type->value());
  if (name == "bind") return MountType::bind;
  if (name == "cache") return MountType::cache;
  if (name == "tmpfs") return MountType::tmpfs;
  if (name == "secret") return MountType::secret;
  return name == "ssh" ? MountType::ssh : MountType::unknown;
}

// A boolean as Go's ParseBool reads it; a key without a value is true.
std::optional<bool> boolean(const dockerfile::MountField& field, StageState& state) {
  if (!field.value) return true;
  const Text value = state.expand(*field.value);
  constexpr std::string_view yes[] = {"1", "t", "T", "TRUE", "true", "True"};
  constexpr std::string_view no[] = {"0", "f", "F", "FALSE", "false", "False"};
  if (std::ranges::count(yes, value.value()) > 0) return true;
  if (std::ranges::count(no, value.value()) > 0) return false;
  return std::nullopt;
}

Access access_of(const Fields& fields, MountType type, StageState& state) {
  const dockerfile::MountField* read_only = fields.find({"ro", "readonly"});
  const dockerfile::MountField* read_write = fields.find({"rw", "readwrite"});
  const dockerfile::MountField* field = read_only && read_write ? std::max(read_only, read_write)
                                        : read_only             ? read_only
                                                                : read_write;
  const bool writable_by_default = type == MountType::cache || type == MountType::tmpfs;
  if (!field) return writable_by_default ? Access::read_write : Access::read_only;
  const std::optional<bool> value = boolean(*field, state);
  if (!value) return Access::unknown;
  return *value == (field == read_write) ? Access::read_write : Access::read_only;
}

// Where a mount lies whose target is left out.
std::string default_target(const Fields& fields, MountType type, const StageState& state) {
  if (type == MountType::ssh || type == MountType::unknown) return {};
  if (type != MountType::secret) return state.working_dir();
  const std::optional<Text> id = fields.value({"id", "source", "src"});
  const std::optional<std::string_view> name = id ? id->known() : std::nullopt;
  return name ? "/run/secrets/" + std::string(file_name(clean_path(*name))) : std::string();
}

void set_target(Mount& mount, const Fields& fields, const StageState& state, TextArena& texts) {
  if (const std::optional<Text> target = fields.value({"target", "dst", "destination"}); target && !target->empty()) {
    mount.target = *target;
    mount.target_path = state.resolve(*target);
    return;
  }
  mount.target_path = default_target(fields, mount.type, state);
  TextBuilder builder(texts);
  if (mount.target_path.empty()) {
    builder.unknown(mount.place.span, "");
  } else {
    builder.replace(mount.target_path, mount.place.span);
  }
  mount.target = builder.finish(mount.place.span);
}

Mount build_mount(const dockerfile::RunMountFlag& flag, StageState& state, TextArena& texts) {
  const Fields fields(flag, state);
  Mount mount;
  mount.type = type_named(fields.value({"type"}));
  mount.origin = MountOrigin::run_mount;
  mount.place = Place{flag.span, nullptr};
  mount.source = fields.value({"source", "src"});
  mount.access = access_of(fields, mount.type, state);
  mount.flag = &flag;
  set_target(mount, fields, state, texts);
  return mount;
}

}  // namespace

void add_build_mounts(const dockerfile::Instruction& instruction, StageState& state, const Stage& stage,
                      TextArena& texts, Known<Mount>& mounts) {
  const auto* run = instruction.as<dockerfile::Run>();
  if (instruction.as<dockerfile::Broken>()) mounts.complete = false;
  if (!run) return;
  for (const dockerfile::RunMountFlag& flag : run->mounts) {
    mounts.complete &= flag.valid;
    if (!flag.valid) continue;
    Mount mount = build_mount(flag, state, texts);
    mount.stage = &stage;
    mount.instruction = &instruction;
    mounts.push_back(std::move(mount));
  }
}

}  // namespace mountlint
