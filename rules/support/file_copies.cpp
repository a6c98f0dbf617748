// A copy is told from a restore by its words: `tar c`, `restic backup`, `borg create`. A script that calls a database's
// own tools, or Docker, may well make the copy a good one.
#include "rules/support/file_copies.h"

#include <algorithm>
#include <cctype>

#include "linter/model/command_line.h"
#include "parsers/filesystem.h"
#include "rules/support/command_words.h"
#include "rules/support/start_command.h"

namespace mountlint::rules {
namespace {

using Words = std::vector<std::string>;

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// `-czf`, `czf`, `--create`
bool creates_archive(std::string_view flags) {
  if (flags.starts_with("--")) return flags == "--create";
  const bool letters =
      std::all_of(flags.begin(), flags.end(), [](unsigned char c) { return c == '-' || std::isalpha(c); });
  return letters && holds(flags, "c") && !holds(flags, "x") && !holds(flags, "t");
}

bool is_copy(std::string_view program, std::string_view next) {
  if (program == "tar") return creates_archive(next);
  if (program == "restic") return next == "backup";
  return program == "borg" && next == "create";
}

bool copies(const Words& words) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    if (is_copy(file_name(words[i]), words[i + 1])) return true;
  return false;
}

bool synchronises(const Words& words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return is_one_of(file_name(word), {"rsync", "rclone"});
  });
}

bool is_client(std::string_view program) {
  return program.starts_with("docker") || program.starts_with("pg_") || holds(program, "dump") ||
         is_one_of(program, {"curl", "mariabackup", "mariadb", "mongo", "mongosh", "mysql", "psql", "sqlcmd",
                             "supervisorctl", "xtrabackup"});
}

// Stops, dumps or asks a database, or may do so in a file of its own. Paths are what is copied.
bool may_prepare(std::string_view word) {
  if (word.ends_with(".sh") || word.find(unknown_character) != std::string_view::npos) return true;
  const bool is_path = holds(word, "/") && !is_within(word, "/usr") && !is_within(word, "/bin");
  return !is_path && is_client(file_name(word));
}

bool is_backup_image(const Container& container) {
  if (!container.known_image || container.known_image->role != ImageRole::backup) return false;
  return !container.has_build && own_start(container).empty();
}

bool only_copies(const Container& container) {
  const CommandLine line = flat_command_line(container);
  if (!line.complete || std::any_of(line.words.begin(), line.words.end(), may_prepare)) return false;
  return copies(line.words) || synchronises(line.words);
}

}  // namespace

bool copies_files(const Container& container) { return is_backup_image(container) || only_copies(container); }

bool copies_mount(const Mount& mount) {
  const Container& container = *mount.container;
  if (is_backup_image(container) || copies(flat_command_line(container).words)) return true;
  return mount.access == Access::read_only;
}

}  // namespace mountlint::rules
