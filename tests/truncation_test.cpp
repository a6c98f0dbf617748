// Every fixture, cut off at many places, as an editor shows it while somebody types: nothing crashes, every place lies
// in its file and splits no character, children lie in their parents, and what cannot be read proves nothing. FULL=1
// cuts at every byte.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "linter/rule.h"
#include "parsers/dockerfile/ast.h"
#include "parsers/sources.h"
#include "parsers/yaml/tree.h"
#include "rules/rules.h"
#include "tests/support/fixture.h"
#include "tests/support/rule_set.h"

namespace mountlint::test {
namespace {

constexpr std::size_t cuts_per_file = 400;

std::size_t stride_for(std::size_t size) {
  if (std::getenv("FULL")) return 1;
  // Odd, so that all columns are met in the end.
  return std::max<std::size_t>(1, size / cuts_per_file) | 1;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// A cut may leave half a character at the end: that one may be split.
bool splits_character(std::string_view text, std::uint32_t at) {
  return at > 0 && at < text.size() && is_continuation(text[at]);
}

bool is_good(const SourceFile& file, Span span) {
  const std::string_view text = file.text();
  if (span.begin > span.end || span.end > text.size()) return false;
  return !splits_character(text, span.begin) && !splits_character(text, span.end);
}

std::string shown(const SourceFile& file, Span span) {
  return fmt::format("{} [{}, {}) of {}", file.path(), span.begin, span.end, file.text().size());
}

void check_spans(const Report& report) {
  for (const Finding& finding : report.findings) {
    const SourceFile& file = report.source(finding.span);
    CHECK_MESSAGE(is_good(file, finding.span), shown(file, finding.span));
    for (const Note& note : finding.notes) {
      if (!note.span.valid()) continue;
      const SourceFile& other = report.source(note.span);
      CHECK_MESSAGE(is_good(other, note.span), shown(other, note.span));
    }
  }
}

// What an alias or a merge key brings lies elsewhere.
void check_children(const SourceFile& file, const yaml::Node& node) {
  CHECK_MESSAGE(is_good(file, node.span), shown(file, node.span));
  for (const yaml::Entry& entry : node.children) {
    if (entry.via) continue;
    for (const yaml::Node* child : {entry.key, entry.value}) {
      if (!child) continue;
      CHECK_MESSAGE(node.span.contains(child->span), shown(file, node.span) << " lacks " << shown(file, child->span));
      check_children(file, *child);
    }
  }
}

void check_yaml(Sources& sources, const SourcePtr& file) {
  const yaml::File& tree = sources.yaml(file);
  for (const yaml::Document& document : tree.documents) {
    if (document.root) check_children(*file, *document.root);
  }
  for (const Comment& comment : tree.comments) CHECK_MESSAGE(is_good(*file, comment.span), shown(*file, comment.span));
}

void check_dockerfile(Sources& sources, const SourcePtr& file) {
  const dockerfile::File& tree = sources.dockerfile(file);
  std::uint32_t end = 0;
  for (const dockerfile::Instruction& instruction : tree.instructions) {
    CHECK_MESSAGE(is_good(*file, instruction.span), shown(*file, instruction.span));
    CHECK(instruction.span.begin >= end);
    CHECK(instruction.span.contains(instruction.keyword.span()));
    CHECK(instruction.span.contains(instruction.arguments.span()));
    end = instruction.span.end;
  }
}

void check_tree(const MemoryFileSystem& files, const std::string& path) {
  Sources sources(files);
  const Result<SourcePtr> file = sources.open(path);
  REQUIRE(bool(file));
  if (has_dockerfile_name(file_name(path))) {
    check_dockerfile(sources, *file);
  } else {
    check_yaml(sources, *file);
  }
}

using Key = std::pair<const Rule*, Span>;

bool is_syntax_error(const Finding& finding) { return std::string_view(finding.rule->id).ends_with("-syntax"); }

std::size_t indentation(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

// True if a line between the two begins a sibling of what `from` stands in, or of its parent.
bool has_sibling_between(const SourceFile& file, std::uint32_t from, std::uint32_t to) {
  const std::uint32_t first = file.line_of(from);
  const std::size_t depth = indentation(file.text(file.line(first)));
  for (std::uint32_t number = first + 1; number <= file.line_of(to); ++number) {
    const std::string_view line = file.text(file.line(number));
    const std::size_t indent = indentation(line);
    if (indent < line.size() && line[indent] != '#' && indent <= depth) return true;
  }
  return false;
}

// A finding that concludes from an absence, new with the cut, whose owner the cut made unreadable.
void check_silence(const Report& report, const std::set<Key>& before) {
  for (const Finding& finding : report.findings) {
    if (finding.rule->proves == Proves::presence || before.contains({finding.rule, finding.span})) continue;
    for (const Finding& error : report.findings) {
      if (!is_syntax_error(error) || error.span.file != finding.span.file || error.span < finding.span) continue;
      const SourceFile& file = report.source(finding.span);
      CHECK_MESSAGE(has_sibling_between(file, finding.span.begin, error.span.begin),
                    std::string_view(finding.rule->id)
                        << " at " << shown(file, finding.span) << " beside the error at " << shown(file, error.span));
    }
  }
}

std::set<Key> keys_of(const Report& report) {
  std::set<Key> keys;
  for (const Finding& finding : report.findings) keys.insert({finding.rule, finding.span});
  return keys;
}

void check_cut(const Fixture& fixture, const std::string& path, std::size_t at, const std::set<Key>& before) {
  Fixture cut = fixture;
  cut.files[path].resize(at);
  CAPTURE(fixture.name);
  CAPTURE(path);
  CAPTURE(at);
  const MemoryFileSystem files = mounted(cut);
  const Report report = lint_all(files, all_rules());
  check_spans(report);
  check_tree(files, "/" + path);
  check_silence(report, before);
}

void check_cuts(const Fixture& fixture) {
  const std::set<Key> before = keys_of(lint_all(mounted(fixture), all_rules()));
  for (const auto& [path, text] : fixture.files) {
    if (!is_linted(path)) continue;
    for (std::size_t at = 0; at < text.size(); at += stride_for(text.size())) check_cut(fixture, path, at, before);
  }
}

}  // namespace

TEST_CASE("a file may end anywhere") {
  int count = 0;
  for (const std::string& folder : fixture_folders()) {
    for (const Fixture& fixture : fixtures_of(folder)) check_cuts(fixture), ++count;
  }
  for (const Fixture& fixture : project_fixtures()) check_cuts(fixture), ++count;
  CHECK(count > 0);
}

}  // namespace mountlint::test
