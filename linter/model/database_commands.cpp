// Programs that start a database server or put data into one, and the data directory that they are told.
#include <algorithm>

#include "linter/model/command_arguments.h"
#include "linter/model/command_writes.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::count(words, word) > 0;
}

bool is_server(std::string_view program) {
  return is_one_of(program, {"mysqld", "mysqld_safe", "mysqld_multi", "mariadbd", "mariadbd-safe", "mysql_install_db",
                             "mariadb-install-db", "docker-entrypoint.sh", "initdb", "pg_ctl", "pg_ctlcluster",
                             "postgres", "mongod", "redis-server", "valkey-server"});
}

bool is_client(std::string_view program) {
  return is_one_of(program, {"mysql", "mariadb", "mysqladmin", "psql", "mongoimport", "mongorestore", "mongo",
                             "mongosh", "pg_restore", "createdb", "redis-cli"});
}

bool is_service_name(std::string_view name) {
  return is_one_of(name, {"mysql", "mysqld", "mariadb", "postgresql", "mongod", "mongodb", "redis", "redis-server"});
}

// `service mysql start`, `/etc/init.d/mysql start`
bool starts_service(const RunCommand& command) {
  if (command.words.size() < 2) return false;
  const bool by_service = command.program() == "service" && command.words.size() > 2;
  const std::string_view name = by_service ? command.words[1].value() : command.program();
  const bool by_script = command.words[0].value().starts_with("/etc/init.d/");
  const std::string_view verb = command.words[by_service ? 2 : 1].value();
  return (by_service || by_script) && is_service_name(name) && is_one_of(verb, {"start", "restart"});
}

// It says something about itself, or talks to a server elsewhere.
bool is_harmless(const RunCommand& command, bool client) {
  return std::any_of(command.words.begin() + 1, command.words.end(), [&](const shell::Word& word) {
    const std::string_view value = word.value();
    if (is_one_of(value, {"--version", "-V", "-v", "--help", "-?", "status"})) return true;
    return client && (value == "-h" || value.starts_with("--host") || value.find("://") != std::string_view::npos);
  });
}

}  // namespace

std::optional<ImageWrite> database_write(const RunCommand& command) {
  const bool client = is_client(command.program());
  const bool server = !client && (is_server(command.program()) || starts_service(command));
  if ((!server && !client) || is_harmless(command, client)) return std::nullopt;
  ImageWrite write;
  write.kind = WriteKind::database;
  write.span = command.place;
  write.conditional = command.conditional;
  const OptionForms forms{"D", " datadir pgdata dbpath dir "};
  const std::optional<Text> directory =
      client ? std::nullopt : arguments_of(command.words, forms).value_of({"D", "datadir", "pgdata", "dbpath", "dir"});
  if (!directory) return write;
  write.path = command.resolve(*directory);
  return write.path.empty() ? std::nullopt : std::optional(write);
}

}  // namespace mountlint
