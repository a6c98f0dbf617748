// For each row of the table that holds data: where it really is in this container, and what becomes of it. Of several
// rows one is important: the rest are parts, extensions, exports, and never decide. If the version is not known, rows
// of several versions are here, and only what holds for all of them is said.
#include "linter/model/data_directories.h"

#include <algorithm>

#include "linter/model/command_line.h"
#include "linter/model/config_files.h"
#include "linter/model/database_files.h"
#include "linter/model/image_volumes.h"
#include "linter/model/intended_loss.h"
#include "linter/model/mount_cover.h"
#include "linter/model/persistence.h"
#include "linter/model/postgres.h"
#include "linter/model/relocation.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

bool holds_data(const ImagePath& row) {
  return (row.kind == DataKind::data || row.kind == DataKind::upload) && !row.path.empty();
}

// The lower, the more a row decides.
int rank(const ImagePath& row) { return (row.kind == DataKind::data ? 0 : 2) + (row.secondary ? 1 : 0); }

bool accuses(const DataDirectory& directory) {
  return directory.verdict != Persistence::persisted && directory.verdict != Persistence::unknown;
}

// `GF_DATABASE_HOST` and the like: what is left here can be spared.
bool is_kept_elsewhere(const ImagePath& row, const Container& container) {
  return std::ranges::any_of(row.external_if, [&](std::string_view name) { return container.environment_value(name); });
}

class Collector {
 public:
  explicit Collector(const Container& container)
      : container_(container),
        rows_(paths_of(*container.known_image, *container.image)),
        line_(flat_command_line(container)),
        loss_intended_(is_loss_intended(container, line_)),
        cache_capable_(is_cache_capable(container, line_)) {}

  std::vector<DataDirectory> run() {
    for (const ImagePath* row : rows_.paths)
      if (holds_data(*row)) add(*row);
    choose_important();
    if (rows_.version_unknown) agree();
    settle_others();
    return std::move(out_);
  }

 private:
  void add(const ImagePath& row);
  void judge_at(DataDirectory& directory, const EffectivePath& path);
  void choose_important();
  void agree();
  void settle_others();

  const Container& container_;
  const ImagePaths rows_;
  const CommandLine line_;
  const bool loss_intended_, cache_capable_;
  std::vector<DataDirectory> out_;
};

void Collector::add(const ImagePath& row) {
  if (is_kept_elsewhere(row, container_)) return;
  EffectivePath path = effective_path(row, container_, line_);
  if (!path.holds) return;
  if (!path.moved && postgres_layout(row) == PostgresLayout::since_18)
    path.path = postgres_default_data(*container_.image);
  const auto same = std::ranges::find(out_, path.path, &DataDirectory::path);
  if (same != out_.end() && !rows_.version_unknown) return;
  DataDirectory directory;
  directory.container = &container_;
  directory.known = container_.known_image;
  directory.row = &row;
  directory.path = path.path;
  directory.assumed_version = rows_.assumed;
  directory.may_be_relocated = path.may_be_relocated;
  directory.cache_capable = cache_capable_;
  judge_at(directory, path);
  out_.push_back(std::move(directory));
}

void Collector::judge_at(DataDirectory& directory, const EffectivePath& path) {
  // Where nothing at all is mounted, it does not matter where a variable of a missing file would have moved it.
  const bool anywhere = path.by_environment && container_.service->environment.complete &&
                        std::ranges::none_of(container_.mounts, is_by_hand);
  if (!path.known && !anywhere) return;
  judge(directory, image_volumes(container_, *directory.row, rows_));
  if (!accuses(directory)) return;
  if (path.uncertain) {
    directory.verdict = Persistence::unknown;
  } else if (loss_intended_) {
    directory.verdict = Persistence::intended_loss;
  }
}

void Collector::choose_important() {
  if (out_.empty()) return;
  const auto first = std::ranges::min_element(out_, {}, [](const DataDirectory& one) { return rank(*one.row); });
  for (DataDirectory& directory : out_) directory.important = false;
  first->important = true;
}

// Rows that hold only for some versions must agree.
void Collector::agree() {
  const auto depends = [](const DataDirectory& directory) { return directory.row->versions != "*"; };
  const auto first = std::ranges::find_if(out_, depends);
  if (first == out_.end()) return;
  const Persistence verdict = first->verdict;
  const bool same = std::ranges::all_of(
      out_, [&](const DataDirectory& directory) { return !depends(directory) || directory.verdict == verdict; });
  if (same) return;
  for (DataDirectory& directory : out_)
    if (depends(directory)) directory.verdict = Persistence::unknown;
}

// One cause is said once: nothing of the other rows if the important one is lost. If that is kept, what else the image
// puts into a VOLUME is worth a word.
void Collector::settle_others() {
  const auto important = std::ranges::find(out_, true, &DataDirectory::important);
  const bool kept = important != out_.end() && important->verdict == Persistence::persisted;
  for (DataDirectory& directory : out_) {
    const bool lost =
        directory.verdict == Persistence::not_persisted || directory.verdict == Persistence::app_not_persisted;
    if (directory.important || !lost) continue;
    const bool speak =
        kept && directory.in_volume && directory.row->kind == DataKind::data && !directory.row->secondary;
    directory.verdict = speak ? Persistence::image_volume : Persistence::unknown;
  }
}

// Files that a variable names are the surest; a VOLUME of our own is judged if nothing else lies there.
void add_unknown_images(const Container& container, std::vector<DataDirectory>& out) {
  for (DataDirectory& file : unmounted_database_files(container)) {
    for (DataDirectory& other : out)
      if (accuses(other) && is_within(file.path, other.path)) other.verdict = Persistence::unknown;
    out.push_back(std::move(file));
  }
  for (DataDirectory& volume : unmounted_volumes(container, out)) out.push_back(std::move(volume));
}

}  // namespace

std::vector<DataDirectory> data_directories(const Container& container) {
  std::vector<DataDirectory> out;
  const bool known = container.known_image && container.image;
  if (known) out = Collector(container).run();
  // A file that ends within its variables may go on with mounts.
  if (!container.service->environment.complete) return out;
  const std::size_t first = out.size();
  add_unknown_images(container, out);
  if (out.size() == first || !is_loss_intended(container, flat_command_line(container))) return out;
  for (std::size_t i = first; i < out.size(); ++i) out[i].verdict = Persistence::intended_loss;
  return out;
}

}  // namespace mountlint
