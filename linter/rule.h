// What a rule file includes: the model, Findings, and the Rule constant.
//
// A rule is one file in rules/: a constant with its text, and one free function. The type of the function's first
// parameter says what it looks at; the engine owns all loops.
//
//   static void check(const Mount& mount, Findings& findings) {
//     if (!mount.is_anonymous_volume()) return;
//     findings.add(mount.place, "anonymous volume at `{}`", mount.target.shown()).help("give the volume a name");
//   }
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/core.h>

#include "linter/finding.h"
#include "linter/model/workspace.h"

namespace mountlint {

// A finding that is being written; every function returns it again.
class Draft {
 public:
  explicit Draft(Finding& finding) : finding_(finding) {}
  Draft& severity(Severity severity) {
    finding_.severity = severity;
    return *this;
  }
  Draft& help(std::string help) {
    finding_.help = std::move(help);
    return *this;
  }
  Draft& note(Span span, std::string message);
  Draft& fix(Fix fix);  // dropped if the finding's place came through an alias, a merge key or another file
  Draft& subject(std::string subject) {
    finding_.subject = std::move(subject);
    return *this;
  }

 private:
  friend class Findings;
  Finding& finding_;
  bool fixable_ = true;
};

// Where rules put what they found.
class Findings {
 public:
  explicit Findings(const Rule& rule) : rule_(rule) {}

  template <class... Args>
  Draft add(const Place& place, fmt::format_string<Args...> message, Args&&... args) {
    return start(place, fmt::format(message, std::forward<Args>(args)...));
  }
  template <class... Args>
  Draft add(Span span, fmt::format_string<Args...> message, Args&&... args) {
    return start(Place{span, nullptr}, fmt::format(message, std::forward<Args>(args)...));
  }
  std::vector<Finding> take() { return std::move(list_); }

 private:
  Draft start(const Place& place, std::string message);  // `via` becomes notes
  const Rule& rule_;
  std::vector<Finding> list_;
};

// A string that has to be given: there is no default constructor.
struct RequiredText {
  constexpr RequiredText(const char* given) : text(given) {}
  constexpr operator std::string_view() const { return text; }
  std::string_view text;
};

// Up to six strings.
struct WordList {
  constexpr WordList() = default;
  template <class... T>
  constexpr WordList(const char* first, T... rest) : words{first, rest...}, count(1 + sizeof...(rest)) {}
  constexpr auto begin() const { return words.begin(); }
  constexpr auto end() const { return words.begin() + count; }
  std::array<std::string_view, 6> words{};
  std::size_t count = 0;
};

// What a rule concludes from. `presence`: something written. The others: something is *not* there, so the rule is not
// run where that list is incomplete. Combine with `|`.
enum class Proves : std::uint8_t {
  presence = 0,
  no_mount = 1,
  no_environment = 2,
  no_command = 4,
  no_volume = 8,
};
constexpr Proves operator|(Proves a, Proves b) { return Proves(std::uint8_t(a) | std::uint8_t(b)); }
constexpr bool includes(Proves set, Proves one) { return (std::uint8_t(set) & std::uint8_t(one)) != 0; }

struct ByEngine {};  // the syntax and suppression rules
inline constexpr ByEngine by_engine;

template <class T>
using CheckOf = void (*)(const T&, Findings&);
using Check = std::variant<ByEngine, CheckOf<Mount>, CheckOf<Container>, CheckOf<Volume>, CheckOf<Stage>,
                           CheckOf<Build>, CheckOf<DataDirectory>, CheckOf<dockerfile::File>, CheckOf<compose::File>,
                           CheckOf<Project>, CheckOf<Workspace>>;

// Everything about a rule. Help, documentation page, web page, SARIF and the README's table are printed from it.
struct Rule {
  RequiredText id;       // kebab-case; file stem, fixture folder and page have the same name
  RequiredText summary;  // one line, lower case, no full stop
  Category category;
  Severity severity;    // usual; a finding may have another
  RequiredText why;     // Markdown: what happens, why it matters, what to do
  RequiredText bad;     // an example that the rule finds: a compose file, or a Dockerfile (begins with FROM or #)
  RequiredText good;    // the same, silent
  WordList references;  // URLs
  Check check;
  Proves proves = Proves::presence;
  bool enabled_by_default = true;
  WordList former_ids = {};
  // The remedy leads to another, empty place: `explain` adds how a running installation takes its data along.
  bool moves_data = false;
};

// The list of all rules, alphabetical; written by rules/CMakeLists.txt from the file names.
struct RuleList {
  const Rule* const* first = nullptr;
  std::size_t count = 0;
  const Rule* const* begin() const { return first; }
  const Rule* const* end() const { return first + count; }
  std::size_t size() const { return count; }
  const Rule* find(std::string_view id) const;  // former ids too
};

}  // namespace mountlint
