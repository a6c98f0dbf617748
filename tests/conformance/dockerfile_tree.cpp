// Layer 1: directives, and the lines as BuildKit's parser splits them: keyword, flags, arguments.
#include <algorithm>
#include <set>
#include <utility>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/check_options.h"
#include "parsers/dockerfile/instructions.h"
#include "parsers/dockerfile/json_array.h"
#include "parsers/dockerfile/words.h"
#include "tests/conformance/dockerfile_answer.h"

namespace mountlint::conformance {

using namespace dockerfile;
using nlohmann::json;

namespace {

class Tree {
 public:
  explicit Tree(const File& file) : file_(file) {}

  void add(json& out) {
    add_directives(out);
    add_parse(out);
    if (!out["parse"].contains("ok")) return;
    json nodes = json::array();
    for (const Instruction& in : file_.instructions) nodes.push_back(node(in));
    out["nodes"] = std::move(nodes);
  }

 private:
  std::uint32_t line_of(std::uint32_t offset) const { return file_.source->line_of(offset); }

  // Readers of their own find `syntax` and `check`: on raw lines, the value up to the first blank.
  json own_reader(const Directive& directive) const {
    const std::string_view whole = directive.value.value();
    json out = {{"line", line_of(directive.name.span().begin)}, {"value", clean(whole.substr(0, whole.find(' ')))}};
    if (whole.find(' ') != whole.npos) out["whole"] = clean(whole);
    return out;
  }

  static void add_check_options(const Directive& directive, json& out) {
    SyntaxErrors errors;
    const CheckOptions options = read_check_options(directive.value, errors);
    if (!errors.empty()) {
      out["error"] = errors[0].message;
      return;
    }
    put(out, "skipAll", options.skip_all);
    put(out, "skip", clean_list(options.skip));
    put(out, "experimentalAll", options.experimental_all);
    put(out, "experimental", clean_list(options.experimental));
    put(out, "asError", options.error);
  }

  bool is_indented(const Directive& directive) const {
    const Span line = file_.source->line(line_of(directive.name.span().begin));
    return !file_.source->text(line).starts_with('#');
  }

  void add_directives(json& out) {
    json found, main = json::array();
    std::set<std::string> seen;
    const bool after_shebang = file_.text.value().starts_with("#!");
    for (const Directive& directive : file_.directives) {
      const std::string name = lower(directive.name.value());
      if (!seen.insert(name).second) break;  // an error, and the last line that is read as a directive
      if (name != "escape" && !is_indented(directive)) found[name] = own_reader(directive);
      if (name == "check" && !is_indented(directive)) add_check_options(directive, found[name]);
      if (after_shebang) continue;
      directive_lines_.insert(line_of(directive.name.span().begin));
      main.push_back(
          {{"line", line_of(directive.name.span().begin)}, {"name", name}, {"value", clean(directive.value.value())}});
    }
    put(found, "main", std::move(main));
    put(out, "directives", std::move(found));
  }

  void add_parse(json& out) const {
    json& parse = out["parse"] = json::object();
    const auto refused = std::ranges::find(file_.errors, Layer::file, &SyntaxError::layer);
    if (refused != file_.errors.end()) {
      const std::uint32_t line = line_of(refused->span.begin);
      parse["error"] = refused->message;
      parse["lines"] = {line, line};
      for (const Instruction& in : file_.instructions)
        if (in.lines.contains(refused->span)) parse["lines"] = {line_of(in.lines.begin), last_line(in)};
      return;
    }
    parse["ok"] = true;
    if (file_.escape == '`') parse["escape"] = "`";
    json warnings = json::array();
    for (const Instruction& in : file_.instructions)
      if (has_empty_continuation(in))
        warnings.push_back({{"line", last_line(in)}, {"text", "Empty continuation line found in"}});
    put(parse, "warnings", std::move(warnings));
  }

  // An empty line before the line where its text ends and its heredocs begin.
  bool has_empty_continuation(const Instruction& in) const {
    const std::uint32_t end = in.heredocs.empty() ? in.lines.end : in.heredocs[0].content.span().begin - 1;
    for (std::uint32_t line = first_line(file_, in) + 1; line <= line_of(end); ++line)
      if (const std::string_view text = file_.source->text(file_.source->line(line));
          skip_space(text, 0) == text.size())
        return true;
    return false;
  }

  std::uint32_t last_line(const Instruction& in) const { return line_of(in.lines.end); }

  json node(const Instruction& in) {
    json out = shape(in);
    const std::uint32_t first = first_line(file_, in);
    out["line"] = first;
    if (last_line(in) != first) out["end"] = last_line(in);
    out["text"] = joined(in);
    put(out, "comments", comments(in));
    return out;
  }

  // What ONBUILD shares with the instruction that it holds.
  json shape(const Instruction& in) {
    const std::string keyword = clean(in.keyword.value());
    json out = {{"keyword", keyword}};
    if (keyword != in.keyword.value()) out["lower"] = lower(keyword);
    put(out, "flags", flags(in));
    put(out, "heredocs", heredocs(in));
    add_arguments(in, out);
    return out;
  }

  static json flags(const Instruction& in) {
    json list = json::array();
    for (const Flag& flag : in.flags) {
      std::string word = "--" + std::string(flag.name.value());
      if (flag.value) (word += '=') += flag.value->value();
      list.push_back(clean(word));
    }
    return list;
  }

