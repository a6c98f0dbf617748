// Turns images.yaml into a C++ file of constants: `compile_images images.yaml known_images_table.cpp`.
//
// Runs while the project is built, on the project's own YAML parser. It accepts only what the top of images.yaml
// describes (keys, their order, values, order of the entries), so that a slip is a build error with a line and not a
// row that is silently never found.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "linter/model/image_entry.h"
#include "parsers/yaml/tree.h"

namespace mountlint {
namespace {

using View = std::string_view;

// Hosts come after names on Docker Hub.
bool has_host(View name) {
  const std::size_t slash = name.find('/');
  return slash != View::npos && name.substr(0, slash).find('.') != View::npos;
}

bool comes_before(View a, View b) { return std::pair(has_host(a), a) < std::pair(has_host(b), b); }

// What images.yaml asks for beyond what every description of an image does: all keys, all in order.
class Reader {
 public:
  explicit Reader(const yaml::File& file) : file_(file) {}

  std::vector<ImageEntry> read();
  const std::vector<std::string>& errors() const { return errors_; }

 private:
  void check_entry(const ImageEntry& entry, const yaml::Node& node);
  void check_rows(const std::vector<ImagePathEntry>& rows);
  void check_key_order(const yaml::Node& node, std::span<const View> keys);
  void check_has(const yaml::Node& node, std::initializer_list<View> keys);
  void check_order(const std::vector<ImageEntry>& entries, const yaml::Node& list);
  void expect(bool holds, Span place, std::string message);

