// What COPY, ADD and RUN write into the image, and what becomes of it where a volume is declared.
#include <fmt/format.h>

#include "tests/linter/model_world.h"

using namespace mountlint;
using namespace mountlint::test;

namespace {

using Values = std::vector<std::string>;

std::string shown(const ImageWrite& write) {
  constexpr const char* kinds[] = {"copy", "write", "dir", "meta", "rm", "db"};
  std::string out = fmt::format("{}{} {}", write.conditional ? "?" : "", kinds[int(write.kind)], write.path);
  if (write.into) out += "/*";
  if (write.recursive) out += " -R";
  if (!write.origin.empty()) out += fmt::format(" <{}", write.origin);
  return out;
}

struct Written {
  Values list;
  bool complete = true;
};

Written written_by(const std::string& dockerfile) {
  const World world({{"Dockerfile", dockerfile}});
  const Stage& stage = *world.dockerfile().stages.back();
  Written out;
  out.complete = stage.writes.complete;
  for (const ImageWrite& write : stage.writes) out.list.push_back(shown(write));
  return out;
}

struct Row {
  const char* line;
  Values list;
};

// Each line stands in a stage that works in /w.
void check_lines(std::initializer_list<Row> rows, bool complete) {
  for (const Row& row : rows) {
    CAPTURE(std::string(row.line));
    const Written written =
        written_by("FROM alpine:3\nENV D=/data UNSET_LATER=\nARG GIVEN\nWORKDIR /w\n" + std::string(row.line) + "\n");
    CHECK(written.list == row.list);
    CHECK(written.complete == complete);
  }
}

}  // namespace

TEST_CASE("COPY and ADD") {
  check_lines(
      {
          {"COPY a /b", {"copy /b <a"}},
          {"COPY a b/", {"copy /w/b/* <a"}},
          {"COPY . .", {"copy /w/* <."}},
          {"COPY a c /b", {"copy /b/* <a", "copy /b/* <c"}},
          {"COPY --from=alpine /a /b", {"copy /b"}},
          {"ADD https://example.com/x.tar /b/", {"copy /b/*"}},
          {"ADD a.tar $D", {"copy /data <a.tar"}},
          {"COPY [\"a b\", \"/c d\"]", {"copy /c d <a b"}},
          {"COPY <<EOF /b/\nx\nEOF", {"copy /b/EOF"}},
          {"COPY <<\"one.txt\" /b/\nx\none.txt", {"copy /b/one.txt"}},
          {"COPY <<EOF /b/c\nx\nEOF", {"copy /b/c"}},
      },
      true);
  check_lines({{"COPY a $GIVEN", {}}}, false);
}

TEST_CASE("files and directories of RUN") {
  check_lines(
      {
          {"RUN echo a > b", {"write /w/b"}},
          {"RUN echo a >> /b 2>&1 > /dev/null", {"write /b"}},
          {"RUN echo a | tee -a b /c", {"write /w/b", "write /c"}},
          {"RUN mkdir -p /a b && touch c", {"dir /a", "dir /w/b", "write /w/c"}},
          {"RUN mkdir -m 700 /a", {"dir /a", "meta /a"}},
          {"RUN cp a /b", {"write /b"}},
          {"RUN cp -r a/. b c /d", {"write /d/*", "write /d/b", "write /d/c"}},
          {"RUN cp a /d/", {"write /d/a"}},
          {"RUN cp *.txt /d", {"write /d/*"}},
          {"RUN cp -t /d a", {"write /d/a"}},
          {"RUN mv a /d/ && mv x y", {"write /d/a", "rm /w/a -R", "write /w/y", "rm /w/x -R"}},
          {"RUN install -m 755 a /b", {"write /b"}},
          {"RUN install -d -o app /a /b", {"dir /a", "dir /b", "meta /a", "meta /b"}},
          {"RUN ln -s /a /b && ln -s /x/y", {"write /b", "write /w/y"}},
          {"RUN rm -rf /a b", {"rm /a -R", "rm /w/b -R"}},
          {"RUN chown -R app:app /a", {"meta /a -R"}},
          {"RUN chown --reference=/x /a", {"meta /a"}},
          {"RUN chmod +x /a && chmod -x /b && chmod 755 /c", {"meta /a", "meta /b", "meta /c"}},
          {"RUN chgrp 0 /a", {"meta /a"}},
          {"RUN tar -xzf a.tgz -C /d", {"write /d/*"}},
          {"RUN tar xzf a.tgz", {"write /w/*"}},
          {"RUN tar xf a --directory=/d --strip-components 1", {"write /d/*"}},
          {"RUN tar xfC a /d", {"write /d/*"}},
          {"RUN tar czf /b.tgz a", {"write /b.tgz"}},
          {"RUN tar tf a", {}},
          {"RUN unzip -q a.zip -d /d", {"write /d/*"}},
          {"RUN unzip a.zip", {"write /w/*"}},
          {"RUN curl -fsSLo /b https://example.com/a", {"write /b"}},
          {"RUN curl -O https://example.com/a.tgz?x=1", {"write /w/a.tgz"}},
          {"RUN curl https://example.com/a", {}},
          {"RUN wget -qO- https://example.com/a | tar xz -C /d", {"write /d/*"}},
          {"RUN wget -O /b https://example.com/a", {"write /b"}},
          {"RUN wget -P /d https://example.com/a", {"write /d/*"}},
          {"RUN wget https://example.com/a.tgz", {"write /w/a.tgz"}},
          {"RUN git clone --depth 1 https://example.com/a.git", {"write /w/a"}},
          {"RUN git clone -b main https://example.com/a.git /d", {"write /d"}},
          {"RUN sed -i s/a/b/ /c && sed -i.bak -e s/a/b/ /d && sed s/a/b/ /e", {"write /c", "write /d"}},
          {"RUN rsync -a x/ /d/", {"write /d/*"}},
          {"RUN dd if=/dev/zero of=/b", {"write /b"}},
      },
      true);
}

