// What has to hold for every Dockerfile tree, whatever the bytes: pieces nest, stand in order and do not overlap, and
// what is written at the place of a value, decoded, is the value.
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "parsers/dockerfile/ast.h"
#include "parsers/dockerfile/characters.h"
#include "tests/parsers/dockerfile_pieces.h"

namespace mountlint::dockerfile {

// What may stand between two runs of a value and is no part of it: quotes, escapes, and from an escape at the end of a
// line on, line ends, blank lines, indentation and comments. `line_begins`: a line ending stands before the gap.
class Gap {
 public:
  Gap(std::string_view bytes, char escape, bool line_begins) : in_(bytes), escape_(escape), joined_(line_begins) {}

  bool says_nothing() {
    while (at_ < in_.size())
      if (!skip()) return false;
    return true;
  }

 private:
  bool skip() {
    const CodePoint c = decode(in_, at_);
    at_ += c.size;
    if (c.value == '#' && fresh_line_)
      return at_ = static_cast<std::uint32_t>(std::min(in_.find('\n', at_), in_.size())), true;
    if (c.value == '\n') fresh_line_ = joined_;
    if (is_space(c.value)) return joined_;
    fresh_line_ = false;
    joined_ |= c.value == static_cast<unsigned char>(escape_);
    return c.value == '"' || c.value == '\'' || c.value == static_cast<unsigned char>(escape_);
  }

  std::string_view in_;
  char escape_;
  std::uint32_t at_ = 0;
  bool joined_;              // blanks and line ends say nothing here
  bool fresh_line_ = false;  // nothing but blanks so far in this line, which continues another
};

// Counts what is wrong instead of asserting each of a million facts.
class Inspector {
 public:
  explicit Inspector(const File& file) : file_(file), bounds_(file.text.span()) {}

  std::size_t inspect() {
    inspect_instructions();
    Piece top{"file", bounds_};
    for (const Directive& directive : file_.directives) top.children.push_back(piece(directive));
    inspect(top);
    for (const Comment& comment : file_.comments)
      expect(bounds_.contains(comment.span) && bytes(comment.span).starts_with('#'), "comment", comment.span);
    for (const SyntaxError& error : file_.errors) inspect(error);
    inspect_stages();
    return wrong_;
  }
  std::size_t texts() const { return texts_; }
  // What was wrong first, one line.
  const std::string& first() const { return first_; }

 private:
  std::string_view bytes(const Span& span) const { return file_.source->text(span); }

  void expect(bool holds, std::string_view what, const Span& span, std::string_view where = {}) {
    if (holds) return;
    if (++wrong_ > 1) return;
    first_ = fmt::format("{}: {} {} at {}-{}", file_.source->path(), where, what, span.begin, span.end);
  }

  void inspect_instructions() {
    Piece as_written{"file", bounds_}, by_meaning{"file", bounds_};
    for (const Instruction& instruction : file_.instructions) {
      as_written.children.push_back({"lines", lines_of(instruction), {}, {written(instruction)}});
      by_meaning.children.push_back(typed(instruction));
      inspect_mounts(instruction);
    }
    inspect(as_written);
    inspect(by_meaning);
  }

  // The body of a heredoc that never ends has the last line ending, too.
  Span lines_of(const Instruction& instruction) const {
    Span lines = instruction.lines;
    if (lines.end >= instruction.span.end) return lines;
    const Span behind{lines.file, lines.end, instruction.span.end};
    if (bytes(behind).find_first_not_of("\r\n") == std::string_view::npos) lines.end = behind.end;
    return lines;
  }

  // Each is one of the flags.
  void inspect_mounts(const Instruction& instruction) {
    const auto* run = instruction.as<dockerfile::Run>();
    for (const RunMountFlag& mount : run ? run->mounts : List<RunMountFlag>()) {
      const auto is_mount = [&](const Flag& flag) { return flag.span == mount.span; };
      expect(std::ranges::any_of(instruction.flags, is_mount), "is no flag", mount.span, "mount");
    }
  }

  void inspect(const Piece& outer) {
    if (outer.text) inspect_text(outer.label, *outer.text);
    std::uint32_t end = outer.span.begin;
    for (const Piece& inner : outer.children) {
      expect(outer.span.contains(inner.span), "leaves what it stands in", inner.span, inner.label);
      expect(inner.span.begin >= end, "begins before the end of its neighbour", inner.span, inner.label);
      end = inner.span.end;
      inspect(inner);
    }
  }

