// Three answers are not enough here: a tag without a number means the newest version, which is an assumption that
// messages have to own up to, and a tag behind a variable may still show its end (`${VERSION}-rootless`) or the
// begin of its number (`17.${MINOR}`).
#include "linter/model/version_pattern.h"

#include <algorithm>

namespace mountlint {
namespace {

using View = std::string_view;

struct Comparator {
  View sign;
  bool postgres = false;  // compares the number behind `pg`
  Version bound;
};

View take_sign(View& text) {
  for (const View sign : {View(">="), View("<="), View("<"), View(">")}) {
    if (!text.starts_with(sign)) continue;
    text.remove_prefix(sign.size());
    return sign;
  }
  return {};
}

std::optional<Comparator> read_comparator(View text) {
  Comparator out;
  out.sign = take_sign(text);
  out.postgres = text.starts_with("pg");
  const View number = text.substr(out.postgres ? 2 : 0);
  const std::optional<Version> bound = version_of(number);
  const bool only_a_number = number.find_first_not_of("0123456789.") == View::npos;
  if (out.sign.empty() || !bound || !only_a_number) return std::nullopt;
  out.bound = *bound;
  return out;
}

// Compares as far as the bound goes: 4.16.2 is `<=4.16`. Empty if the version stops before that decides.
std::optional<int> compare(const Version& version, const Version& bound) {
  const int own[] = {version.major, version.minor, version.patch};
  const int other[] = {bound.major, bound.minor, bound.patch};
  for (int i = 0; i < 3 && other[i] >= 0; ++i) {
    if (own[i] < 0) return std::nullopt;
    if (own[i] != other[i]) return own[i] < other[i] ? -1 : 1;
  }
  return 0;
}

bool holds(View sign, int order) {
  if (sign == "<") return order < 0;
  if (sign == "<=") return order <= 0;
  return sign == ">" ? order > 0 : order >= 0;
}

// The tag before its first unknown part, without a number that the unknown part could go on with.
View known_begin(const ImageReference& image) {
  const View tag = image.tag->value();
  if (image.tag_known) return tag;
  const View begin = tag.substr(0, tag.find(unknown_character));
  const std::size_t last = begin.find_last_not_of("0123456789");
  return last == View::npos ? View() : begin.substr(0, last + 1);
}

View known_end(const ImageReference& image) {
  const View tag = image.tag->value();
  return image.tag_known ? tag : tag.substr(tag.rfind(unknown_character) + 1);
}

// A tag of words (`latest`, `alpine3.20`), and not a number or a hash that could not be read.
bool is_word_tag(View tag) {
  const bool begins_with_digit = !tag.empty() && tag[0] >= '0' && tag[0] <= '9';
  const bool is_hash = tag.size() >= 7 && tag.find_first_not_of("0123456789abcdef") == View::npos;
  return !begins_with_digit && !is_hash;
}

bool is_newest(const ImageReference& image) {
  if (!image.tag) return !image.digest;
  return image.tag_known && is_word_tag(image.tag->value());
}

std::optional<Version> version_for(const Comparator& comparator, const ImageReference& image) {
  if (!image.tag) return std::nullopt;
  if (!comparator.postgres) return version_of(known_begin(image));
  if (const std::optional<Version> version = postgres_version_of(known_begin(image))) return version;
  const View end = known_end(image);
  // Behind an unknown part only `-pg17` is a number of its own: `${X}pg17` may be anything.
  const std::size_t dash = end.find('-');
  return image.tag_known || dash == View::npos ? std::nullopt : postgres_version_of(end.substr(dash));
}

TagMatch match_comparator(const Comparator& comparator, const ImageReference& image) {
  if (const std::optional<Version> version = version_for(comparator, image)) {
    const std::optional<int> order = compare(*version, comparator.bound);
    if (order) return holds(comparator.sign, *order) ? TagMatch::yes : TagMatch::no;
    // A short tag (`4` for `<4.16`) moves on with its series: the newest of it is meant.
    return holds(comparator.sign, 1) ? TagMatch::newest : TagMatch::not_newest;
  }
  if (!is_newest(image)) return TagMatch::unknown;
  return holds(comparator.sign, 1) ? TagMatch::newest : TagMatch::not_newest;
}

TagMatch both(TagMatch a, TagMatch b) {
  for (const TagMatch weaker : {TagMatch::no, TagMatch::not_newest, TagMatch::unknown, TagMatch::newest}) {
    if (a == weaker || b == weaker) return weaker;
  }
  return TagMatch::yes;
}

TagMatch match_comparators(View pattern, const ImageReference& image) {
  TagMatch out = TagMatch::yes;
  while (!pattern.empty()) {
    const View part = pattern.substr(0, pattern.find(','));
    pattern.remove_prefix(std::min(part.size() + 1, pattern.size()));
    const std::optional<Comparator> comparator = read_comparator(part);
    if (!comparator) return TagMatch::no;
    out = both(out, match_comparator(*comparator, image));
  }
  return out;
}

View without_alpine(View tag) {
  const std::size_t dash = tag.rfind('-');
  const bool is_alpine = dash != View::npos && tag.substr(dash + 1).starts_with("alpine");
  return is_alpine ? tag.substr(0, dash) : tag;
}

TagMatch match_end(View end, const ImageReference& image) {
  if (!image.tag) return image.digest ? TagMatch::unknown : TagMatch::no;
  const View tag = without_alpine(known_end(image));
  if (tag.ends_with(end)) return TagMatch::yes;
  const bool could_begin_before = !image.tag_known && end.ends_with(tag);
  return could_begin_before ? TagMatch::unknown : TagMatch::no;
}

bool is_end_pattern(View pattern) { return pattern.size() > 1 && pattern[0] == '*'; }

}  // namespace

TagMatch match_tag(std::string_view pattern, const ImageReference& image) {
  if (pattern == "*") return TagMatch::yes;
  return is_end_pattern(pattern) ? match_end(pattern.substr(1), image) : match_comparators(pattern, image);
}

bool is_version_pattern(std::string_view pattern) {
  if (pattern == "*") return true;
  if (is_end_pattern(pattern)) return pattern.find_first_of("*, \t", 1) == View::npos;
  if (pattern.empty()) return false;
  for (View rest = pattern;;) {
    const std::size_t comma = rest.find(',');
    if (!read_comparator(rest.substr(0, comma))) return false;
    if (comma == View::npos) return true;
    rest.remove_prefix(comma + 1);
  }
}

int specificity(std::string_view pattern) {
  if (pattern == "*") return 0;
  if (is_end_pattern(pattern)) return 100 + static_cast<int>(std::min<std::size_t>(pattern.size(), 100));
  return pattern.find(',') == View::npos ? 1 : 2;
}

}  // namespace mountlint