  // The content as it stands in the file: tabs are removed later.
  json heredocs(const Instruction& in) const {
    json list = json::array();
    for (const Heredoc& heredoc : in.heredocs) {
      json each = {{"name", clean(heredoc.name.value())}};
      each["content"] = clean(file_.source->text(whole_lines(file_, heredoc.content.span())));
      each["expand"] = heredoc.expand;
      put(each, "chomp", heredoc.chomp);
      put(each, "fd", heredoc.fd);
      list.push_back(std::move(each));
    }
    return list;
  }

  void add_arguments(const Instruction& in, json& out) {
    const std::string keyword = upper(in.keyword.value());
    const auto is = [&](std::initializer_list<const char*> names) { return std::ranges::count(names, keyword) > 0; };
    if (in.arguments.empty()) return;
    if (is({"FROM", "EXPOSE"})) return put(out, "args", clean_list(split_at_blanks(in.arguments, scratch_)));
    if (is({"ADD", "COPY", "VOLUME"})) return add_list(in.arguments, out, true);
    if (is({"RUN", "CMD", "ENTRYPOINT", "SHELL"})) return add_list(in.arguments, out, false);
    if (is({"ARG"})) return put(out, "args", clean_list(split_words(in.arguments, file_.escape, scratch_)));
    if (is({"ENV", "LABEL"})) return put(out, "kv", pairs(in.arguments));
    if (is({"HEALTHCHECK"})) return add_healthcheck(in.arguments, out);
    if (is({"MAINTAINER", "STOPSIGNAL", "USER", "WORKDIR"})) out["args"] = {clean(in.arguments.value())};
    if (is({"ONBUILD"})) out["sub"] = trigger(in.arguments);
  }

  // Read on its own: the tree has it as a child reads it, and not if it is wrong.
  json trigger(const Text& text) {
    TextArena arena;
    SyntaxErrors ignored;
    Reading reading{file_.escape, arena, ignored};
    return shape(read_instruction(text, reading));
  }

  void add_list(const Text& text, json& out, bool words) {
    if (const auto array = read_json_array(text, scratch_)) {
      put(out, "args", clean_list(array->items));
      out["json"] = true;
    } else {
      out["args"] = words ? clean_list(split_at_blanks(text, scratch_)) : json::array({clean(text.value())});
    }
  }

  void add_healthcheck(const Text& text, json& out) {
    std::uint32_t end = 0;
    while (end < text.size() && !is_space(decode(text.value(), end).value)) end += decode(text.value(), end).size;
    const Text rest = text.from(skip_space(text.value(), end));
    if (!rest.empty()) add_list(rest, out, false);
    json& args = out["args"];
    if (args.is_null()) args = json::array();
    args.insert(args.begin(), clean(text.sub(0, end).value()));
  }

  json pairs(const Text& text) {
    json list = json::array();
    const auto words = split_words(text, file_.escape, scratch_);
    if (!words.empty() && words[0].value().find('=') == std::string_view::npos) {
      const std::uint32_t end = skip_word(text.value(), 0);
      const Text value = text.from(skip_blanks(text.value(), end));
      return json::array({{clean(text.sub(0, end).value()), clean(value.value()), ""}});
    }
    for (const Text& word : words) {
      const std::string_view bytes = word.value();
      const std::size_t equals = bytes.find('=');
      list.push_back({clean(bytes.substr(0, equals)), clean(bytes.substr(equals + 1)), "="});
    }
    return list;
  }

  // The comments between the instruction before and this one; a bare `#` begins anew.
  json comments(const Instruction& in) {
    json list = json::array();
    const std::uint32_t end = line_of(in.lines.begin);
    for (std::uint32_t line = std::exchange(comments_begin_, last_line(in) + 1); line < end; ++line) {
      const std::string_view text = file_.source->text(file_.source->line(line));
      const std::size_t begin = skip_space(text, 0);
      if (begin == text.size() || text[begin] != '#' || directive_lines_.count(line)) continue;
      // BuildKit drops the first character of the line, be it `#` or a blank before it.
      const std::string comment = trimmed(text.substr(1));
      comment.empty() ? list.clear() : list.push_back(comment);
    }
    return list;
  }

  static std::string trimmed(std::string_view text) {
    text.remove_prefix(skip_space(text, 0));
    while (!text.empty() && std::string_view(" \t\r\v\f").find(text.back()) != text.npos) text.remove_suffix(1);
    return clean(text);
  }

  // The lines before its heredocs, joined; blanks at the end stay.
  std::string joined(const Instruction& in) const {
    std::string out;
    const std::uint32_t end = in.heredocs.empty() ? last_line(in) : line_of(in.heredocs[0].content.span().begin) - 1;
    for (std::uint32_t line = first_line(file_, in); line <= end; ++line) {
      std::string_view text = file_.source->text(file_.source->line(line));
      while (text.ends_with('\r')) text.remove_suffix(1);
      const std::size_t begin = skip_space(text, 0);
      const bool first = line == first_line(file_, in);
      if (!first && (begin == text.size() || text[begin] == '#')) continue;
      if (first) text.remove_prefix(begin);
      const std::size_t last = text.find_last_not_of(" \t");
      const bool continued =
          last != text.npos && text[last] == file_.escape && (last == 0 || text[last - 1] != file_.escape);
      out += continued ? text.substr(0, last) : text;
    }
    return clean(out);
  }

  const File& file_;
  TextArena scratch_;
  std::uint32_t comments_begin_ = 1;
  std::set<std::uint32_t> directive_lines_;
};

}  // namespace

void add_tree(const File& file, json& out) { Tree(file).add(out); }

}  // namespace mountlint::conformance