  void inspect(const SyntaxError& error) {
    expect(bounds_.contains(error.span) && !error.message.empty(), error.message, error.span);
    for (const SyntaxNote& note : error.notes) expect(bounds_.contains(note.span), note.message, note.span);
  }

  void inspect_text(std::string_view label, const Text& text) {
    ++texts_;
    const Span span = text.span();
    const std::vector<mountlint::Run> runs = text.runs();
    std::uint32_t value_end = 0;
    const mountlint::Run* before = nullptr;
    for (const mountlint::Run& run : runs) {
      expect(run.value == value_end, "has a gap in its value", run.span, label);
      inspect_run(label, text, run);
      if (before) inspect_gap(label, *before, run);
      value_end = run.value + run.length;
      before = &run;
    }
    expect(value_end == text.size(), "is not covered by its runs", span, label);
    if (text.empty()) return expect(span.begin <= span.end, "ends before it begins", span, label);
    expect(span == runs.front().span.to(runs.back().span), "stands elsewhere than its runs", span, label);
  }

  void inspect_run(std::string_view label, const Text& text, const mountlint::Run& run) {
    const std::string_view value = text.value().substr(run.value, run.length);
    if (run.from == mountlint::From::source)
      expect(bytes(run.span) == value, "differs from what is written", run.span, label);
    else if (run.from == mountlint::From::escape)
      expect(means(bytes(run.span), value), "is not what its escape means", run.span, label);
    else
      expect(false, "is a variable", run.span, label);
  }

  // A part of an escape of several bytes has all of its place.
  void inspect_gap(std::string_view label, const mountlint::Run& before, const mountlint::Run& run) {
    if (before.span.end > run.span.begin)
      return expect(before.span == run.span, "has runs out of order", run.span, label);
    if (file_.text.runs().size() != 1) return;  // inside another file: its indentation is no part of the value
    const Span gap{run.span.file, before.span.end, run.span.begin};
    const bool line_begins = bytes({gap.file, 0, gap.begin}).ends_with('\n');
    expect(Gap(bytes(gap), file_.escape, line_begins).says_nothing(), "leaves something out", gap, label);
  }

  // An escaped character, an escape of JSON, or a doubled quote of CSV, with line continuations inside.
  bool means(std::string_view escape, std::string_view value) const {
    const std::string joined = without_continuations(escape);
    if (joined.size() > 1 && joined[0] == file_.escape && joined.substr(1) == value) return true;
    if (joined.size() > 1 && joined[0] == '\\' && (joined.substr(1) == value || json_meaning(joined) == value))
      return true;
    return value == "\"" && std::ranges::count(joined, '"') >= 2 &&
           joined.find_first_not_of("\"'" + std::string(1, file_.escape)) == std::string::npos;
  }

  static std::string json_meaning(std::string_view escape) {
    const auto decoded = nlohmann::json::parse(fmt::format("\"{}\"", escape), nullptr, false);
    return decoded.is_string() ? decoded.get<std::string>() : "\xEF\xBF\xBD";  // half a surrogate pair
  }

  std::string without_continuations(std::string_view text) const {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const std::size_t line_break = text.find('\n', at);
      const bool joins = text[at] == file_.escape && line_break != std::string_view::npos &&
                         Gap(text.substr(at + 1, line_break - at - 1), file_.escape, true).says_nothing();
      if (!joins) {
        out += text[at];
        continue;
      }
      at = line_break;
      while (Gap(text.substr(at + 1, text.find('\n', at + 1) - at - 1), '\n', true).says_nothing() &&
             text.find('\n', at + 1) != std::string_view::npos)
        at = text.find('\n', at + 1);
    }
    return out;
  }

  void inspect_stages() {
    std::uint32_t next = file_.meta_args;
    for (const Stage& stage : file_.stages) {
      const bool follows = stage.first == next && stage.first < stage.last;
      expect(follows && file_.instructions[stage.first].as<dockerfile::From>(), "leave a gap", bounds_, "stages");
      next = stage.last;
    }
    expect(next == file_.instructions.size(), "without a stage", bounds_, "instructions");
  }

  const File& file_;
  Span bounds_;
  std::size_t wrong_ = 0;
  std::string first_;
  std::size_t texts_ = 0;
};

}  // namespace mountlint::dockerfile
