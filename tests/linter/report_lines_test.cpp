// The formats with one line for each finding, and the summary.
#include <doctest/doctest.h>

#include "tests/linter/report_sample.h"

using namespace mountlint;

TEST_CASE("concise") {
  Sample sample;
  const FileId file = sample.file("a\x1b.yaml",
                                  "\xEF\xBB\xBF"
                                  "é: /data\r\n");
  sample.add(sample_rule, sample.at(file, "/data"), "a\n\x1b[31mb").help = "help";
  sample.add(socket_rule, {}, "nowhere");
  CHECK(report::concise(sample.report, {}) ==
        "a␛.yaml:1:4: warning: a␊␛[31mb [anonymous-volume]\n"
        "error: nowhere [docker-socket]\n");
}

TEST_CASE("workflow commands") {
  Sample sample;
  const FileId file = sample.file("a,b:c%.yaml", "x: /data\ny: 1\n");
  sample.add(socket_rule, sample.at(file, "/data"), "100% of `a:b,c`\r\nis gone");
  sample.add(sample_rule, sample.at(file, "/data\ny"), "two lines");
  sample.add(quiet_rule, {}, "nowhere \x1b[31m");
  CHECK(report::github(sample.report, {}) ==
        "::error file=a%2Cb%3Ac%25.yaml,line=1,col=4,endLine=1,endColumn=9,title=docker-socket"
        "::a,b:c%25.yaml:1:4: 100%25 of `a:b,c`%0D%0Ais gone [docker-socket]\n"
        "::warning file=a%2Cb%3Ac%25.yaml,line=1,endLine=2,title=anonymous-volume"
        "::a,b:c%25.yaml:1:4: two lines [anonymous-volume]\n"
        "::notice title=single-file-bind::nowhere ␛[31m [single-file-bind]\n");
}

TEST_CASE("summary") {
  struct Case {
    int errors, warnings, infos;
    std::size_t files, suppressed;
    const char* text;
  };
  const Case cases[] = {
      {0, 0, 0, 0, 0, "No findings in 0 files.\n"},
      {0, 0, 0, 1, 0, "No findings in 1 file.\n"},
      {0, 0, 0, 4, 1, "No findings in 4 files (1 suppressed).\n"},
      {1, 0, 0, 1, 0, "Found 1 error in 1 file.\n"},
      {3, 2, 0, 4, 1, "Found 3 errors, 2 warnings in 4 files (1 suppressed).\n"},
      {0, 1, 2, 2, 3, "Found 1 warning, 2 infos in 2 files (3 suppressed).\n"},
      {0, 0, 1, 2, 0, "Found 1 info in 2 files.\n"},
  };
  for (const Case& each : cases) {
    Sample sample;
    for (int i = 0; i < each.errors; ++i) sample.add(socket_rule, {}, "m");
    for (int i = 0; i < each.warnings; ++i) sample.add(sample_rule, {}, "m");
    for (int i = 0; i < each.infos; ++i) sample.add(quiet_rule, {}, "m");
    sample.report.files_linted = each.files;
    sample.report.suppressed = each.suppressed;
    CHECK(report::summary(sample.report, {}) == each.text);
  }
}

TEST_CASE("the summary counts what is shown") {
  Sample sample;
  sample.file("f", "");
  sample.add(sample_rule, {}, "m");
  sample.add(quiet_rule, {}, "m");
  report::Style style;
  style.min_severity = Severity::warning;
  CHECK(report::summary(sample.report, style) == "Found 1 warning in 1 file.\n");
}
