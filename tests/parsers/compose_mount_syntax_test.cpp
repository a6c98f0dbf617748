// The short syntax of `volumes`: what variables and places add.
#include <doctest/doctest.h>

#include "parsers/compose/interpolate.h"
#include "parsers/compose/mount_syntax.h"

using namespace mountlint;
using compose::Flag;
using compose::ServiceVolume;

namespace {

// A spec as it would come from a file, with every variable unset.
struct Fixture {
  explicit Fixture(std::string text) : file(FileId{0}, "compose.yaml", std::move(text)) {
    const Span all{FileId{0}, 0, std::uint32_t(file.text().size())};
    const Text spec = compose::interpolate(arena.source(file, all), {}, arena, errors);
    volume = compose::parse_short_volume(spec, {all}, errors);
  }
  std::string place(Span span) const { return std::string(file.text(span)); }

  SourceFile file;
  TextArena arena;
  SyntaxErrors errors;
  ServiceVolume volume;
};

const char* name(compose::MountType type) {
  constexpr const char* names[] = {"bind", "volume", "tmpfs", "cluster", "npipe", "image", "unknown"};
  return names[static_cast<int>(type)];
}

}  // namespace

TEST_CASE("parts have their places") {
  Fixture fixture("${X:-./a}:/b:ro,zz");
  CHECK(name(fixture.volume.type) == std::string("bind"));
  CHECK(fixture.place(fixture.volume.source->span()) == "${X:-./a}");
  CHECK(fixture.place(fixture.volume.target.span()) == "/b");
  REQUIRE(fixture.volume.options.size() == 2);
  CHECK(fixture.place(fixture.volume.options[1].span()) == "zz");
  CHECK(fixture.place(*fixture.volume.read_only_span) == "ro");
}

TEST_CASE("a variable leaves unknown only what it may be") {
  struct {
    const char *spec, *type, *source, *target;
  } const table[] = {
      {"${X}:/b", "unknown", "${X}", "/b"},
      {"${X}/a:/b", "unknown", "${X}/a", "/b"},
      {"${X:?a:b}:/b", "unknown", "${X:?a:b}", "/b"},
      {"./${X}:/b", "bind", "./${X}", "/b"},
      {"/${X}:/b", "bind", "/${X}", "/b"},
      {"db_${X}:/b", "volume", "db_${X}", "/b"},
      {"c${X}:/b", "volume", "c${X}", "/b"},
      {"\\${X}:/b", "unknown", "\\${X}", "/b"},
      {"${X}", "unknown", "", "${X}"},
      {"${X}/a", "unknown", "", "${X}/a"},
      {"/a/${X}", "volume", "", "/a/${X}"},
      {"${A}:${B}:ro", "unknown", "${A}", "${B}"},
      {"${DRIVE}:\\a:/b:ro", "unknown", "${DRIVE}:\\a", "/b"},
  };
  for (const auto& row : table) {
    CAPTURE(row.spec);
    Fixture fixture(row.spec);
    CHECK(fixture.errors.empty());
    CHECK(name(fixture.volume.type) == std::string(row.type));
    CHECK((fixture.volume.source ? fixture.volume.source->shown() : "") == row.source);
    CHECK(fixture.volume.target.shown() == row.target);
  }
}

TEST_CASE("access: the last word counts, a variable may be one") {
  struct {
    const char* spec;
    Flag read_only;
  } const table[] = {{"./a:/b", Flag::no},
                     {"./a:/b:ro", Flag::yes},
                     {"./a:/b:ro,rw", Flag::no},
                     {"./a:/b:RO", Flag::no},
                     {"./a:/b:${X}", Flag::unknown},
                     {"./a:/b:${X},ro", Flag::yes},
                     {"./a:/b:${X},z", Flag::unknown},
                     {"./a:/b:${X:-ro}", Flag::yes},
                     {"./a:/b:rw,ro", Flag::yes}};
  for (const auto& row : table) {
    CAPTURE(row.spec);
    CHECK(Fixture(row.spec).volume.read_only == row.read_only);
  }
}

TEST_CASE("an invalid spec is one error at the narrowest place") {
  struct {
    const char *spec, *place, *message;
  } const table[] = {
      {"aa::bb", "::", "`aa::bb` is not a valid mount: a section between colons is empty; Compose refuses it"},
      {":/x", ":", "`:/x` is not a valid mount: a section between colons is empty; Compose refuses it"},
      {"/x:", ":", "`/x:` is not a valid mount: a section between colons is empty; Compose refuses it"},
      {"/a:/b:/c:/d", ":/d", "`/a:/b:/c:/d` is not a valid mount: it has more than three fields; Compose refuses it"},
      {"${X}::/d", "::", "`${X}::/d` is not a valid mount: a section between colons is empty; Compose refuses it"},
      {"", "", "`` is not a valid mount: it is empty; Compose refuses it"},
  };
  for (const auto& row : table) {
    CAPTURE(row.spec);
    Fixture fixture(row.spec);
    REQUIRE(fixture.errors.size() == 1);
    CHECK_FALSE(fixture.volume.valid);
    CHECK(fixture.place(fixture.errors[0].span) == row.place);
    CHECK(fixture.errors[0].message == row.message);
    CHECK(fixture.errors[0].claim == Claim::invalid_mount_spec);
  }
}
