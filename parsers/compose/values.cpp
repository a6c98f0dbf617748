// Reads what several keys have in common: strings, flags, `K=V` lists and command lines.
#include "parsers/compose/values.h"

#include <algorithm>
#include <string>

#include "parsers/shell/words.h"

namespace mountlint::compose {
namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Flag flag_of_word(std::string_view word) {
  std::string lower(word);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (one_of(lower, {"true", "yes", "y", "on"})) return Flag::yes;
  return one_of(lower, {"false", "no", "n", "off"}) ? Flag::no : Flag::unknown;
}

// `K=V`, or `K` alone.
Variable split_variable(const yaml::Entry& item) {
  const Text& text = item.value->text;
  const std::size_t equals = text.value().find('=');
  if (equals == std::string_view::npos) return {place_of(item), text, std::nullopt};
  const auto at = static_cast<std::uint32_t>(equals);
  return {place_of(item), text.sub(0, at), text.from(at + 1)};
}

std::optional<Variable> read_variable(const yaml::Entry& item) {
  if (!item.key) return item.value->is_scalar() ? std::optional(split_variable(item)) : std::nullopt;
  Variable out{place_of(item), item.key->text, std::nullopt};
  out.place.span = item.key->span.file == item.value->span.file ? item.key->span.to(item.value->span) : item.key->span;
  if (!item.value->is_null() && !item.value->is_scalar()) return std::nullopt;
  if (item.value->is_null() && !item.value->complete) return std::nullopt;
  if (item.value->is_scalar()) out.value = item.value->text;
  return out;
}

CommandLine command_of_list(const yaml::Entry& entry) {
  CommandLine out{place_of(entry), {}};
  out.words.complete = entry.value->complete;
  for (const yaml::Entry& item : entry.value->children) {
    if (item.value->is_scalar())
      out.words.push_back(item.value->text);
    else
      out.words.complete = false;
  }
  return out;
}

CommandLine command_of_string(const yaml::Entry& entry, TextArena& arena, SyntaxErrors& errors) {
  shell::Words words = shell::split_words(entry.value->text, arena);
  if (words.error == shell::WordsError::open_quote)
    errors.push_back({words.error_at.span(), "this is opened and never closed", Claim::compose_syntax});
  if (words.error == shell::WordsError::parenthesis)
    errors.push_back({words.error_at.span(), "a parenthesis outside quotes", Claim::compose_syntax,
                      "Compose is no shell: quote it, or run `sh -c '...'`"});
  return {place_of(entry), std::move(words.words)};
}

}  // namespace

Place place_of(const yaml::Entry& entry) { return {entry.value->span, entry.via}; }

Place key_place_of(const yaml::Entry& entry) { return {entry.key->span, entry.via}; }

bool is_extension(std::string_view key) { return key.substr(0, 2) == "x-"; }

bool is_string(const yaml::Node& node) { return node.is_scalar() && yaml::resolve(node) == yaml::Scalar::string; }

std::optional<Value> read_value(const yaml::Entry* entry) {
  if (!entry || !entry->value->is_scalar()) return std::nullopt;
  return Value{entry->value->text, place_of(*entry)};
}

std::optional<Text> read_text(const yaml::Entry* entry) {
  if (!entry || !entry->value->is_scalar()) return std::nullopt;
  return entry->value->text;
}

Flag read_flag(const yaml::Node& node) {
  if (!node.is_scalar()) return Flag::unknown;
  const std::optional<std::string_view> word = node.text.known();
  return word ? flag_of_word(*word) : Flag::unknown;
}

Flag read_flag(const yaml::Entry* entry, Flag fallback) {
  if (!entry || (entry->value->is_null() && entry->value->complete)) return fallback;
  return read_flag(*entry->value);
}

Known<Value> read_values(const yaml::Entry* entry) {
  Known<Value> out;
  if (!entry) return out;
  out.complete = entry->value->complete && !entry->value->is_mapping();
  if (entry->value->is_scalar()) out.push_back({entry->value->text, place_of(*entry)});
  for (const yaml::Entry& item : entry->value->children) {
    if (!item.key && item.value->is_scalar())
      out.push_back({item.value->text, place_of(item)});
    else
      out.complete = false;
  }
  return out;
}

Known<Variable> read_variables(const yaml::Entry* entry) {
  Known<Variable> out;
  if (!entry) return out;
  out.complete = entry->value->complete && !entry->value->is_scalar();
  for (const yaml::Entry& item : entry->value->children) {
    std::optional<Variable> variable = read_variable(item);
    const bool known = variable && variable->name.is_known();
    if (!known) out.complete = false;
    if (variable) out.push_back(*variable);
  }
  return out;
}

std::optional<CommandLine> read_command(const yaml::Entry* entry, TextArena& arena, SyntaxErrors& errors) {
  if (!entry) return std::nullopt;
  const yaml::Node& node = *entry->value;
  if (node.is_null() && node.complete) return std::nullopt;
  if (node.is_scalar()) return command_of_string(*entry, arena, errors);
  CommandLine out = command_of_list(*entry);
  if (!node.is_sequence()) out.words.complete = false;
  return out;
}

}  // namespace mountlint::compose
