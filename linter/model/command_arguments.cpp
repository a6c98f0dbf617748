// GNU getopt: options may stand behind operands, letters may be joined, `--` ends them. An option that is not known to
// take a value takes none, so that its value looks like an operand.
#include "linter/model/command_arguments.h"

#include <algorithm>

namespace mountlint {
namespace {

class Reader {
 public:
  Reader(const std::vector<shell::Word>& words, const OptionForms& forms) : words_(words), forms_(forms) {}

  Arguments read() {
    if (forms_.first_word_is_letters && words_.size() > 1 && !words_[1].value().starts_with('-')) read_letters();
    for (; at_ < words_.size(); ++at_) read_word(words_[at_]);
    return std::move(out_);
  }

 private:
  bool takes_value(char letter) const { return forms_.letters.find(letter) != std::string_view::npos; }
  bool takes_value(std::string_view name) const {
    return forms_.names.find(' ' + std::string(name) + ' ') != std::string_view::npos;
  }
  std::optional<Text> next() {
    if (at_ + 1 >= words_.size()) return std::nullopt;
    return words_[++at_].text;
  }
  void read_word(const shell::Word& word);
  void read_long(const Text& text);
  void read_short(const Text& text);
  void read_letters();

  const std::vector<shell::Word>& words_;
  const OptionForms& forms_;
  Arguments out_;
  std::size_t at_ = 1;
  bool only_operands_ = false;
};

void Reader::read_word(const shell::Word& word) {
  const std::string_view value = word.value();
  if (only_operands_ || value.size() < 2 || value[0] != '-') return out_.operands.push_back(&word);
  if (value == "--") {
    only_operands_ = true;
  } else if (value[1] == '-') {
    read_long(word.text);
  } else {
    read_short(word.text);
  }
}

void Reader::read_long(const Text& text) {
  const std::string_view value = text.value().substr(2);
  const std::size_t equals = value.find('=');
  GivenOption option{std::string(value.substr(0, equals)), {}};
  if (equals != std::string_view::npos)
    option.value = text.from(static_cast<std::uint32_t>(equals + 3));
  else if (takes_value(option.name))
    option.value = next();
  out_.options.push_back(std::move(option));
}

void Reader::read_short(const Text& text) {
  for (std::uint32_t i = 1; i < text.size(); ++i) {
    const char letter = text.value()[i];
    GivenOption option{std::string(1, letter), {}};
    const bool glued = forms_.glued.find(letter) != std::string_view::npos;
    const bool ends = glued || takes_value(letter);
    if (ends && i + 1 < text.size())
      option.value = text.from(i + 1);
    else if (ends && !glued)
      option.value = next();
    out_.options.push_back(std::move(option));
    if (ends) return;
  }
}

// The values follow in the order of the letters.
void Reader::read_letters() {
  for (const char letter : words_[1].value()) {
    GivenOption option{std::string(1, letter), {}};
    if (takes_value(letter)) option.value = next();
    out_.options.push_back(std::move(option));
  }
  ++at_;
}

}  // namespace

bool Arguments::has(std::string_view name) const {
  return std::ranges::any_of(options, [&](const GivenOption& option) { return option.name == name; });
}

bool Arguments::has_any(std::initializer_list<std::string_view> names) const {
  return std::ranges::any_of(names, [&](std::string_view name) { return has(name); });
}

std::optional<Text> Arguments::value_of(std::initializer_list<std::string_view> names) const {
  std::optional<Text> value;
  for (const GivenOption& option : options)
    if (option.value && std::ranges::count(names, option.name) > 0) value = option.value;
  return value;
}

Arguments arguments_of(const std::vector<shell::Word>& words, const OptionForms& forms) {
  return Reader(words, forms).read();
}

}  // namespace mountlint
