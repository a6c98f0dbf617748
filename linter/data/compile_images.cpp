// Turns images.yaml into a C++ file of constants: `compile_images images.yaml known_images_table.cpp`.
//
// Runs while the project is built, on the project's own YAML parser. It accepts only what the top of images.yaml
// describes (keys, their order, values, order of the entries), so that a slip is a build error with a line and not a
// row that is silently never found.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "linter/model/version_pattern.h"
#include "parsers/yaml/tree.h"

namespace mountlint {
namespace {

using View = std::string_view;

// Rows and entries as they were written; `?` and `only_if` are resolved when they are printed.
struct Row {
  std::string path, versions = "*", kind, declared_volume, source;
  std::vector<std::string> only_if, relocate, wrong_paths;
};

struct Entry {
  std::vector<std::string> names;
  std::string role, engine;
  std::vector<Row> rows;
};

constexpr std::array entry_keys{View("names"), View("role"), View("engine"), View("paths")};
constexpr std::array row_keys{View("path"),    View("versions"), View("kind"),        View("declared_volume"),
                              View("only_if"), View("relocate"), View("wrong_paths"), View("source")};
constexpr std::array roles{View("database"), View("queue"), View("cache"), View("application")};
constexpr std::array kinds{View("data"), View("config"), View("cache"), View("log"), View("upload")};
constexpr std::array declared{View("yes"), View("no"), View("unknown")};

template <class List>
bool is_one_of(View word, const List& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_clean_path(View path) {
  const bool ends_well = path.size() == 1 || path.back() != '/';
  const std::string slashed = std::string(path) + "/";
  return path.starts_with('/') && ends_well && slashed.find("//") == std::string::npos &&
         slashed.find("/./") == std::string::npos && slashed.find("/../") == std::string::npos;
}

bool is_printable(View text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

// Hosts come after names on Docker Hub.
bool has_host(View name) {
  const std::size_t slash = name.find('/');
  return slash != View::npos && name.substr(0, slash).find('.') != View::npos;
}

bool comes_before(View a, View b) { return std::pair(has_host(a), a) < std::pair(has_host(b), b); }

class Reader {
 public:
  explicit Reader(const yaml::File& file) : file_(file) {}

  std::vector<Entry> read();
  const std::vector<std::string>& errors() const { return errors_; }

 private:
  Entry read_entry(const yaml::Node& node);
  Row read_row(const yaml::Node& node);
  void check_entry(const Entry& entry, const yaml::Node& node);
  void check_row(const Row& row, const yaml::Node& node);
  void check_order(const std::vector<Entry>& entries, const yaml::Node& list);
  void check_row_order(const Entry& entry, const yaml::Node& node);

  template <class Keys>
  void check_keys(const yaml::Node& node, const Keys& keys);
  bool expect(bool holds, const yaml::Node& node, std::string message);
  std::string word(const yaml::Node& node, View key);
  std::vector<std::string> words(const yaml::Node& node, View key);

  const yaml::File& file_;
  std::vector<std::string> errors_;
};

bool Reader::expect(bool holds, const yaml::Node& node, std::string message) {
  const SourceFile& source = *file_.source;
  if (!holds) errors_.push_back(fmt::format("{}:{}: {}", source.path(), source.line_of(node.span.begin), message));
  return holds;
}

std::string Reader::word(const yaml::Node& node, View key) {
  const yaml::Entry* entry = node.find(key);
  if (!entry) return {};
  expect(entry->value->is_scalar(), *entry->value, fmt::format("`{}` is one value", key));
  const std::string value(entry->value->text.value());
  expect(!value.empty() && is_printable(value), *entry->value, fmt::format("`{}` is printable ASCII", key));
  return value;
}

std::vector<std::string> Reader::words(const yaml::Node& node, View key) {
  const yaml::Entry* entry = node.find(key);
  if (!entry) return {};
  const yaml::Node& list = *entry->value;
  expect(list.is_sequence() && !list.children.empty(), list, fmt::format("`{}` is a list with items", key));
  std::vector<std::string> out;
  for (const yaml::Entry& item : list.children) {
    out.emplace_back(item.value->text.value());
    expect(item.value->is_scalar() && !out.back().empty() && is_printable(out.back()), *item.value,
           fmt::format("an item of `{}` is printable ASCII", key));
  }
  return out;
}

// Known keys, each once, in the order of `keys`.
template <class Keys>
void Reader::check_keys(const yaml::Node& node, const Keys& keys) {
  auto next = keys.begin();
  for (const yaml::Entry& entry : node.children) {
    const View key = entry.key ? entry.key->text.value() : View();
    const yaml::Node& place = entry.key ? *entry.key : *entry.value;
    if (!expect(is_one_of(key, keys), place, fmt::format("unknown key `{}`", key))) continue;
    const auto found = std::find(next, keys.end(), key);
    if (expect(found != keys.end(), place, fmt::format("`{}` is out of order or twice", key))) next = found + 1;
  }
}

void Reader::check_row(const Row& row, const yaml::Node& node) {
  expect(row.path == "none" || is_clean_path(row.path), node, fmt::format("`{}` is no clean absolute path", row.path));
  expect(is_version_pattern(row.versions), node, fmt::format("`{}` is no pattern of versions", row.versions));
  expect(is_one_of(row.kind, kinds), node, fmt::format("`{}` is no kind", row.kind));
  expect(is_one_of(row.declared_volume, declared), node, "`declared_volume` is yes, no or unknown");
  expect(!row.source.empty(), node, "a row needs a source");
  for (const std::string& path : row.wrong_paths) {
    expect(is_clean_path(path), node, fmt::format("`{}` is no clean absolute path", path));
    expect(path != row.path, node, fmt::format("`{}` cannot be wrong for itself", path));
  }
}

Row Reader::read_row(const yaml::Node& node) {
  if (!expect(node.is_mapping(), node, "a row is a mapping")) return {};
  check_keys(node, row_keys);
  Row row;
  row.path = word(node, "path");
  if (node.find("versions")) row.versions = word(node, "versions");
  row.kind = word(node, "kind");
  row.declared_volume = word(node, "declared_volume");
  row.only_if = words(node, "only_if");
  row.relocate = words(node, "relocate");
  row.wrong_paths = words(node, "wrong_paths");
  row.source = word(node, "source");
  check_row(row, node);
  return row;
}

void Reader::check_row_order(const Entry& entry, const yaml::Node& node) {
  const auto is_before = [](const Row& a, const Row& b) {
    return std::pair(View(a.path), View(a.versions)) < std::pair(View(b.path), View(b.versions));
  };
  for (std::size_t i = 1; i < entry.rows.size(); ++i) {
    expect(is_before(entry.rows[i - 1], entry.rows[i]), *node.find("paths")->value->children[i].value,
           fmt::format("`{}` is out of order or twice", entry.rows[i].path));
  }
}

void Reader::check_entry(const Entry& entry, const yaml::Node& node) {
  expect(!entry.names.empty(), node, "an entry needs `names`");
  expect(is_one_of(entry.role, roles), node, fmt::format("`{}` is no role", entry.role));
  expect(!entry.engine.empty(), node, "an entry needs an `engine`");
  expect(!entry.rows.empty(), node, "an entry needs `paths`");
  for (std::size_t i = 1; i < entry.names.size(); ++i) {
    expect(comes_before(entry.names[i - 1], entry.names[i]), node, fmt::format("`{}` is out of order", entry.names[i]));
  }
  check_row_order(entry, node);
}

Entry Reader::read_entry(const yaml::Node& node) {
  if (!expect(node.is_mapping(), node, "an entry is a mapping")) return {};
  check_keys(node, entry_keys);
  Entry entry{words(node, "names"), word(node, "role"), word(node, "engine"), {}};
  if (const yaml::Entry* paths = node.find("paths")) {
    expect(paths->value->is_sequence(), *paths->value, "`paths` is a list");
    for (const yaml::Entry& row : paths->value->children) entry.rows.push_back(read_row(*row.value));
  }
  check_entry(entry, node);
  return entry;
}

void Reader::check_order(const std::vector<Entry>& entries, const yaml::Node& list) {
  std::map<std::string, std::size_t> seen;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const yaml::Node& node = *list.children[i].value;
    for (const std::string& name : entries[i].names) {
      expect(seen.emplace(name, i).second, node, fmt::format("`{}` is here twice", name));
    }
    if (i == 0 || entries[i].names.empty() || entries[i - 1].names.empty()) continue;
    expect(entries[i - 1].names[0] < entries[i].names[0], node,
           fmt::format("`{}` is out of order", entries[i].names[0]));
  }
}

std::vector<Entry> Reader::read() {
  const bool readable = file_.complete && file_.errors.empty() && file_.documents.size() == 1;
  const yaml::Node nothing;
  const yaml::Node& root = readable ? *file_.documents[0].root : nothing;
  for (const SyntaxError& error : file_.errors) {
    errors_.push_back(
        fmt::format("{}:{}: {}", file_.source->path(), file_.source->line_of(error.span.begin), error.message));
  }
  const yaml::Entry* images = root.find("images");
  if (!readable || !images || root.children.size() != 1 || !images->value->is_sequence()) {
    errors_.push_back(fmt::format("{}: expected one document with one key, `images`", file_.source->path()));
    return {};
  }
  std::vector<Entry> entries;
  for (const yaml::Entry& item : images->value->children) entries.push_back(read_entry(*item.value));
  expect(!entries.empty(), *images->value, "there is no entry");
  check_order(entries, *images->value);
  return entries;
}

// --- Output

std::string quoted(View text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string relocation(View name, bool required) {
  const bool certain = !name.ends_with('?');
  if (!certain) name.remove_suffix(1);
  return fmt::format("{{{}, {}, {}}}", quoted(name), certain, required);
}

// Writes the arrays that a row refers to; gives their names, `{}` for none.
std::string write_relocations(std::string& out, const Row& row, View id) {
  if (row.only_if.empty() && row.relocate.empty()) return "{}";
  out += fmt::format("constexpr Relocation relocations_{}[] = {{", id);
  for (const std::string& name : row.only_if) out += relocation(name, true) + ", ";
  for (const std::string& name : row.relocate) out += relocation(name, false) + ", ";
  out += "};\n";
  return fmt::format("relocations_{}", id);
}

std::string write_wrong_paths(std::string& out, const Row& row, View id) {
  if (row.wrong_paths.empty()) return "{}";
  out += fmt::format("constexpr std::string_view wrong_paths_{}[] = {{", id);
  for (const std::string& path : row.wrong_paths) out += quoted(path) + ", ";
  out += "};\n";
  return fmt::format("wrong_paths_{}", id);
}

void write_rows(std::string& out, const Entry& entry, std::size_t number) {
  std::string rows = fmt::format("constexpr ImagePath paths_{}[] = {{\n", number);
  for (std::size_t i = 0; i < entry.rows.size(); ++i) {
    const Row& row = entry.rows[i];
    const std::string id = fmt::format("{}_{}", number, i);
    const std::string relocations = write_relocations(out, row, id);
    const std::string wrong_paths = write_wrong_paths(out, row, id);
    rows += fmt::format("  {{{}, {}, DataKind::{}, Declared::{}, {}, {}, {}}},\n", quoted(row.versions),
                        quoted(row.path == "none" ? "" : row.path), row.kind, row.declared_volume, relocations,
                        wrong_paths, quoted(row.source));
  }
  out += rows + "};\n";
}

// One KnownImage per name, sorted by bytes as lookups need it.
void write_names(std::string& out, const std::vector<Entry>& entries) {
  std::map<std::string, std::size_t> by_name;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    for (const std::string& name : entries[i].names) by_name.emplace(name, i);
  }
  std::string globs;
  std::size_t index = 0;
  out += "constexpr KnownImage table[] = {\n";
  for (const auto& [name, i] : by_name) {
    out += fmt::format("  {{{}, ImageRole::{}, {}, paths_{}}},\n", quoted(name), entries[i].role,
                       quoted(entries[i].engine), i);
    if (name.find('*') != std::string::npos) globs += fmt::format("&table[{}], ", index);
    ++index;
  }
  out += fmt::format("}};\nconstexpr std::array<const KnownImage*, {}> table_globs{{{}}};\n",
                     std::count(globs.begin(), globs.end(), '&'), globs);
}

std::string table_of(const std::vector<Entry>& entries) {
  std::string out = "// Made from linter/data/images.yaml by compile_images. Do not edit.\n";
  out +=
      "#include \"linter/model/known_images_table.h\"\n\n#include <array>\n\nnamespace mountlint::known_images_table "
      "{\n";
  out += "namespace {\n\n";
  for (std::size_t i = 0; i < entries.size(); ++i) write_rows(out, entries[i], i);
  write_names(out, entries);
  out += "\n}  // namespace\n\nconstinit const std::span<const KnownImage> images(table);\n";
  out += "constinit const std::span<const KnownImage* const> globs(table_globs);\n\n";
  return out + "}  // namespace mountlint::known_images_table\n";
}

int compile(const char* from, const char* to) {
  std::ifstream in(from, std::ios::binary);
  if (!in) return fmt::print(stderr, "{}: cannot be read\n", from), 1;
  std::string text{std::istreambuf_iterator<char>(in), {}};
  const yaml::File file = yaml::parse(std::make_shared<const SourceFile>(FileId{0}, from, std::move(text)));
  Reader reader(file);
  const std::vector<Entry> entries = reader.read();
  for (const std::string& error : reader.errors()) fmt::print(stderr, "{}\n", error);
  if (!reader.errors().empty()) return 1;
  std::ofstream out(to, std::ios::binary);
  out << table_of(entries);
  out.close();
  return out ? 0 : (fmt::print(stderr, "{}: cannot be written\n", to), 1);
}

}  // namespace
}  // namespace mountlint

int main(int argc, char** argv) {
  if (argc == 3) return mountlint::compile(argv[1], argv[2]);
  fmt::print(stderr, "usage: compile_images images.yaml known_images_table.cpp\n");
  return 2;
}
