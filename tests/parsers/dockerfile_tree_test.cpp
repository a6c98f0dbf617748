// What the parser makes of each form, as a text dump: values and where they were written.
#include <doctest/doctest.h>

#include "parsers/dockerfile/stages.h"
#include "tests/parsers/dockerfile_tree.h"

using namespace mountlint;
using namespace mountlint::dockerfile;

namespace {

std::string tree(const std::string& text) { return dump(parse(make_source(text)), true); }
std::string values(const std::string& text) { return dump(parse(make_source(text)), false); }

struct Case {
  std::string text;
  std::string expected;
};

void check_values(const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    CAPTURE(each.text);
    CHECK(values(each.text) == each.expected + '\n');
  }
}

}  // namespace

TEST_CASE("each instruction has its own node") {
  check_values({
      {"FROM a", "FROM image=<a>"},
      {"from --platform=$P a:1 as B", "from --platform=<$P> image=<a:1> platform=<$P> name=<B>"},
      {"RUN a | b  c", "RUN shell=<a | b  c>"},
      {"RUN [\"a\", \"b c\"]", "RUN word=<a> word=<b c>"},
      {"CMD a b", "CMD shell=<a b>"},
      {"CMD []", "CMD"},
      {"ENTRYPOINT [\"/x\"]", "ENTRYPOINT word=</x>"},
      {"SHELL [\"sh\", \"-c\"]", "SHELL word=<sh> word=<-c>"},
      {"ENV A=1 B=\"x y\" C=a\\ b", "ENV key=<A> value=<1> key=<B> value=<\"x y\"> key=<C> value=<a\\ b>"},
      {"ENV A x  y", "ENV key=<A> legacy=<x  y>"},
      {"LABEL a.b=c", "LABEL key=<a.b> value=<c>"},
      {"ARG A B=1 C=", "ARG key=<A> value=<> key=<B> value=<1> key=<C> value=<>"},
      {"COPY --from=x --chown=1:2 a b /c/",
       "COPY --from=<x> --chown=<1:2> from=<x> source=<a> source=<b> destination=</c/>"},
      {"ADD [\"a b\", \"/c\"]", "ADD source=<a b> destination=</c>"},
      {"VOLUME /a /b", "VOLUME path=</a> path=</b>"},
      {"VOLUME [\"/a\", \"/b\"]", "VOLUME path=</a> path=</b>"},
      {"VOLUME ['/a']", "VOLUME path=<['/a']>"},
      {"VOLUME /a # b", "VOLUME path=</a> path=<#> path=<b>"},
      {"WORKDIR /a b", "WORKDIR path=</a b>"},
      {"USER a:b", "USER user=<a:b>"},
      {"EXPOSE 80 443/tcp", "EXPOSE port=<80> port=<443/tcp>"},
      {"STOPSIGNAL 9", "STOPSIGNAL signal=<9>"},
      {"MAINTAINER a b", "MAINTAINER name=<a b>"},
      {"HEALTHCHECK NONE", "HEALTHCHECK none"},
      {"HEALTHCHECK --retries=2 CMD a b", "HEALTHCHECK --retries=<2> shell=<a b>"},
      {"ONBUILD VOLUME /a", "ONBUILD (VOLUME path=</a>)"},
      {"FOO a", "FOO broken"},
  });
}

TEST_CASE("values have their places") {
  CHECK(tree("FROM a\nVOLUME [\"/x\\u0041\", \"/y\"]") ==
        "FROM@0-6 image=<a>5-6\n"
        "VOLUME@7-32 path=</xA>16-24 path=</y>28-30\n");
  CHECK(tree("RUN --mount=type=\"ca\"che,target=/x a") ==
        "RUN@0-36 --mount=<type=cache,target=/x>12-34 mount-key=<type>12-16 mount-value=<cache>18-24 "
        "mount-key=<target>25-31 mount-value=</x>32-34 shell=<a>35-36\n");
}

TEST_CASE("mount fields are CSV") {
  check_values({
      {"RUN --mount='type=cache,\"target=/a,b\",ro' x",
       "RUN --mount=<type=cache,\"target=/a,b\",ro> mount-key=<type> mount-value=<cache> mount-key=<target> "
       "mount-value=</a,b> mount-key=<ro> shell=<x>"},
      {"RUN --mount='\"target=/a\"\"b\"' x",
       "RUN --mount=<\"target=/a\"\"b\"> mount-key=<target> mount-value=</a\"b> shell=<x>"},
  });
}

TEST_CASE("a BOM and carriage returns are no part of any value") {
  CHECK(tree("\xEF\xBB\xBF"
             "FROM a\r\nRUN b \\\r\n  c\r\n") ==
        "FROM@3-9 image=<a>8-9\n"
        "RUN@11-23 shell=<b   c>15-23\n");
}

TEST_CASE("directives end at the first line that is none") {
  check_values({
      {"# syntax=docker/dockerfile:1\n# escape=`\nRUN a `\nb",
       "# syntax=<docker/dockerfile:1>\n# escape=<`>\nRUN shell=<a b>"},
      {"# comment\n# escape=`\nRUN a `", "RUN shell=<a `>"},
      {"\n# escape=`\nRUN a `", "RUN shell=<a `>"},
      {"#escape = ` \nRUN a `\nb", "# escape=<`>\nRUN shell=<a b>"},
      {"#!/bin/sh\n# check=skip=all\n# escape=`\nRUN a `", "# check=<skip=all>\n# escape=<`>\nRUN shell=<a `>"},
  });
}

