// Overriding the entrypoint drops the command of the image; both are lists of words. A word that is wholly unknown may
// be any flag, unless it stands behind one and so is its value.
#include "linter/model/command_line.h"

#include <algorithm>

namespace mountlint {
namespace {

constexpr std::string_view blanks = " \t\r\n";

bool takes_value(std::string_view word) { return word.starts_with('-') && word.find('=') == std::string_view::npos; }

enum class Doubt : std::uint8_t { none, value, word };

// What a wholly unknown word leaves open: nothing, if it is the value of the flag before it (`--requirepass ${P}`).
Doubt add_word(CommandLine& line, std::string_view word) {
  const bool is_value = !line.words.empty() && takes_value(line.words.back());
  line.words.emplace_back(word);
  if (!word.starts_with(unknown_character)) return Doubt::none;
  return is_value ? Doubt::value : Doubt::word;
}

// A list is incomplete, too, because of words that could be several: those that are values are not meant to be.
void add_words(CommandLine& line, const Known<Text>& words) {
  Doubt most = Doubt::none;
  for (const Text& word : words) most = std::max(most, add_word(line, word.value()));
  line.complete &= most == Doubt::value || (most == Doubt::none && words.complete);
}

void add_shell_words(CommandLine& line, std::string_view script) {
  line.words.emplace_back("/bin/sh");
  line.words.emplace_back("-c");
  line.words.emplace_back(script);
}

void add_command(CommandLine& line, const std::optional<dockerfile::Command>& command) {
  if (!command) return;
  if (!command->json) return add_shell_words(line, command->shell.value());
  for (const Text& word : command->words) add_word(line, word.value());
}

std::string without_quotes(std::string_view word) {
  std::string out;
  for (const char c : word)
    if (c != '"' && c != '\'') out += c;
  return out;
}

void flatten(CommandLine& line, std::string_view word) {
  if (word.find_first_of(blanks) == std::string_view::npos) return line.words.emplace_back(word), void();
  for (std::size_t at = word.find_first_not_of(blanks); at != word.npos;) {
    const std::size_t end = std::min(word.find_first_of(blanks, at), word.size());
    line.words.push_back(without_quotes(word.substr(at, end - at)));
    at = word.find_first_not_of(blanks, end);
  }
}

bool matches(std::string_view word, std::string_view pattern) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return word == pattern;
  const std::string_view front = pattern.substr(0, star), back = pattern.substr(star + 1);
  return word.size() >= front.size() + back.size() && word.starts_with(front) && word.ends_with(back);
}

// A flag with a long name is the same with one dash and with two.
std::string_view bare(std::string_view flag) {
  if (flag.size() == 2) return flag;
  return flag.substr(std::min(flag.find_first_not_of('-'), flag.size()));
}

// Where the flag stands last; words.size() if nowhere.
std::size_t find_flag(const CommandLine& line, std::string_view flag) {
  for (std::size_t i = line.words.size(); i-- > 0;) {
    const std::string_view word = line.words[i];
    const std::string_view name = word.substr(0, word.find('='));
    if (name.starts_with('-') && matches(bare(name), bare(flag))) return i;
  }
  return line.words.size();
}

// Whoever says anything else drops the command of the image.
bool runs_known_command(const Container& container) {
  const Build* build = container.build;
  const bool own = container.command || container.entrypoint || (build && (build->command || build->entrypoint));
  return !own && container.known_image && (build || !container.has_build);
}

}  // namespace

CommandLine command_line(const Container& container) {
  CommandLine line;
  line.complete = container.complete;
  const Build* build = container.build;
  if (container.entrypoint) {
    add_words(line, *container.entrypoint);
  } else if (build) {
    add_command(line, build->entrypoint);
  }
  if (container.command) {
    add_words(line, *container.command);
  } else if (build && !container.entrypoint) {
    add_command(line, build->command);
  }
  if (runs_known_command(container))
    line.words.insert(line.words.end(), container.known_image->command.begin(), container.known_image->command.end());
  if (build) line.complete &= build->complete;
  return line;
}

CommandLine flat_command_line(const Container& container) {
  const CommandLine line = command_line(container);
  CommandLine flat;
  flat.complete = line.complete;
  for (const std::string& word : line.words) flatten(flat, word);
  return flat;
}

std::optional<std::string> flag_value(const CommandLine& line, std::string_view flag) {
  const std::size_t at = find_flag(line, flag);
  if (at == line.words.size()) return std::nullopt;
  const std::string& word = line.words[at];
  if (const std::size_t equals = word.find('='); equals != std::string::npos) return word.substr(equals + 1);
  return at + 1 < line.words.size() ? line.words[at + 1] : std::string();
}

bool has_flag(const CommandLine& line, std::string_view flag) { return find_flag(line, flag) != line.words.size(); }

}  // namespace mountlint
