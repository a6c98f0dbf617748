// A command for the shell is one word here: who wants to know what is in it looks closer.
#include "rules/support/start_command.h"

namespace mountlint::rules {

static CommandWords words_of(const dockerfile::Command& command) {
  if (!command.json) return command.shell.empty() ? CommandWords() : CommandWords{command.shell.shown()};
  CommandWords words;
  for (const Text& word : command.words) words.push_back(word.shown());
  return words;
}

static CommandWords words_of(const Known<Text>& command) {
  CommandWords words;
  for (const Text& word : command) words.push_back(word.shown());
  return words;
}

CommandWords own_entrypoint(const Container& container) {
  if (container.entrypoint) return words_of(*container.entrypoint);
  if (container.build && container.build->entrypoint) return words_of(*container.build->entrypoint);
  return {};
}

CommandWords own_command(const Container& container) {
  if (container.command) return words_of(*container.command);
  if (container.build && container.build->command && !container.entrypoint) return words_of(*container.build->command);
  return {};
}

CommandWords own_start(const Container& container) {
  CommandWords words = own_entrypoint(container);
  for (std::string& word : own_command(container)) words.push_back(std::move(word));
  return words;
}

}  // namespace mountlint::rules
