// Follows go-connections' nat/nat.go, ParsePortSpec: what stands before the last two colons is the address, with its
// brackets if it has colons of its own; only the container's port may not be missing. That it is not 0 comes from
// compose-go, which takes 0 for missing.
#include "parsers/compose/port_spec.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

namespace mountlint::compose {
namespace {

struct Range {
  std::uint16_t first = 0, last = 0;
  int length() const { return last - first; }
};

std::optional<std::uint16_t> port_of(std::string_view text) {
  std::uint16_t port = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, port);
  return error == std::errc() && stop == end ? std::optional(port) : std::nullopt;
}

// `80` or `80-90`; a third number is not looked at.
std::optional<Range> range_of(std::string_view text) {
  const std::size_t dash = text.find('-');
  const std::optional<std::uint16_t> first = port_of(text.substr(0, dash));
  if (dash == std::string_view::npos || !first) return first ? std::optional(Range{*first, *first}) : std::nullopt;
  const std::string_view rest = text.substr(dash + 1);
  const std::optional<std::uint16_t> last = port_of(rest.substr(0, rest.find('-')));
  return last && *last >= *first ? std::optional(Range{*first, *last}) : std::nullopt;
}

bool is_address(std::string_view text) {
  if (text.empty()) return true;
  const bool brackets = text.starts_with('[') && text.ends_with(']');
  if (!brackets) return text.find(':') == std::string_view::npos && is_ip_address(text);
  const std::string_view inner = text.substr(1, text.size() - 2);
  return inner.empty() || is_ip_address(inner);
}

bool is_protocol(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower == "tcp" || lower == "udp" || lower == "sctp";
}

// Takes off what stands behind the last `:`.
std::string_view take_last(std::string_view& rest) {
  const std::size_t colon = rest.rfind(':');
  const std::string_view last = colon == std::string_view::npos ? rest : rest.substr(colon + 1);
  rest = rest.substr(0, colon == std::string_view::npos ? 0 : colon);
  return last;
}

std::string wrong_ports(std::string_view host, std::string_view container) {
  const std::optional<Range> inside = range_of(container);
  if (!inside || inside->first == 0) return fmt::format("`{}` is no port", container);
  if (host.empty()) return {};
  const std::optional<Range> outside = range_of(host);
  if (!outside) return fmt::format("`{}` is no port", host);
  if (inside->length() == outside->length() || inside->length() == 0) return {};
  return fmt::format("`{}` and `{}` are not equally many ports", host, container);
}

}  // namespace

bool is_ip_address(std::string_view text) {
  const std::string copy(text);
  std::array<unsigned char, sizeof(in6_addr)> address{};
  if (copy.find('\0') != std::string::npos) return false;
  return inet_pton(AF_INET, copy.c_str(), address.data()) == 1 ||
         inet_pton(AF_INET6, copy.c_str(), address.data()) == 1;
}

std::string wrong_port(std::string_view spec) {
  std::string_view rest = spec;
  std::string_view container = take_last(rest);
  const std::string_view host = take_last(rest);
  const std::size_t slash = container.find('/');
  std::string_view protocol = slash == std::string_view::npos ? std::string_view() : container.substr(slash + 1);
  protocol = protocol.substr(0, protocol.find('/'));
  container = container.substr(0, slash);
  if (!is_address(rest)) return fmt::format("`{}` is no IP address", rest);
  if (container.empty()) return "the port of the container is missing";
  const std::string wrong = wrong_ports(host, container);
  if (!wrong.empty() || protocol.empty() || is_protocol(protocol)) return wrong;
  return fmt::format("`{}` is no protocol", protocol);
}

}  // namespace mountlint::compose
