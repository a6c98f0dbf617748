// Reads one comment from left to right. A comment that nearly is a suppression must not silently do nothing, so every
// form that people know from other linters (`ignore=x`, `ignore: x`, `Ignore[x]`, no list) is recognised and refused.
#include "linter/suppression_comment.h"

#include <algorithm>
#include <cctype>

#include <fmt/core.h>

namespace mountlint {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool is_word_character(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_'; }

class CommentReader {
 public:
  CommentReader(std::string_view text, const std::function<bool(std::string_view)>& is_rule)
      : text_(text), is_rule_(is_rule) {}

  std::optional<SuppressionComment> run() {
    while (at_ < text_.size() && text_[at_] == '#') ++at_;
    skip_blanks();
    const Part name = word();
    if (lower(view(name)) != "mountlint") return std::nullopt;
    skip_blanks();
    const Part colon = take(':');
    skip_blanks();
    const Part directive = word();
    if (colon.begin == colon.end && !is_directive_without_colon(directive)) return std::nullopt;
    whole_directive(name, colon, directive);
    return std::move(out_);
  }

 private:
  std::string_view view(Part part) const { return text_.substr(part.begin, part.end - part.begin); }
  std::uint32_t here() const { return static_cast<std::uint32_t>(at_); }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_blanks() {
    while (peek() == ' ' || peek() == '\t') ++at_;
  }

  Part word() {
    const std::uint32_t begin = here();
    while (at_ < text_.size() && is_word_character(text_[at_])) ++at_;
    return {begin, here()};
  }

  // The character, or an empty part if another stands here.
  Part take(char c) {
    const std::uint32_t begin = here();
    if (peek() == c) ++at_;
    return {begin, here()};
  }

  void mistake(Part part, std::string message, std::optional<std::string> replacement = std::nullopt) {
    if (!out_.mistake) out_.mistake = CommentMistake{part, std::move(message), std::move(replacement)};
  }

  // `# mountlint ignore[x]` is meant for us, `# mountlint ignores this folder` is prose.
  bool is_directive_without_colon(Part directive) {
    const std::string name = lower(view(directive));
    if (name != "ignore" && name != "file-ignore") return false;
    const std::size_t before = at_;
    skip_blanks();
    const bool has_list = peek() == '[' || peek() == '=' || peek() == ':' || is_rule_(view(word()));
    at_ = before;
    return has_list;
  }

  void whole_directive(Part name, Part colon, Part directive) {
    if (view(name) != "mountlint") mistake(name, "write `mountlint` in lower case", "mountlint");
    if (colon.begin == colon.end) mistake({name.end, name.end}, "a `:` is missing behind `mountlint`", ":");
    directive_word(directive);
    if (!out_.mistake || out_.mistake->replacement) list(directive.end);
  }

  void directive_word(Part directive) {
    const std::string_view written = view(directive);
    const std::string name = lower(written);
    out_.whole_file = name == "file-ignore";
    if (written == "ignore" || written == "file-ignore") return;
    if (name == "ignore" || name == "file-ignore")
      return mistake(directive, fmt::format("write `{}` in lower case", name), name);
    if (written.empty())
      return mistake({0, here()}, "`ignore[..]` or `file-ignore[..]` is missing behind `mountlint:`");
    mistake(directive, fmt::format("`{}` is no suppression; there are `ignore[..]` and `file-ignore[..]`", written));
  }

  // `end`: where the directive word ends.
  void list(std::uint32_t end) {
    skip_blanks();
    if (peek() != '[') return no_bracket(end);
    if (here() != end) mistake({end, here()}, "no blank may stand before `[`", "");
    ++at_;
    if (!ids() || out_.mistake) return;
    reason();
  }

  // `ignore=x`, `ignore: x`, `ignore x`: the list is there, only its brackets are not. `ignore` alone has no list.
  void no_bracket(std::uint32_t end) {
    if (peek() == '=' || peek() == ':') ++at_;
    skip_blanks();
    const std::uint32_t begin = here();
    std::string list;
    std::uint32_t last = end;
    for (Part id = word(); is_rule_(view(id)); id = word()) {
      list += (list.empty() ? "" : ", ") + std::string(view(id));
      last = id.end;
      while (peek() == ',' || peek() == ' ') ++at_;
    }
    if (list.empty())
      return mistake({end, begin}, "the rules are missing: write their ids in brackets, there is no way to ignore all");
    mistake({end, last}, "the ids of rules stand in brackets", "[" + list + "]");
  }

  // Ids with commas between them, up to the bracket. False if something stands there that is none of these.
  bool ids() {
    const std::uint32_t open = here() - 1;
    while (true) {
      skip_blanks();
      const Part id = word();
      if (id.begin == id.end) return empty_id(open);
      out_.ids.push_back(id);
      skip_blanks();
      if (peek() == ']') return ++at_, true;
      if (peek() != ',') return unclosed(id);
      ++at_;
    }
  }

  bool empty_id(std::uint32_t open) {
    if (peek() == ']' && out_.ids.empty())
      mistake({open, here() + 1}, "the list is empty: there is no way to ignore all");
    else if (peek() == ']')
      mistake({out_.ids.back().end, here()}, "nothing stands behind this comma", "");
    else
      mistake({here(), std::min(here() + 1, static_cast<std::uint32_t>(text_.size()))}, "the id of a rule is missing");
    return false;
  }

  bool unclosed(Part last) {
    const bool certain = peek() == '\0' || text_.substr(at_).starts_with("--");
    if (certain)
      mistake({last.end, last.end}, "the list is not closed: `]` is missing", "]");
    else
      mistake({here(), here() + 1}, "a `,` or `]` is missing");
    return false;
  }

  void reason() {
    const std::uint32_t behind_list = here();
    skip_blanks();
    if (at_ == text_.size()) return;
    const bool dashes = text_.substr(at_).starts_with("--");
    if (!dashes) return mistake({behind_list, here()}, "a reason begins with ` -- `", " -- ");
    at_ += 2;
    skip_blanks();
    out_.reason = {here(), static_cast<std::uint32_t>(text_.size())};
  }

  std::string_view text_;
  const std::function<bool(std::string_view)>& is_rule_;
  std::size_t at_ = 0;
  SuppressionComment out_;
};

}  // namespace

std::optional<SuppressionComment> read_suppression_comment(std::string_view comment,
                                                           const std::function<bool(std::string_view)>& is_rule) {
  while (!comment.empty() && std::isspace(static_cast<unsigned char>(comment.back()))) comment.remove_suffix(1);
  return CommentReader(comment, is_rule).run();
}

}  // namespace mountlint
