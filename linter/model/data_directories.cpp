// For each row of the table that holds data: where it really is in this container, and what becomes of it. Of several
// rows one is important: the rest are parts, extensions, exports, and never decide. If the version is not known, rows
// of several versions are here, and only what holds for all of them is said.
#include "linter/model/data_directories.h"

#include <algorithm>

#include "linter/model/command_line.h"
#include "linter/model/config_files.h"
#include "linter/model/intended_loss.h"
#include "linter/model/persistence.h"
#include "linter/model/postgres.h"
#include "linter/model/relocation.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

bool holds_data(const ImagePath& row) {
  return (row.kind == DataKind::data || row.kind == DataKind::upload) && !row.path.empty();
}

// Extensions, exports and other parts that can be made again.
bool is_side_path(std::string_view path) {
  constexpr std::string_view names[] = {"snapshots", "export", "consume", "datalog", "client", "modules", "profiles"};
  return is_no_data_name(path) || std::ranges::count(names, file_name(path)) > 0 || path.ends_with("-apps");
}

// The lower, the more a row decides.
int rank(const ImagePath& row) { return (row.kind == DataKind::data ? 0 : 2) + (is_side_path(row.path) ? 1 : 0); }

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
    return std::move(out_);
  }

 private:
  void add(const ImagePath& row);
  void judge_at(DataDirectory& directory, const EffectivePath& path);
  void choose_important();
  void agree();

  const Container& container_;
  const ImagePaths rows_;
  const CommandLine line_;
  const bool loss_intended_, cache_capable_;
  std::vector<DataDirectory> out_;
};

void Collector::add(const ImagePath& row) {
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
  if (!path.known) return;
  judge(directory, image_volumes(container_, *directory.row, rows_));
  const bool accuses = directory.verdict != Persistence::persisted && directory.verdict != Persistence::unknown;
  if (accuses && path.uncertain) {
    directory.verdict = Persistence::unknown;
  } else if (accuses && loss_intended_) {
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

}  // namespace

std::vector<DataDirectory> data_directories(const Container& container) {
  if (!container.known_image || !container.image) return {};
  return Collector(container).run();
}

}  // namespace mountlint