TEST_CASE("users and installers write more than that") {
  check_lines(
      {
          {"RUN useradd -m -d /h app", {"dir /h", "meta /h"}},
          {"RUN useradd -m app", {"dir /home/app", "meta /home/app"}},
          {"RUN useradd -r -d /h app", {}},
          {"RUN adduser -D -h /h app", {"dir /h", "meta /h"}},
          {"RUN adduser --system app", {}},
          {"RUN adduser -D -H app", {}},
          {"RUN npm ci", {"write /w/node_modules"}},
          {"RUN npm --prefix /x install", {"write /x/node_modules"}},
          {"RUN npm install -g x", {}},
          {"RUN yarn", {"write /w/node_modules"}},
          {"RUN apt-get update && mkdir /a", {"dir /a"}},
          {"RUN ./setup.sh", {}},
          {"RUN $X a", {}},
          {"RUN mkdir $GIVEN", {}},
          {"RUN mkdir /a/$GIVEN", {"dir /a/*"}},
          {"RUN rm -rf /a/*", {"rm /a/* -R"}},
          {"RUN echo 'open", {}},
      },
      false);
}

TEST_CASE("where commands run") {
  check_lines(
      {
          {"RUN cd /a && mkdir b", {"dir /a/b"}},
          {"RUN cd a && cd ../b; mkdir c", {"dir /w/b/c"}},
          {"RUN (cd /a && mkdir b) && mkdir c", {"dir /a/b", "dir /w/c"}},
          {"RUN cd /a && cd - && mkdir b", {"dir /w/b"}},
          {"RUN pushd /a && mkdir b && popd && mkdir c", {"dir /a/b", "dir /w/c"}},
          {"RUN if true; then cd /a; mkdir b; fi", {"?dir /a/b"}},
          {"RUN true || mkdir /a", {"?dir /a"}},
          {"RUN [ -d x ] && mkdir /a", {"?dir /a"}},
          {"RUN sh -c 'cd /a && mkdir b' && mkdir c", {"dir /a/b", "dir /w/c"}},
          {"RUN bash -exc \"mkdir $D/b\"", {"dir /data/b"}},
          {"RUN sudo -u app env A=b mkdir /a", {"dir /a"}},
          {"RUN set -ex; time mkdir /a; exec mkdir /b", {"dir /a", "dir /b"}},
          {"RUN su app -c 'mkdir /a' && gosu app mkdir /b", {"dir /a", "dir /b"}},
          {"RUN [\"mkdir\", \"-p\", \"/a b\", \"$D\"]", {"dir /a b", "dir /w/$D"}},
          {"RUN [\"/bin/sh\", \"-c\", \"mkdir $D\"]", {"dir /data"}},
          {"RUN <<EOF\ncd /a\nmkdir b\nEOF", {"dir /a/b"}},
          {"RUN <<EOF\n#!/bin/bash\nmkdir /a\nEOF", {"dir /a"}},
          {"RUN bash -e <<EOF\nmkdir /a\nEOF", {"dir /a"}},
          {"RUN cat <<EOF > /b\nmkdir /a\nEOF", {"write /b"}},
          {"RUN mkdir /a \\\n  # remark\n  /b", {"dir /a", "dir /b"}},
      },
      true);
}

