// Follows compose-go's loader/include.go.
#include "parsers/compose/include.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "parsers/compose/resets.h"
#include "parsers/compose/shape.h"

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Node;

// Only these are imported; `name` and the like of an included file are ignored.
constexpr std::array<std::string_view, 6> sections = {"services", "volumes", "networks",
                                                      "secrets",  "configs", "models"};

class Reader {
 public:
  Reader(const LoadContext& context, LoadState& state) : context_(context), state_(state) {}

  std::optional<Include> read(const Entry& item);

 private:
  bool read_paths(const Entry* entry, Include& out);
  bool read_directory(const Entry* entry, Include& out);
  void read_env_files(const Entry* entry, Include& out);
  void find_dotenv(Include& out);
  std::optional<Include> unknown() {
    state_.file.complete = false;
    return std::nullopt;
  }

  const LoadContext& context_;
  LoadState& state_;
};

// The strings of a string or a list.
std::vector<const Node*> strings_of(const Entry* entry) {
  std::vector<const Node*> out;
  if (!entry) return out;
  if (entry->value->is_scalar()) out.push_back(entry->value);
  for (const Entry& item : entry->value->children)
    if (item.value->is_scalar()) out.push_back(item.value);
  return out;
}

std::optional<Include> Reader::read(const Entry& item) {
  const Node& node = *item.value;
  if (node.is_null() && node.complete) return std::nullopt;
  if (!node.is_scalar() && !node.is_mapping()) return unknown();
  if (node.is_scalar() && yaml::resolve(node) != yaml::Scalar::string) {
    state_.fail(node.span, fmt::format("expected a string or a mapping, found `{}`", node.text.value()));
    return unknown();
  }
  const bool mapping = node.is_mapping();
  Include out;
  if (!read_paths(mapping ? node.find("path") : &item, out)) return unknown();
  if (out.paths.empty()) return std::nullopt;
  if (!read_directory(mapping ? node.find("project_directory") : nullptr, out)) return unknown();
  read_env_files(mapping ? node.find("env_file") : nullptr, out);
  return out;
}

bool Reader::read_paths(const Entry* entry, Include& out) {
  if (entry && !entry->value->complete) return false;
  for (const Node* path : strings_of(entry)) {
    const std::optional<std::string_view> text = path->text.known();
    if (!text || is_remote_file(*text)) return false;
    out.paths.push_back(join_path(context_.files, *text));
    out.places.push_back(path->span);
  }
  return true;
}

// A directory that does not exist is taken for a file: host paths count from where it would lie.
bool Reader::read_directory(const Entry* entry, Include& out) {
  out.directory = out.files = directory_of(out.paths.front());
  if (!entry || !entry->value->is_scalar()) return true;
  const std::optional<std::string_view> text = entry->value->text.known();
  if (!text) return false;
  if (text->empty()) return true;
  out.directory = out.files = join_path(context_.files, *text);
  const bool exists = state_.sources.files().kind(out.files) == FileKind::directory;
  if (!exists && !text->starts_with('/')) out.directory = directory_of(out.files);
  return true;
}

void Reader::read_env_files(const Entry* entry, Include& out) {
  const std::vector<const Node*> files = strings_of(entry);
  if (files.empty()) return find_dotenv(out);
  for (const Node* file : files) {
    const std::optional<std::string_view> text = file->text.known();
    if (text == "/dev/null") continue;
    out.variables_known &= text.has_value();
    if (text) out.env_files.emplace_back(join_path(context_.files, *text), file->span);
  }
}

void Reader::find_dotenv(Include& out) {
  const std::string path = join_path(out.files, ".env");
  if (state_.sources.files().kind(path) == FileKind::file) out.env_files.emplace_back(path, out.places.front());
}

