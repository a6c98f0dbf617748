// One function per family of programs. A path that ends in an unknown part (`/data/*`, `/data/$X`) stands for something
// below the directory in front of it; one that begins with such a part is not known, and makes the list incomplete.
#include "linter/model/command_writes.h"

#include <algorithm>

#include "linter/model/command_arguments.h"
#include "parsers/filesystem.h"

namespace mountlint {
namespace {

using Words = std::vector<const shell::Word*>;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::count(words, word) > 0;
}

// Where `cp x DIR` puts things.
bool names_directory(std::string_view path) {
  return path.ends_with('/') || path.ends_with("/.") || path.ends_with("/..") || path == "." || path == "..";
}

class Writes {
 public:
  // `program` must stay.
  Writes(const RunCommand& command, std::string_view program) : command_(command), program_(program) {}
  void begin_redirections() { program_ = {}; }

  ImageWrite* add(WriteKind kind, const Text& path);
  void add_all(WriteKind kind, const Words& operands, std::size_t first = 0, bool recursive = false);
  // `name` of something that is put into `directory`; without a name it is not known.
  void add_into(const Text& directory, const Text* name);
  // The same for the directory where the command runs.
  void add_here(Span span, std::string_view name);
  // The operands of `cp` and the like: sources, and where they go.
  void add_copies(const Arguments& arguments);
  void give_up() { out_.complete = false; }
  Known<ImageWrite> take() { return std::move(out_); }

