// Fixes applied in memory.
#include "linter/fix.h"

#include <doctest/doctest.h>

#include "tests/linter/report_sample.h"

using namespace mountlint;

namespace {

struct Fixed {
  std::vector<Edit> edits;
  Applicability applicability = Applicability::safe;
};

// The text 0123456789 with these fixes, one finding each.
std::string fixed(const std::vector<Fixed>& fixes, Applicability most = Applicability::unsafe) {
  Sample sample;
  const FileId file = sample.file("f", "0123456789");
  for (const Fixed& each : fixes)
    sample.add(sample_rule, {file, 0, 0}, "m").fix = Fix{"title", each.applicability, each.edits};
  return apply_fixes(sample.report, file, most);
}

constexpr Span at(std::uint32_t begin, std::uint32_t end) { return {FileId{0}, begin, end}; }

}  // namespace

TEST_CASE("edits are applied wherever they stand") {
  CHECK(fixed({}) == "0123456789");
  CHECK(fixed({{{{at(2, 4), "ab"}}}}) == "01ab456789");
  CHECK(fixed({{{{at(8, 10), ""}, {at(0, 1), "first"}, {at(5, 5), "|"}}}}) == "first1234|567");
  CHECK(fixed({{{{at(10, 10), "!"}}}, {{{at(0, 0), "?"}}}}) == "?0123456789!");
}

TEST_CASE("unsafe fixes only where they are wanted") {
  const std::vector<Fixed> fixes = {{{{at(0, 1), "u"}}, Applicability::unsafe},
                                    {{{at(1, 2), "s"}}, Applicability::safe}};
  CHECK(fixed(fixes, Applicability::safe) == "0s23456789");
  CHECK(fixed(fixes, Applicability::unsafe) == "us23456789");
}

TEST_CASE("of overlapping fixes the first one wins, whole") {
  CHECK(fixed({{{{at(2, 5), "A"}}}, {{{at(4, 6), "B"}}}}) == "01A56789");
  CHECK(fixed({{{{at(4, 6), "B"}}}, {{{at(2, 5), "A"}}}}) == "0123B6789");
  CHECK(fixed({{{{at(2, 5), "A"}}}, {{{at(0, 9), "B"}}}}) == "01A56789");
  CHECK(fixed({{{{at(0, 9), "B"}}}, {{{at(2, 5), "A"}}}}) == "B9");
  CHECK(fixed({{{{at(0, 9), "B"}}}, {{{at(4, 4), "A"}}}}) == "B9");
  CHECK(fixed({{{{at(4, 4), "A"}}}, {{{at(0, 9), "B"}}}}) == "0123A456789");
  CHECK(fixed({{{{at(4, 4), "A"}}}, {{{at(4, 4), "B"}}}}) == "0123A456789");
  // The second edit overlaps, so the first is not made either; what comes later is.
  CHECK(fixed({{{{at(2, 5), "A"}}}, {{{at(8, 9), "B"}, {at(3, 4), "C"}}}, {{{at(8, 9), "D"}}}}) == "01A567D9");
  CHECK(fixed({{{{at(2, 5), "A"}, {at(3, 4), "B"}}}}) == "0123456789");
}

TEST_CASE("fixes that touch are both made") {
  CHECK(fixed({{{{at(2, 5), "A"}}}, {{{at(5, 6), "B"}}}}) == "01AB6789");
  CHECK(fixed({{{{at(2, 5), "A"}}}, {{{at(5, 5), "B"}}}}) == "01AB56789");
}

TEST_CASE("one edit that cures two findings is made once") {
  const Edit declare{at(10, 10), "\nvolumes:"};
  CHECK(fixed({{{declare, {at(0, 1), "a"}}}, {{declare, {at(1, 2), "b"}}}}) == "ab23456789\nvolumes:");
}

TEST_CASE("an edit outside the text makes the fix void") {
  CHECK(fixed({{{{at(0, 1), "a"}, {at(9, 11), "b"}}}}) == "0123456789");
  CHECK(fixed({{{{at(0, 1), "a"}, {at(5, 4), "b"}}}}) == "0123456789");
  CHECK(fixed({{{{at(0, 1), "a"}, {Span{}, "b"}}}}) == "0123456789");
  CHECK(fixed({{{{at(0, 1), "a"}, {Span{FileId{5}, 0, 0}, "b"}}}}) == "0123456789");
}

TEST_CASE("a fix over two files is made in both or in neither") {
  Sample sample;
  const FileId a = sample.file("a", "aaaa"), b = sample.file("b", "bbbb");
  sample.add(sample_rule, {b, 0, 0}, "m").fix = Fix{"first", Applicability::safe, {{{b, 0, 2}, "X"}}};
  sample.add(sample_rule, {a, 0, 0}, "m").fix = Fix{"lost", Applicability::safe, {{{a, 0, 2}, "Y"}, {{b, 1, 3}, "Y"}}};
  sample.add(sample_rule, {a, 0, 0}, "m").fix = Fix{"made", Applicability::safe, {{{a, 3, 4}, "Z"}, {{b, 3, 4}, "Z"}}};
  CHECK(apply_fixes(sample.report, a, Applicability::safe) == "aaaZ");
  CHECK(apply_fixes(sample.report, b, Applicability::safe) == "XbZ");
}

TEST_CASE("bytes around an edit stay as they are") {
  Sample sample;
  const FileId file = sample.file("f",
                                  "\xEF\xBB\xBF"
                                  "a\r\n\xFF\t\r\n");
  sample.add(sample_rule, {file, 0, 0}, "m").fix = Fix{"title", Applicability::safe, {{{file, 3, 4}, "b"}}};
  CHECK(apply_fixes(sample.report, file, Applicability::safe) ==
        "\xEF\xBB\xBF"
        "b\r\n\xFF\t\r\n");
  CHECK(apply_fixes(sample.report, FileId{9}, Applicability::safe).empty());
}
