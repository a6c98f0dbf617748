// The options and operands of a command.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/shell/script.h"

namespace mountlint {

// Which options of a program take a value.
struct OptionForms {
  std::string_view letters;            // `-o VALUE`, `-oVALUE`
  std::string_view names = {};         // `--output VALUE`: names with a blank in front and behind each
  std::string_view glued = {};         // letters whose value is the rest of the word, or nothing: `-i.bak`
  bool first_word_is_letters = false;  // `tar xf FILE`
};

struct GivenOption {
  std::string name;  // without dashes
  std::optional<Text> value;
};

struct Arguments {
  std::vector<const shell::Word*> operands;
  std::vector<GivenOption> options;

  bool has(std::string_view name) const;
  bool has_any(std::initializer_list<std::string_view> names) const;
  // The last one of these.
  std::optional<Text> value_of(std::initializer_list<std::string_view> names) const;
};

// `words` begin with the program, which is left out.
Arguments arguments_of(const std::vector<shell::Word>& words, const OptionForms& forms);

}  // namespace mountlint
