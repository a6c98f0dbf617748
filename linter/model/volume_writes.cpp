// A builder that keeps volumes apart (the legacy builder of Docker, buildah before 1.37) throws away what RUN changes
// in a volume that is declared already; BuildKit keeps it. What lies in a volume of the image reaches a container only
// while its volume is new and empty, whoever built it.
#include "linter/model/volume_writes.h"

#include <algorithm>
#include <map>
#include <set>

#include "linter/model/application_files.h"
#include "linter/model/volume_declarations.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

constexpr std::size_t longest_chain = 64;
// Looks at paths, over one Dockerfile: hostile files end without a verdict.
constexpr std::size_t most_steps = 2'000'000;

class Judge {
 public:
  explicit Judge(Dockerfile& dockerfile) : dockerfile_(dockerfile) {}

  void run() {
    find_applications();
    declared_.resize(dockerfile_.stages.size());
    for (const auto& stage : dockerfile_.stages) judge_stage(*stage);
  }

 private:
  // VolumeOperand::application.
  void find_applications();
  void find_applications(const Build& build);

  void judge_stage(Stage& stage);
  void judge_instruction(Stage& stage, std::size_t begin, std::size_t end);
  void judge(const Stage& stage, ImageWrite& write);
  void judge_database(const Stage& stage, ImageWrite& write);
  void judge_in_image(const Stage& stage, ImageWrite& write);
  bool declare_before(Stage& stage, const dockerfile::Instruction* instruction);
  // Of this file: declared in `stage` so far, or in a stage that it is built FROM (then `inherited`).
  const VolumeDeclaration* declared_here(const Stage& stage, const ImageWrite& write, bool& inherited);
  const VolumeDeclaration* find(const VolumeDeclarations& declarations, const ImageWrite& write);
  bool may_go_on() const { return steps_ < most_steps; }
  // The mention of a setting that moves the data of a server.
  bool is_relocated(const Stage& stage);
  bool mentions_relocation(const Stage& stage) const;

  Dockerfile& dockerfile_;
  std::vector<VolumeDeclarations> declared_;  // by index of the stage
  std::map<const Stage*, bool> relocated_;    // by its own instructions
  std::size_t next_volume_ = 0;               // of the stage that is judged: the first one that is not declared yet
  std::size_t steps_ = 0;
};

const Stage* first_of_chain(const Stage& stage) {
  const Stage* at = &stage;
  for (std::size_t i = 0; at->base && i < longest_chain; ++i) at = at->base;
  return at->base ? nullptr : at;
}

const KnownImage* known_base(const Stage& stage) {
  const Stage* first = first_of_chain(stage);
  return first && first->image ? find_known_image(*first->image) : nullptr;
}

void Judge::find_applications() {
  std::set<const Stage*> seen;
  for (const auto& build : dockerfile_.builds)
    if (seen.insert(build->stage).second && runs_something(*build)) find_applications(*build);
}

void Judge::find_applications(const Build& build) {
  VolumeDeclarations declarations;
  for (const Stage* stage : build.chain)
    for (VolumeOperand& operand : dockerfile_.stages[stage->syntax->index]->volumes)
      if (++steps_; is_usable(operand)) declarations.add({operand.path, &operand, nullptr});
  if (declarations.empty()) return;
  for (const Stage* stage : build.chain)
    for (const ImageWrite& write : stage->writes) {
      if (!may_go_on()) return;
      const VolumeDeclaration* around = declarations.around(write.path, steps_);
      if (!around || around->operand->application) continue;
      if (brings_application(write, around->path, build)) around->operand->application = &write;
    }
}

// Everything that stands in front of `instruction`.
bool Judge::declare_before(Stage& stage, const dockerfile::Instruction* instruction) {
  VolumeDeclarations& own = declared_[stage.syntax->index];
  for (; next_volume_ < stage.volumes.size(); ++next_volume_) {
    VolumeOperand& operand = stage.volumes[next_volume_];
    const bool in_front = !instruction || operand.onbuild || operand.instruction < instruction;
    if (!in_front) break;
    if (is_usable(operand)) own.add({operand.path, &operand, nullptr});
  }
  return !own.empty();
}

// Stages come in order, so that those it is built FROM are complete.
void Judge::judge_stage(Stage& stage) {
  next_volume_ = 0;
  std::vector<ImageWrite>& writes = stage.writes.items;
  for (std::size_t begin = 0; begin < writes.size() && may_go_on();) {
    std::size_t end = begin + 1;
    while (end < writes.size() && writes[end].instruction == writes[begin].instruction) ++end;
    declare_before(stage, writes[begin].instruction);
    judge_instruction(stage, begin, end);
    begin = end;
  }
  declare_before(stage, nullptr);
}

// What is removed again in the same RUN is gone before it could be lost. A pattern (`rm /data/*.tgz`) may mean
// everything in its directory.
void Judge::judge_instruction(Stage& stage, std::size_t begin, std::size_t end) {
  VolumeDeclarations removed;
  std::set<std::string_view> emptied;
  const auto may_be_emptied = [&](const ImageWrite& write) {
    return emptied.contains(write.into ? std::string_view(write.path) : directory_of(write.path));
  };
  for (std::size_t i = end; i-- > begin;) {
    ImageWrite& write = stage.writes.items[i];
    if (write.kind == WriteKind::removal && write.into)
      emptied.insert(write.path);
    else if (write.kind == WriteKind::removal)
      removed.add({write.path, nullptr, nullptr});
    else if (!removed.around(write.path, steps_) && !may_be_emptied(write))
      judge(stage, write);
  }
}