  const yaml::File& file_;
  std::vector<std::string> errors_;
};

void Reader::expect(bool holds, Span place, std::string message) {
  const SourceFile& source = *file_.source;
  if (!holds) errors_.push_back(fmt::format("{}:{}: {}", source.path(), source.line_of(place.begin), message));
}

// The keys are known ones.
void Reader::check_key_order(const yaml::Node& node, std::span<const View> keys) {
  auto next = keys.begin();
  for (const yaml::Entry& entry : node.children) {
    const View key = entry.key ? entry.key->text.value() : View();
    const auto found = std::find(next, keys.end(), key);
    expect(found != keys.end(), entry.value->span, fmt::format("`{}` is out of order or twice", key));
    if (found != keys.end()) next = found + 1;
  }
}

void Reader::check_has(const yaml::Node& node, std::initializer_list<View> keys) {
  for (const View key : keys) expect(node.find(key), node.span, fmt::format("`{}` is missing", key));
}

void Reader::check_rows(const std::vector<ImagePathEntry>& rows) {
  const auto order = [](const ImagePathEntry& row) {
    return std::pair(row.path.empty() ? View("none") : View(row.path), View(row.versions));
  };
  for (std::size_t i = 1; i < rows.size(); ++i)
    expect(order(rows[i - 1]) < order(rows[i]), rows[i].span,
           fmt::format("`{}` is out of order or twice", rows[i].path));
}

void Reader::check_entry(const ImageEntry& entry, const yaml::Node& node) {
  check_key_order(node, table_entry_keys());
  check_has(node, {"names", "role", "engine", "checked", "paths"});
  for (std::size_t i = 1; i < entry.names.size(); ++i)
    expect(comes_before(entry.names[i - 1], entry.names[i]), node.span,
           fmt::format("`{}` is out of order", entry.names[i]));
  if (!entry.paths) return;
  for (const yaml::Entry& row : node.find("paths")->value->children) {
    check_key_order(*row.value, image_path_keys());
    check_has(*row.value, {"path", "kind", "declared_volume", "source"});
  }
  check_rows(*entry.paths);
}

void Reader::check_order(const std::vector<ImageEntry>& entries, const yaml::Node& list) {
  std::map<std::string, std::size_t> seen;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const Span place = list.children[i].value->span;
    for (const std::string& name : entries[i].names)
      expect(seen.emplace(name, i).second, place, fmt::format("`{}` is here twice", name));
    if (i == 0 || entries[i].names.empty() || entries[i - 1].names.empty()) continue;
    expect(entries[i - 1].names[0] < entries[i].names[0], place,
           fmt::format("`{}` is out of order", entries[i].names[0]));
  }
}

std::vector<ImageEntry> Reader::read() {
  const bool readable = file_.complete && file_.errors.empty() && file_.documents.size() == 1;
  const yaml::Node nothing;
  const yaml::Node& root = readable ? *file_.documents[0].root : nothing;
  for (const SyntaxError& error : file_.errors) expect(false, error.span, error.message);
  const yaml::Entry* images = root.find("images");
  if (!readable || !images || root.children.size() != 1 || !images->value->is_sequence()) {
    errors_.push_back(fmt::format("{}: expected one document with one key, `images`", file_.source->path()));
    return {};
  }
  std::vector<ImageEntry> entries;
  std::vector<EntryMistake> mistakes;
  for (const yaml::Entry& item : images->value->children) {
    entries.push_back(read_image_entry(*item.value, table_entry_keys(), mistakes).value_or(ImageEntry()));
    if (item.value->is_mapping()) check_entry(entries.back(), *item.value);
  }
  for (const EntryMistake& mistake : mistakes) expect(false, mistake.span, mistake.message);
  expect(!entries.empty(), images->value->span, "there is no entry");
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

// A constant array with these items, each in braces or quotes already. Gives what refers to it, `{}` for none.
std::string write_array(std::string& out, View type, std::string name, const std::vector<std::string>& items) {
  if (items.empty()) return "{}";
  out += fmt::format("constexpr {} {}[] = {{{}}};\n", type, name, fmt::join(items, ", "));
  return name;
}

std::string write_words(std::string& out, std::string name, const std::vector<std::string>& words) {
  std::vector<std::string> items;
  for (const std::string& word : words) items.push_back(quoted(word));
  return write_array(out, "std::string_view", std::move(name), items);
}

std::string write_relocations(std::string& out, std::string name, const std::vector<RelocationEntry>& relocations) {
  std::vector<std::string> items;
  for (const RelocationEntry& one : relocations)
    items.push_back(fmt::format("{{{}, {}, {}}}", quoted(one.name), one.certain, one.required));
  return write_array(out, "Relocation", std::move(name), items);
}

// Writes the arrays that a row refers to, and gives the row.
std::string write_row(std::string& out, const ImagePathEntry& row, View id) {
  const std::string relocations = write_relocations(out, fmt::format("relocations_{}", id), row.relocations);
  const std::string wrong_paths = write_words(out, fmt::format("wrong_paths_{}", id), row.wrong_paths);
  const std::string external_if = write_words(out, fmt::format("external_if_{}", id), row.external_if);
  return fmt::format("  {{{}, {}, DataKind::{}, Declared::{}, {}, {}, {}, {}, {}, {}}},\n", quoted(row.versions),
                     quoted(row.path), name_of(row.kind), name_of(row.declared_volume), relocations, wrong_paths,
                     quoted(row.source), quoted(row.holds), external_if, row.secondary);
}

void write_rows(std::string& out, const ImageEntry& entry, std::size_t number) {
  std::string rows = fmt::format("constexpr ImagePath paths_{}[] = {{\n", number);
  for (std::size_t i = 0; i < entry.paths->size(); ++i)
    rows += write_row(out, (*entry.paths)[i], fmt::format("{}_{}", number, i));
  out += rows + "};\n";
}

std::string traits_text(const ImageEntry& entry) {
  const ImageTraits traits = traits_of(entry.traits.value_or(std::vector<std::string>()), entry.auto_upgrade);
  return fmt::format("{{{}, {}, {}, {}, {}}}", traits.needs_migration, traits.host_named, traits.unsafe_on_desktop,
                     traits.content_synced, quoted(traits.auto_upgrade));
}

// One KnownImage per name, sorted by bytes as lookups need it.
void write_names(std::string& out, const std::vector<ImageEntry>& entries) {
  std::map<std::string, std::size_t> by_name;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    for (const std::string& name : entries[i].names) by_name.emplace(name, i);
  }
  for (std::size_t i = 0; i < entries.size(); ++i) write_words(out, fmt::format("command_{}", i), entries[i].command);
  std::string globs;
  std::size_t index = 0;
  out += "constexpr KnownImage table[] = {\n";
  for (const auto& [name, i] : by_name) {
    const ImageEntry& entry = entries[i];
    out += fmt::format("  {{{}, ImageRole::{}, {}, paths_{}, {}, {}, {}}},\n", quoted(name), name_of(*entry.role),
                       quoted(entry.engine), i, traits_text(entry), quoted(entry.checked),
                       entry.command.empty() ? "{}" : fmt::format("command_{}", i));
    if (name.find('*') != std::string::npos) globs += fmt::format("&table[{}], ", index);
    ++index;
  }
  out += fmt::format("}};\nconstexpr std::array<const KnownImage*, {}> table_globs{{{}}};\n",
                     std::count(globs.begin(), globs.end(), '&'), globs);
}

std::string table_of(const std::vector<ImageEntry>& entries) {
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
  const std::vector<ImageEntry> entries = reader.read();
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