 private:
  ImageWrite* push(WriteKind kind, Span span, std::string path);
  const RunCommand& command_;
  std::string_view program_;
  Known<ImageWrite> out_;
};

ImageWrite* Writes::push(WriteKind kind, Span span, std::string path) {
  if (path.empty() || path.starts_with("/dev/") || path.starts_with("/proc/")) return nullptr;
  ImageWrite write;
  write.kind = kind;
  write.span = span;
  write.path = std::move(path);
  write.conditional = command_.conditional;
  write.program = program_;
  out_.push_back(std::move(write));
  return &out_.items.back();
}

// Null if it is not known, or is no file of the image.
ImageWrite* Writes::add(WriteKind kind, const Text& path) {
  if (path.is_known()) {
    const std::string resolved = command_.resolve(path);
    out_.complete &= !resolved.empty();
    return push(kind, path.span(), resolved);
  }
  const std::size_t unknown = path.value().find(unknown_character);
  const std::size_t slash = path.value().substr(0, unknown).rfind('/');
  const bool has_parent = unknown != std::string_view::npos && slash != std::string_view::npos && slash > 0;
  out_.complete = false;
  if (!has_parent) return nullptr;
  const Text parent = path.sub(0, static_cast<std::uint32_t>(slash));
  ImageWrite* write = push(kind, path.span(), command_.resolve(parent));
  if (write) write->into = true;
  return write;
}

void Writes::add_all(WriteKind kind, const Words& operands, std::size_t first, bool recursive) {
  for (std::size_t i = first; i < operands.size(); ++i)
    if (ImageWrite* write = add(kind, operands[i]->text)) write->recursive = recursive;
}

void Writes::add_into(const Text& directory, const Text* name) {
  ImageWrite* write = add(WriteKind::content, directory);
  if (!write || write->into) return;
  const std::optional<std::string_view> known = name ? name->known() : std::nullopt;
  const std::string clean = known ? clean_path(*known) : std::string();
  const std::string_view last = file_name(clean);
  const bool usable = known && !names_directory(*known) && last != "." && last != ".." && last != "/";
  if (usable)
    write->path = join_path(write->path, last);
  else
    write->into = true;
}

void Writes::add_here(Span span, std::string_view name) {
  const std::string directory = command_.directory.starts_with('/') ? clean_path(command_.directory) : std::string();
  out_.complete &= !directory.empty();
  if (directory.empty()) return;
  ImageWrite* write = push(WriteKind::content, span, name.empty() ? directory : join_path(directory, name));
  if (write) write->into = name.empty();
}

void Writes::add_copies(const Arguments& arguments) {
  const Words& operands = arguments.operands;
  const std::optional<Text> target = arguments.value_of({"t", "target-directory"});
  if (target) {
    for (const shell::Word* source : operands) add_into(*target, &source->text);
    return;
  }
  if (operands.size() < 2) return give_up();
  const Text& last = operands.back()->text;
  const bool into = operands.size() > 2 || operands[0]->pattern || operands[0]->splits || names_directory(last.value());
  for (std::size_t i = 0; i + 1 < operands.size(); ++i)
    if (into)
      add_into(last, &operands[i]->text);
    else
      add(WriteKind::content, last);
}

Arguments read(const RunCommand& command, const OptionForms& forms) { return arguments_of(command.words, forms); }

void copy(const RunCommand& command, Writes& out) {
  out.add_copies(read(command, {"tS", " target-directory suffix "}));
}

void move(const RunCommand& command, Writes& out) {
  const Arguments arguments = read(command, {"tS", " target-directory suffix "});
  out.add_copies(arguments);
  const bool all = arguments.value_of({"t", "target-directory"}).has_value();
  for (std::size_t i = 0; i + (all ? 0 : 1) < arguments.operands.size(); ++i)
    if (ImageWrite* write = out.add(WriteKind::removal, arguments.operands[i]->text)) write->recursive = true;
}

void install(const RunCommand& command, Writes& out) {
  const Arguments arguments = read(command, {"mogtS", " mode owner group target-directory suffix strip-program "});
  if (!arguments.has_any({"d", "directory"})) return out.add_copies(arguments);
  out.add_all(WriteKind::directory, arguments.operands);
  if (arguments.has_any({"o", "owner", "g", "group", "m", "mode"}))
    out.add_all(WriteKind::metadata, arguments.operands);
}

void link(const RunCommand& command, Writes& out) {
  const Arguments arguments = read(command, {"tS", " target-directory suffix "});
  if (arguments.operands.size() != 1) return out.add_copies(arguments);
  const std::optional<std::string_view> target = arguments.operands[0]->text.known();
  if (target) out.add_here(command.place, file_name(*target));
}

void make_directory(const RunCommand& command, Writes& out) {
  const Arguments arguments = read(command, {"mZ", " mode context "});
  out.add_all(WriteKind::directory, arguments.operands);
  if (arguments.has_any({"m", "mode"})) out.add_all(WriteKind::metadata, arguments.operands);
}

void touch(const RunCommand& command, Writes& out) {
  out.add_all(WriteKind::content, read(command, {"drt", " date reference time "}).operands);
}

void remove(const RunCommand& command, Writes& out) {
  const Arguments arguments = read(command, {});
  out.add_all(WriteKind::removal, arguments.operands, 0, arguments.has_any({"r", "R", "recursive"}));
}

// `-x` and the like are modes of chmod.
void change_metadata(const RunCommand& command, Writes& out) {
  const Arguments arguments = read(command, {"", " reference from "});
  const bool mode_is_option = command.program() == "chmod" && arguments.has_any({"r", "w", "x", "X", "s", "t"});
  const std::size_t first = mode_is_option || arguments.has("reference") ? 0 : 1;
  out.add_all(WriteKind::metadata, arguments.operands, first, arguments.has_any({"R", "recursive"}));
}

void tee(const RunCommand& command, Writes& out) { out.add_all(WriteKind::content, read(command, {}).operands); }

void unpack_tar(const RunCommand& command, Writes& out) {
  const OptionForms forms{"CfTXbgVIKNFL", " directory file files-from exclude exclude-from strip-components ", "",
                          true};
  const Arguments arguments = read(command, forms);
  const bool creates = arguments.has_any({"c", "create", "r", "append", "u", "update"});
  const std::optional<Text> file = arguments.value_of({"f", "file"});
  if (creates && file && file->value() != "-") out.add(WriteKind::content, *file);
  const bool unpacks = arguments.has_any({"x", "extract", "get"}) && !arguments.has_any({"O", "to-stdout"});
  if (!unpacks) return;
  const std::optional<Text> directory = arguments.value_of({"C", "directory"});
  directory ? out.add_into(*directory, nullptr) : out.add_here(command.place, {});
}

void unpack_zip(const RunCommand& command, Writes& out) {
  const Arguments arguments = read(command, {"d"});
  if (arguments.has_any({"l", "t", "p", "Z", "v"})) return;
  const std::optional<Text> directory = arguments.value_of({"d"});
  directory ? out.add_into(*directory, nullptr) : out.add_here(command.place, {});
}

// The file that a URL is saved as; empty if it is not known.
std::string_view name_in_url(const shell::Word& url) {
  // A question mark is a pattern for the shell.
  const std::string_view text = url.variables.empty() && !url.splits ? url.written.value() : url.value();
  std::string_view path = text.substr(0, text.find_first_of("?#"));
  std::string_view name = path.substr(std::min(path.rfind('/'), path.size() - 1) + 1);
  while (name.ends_with('"') || name.ends_with('\'')) name.remove_suffix(1);
  return name.find(unknown_character) == std::string_view::npos && path.find("://") != std::string_view::npos
             ? name
             : std::string_view();
}

void download_curl(const RunCommand& command, Writes& out) {
  const OptionForms forms{"AbcCdDeEFhHKmoQrtTuUwxXyYzP",
                          " output output-dir header user-agent retry retry-delay retry-max-time connect-timeout "
                          "max-time data request user cacert proto url write-out "};
  const Arguments arguments = read(command, forms);
  const std::optional<Text> directory = arguments.value_of({"output-dir"});
  for (const GivenOption& option : arguments.options) {
    const bool names_file = (option.name == "o" || option.name == "output") && option.value;
    if (!names_file || option.value->value() == "-") continue;
    directory ? out.add_into(*directory, &*option.value) : void(out.add(WriteKind::content, *option.value));
  }
  if (!arguments.has_any({"O", "remote-name", "remote-name-all"})) return;
  for (const shell::Word* url : arguments.operands) {
    if (url->value().empty()) continue;
    directory ? out.add_into(*directory, nullptr) : out.add_here(command.place, name_in_url(*url));
  }
}

void download_wget(const RunCommand& command, Writes& out) {
  const OptionForms forms{"OPoaUeitTwQABDIXlR",
                          " output-document directory-prefix header user-agent tries timeout input-file "};
  const Arguments arguments = read(command, forms);
  if (const std::optional<Text> file = arguments.value_of({"O", "output-document"})) {
    if (file->value() != "-") out.add(WriteKind::content, *file);
    return;
  }
  const std::optional<Text> directory = arguments.value_of({"P", "directory-prefix"});
  if (directory) return out.add_into(*directory, nullptr);
  for (const shell::Word* url : arguments.operands)
    if (!url->value().empty()) out.add_here(command.place, name_in_url(*url));
}

void clone(const RunCommand& command, Writes& out) {
  const OptionForms forms{"bocujC",
                          " branch depth origin reference config jobs filter shallow-since separate-git-dir "};
  const Arguments arguments = read(command, forms);
  const Words& operands = arguments.operands;
  if (operands.empty() || operands[0]->value() != "clone") return out.give_up();
  if (arguments.has("C") || operands.size() < 2) return out.give_up();
  if (operands.size() > 2) return void(out.add(WriteKind::content, operands[2]->text));
  std::string_view name = name_in_url(*operands[1]);
  if (name.ends_with(".git")) name.remove_suffix(4);
  name.empty() ? out.give_up() : out.add_here(command.place, name);
}

void edit(const RunCommand& command, Writes& out) {
  const Arguments arguments = read(command, {"efl", " expression file line-length ", "i"});
  if (!arguments.has_any({"i", "in-place"})) return;
  const bool script_is_option = arguments.has_any({"e", "f", "expression", "file"});
  out.add_all(WriteKind::content, arguments.operands, script_is_option ? 0 : 1);
}

// The home of a new user: a directory with an owner.
void add_home(const std::optional<Text>& home, const Arguments& arguments, Writes& out) {
  if (home) {
    out.add(WriteKind::directory, *home);
    out.add(WriteKind::metadata, *home);
  } else if (!arguments.operands.empty() && arguments.operands.back()->text.is_known()) {
    const Text& name = arguments.operands.back()->text;
    if (ImageWrite* write = out.add(WriteKind::directory, name)) write->path = join_path("/home", name.value());
    if (ImageWrite* write = out.add(WriteKind::metadata, name)) write->path = join_path("/home", name.value());
  }
  out.give_up();  // /etc/passwd and the like
}

void use_useradd(const RunCommand& command, Writes& out) {
  const OptionForms forms{"bcdegGkKpRsuZf", " home home-dir base-dir comment gid groups uid shell password skel "};
  const Arguments arguments = read(command, forms);
  if (arguments.has_any({"m", "create-home"}))
    add_home(arguments.value_of({"d", "home", "home-dir"}), arguments, out);
  else
    out.give_up();
}

// Debian's has long options, that of busybox short ones.
void use_adduser(const RunCommand& command, Writes& out) {
  const OptionForms forms{"hgsGuk", " home shell uid ingroup gid gecos conf firstuid lastuid "};
  const Arguments arguments = read(command, forms);
  const std::optional<Text> home = arguments.value_of({"h", "home"});
  const bool none = arguments.has_any({"H", "no-create-home"}) || (arguments.has("system") && !home);
  if (none || arguments.operands.size() != 1) return out.give_up();
  add_home(home, arguments, out);
}

void synchronize(const RunCommand& command, Writes& out) {
  const Arguments arguments = read(command, {"efMTB", " exclude include rsh files-from "});
  const Words& operands = arguments.operands;
  if (operands.size() < 2 || operands.back()->value().find(':') != std::string_view::npos) return out.give_up();
  out.add_into(operands.back()->text, nullptr);
}

void convert(const RunCommand& command, Writes& out) {
  for (const shell::Word& word : command.words)
    if (word.value().starts_with("of=")) out.add(WriteKind::content, word.text.from(3));
}

// `npm ci` and the like, of the directory where they run.
void install_modules(const RunCommand& command, Writes& out) {
  const Arguments arguments = read(command, {"CwF", " prefix cwd dir registry cache workspace filter loglevel "});
  const Words& operands = arguments.operands;
  const std::string_view verb = operands.empty() ? std::string_view() : operands[0]->value();
  const bool yarn = command.program() == "yarn" && operands.empty() && !arguments.has_any({"version", "help", "v"});
  const bool installs = yarn || is_one_of(verb, {"install", "i", "ci", "clean-install", "add"});
  out.give_up();  // scripts of packages write anything
  if (!installs || arguments.has_any({"g", "global", "location"})) return;
  const std::optional<Text> directory = arguments.value_of({"prefix", "cwd", "dir", "C"});
  if (!directory) return out.add_here(command.place, "node_modules");
  if (ImageWrite* write = out.add(WriteKind::content, *directory)) write->path = join_path(write->path, "node_modules");
}

struct Program {
  std::string_view name;
  void (*write)(const RunCommand&, Writes&);
};

constexpr Program programs[] = {
    {"cp", copy},
    {"mv", move},
    {"install", install},
    {"ln", link},
    {"mkdir", make_directory},
    {"touch", touch},
    {"rm", remove},
    {"rmdir", remove},
    {"unlink", remove},
    {"chown", change_metadata},
    {"chgrp", change_metadata},
    {"chmod", change_metadata},
    {"tee", tee},
    {"tar", unpack_tar},
    {"bsdtar", unpack_tar},
    {"unzip", unpack_zip},
    {"curl", download_curl},
    {"wget", download_wget},
    {"git", clone},
    {"sed", edit},
    {"useradd", use_useradd},
    {"adduser", use_adduser},
    {"npm", install_modules},
    {"yarn", install_modules},
    {"pnpm", install_modules},
    {"bun", install_modules},
    {"rsync", synchronize},
    {"dd", convert},
};

// What writes nothing but to its output.
bool is_harmless(std::string_view program) {
  return is_one_of(
      program, {"",       ":",       "[",         "[[",        "alias",  "awk",      "basename", "break",   "case",
                "cat",    "command", "continue",  "cut",       "date",   "df",       "dirname",  "du",      "echo",
                "env",    "exit",    "expr",      "false",     "file",   "grep",     "egrep",    "head",    "hash",
                "id",     "jq",      "ldd",       "ls",        "nproc",  "printenv", "printf",   "pwd",     "readlink",
                "return", "set",     "sha256sum", "sha512sum", "md5sum", "shift",    "shopt",    "sleep",   "sort",
                "stat",   "tail",    "test",      "tr",        "trap",   "true",     "type",     "ulimit",  "umask",
                "uname",  "uniq",    "wait",      "wc",        "which",  "whoami",   "cd",       "pushd",   "popd",
                "export", "unset",   "read",      "for",       "select", "local",    "declare",  "readonly"});
}

void add_redirections(const RunCommand& command, Writes& out) {
  for (const shell::Redirection& redirection : command.redirections) {
    const bool writes = redirection.direction == shell::Direction::write ||
                        redirection.direction == shell::Direction::append ||
                        redirection.direction == shell::Direction::read_write;
    if (writes) out.add(WriteKind::content, redirection.target.text);
  }
}

}  // namespace

Known<ImageWrite> writes_of(const RunCommand& command) {
  const std::string_view program = command.program();
  const auto found = std::ranges::find(programs, program, &Program::name);
  Writes out(command, found != std::end(programs) ? found->name : std::string_view());
  if (found != std::end(programs))
    found->write(command, out);
  else if (!is_harmless(program) || (program.empty() && !command.words.empty()))
    out.give_up();
  out.begin_redirections();
  add_redirections(command, out);
  return out.take();
}

}  // namespace mountlint
