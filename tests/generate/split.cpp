// Which values may be hidden by others follows compose-go's override/merge.go: scalars and commands are replaced,
// lists appended, mounts replaced by target, mappings go key by key.
#include "tests/generate/split.h"

#include <algorithm>

namespace mountlint::generate {
namespace {

Value scalar(std::string text) { return {Kind::scalar, "", std::move(text)}; }

bool is_one_value(const Value& value) {
  return value.kind == Kind::scalar || value.kind == Kind::flag || value.kind == Kind::atom;
}

std::string target_of(const Value& mount) {
  if (const Value* target = mount.find("target")) return target->text;
  const std::size_t begin = mount.text.find("/t");
  return mount.text.substr(begin, mount.text.find(':', begin) - begin);
}

// Something of the same kind that must never be seen.
Value decoy(const std::string& key, const Value& value) {
  switch (value.kind) {
    case Kind::flag:
      return {Kind::flag, "", value.text == "true" ? "false" : "true"};
    case Kind::mounts:
      return {Kind::mounts, "", "", {{"", scalar("/decoy:/t-decoy")}}};
    case Kind::list:
    case Kind::atom:
      return {value.kind, "", "", {{"", scalar("/decoy")}}};
    case Kind::mapping:
      return {Kind::mapping, "", "", {{key == "build" ? "context" : "decoy", scalar("decoy")}}};
    case Kind::pairs:
      return {Kind::pairs, "", "", {{"DECOY", scalar("decoy")}}};
    default:
      return scalar("decoy");
  }
}

Halves split_items(const Value& list, Chooser ways) {
  Value empty = list;
  empty.children.clear();
  Halves out{empty, empty};
  const std::size_t cut = ways.below(list.children.size() + 1, "cut");
  for (std::size_t i = 0; i < list.children.size(); ++i) {
    const Value& item = list.children[i].second;
    if (i >= cut) {
      out.over.children.emplace_back("", item);
    } else if (list.kind == Kind::mounts && ways.at(i).once_in(4, "replaced")) {
      out.base.children.emplace_back("", scalar("/decoy:" + target_of(item)));
      out.over.children.emplace_back("", item);
      out.over.children.back().second.replaces = true;
    } else {
      out.base.children.emplace_back("", item);
    }
  }
  return out;
}

Halves split_value(const std::string& key, const Value& value, Split how, Chooser ways) {
  if (is_one_value(value) || how == Split::shallow) return {decoy(key, value), value};
  if (value.kind == Kind::list || value.kind == Kind::mounts) return split_items(value, ways);
  return split(value, Split::deep, ways.at("keys"));
}

// The whole value lies in `over`, and hides all that stands below it.
Halves hide(const std::string& key, const Value& value) {
  Halves out{decoy(key, value), value};
  out.over.tag = "!override";
  return out;
}

void put(const std::string& key, Value value, Value& out) {
  if (is_one_value(value) || !value.children.empty()) out.children.emplace_back(key, std::move(value));
}

void reset_something(const Value& mapping, Chooser ways, Halves& out) {
  constexpr const char* keys[] = {"hostname", "user", "stop_signal"};
  const char* key = keys[ways.below(3, "key")];
  if (mapping.find(key)) return;
  out.base.children.emplace_back(key, scalar("decoy"));
  Value reset{Kind::flag, "", "null"};
  reset.tag = "!reset";
  out.over.children.emplace_back(key, reset);
}

}  // namespace

Halves split(const Value& mapping, Split how, Chooser ways) {
  Value empty = mapping;
  empty.children.clear();
  Halves out{empty, empty};
  for (const auto& [key, value] : mapping.children) {
    const Chooser at = ways.at(key);
    // What they refer to has to be there in every service.
    const bool refers = key == "configs" || key == "secrets";
    // A config or secret is nothing without it, and Compose looks at what each `include` brings by itself.
    const bool needed = key == "file";
    const std::size_t way = at.below(4, "way");
    const bool nothing = !is_one_value(value) && value.children.empty();
    if (way == 0 || nothing || (refers && how == Split::shallow)) {
      put(key, value, out.base);
    } else if (way == 1 && !needed) {
      put(key, value, out.over);
    } else {
      const bool hides = how == Split::tagged && way == 2 && !refers && !needed;
      Halves halves = hides ? hide(key, value) : split_value(key, value, how, at);
      put(key, std::move(halves.base), out.base);
      put(key, std::move(halves.over), out.over);
    }
  }
  if (how == Split::tagged && ways.once_in(3, "reset") && mapping.find("image")) reset_something(mapping, ways, out);
  return out;
}

}  // namespace mountlint::generate