// One of the sections, while resources are added.
class Section {
 public:
  Section(std::string_view name, const Entry* own, const Node* tagged, LoadState& state)
      : name_(name), tagged_(tagged), state_(state) {
    if (own) node_ = *own->value;
    if (!own || node_.is_null()) node_.kind = yaml::Kind::mapping;
    for (std::size_t i = 0; i < node_.children.size(); ++i) index(i);
  }

  void add(const Node& included) {
    node_.complete &= included.complete;
    for (const Entry& entry : included.children) {
      const auto found = by_name_.find(entry.key->text.value());
      if (found != by_name_.end()) {
        unite(entry, node_.children[found->second]);
        continue;
      }
      node_.children.push_back(entry);
      index(node_.children.size() - 1);
    }
  }

  Node node() && { return std::move(node_); }

 private:
  void index(std::size_t i) { by_name_.emplace(node_.children[i].key->text.value(), i); }

  void unite(const Entry& below, Entry& own) {
    const Entry* tagged = tagged_ ? tagged_->find(own.key->text.value()) : nullptr;
    const Node* base = tagged ? without_tagged(*below.value, *tagged->value, state_.tree) : below.value;
    const Node* merged = state_.merger.merge_at({name_, own.key->text.value()}, *base, *own.value);
    if (merged == base) return void(own = {own.key, below.value, below.via});
    Node out = *merged;
    out.span = own.value->span;
    own.value = &state_.tree.add(std::move(out));
  }

  std::string_view name_;
  const Node* tagged_;
  LoadState& state_;
  Node node_;
  std::unordered_map<std::string_view, std::size_t> by_name_;
};

const Node* section_of(const Node& root, std::string_view name) {
  const Entry* entry = root.find(name);
  return entry && entry->value->is_mapping() ? entry->value : nullptr;
}

// Fills `to` with the section of the document and of all that is included.
void lay_section(std::string_view name, const std::vector<const Node*>& included, const Node& tagged, LoadState& state,
                 Node& to) {
  const auto own = std::find_if(to.children.begin(), to.children.end(),
                                [&](const Entry& entry) { return entry.key->text.value() == name; });
  const bool readable = own == to.children.end() || own->value->is_mapping() || own->value->is_null();
  if (!readable) return;
  Section section(name, own == to.children.end() ? nullptr : &*own, section_of(tagged, name), state);
  const Entry* first = nullptr;
  for (const Node* root : included) {
    const Node* from = section_of(*root, name);
    if (!from) continue;
    if (!first) first = root->find(name);
    section.add(*from);
  }
  if (!first) return;
  Node node = std::move(section).node();
  if (own == to.children.end()) {
    node.span = first->value->span;
    to.children.push_back({first->key, &state.tree.add(std::move(node)), first->via});
  } else {
    own->value = &state.tree.add(std::move(node));
  }
}

}  // namespace

std::vector<Include> read_includes(const Node& document, const LoadContext& context, LoadState& state) {
  std::vector<Include> out;
  const Entry* entry = document.find("include");
  if (!entry || (entry->value->is_null() && entry->value->complete)) return out;
  const auto keys = compose_shape().keys;
  const auto key = std::find_if(keys.begin(), keys.end(), [](const Key& item) { return item.name == "include"; });
  check_shape(*entry->value, key->shape, state.file.errors);
  if (!entry->value->is_sequence() || !entry->value->complete) state.file.complete = false;
  for (const Entry& item : entry->value->children)
    if (std::optional<Include> include = Reader(context, state).read(item)) out.push_back(std::move(*include));
  return out;
}

const Node* lay_over(const std::vector<const Node*>& included, const Node& document, const Node& tagged,
                     LoadState& state) {
  Node out = document;
  std::erase_if(out.children, [](const Entry& entry) { return entry.key->text.value() == "include"; });
  for (const std::string_view section : sections) lay_section(section, included, tagged, state, out);
  for (const Node* root : included) out.complete &= root->complete;
  return &state.tree.add(std::move(out));
}

}  // namespace mountlint::compose
