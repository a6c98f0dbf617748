// Line hashes as codeql-action computes them, and our own keys.
#include "linter/report/fingerprint.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tests/linter/report_sample.h"

using namespace mountlint;
using namespace mountlint::report;

namespace {

std::string hashes(std::string_view text) { return fmt::format("{}", fmt::join(line_hashes(text), " ")); }

std::string key(const char* path, const char* text, const char* needle, const char* subject = "") {
  Sample sample;
  const FileId file = sample.file(path, text);
  Finding& finding = sample.add(sample_rule, sample.at(file, needle), "message");
  finding.subject = subject;
  return StableKeys().key(finding, sample.report.sources[0].get());
}

}  // namespace

TEST_CASE("primaryLocationLineHash") {
  std::string lorem;
  for (int i = 0; i < 10; ++i) lorem += "Lorem ipsum dolor sit amet.\n";
  const std::pair<std::string, const char*> cases[] = {
      {"", "c129715d7a2bc9a3:1"},
      {" a\nb\n  \t\tc\n d", "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 a23a3dc5e078b07b:1"},
      {lorem,
       "a7f2ff13bc495cf2:1 a7f2ff13bc495cf2:2 a7f2ff13bc495cf2:3 a7f2ff13bc495cf2:4 a7f2ff13bc495cf2:5 "
       "a7f2ff13bc495cf2:6 a7f2ff1481e87703:1 a9cf91f7bbf1862b:1 55ec222b86bcae53:1 cc97dc7b1d7d8f7b:1 "
       "c129715d7a2bc9a3:1"},
      {"a\n", "243cbaa4685aab12:1 c129715d7a2bc9a3:1"},
      {"\xEF\xBB\xBF"
       "a\n",
       "25afd31b599dedcd:1 c129715d7a2bc9a3:1"},
      {"a😀\nb\n", "57e89cc8be27635b:1 ade70578248be16f:1 c129715d7a2bc9a3:1"},
      {"a\xFF\n", "34ffbcb7b72c79a3:1 c129715d7a2bc9a3:1"},
      {"services:\n  db:\n    image: postgres\n",
       "78f56a444e235c63:1 995034cccb2891af:1 6b7002b108b68d0d:1 c129715d7a2bc9a3:1"},
      {"services:\r\n  db:\r\n    image: postgres\r\n",
       "78f56a444e235c63:1 995034cccb2891af:1 6b7002b108b68d0d:1 c129715d7a2bc9a3:1"},
  };
  for (const auto& [text, expected] : cases) {
    CAPTURE(text);
    CHECK(hashes(text) == expected);
  }
}

TEST_CASE("bytes that are no UTF-8 hash as a browser decodes them") {
  CHECK(hashes("a\xE2\x82z") == hashes("a\uFFFDz"));  // a cut character is one U+FFFD
  CHECK(hashes("a\xF0\x9F\x98z") == hashes("a\uFFFDz"));
  CHECK(hashes("a\xED\xA0\x80z") == hashes("a\uFFFD\uFFFD\uFFFDz"));  // a surrogate is three
  CHECK(hashes("a\xC0\xAFz") == hashes("a\uFFFD\uFFFDz"));
  CHECK(hashes("a\xF4\x90\x80\x80z") == hashes("a\uFFFD\uFFFD\uFFFD\uFFFDz"));
  CHECK(hashes("a\xE2\x82") == hashes("a\uFFFD"));
}

TEST_CASE("a key is stable when lines move, and says rule, path and subject") {
  const std::string before = key("compose.yaml", "volumes:\n  - /data\n", "- /data");
  CHECK(key("compose.yaml", "# more\n\nvolumes:\n    -   /data\n", "-   /data") == before);
  CHECK(key("other.yaml", "volumes:\n  - /data\n", "- /data") != before);
  CHECK(key("compose.yaml", "volumes:\n  - /date\n", "- /date") != before);
  const std::string subject = key("compose.yaml", "x", "x", "services.db.volumes[/data]");
  CHECK(key("compose.yaml", "y", "y", "services.db.volumes[/data]") == subject);
  CHECK(key("compose.yaml", "y", "y", "services.web.volumes[/data]") != subject);
}

TEST_CASE("equal keys are counted, and the message has no part in them") {
  Sample sample;
  const FileId file = sample.file("compose.yaml", "a a");
  Finding first = sample.add(sample_rule, {file, 0, 1}, "one"), second = sample.add(sample_rule, {file, 2, 3}, "two");
  StableKeys keys;
  const std::string a = keys.key(first, sample.report.sources[0].get());
  const std::string b = keys.key(second, sample.report.sources[0].get());
  CHECK(a.substr(0, 16) == b.substr(0, 16));
  CHECK(a.substr(16) == ":1");
  CHECK(b.substr(16) == ":2");
}
