// Consumers compare these with paths in a repository, so as little as possible is encoded.
#include "linter/report/uri.h"

#include <fmt/format.h>

namespace mountlint::report {
namespace {

bool is_plain(char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
  return std::string_view("/-._~!$&'()*+,;=@").find(c) != std::string_view::npos;
}

std::string encoded(std::string_view path) {
  std::string out;
  for (const char c : path)
    out += is_plain(c) ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

bool leaves_root(std::string_view path) {
  return path == ".." || path.starts_with("../") || path.ends_with("/..") ||
         path.find("/../") != std::string_view::npos;
}

}  // namespace

Uri uri_of(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  if (path.starts_with('/')) return {"file://" + encoded(path), false};
  return {encoded(path), !leaves_root(path)};
}

}  // namespace mountlint::report
