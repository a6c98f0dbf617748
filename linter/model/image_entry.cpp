// Words are checked against the names of what they mean, paths and patterns by what reads them later: nothing gets in
// that would silently never be found.
#include "linter/model/image_entry.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "linter/model/version_pattern.h"
#include "parsers/spelling.h"

namespace mountlint {
namespace {

using View = std::string_view;

// Aliases could make endlessly many of a small file.
constexpr std::size_t longest_list = 100;

constexpr std::array<View, 8> table_keys{"names",  "role",         "engine",  "command",
                                         "traits", "auto_upgrade", "checked", "paths"};
constexpr std::array<View, 7> config_keys{"like", "role", "engine", "command", "traits", "auto_upgrade", "paths"};
constexpr std::array<View, 11> path_keys{"path",    "versions", "kind",        "holds",       "declared_volume",
                                         "only_if", "relocate", "external_if", "wrong_paths", "secondary",
                                         "source"};
constexpr std::array<View, 5> roles{"database", "queue", "cache", "application", "backup"};
constexpr std::array<View, 5> kinds{"data", "config", "cache", "log", "upload"};
constexpr std::array<View, 3> declared_words{"no", "yes", "unknown"};
constexpr std::array<View, 4> trait_names{"needs_migration", "host_named", "unsafe_on_desktop", "content_synced"};
constexpr std::array trait_fields{&ImageTraits::needs_migration, &ImageTraits::host_named,
                                  &ImageTraits::unsafe_on_desktop, &ImageTraits::content_synced};

bool is_clean_path(View path) {
  const std::string slashed = std::string(path) + "/";
  return path.starts_with('/') && slashed.find("//") == View::npos && slashed.find("/./") == View::npos &&
         slashed.find("/../") == View::npos;
}

class EntryReader {
 public:
  EntryReader(std::span<const View> keys, std::vector<EntryMistake>& mistakes) : keys_(keys), mistakes_(mistakes) {}

  std::optional<ImageEntry> entry(const yaml::Node& node) {
    ImageEntry out;
    right_ = true;
    each_key(node, "an image", keys_, [&](View key, const yaml::Node& value) { entry_key(key, value, out); });
    if (!right_) return std::nullopt;
    return out;
  }

 private:
  void mistake(Span span, std::string message) {
    right_ = false;
    mistakes_.push_back({span, std::move(message)});
  }

  template <class Visit>
  void each_key(const yaml::Node& node, View what, std::span<const View> keys, Visit visit) {
    if (!node.is_mapping()) return mistake(node.span, fmt::format("{} has to be a mapping", what));
    for (const yaml::Entry& entry : node.children) {
      const bool is_word = entry.key && entry.key->is_scalar();
      const View key = is_word ? entry.key->text.value() : View();
      if (!is_word)
        mistake(node.span, "a key has to be a word");
      else if (std::ranges::count(keys, key) > 0)
        visit(key, *entry.value);
      else
        mistake(entry.key->span, fmt::format("key `{}` is unknown{}", key, did_you_mean(key, keys)));
    }
  }

  void entry_key(View key, const yaml::Node& value, ImageEntry& out) {
    if (key == "names") out.names = words(value, key);
    if (key == "like") out.like = word(value, key);
    if (key == "role") out.role = choice<ImageRole>(value, "`role`", roles);
    if (key == "engine") out.engine = word(value, key);
    if (key == "command") out.command = words(value, key);
    if (key == "traits") out.traits = traits(value, key);
    if (key == "auto_upgrade") out.auto_upgrade = word(value, key);
    if (key == "checked") out.checked = month(value, key);
    if (key == "paths") out.paths = paths(value);
  }

  // A mistake in an item is not one of the entry.
  std::vector<ImagePathEntry> paths(const yaml::Node& list) {
    std::vector<ImagePathEntry> out;
    const bool usable = list.is_sequence() && !list.children.empty();
    if (!usable) return mistake(list.span, "`paths` has to be a list of mappings with `path`"), out;
    if (list.children.size() > longest_list) return mistake(list.span, "`paths` has more than 100 items"), out;
    const bool entry_right = right_;
    for (const yaml::Entry& item : list.children) {
      right_ = true;
      ImagePathEntry path = path_entry(*item.value);
      if (right_) out.push_back(std::move(path));
    }
    right_ = entry_right;
    return out;
  }

  ImagePathEntry path_entry(const yaml::Node& node) {
    ImagePathEntry out;
    out.span = node.span;
    each_key(node, "an item of `paths`", path_keys,
             [&](View key, const yaml::Node& value) { path_key(key, value, out); });
    if (node.is_mapping() && !node.find("path")) mistake(node.span, "an item of `paths` needs `path`");
    if (std::ranges::count(out.wrong_paths, out.path) > 0)
      mistake(node.span, fmt::format("`{}` cannot be wrong for itself", out.path));
    return out;
  }

  void path_key(View key, const yaml::Node& value, ImagePathEntry& out) {
    if (key == "path" && !is_none(value)) out.path = path(value, key);
    if (key == "versions") out.versions = versions(value);
    if (key == "kind") out.kind = choice<DataKind>(value, "`kind`", kinds).value_or(DataKind::data);
    if (key == "holds") out.holds = word(value, key);
    if (key == "declared_volume")
      out.declared_volume = choice<Declared>(value, "`declared_volume`", declared_words).value_or(Declared::unknown);
    if (key == "only_if") relocations(value, key, true, out);
    if (key == "relocate") relocations(value, key, false, out);
    if (key == "external_if") out.external_if = words(value, key);
    if (key == "wrong_paths") out.wrong_paths = wrong_paths(value, key);
    if (key == "secondary") out.secondary = choice<Declared>(value, "`secondary`", yes_or_no) == Declared::yes;
    if (key == "source") out.source = word(value, key);
  }

