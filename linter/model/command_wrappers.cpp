// Each wrapper has options, some of them with a value, and some take words of their own in front of the program
// (`gosu USER program`). A form that is not listed makes its words look like a program that nobody knows.
#include "linter/model/command_wrappers.h"

#include <algorithm>

#include "parsers/filesystem.h"

namespace mountlint {
namespace {

struct Wrapper {
  std::string_view name;
  std::string_view options_with_value = {};  // single letters
  int own_words = 0;                         // in front of the program
  bool assignments = false;
};

const Wrapper* wrapper_named(std::string_view program) {
  static constexpr Wrapper wrappers[] = {
      {"sudo", "ughpCrtDT", 0, true},
      {"doas", "uC"},
      {"env", "uC", 0, true},
      {"exec", "a"},
      {"time", "fo"},
      {"nohup"},
      {"nice", "n"},
      {"ionice", "cnp"},
      {"builtin"},
      {"eatmydata"},
      {"stdbuf", "ioe"},
      {"timeout", "ks", 1},
      {"gosu", "", 1},
      {"su-exec", "", 1},
      {"chpst", "ubn/"},
      {"runuser", "ugG"},
      {"setpriv"},
      {"catchsegv"},
      {"fakeroot"},
      {"busybox"},
      {"xvfb-run", "enfsp"},
  };
  const auto found = std::ranges::find(wrappers, program, &Wrapper::name);
  return found == std::end(wrappers) ? nullptr : found;
}

std::string_view program_of(const shell::Word& word) {
  const std::optional<std::string_view> known = word.text.known();
  return known ? file_name(*known) : std::string_view();
}

// Behind the options and the words of a wrapper's own.
std::size_t skip_wrapper(const Wrapper& wrapper, const ShellWords& words, std::size_t at) {
  for (++at; at < words.size(); ++at) {
    const std::string_view word = words[at].value();
    if (wrapper.assignments && !shell::assigned_name(word).empty()) continue;
    if (!word.starts_with('-') || word == "-") break;
    if (word == "--") return std::min(words.size(), at + 1 + std::size_t(wrapper.own_words));
    const bool takes_next = word.size() == 2 && wrapper.options_with_value.find(word[1]) != std::string_view::npos;
    if (takes_next) ++at;
  }
  return std::min(words.size(), at + std::size_t(wrapper.own_words));
}

// `-c`, `-lc`, `-exc`
bool is_script_option(std::string_view word) {
  return word.size() > 1 && word[0] == '-' && word[1] != '-' && word.find('c') != std::string_view::npos;
}

}  // namespace

bool is_shell_program(std::string_view program) {
  constexpr std::string_view names[] = {"sh", "bash", "ash", "dash", "ksh", "zsh"};
  return std::ranges::count(names, program) > 0;
}

std::size_t wrapped_program(const ShellWords& words) {
  std::size_t at = 0;
  while (at < words.size()) {
    const Wrapper* wrapper = wrapper_named(program_of(words[at]));
    const bool is_script = wrapper && (wrapper->name == "runuser") && inner_script(words);
    if (!wrapper || is_script) return at;
    at = skip_wrapper(*wrapper, words, at);
  }
  return words.size();
}

std::optional<Text> inner_script(const ShellWords& words) {
  if (words.empty()) return std::nullopt;
  const std::string_view program = program_of(words[0]);
  const bool is_shell = is_shell_program(program), changes_user = program == "su" || program == "runuser";
  if (!is_shell && !changes_user) return std::nullopt;
  for (std::size_t at = 1; at + 1 < words.size(); ++at) {
    const std::string_view word = words[at].value();
    if (changes_user ? word == "-c" || word == "--command" : is_script_option(word)) return words[at + 1].text;
    const bool takes_next = word == "-o" || word == "+o" || word == "-O";
    if (is_shell && takes_next) ++at;
    if (is_shell && !takes_next && !word.starts_with('-') && !word.starts_with('+')) return std::nullopt;
  }
  return std::nullopt;
}

bool reads_script(const ShellWords& words) {
  if (words.empty() || !is_shell_program(program_of(words[0]))) return false;
  return std::all_of(words.begin() + 1, words.end(), [](const shell::Word& word) {
    return word.value().starts_with('-') && !is_script_option(word.value());
  });
}

}  // namespace mountlint
