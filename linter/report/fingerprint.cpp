// The line hash is that of github/codeql-action, src/fingerprints.ts: a rolling hash over UTF-16 units, blanks left
// out, of a line and what follows it up to 100 units; upload-sarif computes it, too, and warns where ours differs.
#include "linter/report/fingerprint.h"

#include <array>
#include <cstdint>

#include <fmt/format.h>

#include "linter/report/characters.h"

namespace mountlint::report {
namespace {

constexpr std::size_t window = 100;
constexpr std::uint64_t factor = 37;
constexpr std::uint32_t end_of_text = 65535;

constexpr std::uint64_t power_of_window() {
  std::uint64_t power = 1;
  for (std::size_t i = 0; i < window; ++i) power *= factor;
  return power;
}

class LineHasher {
 public:
  void feed(std::uint32_t unit) {
    const bool after_return = previous_return_;
    previous_return_ = false;
    if (unit == ' ' || unit == '\t' || (unit == '\n' && after_return)) return;
    if (unit == '\r') {
      unit = '\n';
      previous_return_ = true;
    }
    emit();
    if (at_line_start_) starts_[index_] = ++line_;
    at_line_start_ = unit == '\n';
    roll(unit);
  }

  std::vector<std::string> finish() {
    feed(end_of_text);
    for (std::size_t i = 0; i < window; ++i) {
      emit();
      roll(0);
    }
    return std::move(hashes_);
  }

 private:
  // The line that started a whole window ago is complete.
  void emit() {
    if (starts_[index_] == 0) return;
    starts_[index_] = 0;
    const std::string hash = fmt::format("{:x}", hash_);
    hashes_.push_back(fmt::format("{}:{}", hash, ++count_[hash]));
  }

  void roll(std::uint32_t unit) {
    hash_ = factor * hash_ + unit - power_of_window() * units_[index_];
    units_[index_] = unit;
    index_ = (index_ + 1) % window;
  }

  std::array<std::uint32_t, window> units_{};
  std::array<std::size_t, window> starts_{};  // the line that starts at this unit, or 0
  std::size_t index_ = 0, line_ = 0;
  std::uint64_t hash_ = 0;
  bool at_line_start_ = true, previous_return_ = false;
  std::map<std::string, unsigned> count_;
  std::vector<std::string> hashes_;
};

std::uint64_t fnv1a(std::string_view text, std::uint64_t hash) {
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

// The text of the span without blanks: indenting it anew does not make it another finding.
std::string evidence(const Finding& finding, const SourceFile* file) {
  std::string out;
  if (!file || finding.span.begin > finding.span.end || finding.span.end > file->text().size()) return out;
  for (const char c : file->text(finding.span))
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') out += c;
  return out;
}

}  // namespace

std::vector<std::string> line_hashes(std::string_view text) {
  LineHasher hasher;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    at += character.valid ? character.size : broken_size(text, at);
    if (character.code < 0x10000) {
      hasher.feed(character.code);
      continue;
    }
    hasher.feed(0xd800 + ((character.code - 0x10000) >> 10));
    hasher.feed(0xdc00 + ((character.code - 0x10000) & 0x3ff));
  }
  return hasher.finish();
}

std::string StableKeys::key(const Finding& finding, const SourceFile* file) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  const std::string about = finding.subject.empty() ? evidence(finding, file) : finding.subject;
  for (const std::string_view part :
       {std::string_view(finding.rule->id), file ? std::string_view(file->path()) : std::string_view(),
        std::string_view(about)})
    hash = fnv1a(part, fnv1a(std::string_view("\0", 1), hash));
  const std::string hex = fmt::format("{:016x}", hash);
  return fmt::format("{}:{}", hex, ++seen_[hex]);
}

}  // namespace mountlint::report