TEST_CASE("what becomes unknown") {
  check_lines(
      {
          {"RUN cd $GIVEN && mkdir b", {}},
          {"RUN if true; then cd /a; fi; mkdir b", {}},
          {"RUN [ -d x ] && cd /a; mkdir b", {}},
          {"RUN <<EOF\n#!/usr/bin/env python3\nmkdir /a\nEOF", {}},
          {"RUN --mount=type=cache,target=$GIVEN mkdir /a", {}},
          {"SHELL [\"pwsh\", \"-c\"]\nRUN mkdir /a", {}},
          {"RUN . ./env && mkdir /a", {"dir /a"}},
      },
      false);
}

TEST_CASE("variables") {
  check_lines(
      {
          {"RUN mkdir $D ${D}/a \"$D/b c\"", {"dir /data", "dir /data/a", "dir /data/b c"}},
          {"RUN X=/x && mkdir $X/a", {"dir /x/a"}},
          {"RUN export X=$D/x; mkdir $X", {"dir /data/x"}},
          {"RUN X=/x; (X=/y; mkdir $X); mkdir $X", {"dir /y", "dir /x"}},
          {"RUN mkdir $UNSET_LATER /a", {"dir /a"}},
          {"RUN mkdir '$D'", {"dir /w/$D"}},
      },
      true);
  check_lines(
      {
          {"RUN X=$(x) && mkdir $X", {}},
          {"RUN X=/x; if true; then X=/y; fi; mkdir $X", {}},
          {"RUN X='a b'; mkdir /c/$X", {"dir /c/*"}},
          {"RUN read X; mkdir $X", {}},
          {"RUN for x in a b; do mkdir /$x /a/$x; done", {"?dir /a/*"}},
      },
      false);
}

TEST_CASE("what lies in a mount of the same RUN is not in the image") {
  check_lines(
      {
          {"RUN --mount=type=cache,target=/a touch /a/b /c", {"write /c"}},
          {"RUN --mount=type=bind,target=. touch b", {}},
          {"RUN --mount=type=cache,target=/a true\nRUN touch /a/b", {"write /a/b"}},
      },
      true);
}

TEST_CASE("a stage for Windows is left alone") {
  const Written written = written_by("FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN mkdir C:\\a\n");
  CHECK(written.list.empty());
  CHECK_FALSE(written.complete);
}

TEST_CASE("servers of databases") {
  check_lines(
      {
          {"RUN mysqld --datadir=/d &", {"db /d"}},
          {"RUN docker-entrypoint.sh mysqld", {"db "}},
          {"RUN service mysql start && mysql < a.sql", {"db ", "db "}},
          {"RUN /etc/init.d/postgresql start", {"db "}},
          {"RUN mongod --fork --dbpath /d", {"db /d"}},
          {"RUN mysqld --version && psql -h db -c x", {}},
          {"RUN su postgres -c 'initdb -D /d'", {"db /d"}},
      },
      false);
}

namespace {

std::string verdicts_of(const std::string& dockerfile) {
  constexpr const char* names[] = {"", "after", "inherited", "baked"};
  const World world({{"Dockerfile", dockerfile}});
  std::string out;
  for (const auto& stage : world.dockerfile().stages)
    for (const ImageWrite& write : stage->writes)
      if (write.verdict != WriteVerdict::none)
        out += fmt::format("{} {} ", names[int(write.verdict)], write.volume_path);
  for (const auto& stage : world.dockerfile().stages)
    for (const VolumeOperand& operand : stage->volumes)
      if (operand.application) out += fmt::format("app {} ", operand.path);
  return out;
}

}  // namespace

