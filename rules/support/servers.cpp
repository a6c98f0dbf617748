// A command on a database image may be a dump, a client or a wait loop as well as the server: only words that name a
// server count. Redis as a sentinel keeps no data. Engines whose directory bears the name of the host share a mount
// without sharing files.
#include "rules/support/servers.h"

#include <algorithm>

#include "linter/model/command_line.h"
#include "linter/model/persistence.h"
#include "parsers/filesystem.h"
#include "rules/support/command_words.h"
#include "rules/support/persistence.h"
#include "rules/support/start_command.h"

namespace mountlint::rules {
namespace {

// Empty for a path that is no program: `/var/lib/mysql`.
std::string_view program_of(std::string_view word) {
  const bool is_plain = word.find('/') == std::string_view::npos;
  return is_plain || directory_of(word).ends_with("bin") ? file_name(word) : std::string_view();
}

bool is_server(std::string_view word) {
  const std::string_view program = program_of(word);
  return program.ends_with("-server") ||
         is_one_of(program, {"cassandra", "couchdb", "elasticsearch", "etcd", "influxd", "mariadbd", "mongod", "mysqld",
                             "mysqld_safe", "neo4j", "opensearch", "postgres", "prometheus", "server"});
}

bool is_entrypoint(std::string_view word) { return file_name(word).find("entrypoint") != std::string_view::npos; }

bool is_shell(std::string_view word) { return is_one_of(file_name(word), {"sh", "bash", "ash"}); }

bool is_client(std::string_view word) {
  const std::string_view program = program_of(word);
  return program.find("dump") != std::string_view::npos ||
         is_one_of(program, {"psql", "pg_basebackup", "pg_isready", "pg_restore", "mysql", "mariadb", "mongosh"});
}

// `exec mysqld`, but not `pg_dump -U postgres` or `pg_dump postgres`; `chown -R mysql` is no client.
bool starts_server(const CommandLine& line) {
  bool found = false;
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    const bool is_value = i > 0 && line.words[i - 1].starts_with('-') && line.words[i - 1] != "-c";
    if (!is_value && is_client(line.words[i])) return false;
    found |= !is_value && is_server(line.words[i]);
  }
  return found;
}

bool names_server(const Container& container) {
  CommandWords command = own_command(container);
  if (!command.empty() && is_entrypoint(command[0])) command.erase(command.begin());
  if (command.empty() || command[0].starts_with('-') || is_server(command[0])) return true;
  if (command.size() > 1 && command[1] == "server") return true;  // `minio server /data`
  const bool is_script = is_shell(command[0]) || command[0].find(' ') != std::string::npos;
  return is_script && starts_server(flat_command_line(container));
}

bool is_single_writer(const DataDirectory& directory) {
  const CommandLine line = flat_command_line(*directory.container);
  if (directory.known->traits.host_named || has_flag(line, "--sentinel")) return false;
  return directory.known->role != ImageRole::cache || !has_flag(line, "--dbfilename");
}

}  // namespace

bool runs_server(const Container& container) {
  return !container.one_shot && !may_run_no_server(container) && names_server(container);
}

std::optional<StoragePlace> server_files(const DataDirectory& directory) {
  const bool is_kept = directory.verdict == Persistence::persisted && directory.mount && directory.important;
  if (!is_kept || !directory.known || !directory.row || directory.may_be_relocated) return std::nullopt;
  if (directory.mount->access != Access::read_write || !is_server_role(directory.known->role)) return std::nullopt;
  if (!runs_server(*directory.container) || !is_single_writer(directory)) return std::nullopt;
  return storage_at(*directory.mount, directory.path);
}

}  // namespace mountlint::rules