  std::string word(const yaml::Node& node, View key) {
    const View text = node.is_scalar() ? node.text.value() : View();
    const bool printable = std::ranges::none_of(text, [](unsigned char c) { return c < ' ' || c == 0x7f; });
    if (text.empty() || !printable) mistake(node.span, fmt::format("`{}` has to be a word", key));
    return std::string(text);
  }

  // One word, or a list of them.
  std::vector<std::string> words(const yaml::Node& node, View key) {
    std::vector<std::string> out;
    if (!node.is_sequence()) return {word(node, key)};
    if (node.children.empty()) mistake(node.span, fmt::format("`{}` has to be a list with items", key));
    if (node.children.size() > longest_list)
      return mistake(node.span, fmt::format("`{}` has more than 100 items", key)), out;
    for (const yaml::Entry& item : node.children) out.push_back(word(*item.value, key));
    return out;
  }

  template <class Enum>
  std::optional<Enum> choice(const yaml::Node& node, View what, std::span<const View> allowed) {
    const View text = node.is_scalar() ? node.text.value() : View();
    const auto found = std::ranges::find(allowed, text);
    if (found != allowed.end()) return static_cast<Enum>(found - allowed.begin());
    mistake(node.span, fmt::format("{} is {}{}", what, alternatives(allowed), did_you_mean(text, allowed)));
    return std::nullopt;
  }

  static std::string alternatives(std::span<const View> words) {
    return fmt::format("`{}` or `{}`", fmt::join(words.first(words.size() - 1), "`, `"), words.back());
  }

  static std::string did_you_mean(View word, std::span<const View> allowed) {
    const View near = nearest(word, allowed);
    return near.empty() ? "" : fmt::format("; did you mean `{}`?", near);
  }

  std::vector<std::string> traits(const yaml::Node& node, View key) {
    std::vector<std::string> out;
    if (!node.is_sequence() || node.children.size() > longest_list)
      return mistake(node.span, fmt::format("`{}` has to be a list of {}", key, alternatives(trait_names))), out;
    for (const yaml::Entry& item : node.children)
      if (const auto known = choice<std::size_t>(*item.value, "a trait", trait_names))
        out.emplace_back(trait_names[*known]);
    return out;
  }

  std::string month(const yaml::Node& node, View key) {
    const std::string text = word(node, key);
    constexpr View form = "0000-00";
    const auto fits = [](char c, char f) { return f == '-' ? c == '-' : c >= '0' && c <= '9'; };
    const bool right = std::ranges::equal(text, form, fits) && text.substr(5) >= "01" && text.substr(5) <= "12";
    if (!right) mistake(node.span, fmt::format("`{}` is a year and a month, as in 2026-11", key));
    return text;
  }

  static bool is_none(const yaml::Node& node) { return node.is_scalar() && node.text.value() == "none"; }

  std::string path(const yaml::Node& node, View key) {
    const std::string text = word(node, key);
    if (!text.empty() && !is_clean_path(text))
      mistake(node.span, fmt::format("`{}` has to be absolute, without `.`, `..` and a `/` at the end", text));
    return text;
  }

  std::vector<std::string> wrong_paths(const yaml::Node& node, View key) {
    std::vector<std::string> out;
    if (!node.is_sequence()) return {path(node, key)};
    if (node.children.size() > longest_list)
      return mistake(node.span, fmt::format("`{}` has more than 100 items", key)), out;
    for (const yaml::Entry& item : node.children) out.push_back(path(*item.value, key));
    return out;
  }

  std::string versions(const yaml::Node& node) {
    const std::string text = word(node, "versions");
    if (!text.empty() && !is_version_pattern(text))
      mistake(node.span,
              fmt::format("`{}` is no pattern of versions; `<18`, `>=2,<3`, `<pg18` and `*-rootless` are", text));
    return text;
  }

  void relocations(const yaml::Node& node, View key, bool required, ImagePathEntry& out) {
    for (std::string& name : words(node, key)) {
      const bool certain = !name.ends_with('?');
      if (!certain) name.pop_back();
      out.relocations.push_back({std::move(name), certain, required});
    }
  }

  static constexpr std::array<View, 2> yes_or_no{"no", "yes"};

  const std::span<const View> keys_;
  std::vector<EntryMistake>& mistakes_;
  bool right_ = true;  // of the entry or the item that is being read
};

}  // namespace

std::span<const View> table_entry_keys() { return table_keys; }
std::span<const View> config_entry_keys() { return config_keys; }
std::span<const View> image_path_keys() { return path_keys; }

std::optional<ImageEntry> read_image_entry(const yaml::Node& node, std::span<const View> keys,
                                           std::vector<EntryMistake>& mistakes) {
  return EntryReader(keys, mistakes).entry(node);
}

ImageTraits traits_of(const std::vector<std::string>& names, View auto_upgrade) {
  ImageTraits out;
  for (std::size_t i = 0; i < trait_names.size(); ++i) out.*trait_fields[i] = std::ranges::count(names, trait_names[i]);
  out.auto_upgrade = auto_upgrade;
  return out;
}

std::vector<View> names_of(const ImageTraits& traits) {
  std::vector<View> out;
  for (std::size_t i = 0; i < trait_names.size(); ++i)
    if (traits.*trait_fields[i]) out.push_back(trait_names[i]);
  return out;
}

View name_of(ImageRole role) { return roles[static_cast<std::size_t>(role)]; }
View name_of(DataKind kind) { return kinds[static_cast<std::size_t>(kind)]; }
View name_of(Declared declared) { return declared_words[static_cast<std::size_t>(declared)]; }

}  // namespace mountlint
