// FROM and the instructions whose arguments are one value or a plain list (BuildKit
// frontend/dockerfile/instructions/parse.go); ONBUILD, whose argument is an instruction.
#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/instructions.h"

namespace mountlint::dockerfile {

namespace {

// ^[a-z][a-z0-9-_.]*$ of the name in lower case
bool is_stage_name(std::string_view name) {
  const std::string folded = lower(name);
  if (folded.empty() || folded[0] < 'a' || folded[0] > 'z') return false;
  return folded.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_.") == folded.npos;
}

bool is_as(const Text& word) {
  constexpr std::string_view long_s = "\xC5\xBF";  // Go folds it to s
  return equal_fold(word.value(), "as") ||
         (word.size() == 3 && word.value().ends_with(long_s) && equal_fold(word.value().substr(0, 1), "a"));
}

void report_from(const Instruction& instruction, List<Text> words, Reading& reading) {
  if (words.empty()) return (void)missing_argument(instruction, reading);
  const Span span = words.size() == 1 ? words[0].span() : words[1].span().to(words.back().span());
  SyntaxError& error = reading.report(span, "`FROM` takes one image, or `image AS name`");
  if (words.size() == 3 && words[1].editable() && words[1].size() <= 2) error.help = "did you mean `AS`?";
}

Detail read_one_value(const Instruction& instruction, Reading& reading, Detail (*make)(const Text&)) {
  return instruction.arguments.empty() ? missing_argument(instruction, reading) : make(instruction.arguments);
}

}  // namespace

// Always a From, so that what follows belongs to a stage of its own.
Detail read_from(const Instruction& instruction, Reading& reading) {
  const List<Text> words = split_at_blanks(instruction.arguments, reading.texts);
  From from;
  from.image = words.empty() ? instruction.arguments : words[0];
  if (const Text* platform = flag_value(instruction.flags, "platform")) from.platform = *platform;
  const bool named = words.size() == 3 && is_as(words[1]);
  if (words.size() != 1 && !named) report_from(instruction, words, reading);
  if (!named) return from;
  from.name = words[2];
  if (!words[2].is_known() || is_stage_name(words[2].value())) return from;
  reading.report(words[2].span(), fmt::format("`{}` cannot be the name of a stage", words[2].shown())).help =
      "a name begins with a letter and holds only letters, digits, `-`, `_` and `.`";
  return from;
}

Detail read_expose(const Instruction& instruction, Reading& reading) {
  const List<Text> ports = split_at_blanks(instruction.arguments, reading.texts);
  if (ports.empty()) return missing_argument(instruction, reading);
  return Expose{ports};
}

Detail read_maintainer(const Instruction& instruction, Reading& reading) {
  return read_one_value(instruction, reading, [](const Text& value) -> Detail { return Maintainer{value}; });
}

Detail read_stopsignal(const Instruction& instruction, Reading& reading) {
  return read_one_value(instruction, reading, [](const Text& value) -> Detail { return Stopsignal{value}; });
}

Detail read_user(const Instruction& instruction, Reading& reading) {
  return read_one_value(instruction, reading, [](const Text& value) -> Detail { return User{value}; });
}

// BuildKit finds most mistakes of a trigger only in an image that builds on this one; here they are reported at once.
Detail read_onbuild(const Instruction& instruction, Reading& reading) {
  if (instruction.arguments.empty()) return missing_argument(instruction, reading);
  const Text keyword = instruction.arguments.sub(0, skip_word(instruction.arguments.value(), 0));
  for (const char* forbidden : {"ONBUILD", "FROM", "MAINTAINER"}) {
    if (!equal_fold(keyword.value(), forbidden)) continue;
    reading.report(keyword.span(), fmt::format("`{}` cannot be the trigger of `ONBUILD`", forbidden));
    return Broken{};
  }
  // A child parses the trigger anew, with the escape character that holds without a directive.
  Reading inner{'\\', reading.texts, reading.errors, true};
  Instruction trigger = read_instruction(instruction.arguments, inner);
  if (trigger.as<Broken>()) return Onbuild{};
  return Onbuild{std::make_shared<const Instruction>(std::move(trigger))};
}

}  // namespace mountlint::dockerfile
