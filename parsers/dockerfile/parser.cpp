// Logical lines -> File: instructions one after the other, stages, and what is wrong with the file as a whole. Nothing
// stops the reading but two limits that no real file reaches; they keep memory bounded for files that are none.
#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/heredocs.h"
#include "parsers/dockerfile/instructions.h"
#include "parsers/dockerfile/limits.h"
#include "parsers/dockerfile/logical_lines.h"

namespace mountlint::dockerfile {

namespace {

// Most files have fewer: their lists are allocated once.
constexpr std::size_t usual_instructions = 16, usual_comments = 16, usual_stages = 2;
constexpr std::size_t usual_size = 1 << 18;  // bytes

// Each takes a line or more. Moving them costs more than room that is never touched, but only where there are many.
std::size_t room_for_instructions(const Text& text) {
  if (text.size() < usual_size) return usual_instructions;
  return std::min(static_cast<std::size_t>(std::ranges::count(text.value(), '\n')) + 1, most_instructions);
}

class Parser {
 public:
  Parser(SourcePtr source, const Text& text, std::unique_ptr<TextArena> texts) {
    file_.source = std::move(source);
    file_.text = text;
    file_.texts = std::move(texts);
    file_.instructions.reserve(room_for_instructions(text));
    file_.comments.reserve(usual_comments);
    file_.stages.reserve(usual_stages);
  }

  File run() {
    LineReader lines(file_.text, *file_.texts, file_.comments, file_.errors);
    file_.directives = lines.read_directives();
    file_.escape = lines.escape();
    while (const auto line = lines.next()) {
      if (!has_room(*line)) break;
      add(*line, lines);
    }
    finish();
    return std::move(file_);
  }

 private:
  bool has_room(const Text& line) {
    if (file_.errors.size() >= most_errors) return refuse(line, "too many errors: the rest of this file is not read");
    if (file_.instructions.size() < most_instructions) return true;
    return refuse(line, "too many instructions: the rest of this file is not read");
  }

  bool refuse(const Text& line, const char* message) {
    file_.errors.push_back({line.span(), message});
    return false;
  }

  void add(const Text& line, LineReader& lines) {
    const std::size_t errors_before = file_.errors.size();
    Reading reading{file_.escape, *file_.texts, file_.errors};
    Instruction instruction = read_instruction(line, reading);
    read_heredocs(line, instruction, lines);
    instruction.lines = lines.lines();
    // Where a part of the line is not known (a variable of the compose file), errors would be guesses.
    const bool known = line.is_known();
    if (!known) file_.errors.resize(errors_before, SyntaxError{});
    const bool complete = known && file_.errors.size() == errors_before && !instruction.as<Broken>();
    put_into_stage(instruction, complete);
    file_.instructions.push_back(std::move(instruction));
    if (!file_.stages.empty()) file_.stages.back().last = static_cast<std::uint32_t>(file_.instructions.size());
  }

  void put_into_stage(const Instruction& instruction, bool complete) {
    if (const From* from = instruction.as<From>())
      begin_stage(*from);
    else if (file_.stages.empty())
      check_before_from(instruction, complete);
    file_.complete = file_.complete && complete;
    if (!file_.stages.empty()) file_.stages.back().complete &= complete;
  }

  void begin_stage(const From& from) {
    Stage stage;
    stage.index = static_cast<std::uint32_t>(file_.stages.size());
    stage.first = static_cast<std::uint32_t>(file_.instructions.size());
    if (from.name) stage.name = lower(from.name->value());
    if (file_.stages.empty()) file_.meta_args = stage.first;
    file_.stages.push_back(std::move(stage));
  }

  // One error for all of them: the cause is the FROM that is missing. A line that could not be read may be meant as it.
  void check_before_from(const Instruction& instruction, bool complete) {
    const bool arg = instruction.as<Arg>();
    if (!complete) reported_before_from_ = true;
    if (arg || reported_before_from_) return;
    reported_before_from_ = true;
    const std::string keyword = upper(instruction.keyword.value());
    report_whole(instruction.keyword.span(), fmt::format("`{}` stands before the first `FROM`", keyword),
                 Layer::dispatch);
    file_.complete = false;
  }

