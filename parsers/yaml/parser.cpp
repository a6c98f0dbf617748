// The only file that knows yaml-cpp. Its events go to the builder; where it stops, the mistake is named, the entry that
// holds it is blanked, and the rest is read again.
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <streambuf>
#include <utility>

#include "parsers/yaml/builder.h"
#include "parsers/yaml/condense.h"
#include "parsers/yaml/diagnose.h"
#include "parsers/yaml/precheck.h"
#include "parsers/yaml/recover.h"
#include "parsers/yaml/tree.h"

namespace mountlint::yaml {

namespace {

constexpr int max_recoveries = 8;

class Events final : public YAML::EventHandler {
 public:
  Events(Builder& builder, const Condensed& fed) : builder_(builder), fed_(fed) {}

  void OnDocumentStart(const YAML::Mark& mark) override { go_on(builder_.document_start(at(mark))); }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    go_on(builder_.null(at(mark), anchor ? Properties::some : Properties::none));
  }
  // yaml-cpp never sees an alias: the working copy has none.
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { go_on(builder_.fail(Problem::alias, at(mark))); }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t, const std::string& value) override {
    go_on(builder_.scalar(at(mark), value));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    go_on(builder_.sequence_start(at(mark), style == YAML::EmitterStyle::Flow, some(tag, anchor)));
  }
  void OnSequenceEnd() override { go_on(builder_.collection_end()); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    // `[: b]`, a pair without a key, which go-yaml refuses.
    if (style == YAML::EmitterStyle::Default) go_on(builder_.fail(Problem::text, at(mark)));
    go_on(builder_.mapping_start(at(mark), style == YAML::EmitterStyle::Flow, some(tag, anchor)));
  }
  void OnMapEnd() override { go_on(builder_.collection_end()); }

 private:
  std::uint32_t at(const YAML::Mark& mark) const { return fed_.original(static_cast<std::size_t>(mark.pos)); }
  static Properties some(const std::string& tag, YAML::anchor_t anchor) {
    return anchor || tag != "?" ? Properties::some : Properties::none;
  }
  // The way out of yaml-cpp.
  static void go_on(bool ok) {
    if (!ok) throw YAML::Exception(YAML::Mark::null_mark(), "stopped");
  }

  Builder& builder_;
  const Condensed& fed_;
};

// A stream over bytes that stay where they are.
class View : public std::streambuf {
 public:
  explicit View(std::string& bytes) { setg(bytes.data(), bytes.data(), bytes.data() + bytes.size()); }
};

Problem problem_of(const std::string& message) {
  using namespace YAML::ErrorMsg;
  constexpr std::pair<const char*, Problem> table[] = {
      {MAP_VALUE, Problem::value_indicator},
      {MAP_KEY, Problem::key_indicator},
      {BLOCK_ENTRY, Problem::entry_indicator},
      {END_OF_MAP, Problem::mapping_entry},
      {END_OF_SEQ, Problem::sequence_entry},
      {END_OF_MAP_FLOW, Problem::flow_mapping},
      {END_OF_SEQ_FLOW, Problem::flow_sequence},
      {FLOW_END, Problem::flow_end},
      {UNKNOWN_TOKEN, Problem::character},
      {INVALID_HEX, Problem::escape},
      {INVALID_UNICODE, Problem::escape},
      {INVALID_ESCAPE, Problem::escape},
      {DOC_IN_SCALAR, Problem::document_marker},
      {EOF_IN_SCALAR, Problem::quote},
      {TAB_IN_INDENTATION, Problem::tab},
      {ZERO_INDENT_IN_BLOCK, Problem::block_header},
      {CHAR_IN_BLOCK, Problem::block_header},
      {ANCHOR_NOT_FOUND, Problem::anchor},
      {CHAR_IN_ANCHOR, Problem::anchor},
      {CHAR_IN_TAG_HANDLE, Problem::tag},
      {TAG_WITH_NO_SUFFIX, Problem::tag},
      {END_OF_VERBATIM_TAG, Problem::tag},
      {MULTIPLE_TAGS, Problem::repeated_property},
      {MULTIPLE_ANCHORS, Problem::repeated_property},
      {YAML_DIRECTIVE_ARGS, Problem::directive},
      {YAML_VERSION, Problem::directive},
      {YAML_MAJOR_VERSION, Problem::directive},
      {REPEATED_YAML_DIRECTIVE, Problem::directive},
      {TAG_DIRECTIVE_ARGS, Problem::directive},
      {REPEATED_TAG_DIRECTIVE, Problem::directive},
      {BAD_FILE, Problem::depth},
  };
  for (const auto& [text, problem] : table)
    if (message.starts_with(text)) return problem;
  return Problem::other;
}

// One run over the working copy. False: the builder says why it stopped.
bool run(Builder& builder, const std::string& work, std::uint32_t base) {
  Condensed fed(work, base);
  View view(fed.text());
  std::istream stream(&view);
  Events events(builder, fed);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(events)) continue;
    return builder.finish();
  } catch (const YAML::Exception& error) {
    const std::uint32_t at =
        error.mark.is_null() ? builder.end() : fed.original(static_cast<std::size_t>(error.mark.pos));
    return builder.fail(problem_of(error.msg), std::min(at, static_cast<std::uint32_t>(work.size())));
  } catch (const std::exception&) {
    return builder.fail(Problem::other, builder.end());
  }
}

bool is_known(const SyntaxErrors& errors, const SyntaxError& error) {
  return std::any_of(errors.begin(), errors.end(), [&](const SyntaxError& one) { return one.span == error.span; });
}

File finished(SourcePtr source, Builder& builder, SyntaxErrors errors, bool complete) {
  File file = builder.take();
  file.source = std::move(source);
  file.complete = complete;
  std::move(errors.begin(), errors.end(), std::back_inserter(file.errors));
  std::stable_sort(file.errors.begin(), file.errors.end(),
                   [](const SyntaxError& a, const SyntaxError& b) { return a.span.begin < b.span.begin; });
  return file;
}

}  // namespace

File parse(SourcePtr source) {
  std::string work = working_copy(*source);
  Recovery recovery(*source);
  SyntaxErrors errors;
  if (auto error = precheck(*source)) {
    Builder nothing(*source, work, {});
    nothing.abandon();
    errors.push_back(std::move(*error));
    return finished(std::move(source), nothing, std::move(errors), false);
  }
  for (int round = 0;; ++round) {
    Builder builder(*source, work, recovery.blanks());
    if (run(builder, work, source->content().begin)) {
      const bool tells_all = builder.tells_all();
      return finished(std::move(source), builder, std::move(errors), tells_all);
    }
    if (recovery.join_lines(work, builder.failure())) {
      --round;
      continue;
    }
    Diagnosis found = diagnose(*source, builder);
    if (!recovery.covers(found.error.span.begin) && !is_known(errors, found.error)) errors.push_back(found.error);
    if (round < max_recoveries && recovery.blank(work, found)) continue;
    builder.abandon();
    return finished(std::move(source), builder, std::move(errors), false);
  }
}

}  // namespace mountlint::yaml
