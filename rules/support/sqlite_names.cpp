// Names tell what a file is, so that names that other formats have as well are left alone: zones of name servers, maps
// of mail servers, the stores of a few programs.
#include "rules/support/sqlite_names.h"

#include "linter/model/config_files.h"
#include "parsers/filesystem.h"
#include "rules/support/command_words.h"

namespace mountlint::rules {
namespace {

// `example.com.db` is a zone, `x.mv.db` belongs to H2.
bool has_inner_dot(std::string_view name) {
  return name.find('.', 1) != name.rfind('.') && name.find("sqlite") == std::string_view::npos;
}

// Programs whose `.db` is of bbolt or Berkeley DB; `/database.db` is that of filebrowser.
bool is_other_store(std::string_view path) {
  return path == "/database.db" ||
         is_one_of(file_name(path), {"aliases.db", "bolt.db", "filebrowser.db", "meta.db", "portainer.db", "raft.db",
                                     "state.db", "trivy.db", "vault.db"});
}

bool is_other_format(std::string_view path) {
  if (extension_of(path) != "db") return false;
  if (has_inner_dot(file_name(path)) || is_other_store(path)) return true;
  for (const std::string_view directory : {"/bind/", "/named/", "/zones/", "/postfix/", "/coredns/", "/etc/"})
    if (path.find(directory) != std::string_view::npos) return true;
  return false;
}

}  // namespace

bool has_sqlite_extension(std::string_view path) {
  return is_one_of(extension_of(path), {"db", "db3", "sqlite", "sqlite3"});
}

bool names_sqlite_file(std::string_view path) { return has_sqlite_extension(path) && !is_other_format(path); }

}  // namespace mountlint::rules
