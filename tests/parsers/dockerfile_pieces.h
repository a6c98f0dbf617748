// Everything in a Dockerfile tree that stands somewhere, as nested pieces, so that one check holds for all of it. Each
// struct is taken apart by name: a new field or a new instruction does not compile until it is walked here, too.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parsers/dockerfile/ast.h"

namespace mountlint::dockerfile {

// Children lie in their piece, in order, and do not overlap.
struct Piece {
  std::string_view label;
  Span span;
  std::optional<Text> text = {};
  std::vector<Piece> children = {};
};
using Pieces = std::vector<Piece>;

inline Piece piece(std::string_view label, const Text& text) { return {label, text.span(), text, {}}; }

inline void add(std::string_view label, const Text& text, Pieces& out) { out.push_back(piece(label, text)); }

inline void add(std::string_view label, const std::optional<Text>& text, Pieces& out) {
  if (text) add(label, *text, out);
}

inline void add(std::string_view label, List<Text> texts, Pieces& out) {
  for (const Text& text : texts) add(label, text, out);
}

inline void add(std::string_view label, const Words& words, Pieces& out) {
  const auto& [items, json] = words;
  add(label, items, out);
}

inline void add(std::string_view label, const Command& command, Pieces& out) {
  const auto& [json, words, shell] = command;
  add(label, words, out);
  if (!json) add(label, shell, out);
}

inline void add(std::string_view label, List<KeyValue> pairs, Pieces& out) {
  for (const KeyValue& pair : pairs) {
    const auto& [key, value, legacy, has_value] = pair;
    Pieces parts = {piece("key", key), piece("value", value)};
    out.push_back({label, key.span().to(value.span()), {}, std::move(parts)});
  }
}

inline Piece piece(const MountField& field) {
  const auto& [key, value] = field;
  Pieces parts = {piece("mount key", key)};
  add("mount value", value, parts);
  return {"mount field", key.span().to(parts.back().span), {}, std::move(parts)};
}

inline Piece piece(const RunMountFlag& mount) {
  const auto& [span, fields, valid] = mount;
  Piece out{"mount", span};
  for (const MountField& field : fields) out.children.push_back(piece(field));
  return out;
}

inline Piece piece(const Flag& flag) {
  const auto& [name, value, span] = flag;
  Piece out{"flag", span, {}, {piece("flag name", name)}};
  add("flag value", value, out.children);
  return out;
}

Piece written(const Instruction& instruction);
Piece typed(const Instruction& instruction);

// The typed part, in the order in which it is written.
struct TypedPieces {
  Pieces& out;

  void operator()(const Broken&) const {}
  void operator()(const Add& x) const {
    const auto& [sources, destination] = x;
    add("source", sources, out), add("destination", destination, out);
  }
  void operator()(const Arg& x) const {
    const auto& [variables] = x;
    add("variable", variables, out);
  }
  void operator()(const Cmd& x) const {
    const auto& [command] = x;
    add("command", command, out);
  }
  void operator()(const Copy& x) const {
    const auto& [sources, destination, from] = x;
    add("from", from, out), add("source", sources, out), add("destination", destination, out);
  }
  void operator()(const Entrypoint& x) const {
    const auto& [command] = x;
    add("command", command, out);
  }
  void operator()(const Env& x) const {
    const auto& [variables] = x;
    add("variable", variables, out);
  }
  void operator()(const Expose& x) const {
    const auto& [ports] = x;
    add("port", ports, out);
  }
  void operator()(const From& x) const {
    const auto& [image, platform, name] = x;
    add("platform", platform, out), add("image", image, out), add("stage name", name, out);
  }
  void operator()(const Healthcheck& x) const {
    const auto& [none, command] = x;
    if (!none) add("command", command, out);
  }
  void operator()(const Label& x) const {
    const auto& [labels] = x;
    add("label", labels, out);
  }
  void operator()(const Maintainer& x) const {
    const auto& [name] = x;
    add("maintainer", name, out);
  }
  void operator()(const Onbuild& x) const {
    const auto& [trigger] = x;
    if (trigger) out.push_back(typed(*trigger));
  }
  void operator()(const dockerfile::Run& x) const {
    const auto& [command, mounts] = x;
    for (const RunMountFlag& mount : mounts) out.push_back(piece(mount));
    add("command", command, out);
  }
  void operator()(const Shell& x) const {
    const auto& [words] = x;
    add("word", words, out);
  }
  void operator()(const Stopsignal& x) const {
    const auto& [signal] = x;
    add("signal", signal, out);
  }
  void operator()(const User& x) const {
    const auto& [user] = x;
    add("user", user, out);
  }
  void operator()(const Volume& x) const {
    const auto& [paths] = x;
    add("path", paths, out);
  }
  void operator()(const Workdir& x) const {
    const auto& [path] = x;
    add("path", path, out);
  }
};

// The instruction by its meaning: keyword and typed part.
inline Piece typed(const Instruction& instruction) {
  const auto& [keyword, span, lines, flags, arguments, heredocs, detail] = instruction;
  Piece out{"instruction", span, {}, {piece("keyword", keyword)}};
  std::visit(TypedPieces{out.children}, detail);
  return out;
}

// The instruction as it is written: keyword, flags, arguments with the names of heredocs, bodies. A trigger has its
// own.
inline Piece written(const Instruction& instruction) {
  const auto& [keyword, span, lines, flags, arguments, heredocs, detail] = instruction;
  Piece out{"instruction", span, {}, {piece("keyword", keyword)}};
  for (const Flag& flag : flags) out.children.push_back(piece(flag));
  Piece rest = piece("arguments", arguments);
  Pieces bodies;
  for (const Heredoc& heredoc : heredocs) {
    const auto& [name, content, expand, chomp, fd] = heredoc;
    add("heredoc name", name, rest.children);
    add("heredoc body", content, bodies);
  }
  const auto* onbuild = instruction.as<Onbuild>();
  const bool has_trigger = onbuild && onbuild->trigger;
  if (has_trigger) {
    // Its heredocs are those of the instruction around it: their bodies lie behind its arguments.
    out.children.push_back(written(*onbuild->trigger));
    return out;
  }
  out.children.push_back(std::move(rest));
  out.children.insert(out.children.end(), bodies.begin(), bodies.end());
  return out;
}

inline Piece piece(const Directive& directive) {
  const auto& [name, value] = directive;
  return {
      "directive", name.span().to(value.span()), {}, {piece("directive name", name), piece("directive value", value)}};
}

}  // namespace mountlint::dockerfile
