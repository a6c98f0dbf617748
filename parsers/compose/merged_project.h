// A merged project as the checks of it as a whole see it: names and entries of the untyped tree, and how to find them.
#pragma once

#include <fmt/format.h>

#include <functional>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "parsers/compose/ast.h"

namespace mountlint::compose {

// One of the top-level sections: what it defines.
struct Names {
  bool complete = true;  // false: something else may be defined, too
  std::unordered_set<std::string_view> all;

  bool lacks(std::string_view name) const { return complete && !all.contains(name); }
};

struct MergedService {
  const yaml::Entry* entry = nullptr;
  const Service* typed = nullptr;  // null: its profiles are off, nobody looks at what it refers to
};

struct MergedProject {
  // `file.merged` is not null.
  explicit MergedProject(const File& file);

  // True if this service is there and on.
  bool runs(std::string_view service) const;

  const File& file;
  const yaml::Node& root;
  std::map<std::string_view, MergedService> services;  // all of them
  Names volumes, networks, secrets, models, jobs;
  bool services_complete = true;
};

// A name that stands as a key of a mapping, or as an item of a list.
struct UsedName {
  std::string_view name;
  Span at;
  const yaml::Node* value = nullptr;  // null in a list
};

// Those of `networks`, `depends_on` and the like that are known.
std::vector<UsedName> names_at(const yaml::Entry* entry);

// The entry at a path of keys, separated by dots. Null if there is none.
const yaml::Entry* find_at(const yaml::Node& from, std::string_view path);
// Calls `visit` for each entry at a path in which `*` stands for any key or item.
void for_each_at(const yaml::Node& from, std::string_view path, const std::function<void(const yaml::Entry&)>& visit);

// A scalar without unknown parts.
std::optional<std::string_view> known_text(const yaml::Entry* entry);
std::optional<std::string_view> known_text(const yaml::Node& node);

// An error of compose_syntax, the last of `errors`.
template <class... Arguments>
void refuse(SyntaxErrors& errors, Span at, fmt::format_string<Arguments...> message, Arguments&&... arguments) {
  errors.push_back({.span = at,
                    .message = fmt::format(message, std::forward<Arguments>(arguments)...) + "; Compose refuses it",
                    .claim = Claim::compose_syntax});
}

}  // namespace mountlint::compose