// A directory that is made where the volume is adds nothing to it; a change of everything below a directory reaches
// the volumes in it.
const VolumeDeclaration* Judge::find(const VolumeDeclarations& declarations, const ImageWrite& write) {
  const VolumeDeclaration* found = declarations.around(write.path, steps_);
  if (!found && write.kind == WriteKind::metadata && write.recursive && write.path != "/")
    found = declarations.below(write.path);
  const bool adds_nothing = found && write.kind == WriteKind::directory && write.path == found->path;
  return adds_nothing ? nullptr : found;
}

const VolumeDeclaration* Judge::declared_here(const Stage& stage, const ImageWrite& write, bool& inherited) {
  const Stage* at = &stage;
  for (std::size_t i = 0; at && i < longest_chain; ++i, at = at->base) {
    inherited = at != &stage;
    if (const VolumeDeclaration* found = find(declared_[at->syntax->index], write)) return found;
  }
  return nullptr;
}

void Judge::judge(const Stage& stage, ImageWrite& write) {
  if (write.kind == WriteKind::database) return judge_database(stage, write);
  bool inherited = false;
  const VolumeDeclaration* here = declared_here(stage, write, inherited);
  if (!here) return judge_in_image(stage, write);
  const bool copied = write.kind == WriteKind::copy;
  if (here->operand->application || (copied && !inherited) || (copied && !stage.shipped())) return;
  write.verdict = copied ? WriteVerdict::into_inherited : WriteVerdict::after_declaration;
  write.volume = here->operand;
  write.volume_path = here->path;
}

// Settings, scripts and keys that are copied beside the data are no part of it.
bool may_be_data(const ImageWrite& write) {
  constexpr std::string_view others[] = {".conf", ".cnf",  ".cfg", ".ini", ".sh",  ".sql", ".js", ".json",
                                         ".yml",  ".yaml", ".key", ".pem", ".crt", ".txt", ".md", ".xml"};
  const auto ends = [&](std::string_view ending) { return write.origin.ends_with(ending); };
  return write.kind == WriteKind::copy && !std::ranges::any_of(others, ends);
}

bool is_database(const KnownImage& known) { return known.role != ImageRole::application; }

void Judge::judge_in_image(const Stage& stage, ImageWrite& write) {
  const bool brings = write.kind == WriteKind::copy || write.kind == WriteKind::content;
  const KnownImage* known = brings && stage.shipped() ? known_base(stage) : nullptr;
  if (!known || known->traits.content_synced) return;
  const VolumeDeclarations declared = declared_by(*first_of_chain(stage)->image, *known);
  const VolumeDeclaration* found = find(declared, write);
  if (!found) return;
  const bool is_data = is_database(*known) && found->row->kind == DataKind::data && may_be_data(write);
  write.verdict = is_data ? WriteVerdict::baked_database : WriteVerdict::into_inherited;
  write.volume_path = found->path;
}

bool Judge::mentions_relocation(const Stage& stage) const {
  constexpr std::string_view settings[] = {"datadir", "data_directory", "PGDATA", "dbpath", "dbPath"};
  const auto mentions = [&](std::string_view text) {
    return std::ranges::any_of(settings,
                               [&](std::string_view one) { return text.find(one) != std::string_view::npos; });
  };
  for (std::size_t i = stage.syntax->first; i < stage.syntax->last; ++i) {
    const dockerfile::Instruction& instruction = dockerfile_.file->instructions[i];
    if (mentions(instruction.arguments.value())) return true;
    for (const dockerfile::Heredoc& heredoc : instruction.heredocs)
      if (mentions(heredoc.content.value())) return true;
  }
  return false;
}

bool Judge::is_relocated(const Stage& stage) {
  const Stage* at = &stage;
  for (std::size_t i = 0; at && i < longest_chain; ++i, at = at->base) {
    const auto [known, is_new] = relocated_.try_emplace(at, false);
    if (is_new) known->second = mentions_relocation(*at);
    if (known->second) return true;
  }
  return false;
}

void Judge::judge_database(const Stage& stage, ImageWrite& write) {
  const KnownImage* known = stage.shipped() ? known_base(stage) : nullptr;
  if (!known || !is_database(*known)) return;
  const VolumeDeclarations declarations = declared_by(*first_of_chain(stage)->image, *known);
  const VolumeDeclaration* found = nullptr;
  if (!write.path.empty()) {
    found = declarations.around(write.path, steps_);
  } else if (!is_relocated(stage)) {
    for (const ImagePath& row : known->paths)
      if (!found && row.kind == DataKind::data) found = declarations.around(row.path, steps_);
  }
  if (!found) return;
  write.verdict = WriteVerdict::baked_database;
  write.volume_path = found->path;
}

}  // namespace

void judge_volume_writes(Dockerfile& dockerfile) { Judge(dockerfile).run(); }

}  // namespace mountlint
