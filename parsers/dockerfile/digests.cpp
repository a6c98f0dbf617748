// Parse of opencontainers/go-digest, which knows three algorithms and only digits in lower case.
#include "parsers/dockerfile/digests.h"

#include <fmt/format.h>

namespace mountlint::dockerfile {

namespace {

std::size_t digits_of(std::string_view algorithm) {
  if (algorithm == "sha256") return 64;
  if (algorithm == "sha384") return 96;
  return algorithm == "sha512" ? 128 : 0;
}

}  // namespace

std::optional<std::string> digest_mistake(std::string_view digest) {
  const std::size_t colon = digest.find(':');
  if (colon == digest.npos || colon == 0 || colon + 1 == digest.size())
    return "is no digest: it has the form `sha256:` and 64 hexadecimal digits";
  const std::string_view algorithm = digest.substr(0, colon), digits = digest.substr(colon + 1);
  const std::size_t size = digits_of(algorithm);
  if (size == 0) return fmt::format("is no digest: the algorithm `{}` is not known", algorithm);
  if (digits.size() != size)
    return fmt::format("is no digest: `{}` has {} hexadecimal digits, not {}", algorithm, size, digits.size());
  if (digits.find_first_not_of("0123456789abcdef") != digits.npos)
    return "is no digest: its digits are `0` to `9` and `a` to `f`";
  return std::nullopt;
}

}  // namespace mountlint::dockerfile
