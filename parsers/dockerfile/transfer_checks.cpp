// dispatchCopy of BuildKit (frontend/dockerfile/dockerfile2llb/convert_copy.go), in its order: destination, --chmod,
// --checksum, then source after source. It goes on with what the query of one repository said when it reads the next.
#include "parsers/dockerfile/transfer_checks.h"

#include <algorithm>

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/digests.h"
#include "parsers/dockerfile/dispatch_errors.h"
#include "parsers/dockerfile/file_modes.h"
#include "parsers/dockerfile/git_urls.h"
#include "parsers/dockerfile/windows_paths.h"

namespace mountlint::dockerfile {

namespace {

std::optional<bool> read_switch(List<Flag> flags, std::string_view name) {
  std::optional<bool> value;
  for (const Flag& flag : flags)
    if (flag.name.value() == name) value = !flag.value || equal_fold(flag.value->value(), "true");
  return value;
}

bool is_number(std::string_view text) { return text.find_first_not_of("0123456789") == text.npos; }

class TransferChecker {
 public:
  TransferChecker(const Transfer& transfer, SyntaxErrors& errors)
      : transfer_(transfer), errors_(errors), before_(errors.size()), keep_git_dir_(transfer.keep_git_dir) {
    if (transfer.checksum && !transfer.checksum->empty()) checksum_ = transfer.checksum;
  }

  void check() {
    if (transfer_.chown && transfer_.link) check_chown(*transfer_.chown);
    if (is_right() && transfer_.windows) check_windows_path(transfer_.destination, errors_);
    if (is_right() && transfer_.chmod) check_chmod(*transfer_.chmod, errors_);
    if (is_right() && checksum_) check_checksum(*checksum_);
    for (const Text& source : transfer_.sources)
      if (is_right() && source.is_known()) check_source(source);
    for (const Text& heredoc : transfer_.heredocs)
      if (is_right() && transfer_.windows) check_windows_path(heredoc, errors_);
  }

 private:
  bool is_right() const { return errors_.size() == before_; }
  SyntaxError& report(const Text& at, std::string message) { return report_value(at, std::move(message), errors_); }

  // With --link no base image is at hand, and with it no list of users.
  void check_chown(const Text& chown) {
    if (!chown.is_known()) return;
    const std::vector<Text> parts = chown.split(':');
    for (std::size_t i = 0; i < parts.size() && i < 2; ++i) {
      if (is_number(parts[i].value())) continue;
      const char* what = i == 0 ? "user" : "group";
      report(parts[i],
             fmt::format("with `--link`, `--chown` takes the number of a {}, not `{}`", what, parts[i].value()));
      return;
    }
  }

  void check_checksum(const Text& checksum) {
    const std::vector<Text>& sources = transfer_.sources;
    if (!checksum.is_known()) return;
    if (sources.size() != 1) {
      report(checksum, fmt::format("`--checksum` works with one source, not with {}", sources.size()));
      return;
    }
    if (sources[0].is_known() && source_kind(sources[0]) == SourceKind::local)
      report(checksum, "`--checksum` works with URLs and Git repositories only")
          .notes.push_back({sources[0].span(), "this source is a path"});
  }

  void check_source(const Text& source) {
    std::optional<GitQuery> query;
    if (is_git_like(source) && !(query = read_git_query(source, errors_))) return;
    switch (source_kind(source)) {
      case SourceKind::git:
        return check_git(source, *query);
      case SourceKind::url:
        return check_url(source);
      case SourceKind::local:
        break;
    }
    if (transfer_.windows) check_windows_path(source, errors_);
  }

  void check_git(const Text& source, const GitQuery& query) {
    if (!transfer_.add) return report_remote(source, "a Git repository");
    if (keep_git_dir_ && query.keep_git_dir && *keep_git_dir_ != *query.keep_git_dir)
      return (void)report(source, "`keep-git-dir` of this URL contradicts the one before it");
    if (query.keep_git_dir) keep_git_dir_ = query.keep_git_dir;
    if (!query.checksum) return;
    const bool differs = checksum_ && checksum_->is_known() && checksum_->value() != query.checksum->value();
    if (differs) return report_checksum(*query.checksum);
    if (!checksum_ || checksum_->is_known()) checksum_ = query.checksum;
  }

  void report_checksum(const Text& checksum) {
    report(checksum, fmt::format("the checksum `{}` contradicts `{}`", checksum.value(), checksum_->value()))
        .notes.push_back({checksum_->span(), "the other stands here"});
  }

  void check_url(const Text& source) {
    if (!transfer_.add) return report_remote(source, "a URL");
    const auto checksum = checksum_ ? checksum_->known() : std::nullopt;
    const auto mistake = checksum ? digest_mistake(*checksum) : std::nullopt;
    if (mistake) report(*checksum_, fmt::format("`{}` {}", *checksum, *mistake));
  }

  void report_remote(const Text& source, std::string_view what) {
    report(source, fmt::format("`COPY` cannot take {} as a source", what)).help = "use `ADD`";
  }

  const Transfer& transfer_;
  SyntaxErrors& errors_;
  std::size_t before_;
  std::optional<Text> checksum_;
  std::optional<bool> keep_git_dir_;
};

}  // namespace

Transfer make_transfer(const Instruction& instruction) {
  Transfer transfer;
  transfer.add = instruction.as<Add>() != nullptr;
  transfer.link = read_switch(instruction.flags, "link").value_or(false);
  transfer.keep_git_dir = read_switch(instruction.flags, "keep-git-dir");
  return transfer;
}

void check_transfer(const Transfer& transfer, SyntaxErrors& errors) { TransferChecker(transfer, errors).check(); }

}  // namespace mountlint::dockerfile
