// What the parser reports: the place, the message, and what to write instead.
#include <doctest/doctest.h>

#include "tests/parsers/dockerfile_tree.h"

using namespace mountlint;
using namespace mountlint::dockerfile;

namespace {

struct Case {
  std::string text;      // behind `FROM a`, on line 2
  std::string expected;  // without the final newline; empty: no error
};

void check_errors(const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    CAPTURE(each.text);
    const std::string expected = each.expected.empty() ? "" : each.expected + '\n';
    CHECK(dump_errors(parse(make_source("FROM a\n" + each.text))) == expected);
  }
}

std::string errors(const std::string& text) { return dump_errors(parse(make_source(text))); }

}  // namespace

TEST_CASE("whole files") {
  CHECK(errors("") == "1:1-1 this file has no instructions\n");
  CHECK(errors("# a\n\n") == "1:1-1 this file has no instructions\n");
  CHECK(errors("ARG A\n") == "1:1-4 this file has no `FROM`\n");
  CHECK(errors("ARG A\nRUN a\nUSER b\nFROM c") == "2:1-4 `RUN` stands before the first `FROM`\n");
  CHECK(errors("FROM a\n#" + std::string(65535, 'x')) ==
        "2:65536-65537 this line is longer than the 65535 bytes that BuildKit reads\n");
}

TEST_CASE("directives") {
  CHECK(errors("# escape=x\nFROM a") == "1:10-11 the escape character must be a backslash or a backtick\n");
  CHECK(errors("# escape=`\n# Escape=`\nFROM a") == "2:3-9 the directive `escape` may be written only once\n");
}

TEST_CASE("keywords") {
  check_errors({
      {"VOLUM /a", "2:1-6 `VOLUM` is no Dockerfile instruction [did you mean `VOLUME`?] -> VOLUME"},
      {"runn a", "2:1-5 `runn` is no Dockerfile instruction [did you mean `run`?] -> run"},
      {"EOF", "2:1-4 `EOF` is no Dockerfile instruction"},
      {"CDM a", "2:1-4 `CDM` is no Dockerfile instruction [did you mean `CMD`?] -> CMD"},
      {"\\", "2:1-1 this line has no instruction"},
  });
}

TEST_CASE("missing arguments") {
  check_errors({
      {"VOLUME", "2:1-7 `VOLUME` needs an argument"},
      {"VOLUME []", "2:1-7 `VOLUME` needs an argument"},
      {"env", "2:1-4 `ENV` needs an argument"},
      {"USER", "2:1-5 `USER` needs an argument"},
      {"ONBUILD", "2:1-8 `ONBUILD` needs an argument"},
      {"COPY a", "2:6-7 `COPY` needs a source and a destination"},
      {"COPY", "2:1-5 `COPY` needs a source and a destination"},
      {"RUN", ""},
      {"CMD", ""},
  });
}

TEST_CASE("arguments") {
  check_errors({
      {"VOLUME [\"/a\", 1]", "2:15-16 the JSON array of `VOLUME` may hold only strings"},
      {"VOLUME [\"/a\", \" \"]", "2:16-17 a path of `VOLUME` must not be empty"},
      {"ENV PATH", "2:5-9 `ENV PATH` has no value [write `ENV PATH=..`]"},
      {"ENV A=1 B c",
       "2:9-10 `B` is no `name=value` pair [put a value with blanks in double quotes]\n"
       "2:11-12 `c` is no `name=value` pair [put a value with blanks in double quotes]"},
      {"LABEL =x", "2:7-9 the name before `=` is missing in this `LABEL`"},
      {"ARG =x", "2:5-7 the name before `=` is missing in this `ARG`"},
      {"FROM a b", "2:8-9 `FROM` takes one image, or `image AS name`"},
      {"FROM a of b", "2:8-12 `FROM` takes one image, or `image AS name` [did you mean `AS`?]"},
      {"FROM a AS 1b",
       "2:11-13 `1b` cannot be the name of a stage [a name begins with a letter and holds only "
       "letters, digits, `-`, `_` and `.`]"},
      {"SHELL sh -c", "2:7-12 `SHELL` takes only a JSON array [write it as `SHELL [\"/bin/bash\", \"-c\"]`]"},
      {"HEALTHCHECK NONE a", "2:18-19 `HEALTHCHECK NONE` takes no arguments"},
      {"HEALTHCHECK CMD", "2:13-16 `HEALTHCHECK CMD` needs a command"},
      {"HEALTHCHECK a", "2:13-14 `HEALTHCHECK` takes `CMD` or `NONE`, not `a`"},
      {"HEALTHCHECK --interval=5 CMD a", "2:24-25 `--interval` takes a duration such as `30s`, not `5`"},
      {"HEALTHCHECK --timeout=1us CMD a", "2:23-26 `--timeout` must be at least one millisecond"},
      {"HEALTHCHECK --retries=-1 CMD a", "2:23-25 `--retries` takes a number from 0 on, not `-1`"},
      {"ONBUILD FROM a", "2:9-13 `FROM` cannot be the trigger of `ONBUILD`"},
      {"ONBUILD COPY a", "2:14-15 `COPY` needs a source and a destination"},
      {"COPY a <<E\nE", "2:8-11 the destination of `COPY` cannot be a heredoc"},
      {"RUN <<E\na", "2:7-8 the heredoc `E` has no end [write `E` alone on the line behind its text]"},
  });
}