TEST_CASE("continuations join lines with nothing between") {
  check_values({
      {"RUN a\\\nb", "RUN shell=<ab>"},
      {"RUN a \\ \t\n  # no\n\n  b", "RUN shell=<a   b>"},
      {"RUN a \\\\\nUSER b", "RUN shell=<a \\\\>\nUSER user=<b>"},
      {"RUN a \\", "RUN shell=<a>"},
      {"VOL\\\nUME /a", "VOLUME path=</a>"},
  });
}

TEST_CASE("comments are kept with their places") {
  const File file = parse(make_source("# one\nFROM a\n  # two \nRUN b \\\n# three\r\n c # four\n"));
  REQUIRE(file.comments.size() == 3);
  CHECK(file.source->text(file.comments[0].span) == "# one");
  CHECK(file.source->text(file.comments[1].span) == "# two ");
  CHECK(file.source->text(file.comments[2].span) == "# three");
}

TEST_CASE("heredocs are read behind their instruction") {
  check_values({
      {"RUN <<A cat\n x\nA\nUSER b", "RUN shell=<<<A cat> heredoc=<A>< x\\n>\nUSER user=<b>"},
      {"RUN <<-'A'\n\tx\n\tA\nUSER b", "RUN shell=<<<-'A'> heredoc=<A> quoted chomp<x\\n>\nUSER user=<b>"},
      {"COPY <<A <<B /x\na\nA\nb\nB", "COPY destination=</x> heredoc=<A><a\\n> heredoc=<B><b\\n>"},
      {"RUN a <<A && \\\n b\nx\nA", "RUN shell=<a <<A &&  b> heredoc=<A><x\\n>"},
      {"RUN [\"a\", \"<<A\"]\nUSER b", "RUN word=<a> word=<<<A>\nUSER user=<b>"},
      {"RUN a <<<b\nUSER c", "RUN shell=<a <<<b>\nUSER user=<c>"},
      {"RUN a '<<b'\nUSER c", "RUN shell=<a '<<b'>\nUSER user=<c>"},
      {"ONBUILD RUN <<A\nx\nA", "ONBUILD heredoc=<A><x\\n> (RUN shell=<<<A> heredoc=<A><x\\n>)"},
      {"CMD <<A\nUSER b", "CMD shell=<<<A>\nUSER user=<b>"},
  });
  CHECK(tree("RUN <<A\nx\nA\n") == "RUN@0-11 shell=<<<A>4-7 heredoc=<A>6-7<x\\n>8-10\n");
}

TEST_CASE("stages hold what follows their FROM") {
  const File file = parse(make_source("ARG A\nFROM a AS One\nRUN b\nFROM one AS two\nFROM One\nUSER c"));
  REQUIRE(file.stages.size() == 3);
  CHECK(file.meta_args == 1);
  CHECK(file.stages[0].name == "one");
  CHECK(file.stages[0].first == 1);
  CHECK(file.stages[0].last == 3);
  CHECK(file.stages[2].last == 6);
  CHECK(file.complete);
  CHECK(stage_named(file, "ONE", 3) == &file.stages[0]);
  CHECK(stage_named(file, "two", 1) == nullptr);
  CHECK(base_stage(file, file.stages[1]) == &file.stages[0]);
  CHECK(base_stage(file, file.stages[2]) == nullptr);
  CHECK(target_stage(file, "") == &file.stages[2]);
  CHECK(target_stage(file, "TWO") == &file.stages[1]);
  CHECK(target_stage(file, "0") == &file.stages[0]);
  CHECK(target_stage(file, "3") == nullptr);
  CHECK(target_stage(file, "none") == nullptr);
}

TEST_CASE("of stages with one name the last before a place counts") {
  const File file = parse(make_source("FROM a AS x\nFROM b AS W\nFROM c AS X\nFROM d\nFROM x"));
  REQUIRE(file.stages.size() == 5);
  CHECK(stage_named(file, "x", 0) == nullptr);
  CHECK(stage_named(file, "x", 2) == &file.stages[0]);
  CHECK(stage_named(file, "X", 3) == &file.stages[2]);
  CHECK(stage_named(file, "w", 5) == &file.stages[1]);
  CHECK(stage_named(file, "", 5) == nullptr);
  CHECK(stage_named(file, "xx", 5) == nullptr);
  CHECK(base_stage(file, file.stages[4]) == &file.stages[2]);
}

TEST_CASE("a file of errors is not read to its end") {
  for (const std::string line : {"# escape=x\n", "FOO\n", "ENV a=b c\n"}) {
    std::string text;
    for (int i = 0; i < 5000; ++i) text += line;
    const File file = parse(make_source(text + "FROM a\n"));
    CAPTURE(line);
    CHECK(file.errors.size() > 1000);
    CHECK(file.errors.size() < 1010);
    CHECK(file.stages.empty());
  }
}

TEST_CASE("an error leaves only its own stage incomplete") {
  const File file = parse(make_source("FROM a\nFOO\nFROM b\nUSER c"));
  REQUIRE(file.stages.size() == 2);
  CHECK_FALSE(file.complete);
  CHECK_FALSE(file.stages[0].complete);
  CHECK(file.stages[1].complete);
}

TEST_CASE("a misspelt FROM begins a stage") {
  const File file = parse(make_source("FORM a AS x\nRUN b"));
  REQUIRE(file.stages.size() == 1);
  CHECK(file.stages[0].name == "x");
  CHECK_FALSE(file.stages[0].complete);
  CHECK(file.errors.size() == 1);
}