TEST_CASE("verdicts") {
  const struct {
    const char *what, *dockerfile, *verdicts;
  } table[] = {
      {"owner changed", "FROM alpine:3\nVOLUME /d\nRUN chown a /d\n", "after /d "},
      {"in front", "FROM alpine:3\nRUN touch /d/a\nVOLUME /d\n", ""},
      {"below", "FROM alpine:3\nVOLUME /d\nRUN touch /d/a\n", "after /d "},
      {"beside", "FROM alpine:3\nVOLUME /d\nRUN touch /d2/a\n", ""},
      {"the directory itself", "FROM alpine:3\nVOLUME /d\nRUN mkdir -p /d\n", ""},
      {"a directory in it", "FROM alpine:3\nVOLUME /d\nRUN mkdir -p /d/a\n", "after /d "},
      {"around it", "FROM alpine:3\nVOLUME /s/d\nRUN chown -R a /s\n", "after /s/d "},
      {"around it, not below", "FROM alpine:3\nVOLUME /s/d\nRUN chown a /s\n", ""},
      {"removed again", "FROM alpine:3\nVOLUME /d\nRUN touch /d/a && rm /d/a\n", ""},
      {"removed by a pattern", "FROM alpine:3\nVOLUME /d\nRUN touch /d/a && rm /d/*\n", ""},
      {"removed by a pattern elsewhere", "FROM alpine:3\nVOLUME /d\nRUN touch /d/a && rm /d/b/*\n", "after /d "},
      {"removed before", "FROM alpine:3\nVOLUME /d\nRUN rm /d/a; touch /d/a\n", "after /d "},
      {"copied", "FROM alpine:3\nVOLUME /d\nCOPY a /d/a\n", ""},
      {"of an earlier stage", "FROM alpine:3 AS a\nVOLUME /d\nFROM a\nRUN touch /d/a\n", "after /d "},
      {"copied in a later stage", "FROM alpine:3 AS a\nVOLUME /d\nFROM a\nCOPY x /d/a\n", "inherited /d "},
      {"of another stage", "FROM alpine:3 AS a\nVOLUME /d\nFROM alpine:3\nRUN touch /d/a\n", ""},
      {"scratch path", "FROM alpine:3\nVOLUME /tmp\nRUN touch /tmp/a\n", ""},
      {"trigger", "FROM alpine:3\nONBUILD VOLUME /d\nRUN touch /d/a\n", ""},
      {"of the base image", "FROM wordpress:6\nCOPY a /var/www/html/a\n", "inherited /var/www/html "},
      {"owner in the base image", "FROM wordpress:6\nRUN chown a /var/www/html\n", ""},
      {"stage that is not shipped", "FROM mysql:8 AS a\nCOPY a /var/lib/mysql\nFROM alpine:3\n", ""},
      {"data of a database", "FROM mysql:8\nCOPY a /var/lib/mysql\n", "baked /var/lib/mysql "},
      {"server", "FROM mysql:8\nRUN mysqld --initialize\n", "baked /var/lib/mysql "},
      {"server elsewhere", "FROM mysql:8\nRUN mysqld --initialize --datadir=/baked\n", ""},
      {"moved by a variable", "FROM postgres:16\nENV PGDATA=/pgdata\nRUN docker-entrypoint.sh postgres\n", ""},
      {"application", "FROM node:22\nWORKDIR /app\nCOPY . .\nVOLUME /app\n", "app /app "},
      {"application, then a change", "FROM node:22\nWORKDIR /app\nVOLUME /app\nCOPY . .\nRUN npm ci\n", "app /app "},
      {"below the application", "FROM node:22\nWORKDIR /app\nCOPY . .\nVOLUME /app/data\n", ""},
      {"guard of modules", "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\nVOLUME /app/node_modules\n", ""},
      {"data with a fitting name", "FROM alpine:3\nCOPY seed /data\nVOLUME /data\n", ""},
      {"carrier", "FROM scratch\nCOPY . /app\nVOLUME /app\n", ""},
  };
  for (const auto& row : table) {
    CAPTURE(std::string(row.what));
    CHECK(verdicts_of(row.dockerfile) == row.verdicts);
  }
}

TEST_CASE("places of writes") {
  const std::string text = "FROM alpine:3\nRUN mkdir -p \\\n  '/a b' && echo x > /c\n";
  const World world({{"Dockerfile", text}});
  const Known<ImageWrite>& writes = world.dockerfile().stages[0]->writes;
  REQUIRE(writes.size() == 2);
  const auto part = [&](Span span) { return text.substr(span.begin, span.size()); };
  CHECK(part(writes[0].span) == "/a b");
  CHECK(part(writes[1].span) == "/c");
}