TEST_CASE("flags") {
  check_errors({
      {"COPY --form=a b c", "2:8-12 there is no flag `--form` here [did you mean `--from`?] -> from"},
      {"RUN --foo a", "2:7-10 there is no flag `--foo` here"},
      {"COPY --from a b", "2:6-12 `--from` has no value [write `--from=..`, without blanks around `=`]"},
      {"COPY --from=a --from=b c d", "2:15-23 `--from` is given twice"},
      {"COPY --link=yes a b", "2:13-16 `--link` takes `true` or `false`, not `yes`"},
      {"COPY --exclude=a --exclude=b c d", ""},
      {"ARG --foo A", ""},
      {"RUN --network=bridge a", "2:15-21 `--network` takes one of `default`, `none`, `host`, not `bridge`"},
      {"RUN --security=x a", "2:16-17 `--security` takes one of `sandbox`, `insecure`, not `x`"},
  });
}

TEST_CASE("mounts") {
  check_errors({
      {"RUN --mount= a", "2:5-13 this flag has an empty value"},
      {"RUN --mount=type=chache,target=/a b",
       "2:18-24 `chache` is no type of a mount [did you mean `cache`?] -> cache"},
      {"RUN --mount=type=npipe b",
       "2:18-23 `npipe` is no type of a mount [use one of `bind`, `cache`, `tmpfs`, `secret`, `ssh`]"},
      {"RUN --mount=typ=cache b", "2:13-16 `typ` is no option of `--mount` [did you mean `type`?] -> type"},
      {"RUN --mount=type=cache,/a b", "2:24-26 `/a` is no `key=value` pair"},
      {"RUN --mount=type=cache, target=/a b", "2:23-24 this field of `--mount` is empty [remove the comma]"},
      {"RUN --mount=from=$A,target=/a b",
       "2:18-20 `from` cannot hold a variable [name a stage here, and use the variable in its `FROM`]"},
      {"RUN --mount=size=1m,type=tmpfs b",
       "2:13-17 `size` does not work with `type=bind` [write `type=` in front of it]"},
      {"RUN --mount=type=tmpfs,size=1x b", "2:29-31 `size` takes a size such as `64m`, not `1x`"},
      {"RUN --mount=type=$T,size=1x b", ""},
      {"RUN --mount=type=cache,sharing=$S,mode=$M,ro=$R b", ""},
      {"RUN --mount=type=cache,sharing=one b",
       "2:32-35 `one` is no sharing mode of a mount [use one of `shared`, `private`, `locked`]"},
      {"RUN --mount=type=bind,sharing=locked b", "2:23-30 `sharing` does not work with `type=bind`"},
      {"RUN --mount=type=cache,mode=9 b", "2:29-30 `mode` takes an octal number such as `0755`, not `9`"},
      {"RUN --mount=ro=yes b", "2:16-19 `ro` takes `true` or `false`, not `yes`"},
      {"RUN --mount=type=secret b", "2:5-24 a secret mount needs `id`, `source` or `target`"},
      {"RUN --mount=type=secret,id=a,source=b c", "2:30-36 a secret mount takes either `id` or `source`, not both"},
      {"RUN --mount=type=cache,target=/ b", "2:31-32 a mount cannot take the place of `/`"},
      {"RUN --mount=type=cache,target=${ b", "2:31-33 `${` has no closing `}`"},
      {"RUN --mount=type=cache,id=\\\"q b", "2:27-29 a quote may stand only around a whole field of a CSV record"},
  });
}

TEST_CASE("a line with a part that is not known has no errors") {
  const SourcePtr source = make_source("FROM a\nFOO ${X}\nRUN b");
  TextArena arena;
  TextBuilder text(arena);
  const auto slice = [&](std::uint32_t begin, std::uint32_t end) { return Span{source->id(), begin, end}; };
  text.source(source->text(slice(0, 11)), slice(0, 11));
  text.unknown(slice(11, 15), source->text(slice(11, 15)));
  text.source(source->text(slice(15, 21)), slice(15, 21));
  const Text whole = text.finish(source->content());
  const File file = parse(source, whole);
  CHECK(file.errors.empty());
  CHECK_FALSE(file.complete);
  CHECK(dump(file, false) == "FROM image=<a>\nFOO broken\nRUN shell=<b>\n");
}

TEST_CASE("every error is reported, in order, up to a limit") {
  CHECK(errors("FROM a\nFOO\nVOLUME\nBAR") ==
        "2:1-4 `FOO` is no Dockerfile instruction\n3:1-7 `VOLUME` needs an argument\n"
        "4:1-4 `BAR` is no Dockerfile instruction\n");
  std::string many = "FROM a\n";
  for (int i = 0; i < 5000; ++i) many += "X\n";
  const File file = parse(make_source(many));
  CHECK(file.errors.size() == 1001);
  CHECK_FALSE(file.complete);
}