  void read_heredocs(const Text& line, Instruction& instruction, LineReader& lines) {
    if (!takes_heredocs(instruction)) return;
    std::vector<Heredoc> found = find_heredocs(line, *file_.texts);
    if (found.empty()) return;
    ListBuilder<Heredoc> heredocs(*file_.texts);
    for (Heredoc& heredoc : found) {
      const bool ended = lines.read_body(heredoc);
      heredocs.push_back(heredoc);
      instruction.span = instruction.span.to(ended ? lines.last_line().span() : heredoc.content.span());
      if (ended) continue;
      report_unterminated(heredoc);
      break;
    }
    instruction.heredocs = heredocs.list();
    share_with_trigger(instruction);
  }

  void report_unterminated(const Heredoc& heredoc) {
    const std::string name = heredoc.name.shown();
    file_.errors.push_back({heredoc.name.span(), fmt::format("the heredoc `{}` has no end", name)});
    file_.errors.back().help = fmt::format("write `{}` alone on the line behind its text", name);
    file_.errors.back().layer = Layer::file;
  }

  // RUN, ADD and COPY that are not in JSON form, and ONBUILD of one of these. Broken ones have heredocs, too.
  bool takes_heredocs(const Instruction& instruction) const {
    if (const Onbuild* onbuild = instruction.as<Onbuild>(); onbuild && onbuild->trigger)
      return takes_heredocs(*onbuild->trigger);
    if (const Run* run = instruction.as<Run>()) return !run->command.json;
    if (const Copy* copy = instruction.as<Copy>()) return !copy->sources.json;
    if (const Add* add = instruction.as<Add>()) return !add->sources.json;
    return instruction.as<Broken>() && is_heredoc_keyword(instruction.keyword.value());
  }

  static bool is_heredoc_keyword(std::string_view keyword) {
    return equal_fold(keyword, "RUN") || equal_fold(keyword, "COPY") || equal_fold(keyword, "ADD");
  }

  void share_with_trigger(Instruction& instruction) {
    const Onbuild* onbuild = instruction.as<Onbuild>();
    if (!onbuild || instruction.heredocs.empty()) return;
    Instruction trigger = *onbuild->trigger;
    trigger.heredocs = instruction.heredocs;
    trigger.span = trigger.span.to(instruction.span.at_end());
    instruction.detail = Onbuild{std::make_shared<const Instruction>(std::move(trigger))};
  }

  void report_whole(Span span, std::string message, Layer layer) {
    file_.errors.push_back({span, std::move(message)});
    file_.errors.back().layer = layer;
  }

  void sort_names() {
    for (const Stage& stage : file_.stages)
      if (!stage.name.empty()) file_.named_stages.push_back(stage.index);
    std::ranges::stable_sort(file_.named_stages, {},
                             [&](std::uint32_t index) -> const std::string& { return file_.stages[index].name; });
  }

  void finish() {
    sort_names();
    const Span whole = file_.text.span();
    if (file_.stages.empty()) file_.meta_args = static_cast<std::uint32_t>(file_.instructions.size());
    if (file_.instructions.empty())
      report_whole(whole.at_begin(), "this file has no instructions", Layer::file);
    else if (file_.stages.empty() && !reported_before_from_)
      report_whole(file_.instructions.back().keyword.span(), "this file has no `FROM`", Layer::dispatch);
    file_.complete = file_.complete && file_.errors.empty();
    std::stable_sort(file_.errors.begin(), file_.errors.end(),
                     [](const SyntaxError& a, const SyntaxError& b) { return a.span.begin < b.span.begin; });
  }

  File file_;
  bool reported_before_from_ = false;
};

Text without_bom(const Text& text) { return text.value().starts_with("\xEF\xBB\xBF") ? text.from(3) : text; }

}  // namespace

File parse(SourcePtr source) {
  auto texts = std::make_unique<TextArena>();
  texts->expect(2 * source->text().size());
  const Text text = texts->source(*source, source->content());
  return Parser(std::move(source), text, std::move(texts)).run();
}

File parse(SourcePtr source, const Text& text) {
  return Parser(std::move(source), without_bom(text), std::make_unique<TextArena>()).run();
}

}  // namespace mountlint::dockerfile
