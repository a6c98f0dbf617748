// Services that run once and end: a client, a dump, a copy, or a script that does nothing else. Only programs that are
// known to end count; everything else may be a server.
#include <algorithm>
#include <cctype>

#include "linter/model/command_line.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

bool is_client(std::string_view program) {
  constexpr std::string_view names[] = {"apk",
                                        "apt-get",
                                        "aws",
                                        "cat",
                                        "chgrp",
                                        "chmod",
                                        "chown",
                                        "clickhouse-client",
                                        "cp",
                                        "createdb",
                                        "curl",
                                        "cypher-shell",
                                        "date",
                                        "dropdb",
                                        "echo",
                                        "etcdctl",
                                        "find",
                                        "grep",
                                        "hostname",
                                        "id",
                                        "initdb",
                                        "install",
                                        "kafka-topics",
                                        "kafka-topics.sh",
                                        "ln",
                                        "ls",
                                        "mariadb-admin",
                                        "mariadb-dump",
                                        "mariadb-import",
                                        "mc",
                                        "mkdir",
                                        "mongo",
                                        "mongodump",
                                        "mongoexport",
                                        "mongoimport",
                                        "mongorestore",
                                        "mongosh",
                                        "mv",
                                        "mysql",
                                        "mysqladmin",
                                        "mysqldump",
                                        "mysqlimport",
                                        "nc",
                                        "openssl",
                                        "pg_dump",
                                        "pg_dumpall",
                                        "pg_isready",
                                        "pg_restore",
                                        "pgbench",
                                        "printf",
                                        "psql",
                                        "rabbitmqadmin",
                                        "rabbitmqctl",
                                        "redis-benchmark",
                                        "redis-cli",
                                        "rm",
                                        "sed",
                                        "sqlcmd",
                                        "tar",
                                        "touch",
                                        "true",
                                        "valkey-cli",
                                        "vacuumdb",
                                        "wget",
                                        "false"};
  return std::ranges::count(names, program) > 0;
}

// Words of the shell that start no program.
bool is_shell_word(std::string_view word) {
  constexpr std::string_view names[] = {"!",    "[",     "[[",     "{",     "}",     ":",      "case", "cd",   "do",
                                        "done", "elif",  "else",   "esac",  "exit",  "export", "fi",   "for",  "if",
                                        "in",   "read",  "return", "set",   "shift", "sleep",  "test", "then", "time",
                                        "trap", "umask", "unset",  "until", "wait",  "while"};
  return std::ranges::count(names, word) > 0;
}

// Behind these stands another command.
bool is_prefix(std::string_view word) {
  constexpr std::string_view names[] = {"!",    "{",    "do",    "elif",  "else", "exec", "if",
                                        "then", "time", "until", "while", "sudo", "gosu"};
  return std::ranges::count(names, word) > 0;
}

bool is_assignment(std::string_view word) {
  const std::size_t equals = word.find('=');
  if (equals == std::string_view::npos || equals == 0) return false;
  return std::ranges::all_of(word.substr(0, equals),
                             [](char c) { return c == '_' || std::isalnum(static_cast<unsigned char>(c)); });
}

std::string_view next_word(std::string_view& rest) {
  constexpr std::string_view blanks = " \t\r";
  rest.remove_prefix(std::min(rest.find_first_not_of(blanks), rest.size()));
  const std::string_view word = rest.substr(0, rest.find_first_of(blanks));
  rest.remove_prefix(word.size());
  return word;
}

enum class Step : std::uint8_t { nothing, client, other };

// One command of a script: `ENV=1 exec psql ..`.
Step step_of(std::string_view command) {
  std::string_view word = next_word(command);
  while (is_prefix(word) || is_assignment(word)) word = next_word(command);
  if (word.empty() || word.starts_with('#') || is_shell_word(word)) return Step::nothing;
  return is_client(file_name(word)) ? Step::client : Step::other;
}

// Cut at every operator, quotes or not: what is cut too often only makes the answer "no". A script that only waits
// keeps its container alive.
bool script_ends(std::string_view script) {
  bool any = false;
  while (!script.empty()) {
    const std::size_t end = std::min(script.find_first_of(";&|()\n"), script.size());
    const Step step = step_of(script.substr(0, end));
    if (step == Step::other) return false;
    any |= step == Step::client;
    script.remove_prefix(std::min(end + 1, script.size()));
  }
  return any;
}

bool is_shell(std::string_view program) {
  constexpr std::string_view names[] = {"sh", "bash", "ash", "dash", "zsh"};
  return std::ranges::count(names, program) > 0;
}

bool is_script_flag(std::string_view word) { return word.starts_with('-') && word.ends_with('c'); }

}  // namespace

bool is_one_shot(const Container& container) {
  const CommandLine line = command_line(container);
  if (line.words.empty()) return false;
  const std::string_view program = file_name(line.words[0]);
  if (!is_shell(program)) return is_client(program);
  return line.words.size() > 2 && is_script_flag(line.words[1]) && script_ends(line.words[2]);
}

}  // namespace mountlint
