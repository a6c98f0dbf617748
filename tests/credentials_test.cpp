// Passwords that findings are about are repeated nowhere: not in a message, a note, the help or a fix. The line that a
// report shows beside its message is the file's own.
#include <doctest/doctest.h>

#include <algorithm>

#include "rules/rules.h"
#include "tests/support/fixture.h"
#include "tests/support/rule_set.h"

namespace mountlint::test {
namespace {

// Every password in the fixtures begins with one of these.
constexpr std::string_view secrets[] = {"f4Gk", "f4$", "k9Zt", "k9_Z", "k9/Z"};

bool holds_secret(std::string_view text) {
  return std::any_of(std::begin(secrets), std::end(secrets),
                     [&](std::string_view secret) { return text.find(secret) != std::string_view::npos; });
}

// All that a finding says.
std::string said_by(const Finding& finding) {
  std::string text = finding.message + "\n" + finding.help + "\n" + finding.subject;
  for (const Note& note : finding.notes) text += "\n" + note.message;
  if (!finding.fix) return text;
  text += "\n" + finding.fix->title;
  for (const Edit& edit : finding.fix->edits) text += "\n" + edit.replacement;
  return text;
}

}  // namespace

TEST_CASE("no finding repeats a password") {
  int about_passwords = 0;
  for (const char* rule : {"network-volume-credentials", "local-driver-options"}) {
    for (const Fixture& fixture : fixtures_of(rule)) {
      const MemoryFileSystem files = mounted(fixture);
      for (const Finding& finding : lint_all(files, all_rules()).findings) {
        CHECK_MESSAGE(!holds_secret(said_by(finding)), fixture.name << ": " << finding.message);
        about_passwords += finding.rule->id.text == "network-volume-credentials";
      }
    }
  }
  CHECK(about_passwords >= 10);
}

TEST_CASE("passwords are known when they are seen") {
  CHECK(holds_secret("o: password=f4Gk-29q"));
  CHECK_FALSE(holds_secret("password=${CIFS_PASSWORD:?}"));
}

}  // namespace mountlint::test
