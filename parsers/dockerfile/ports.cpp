// What BuildKit takes for a port (frontend/dockerfile/dockerfile2llb/convert_expose.go, which follows
// go-connections/nat): the last part is the port of the container, the part before it a port of the host, and
// everything in front of that an address. Numbers are read as Go's Atoi does, so `080` and `+80` pass.
#include "parsers/dockerfile/ports.h"

#include <arpa/inet.h>

#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/did_you_mean.h"
#include "parsers/dockerfile/dispatch_errors.h"
#include "parsers/dockerfile/go_values.h"

namespace mountlint::dockerfile {

namespace {

constexpr std::array<std::string_view, 3> protocols = {"tcp", "udp", "sctp"};
constexpr std::uint64_t highest_port = 65535;

struct Range {
  std::uint64_t first, last;
};

std::optional<std::uint64_t> number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto value = parse_uint(text, 10);
  return value && *value <= highest_port ? std::optional<std::uint64_t>(*value) : std::nullopt;
}

std::optional<Range> range(std::string_view text) {
  const std::size_t dash = text.find('-');
  const auto first = number(text.substr(0, dash));
  const auto last = dash == text.npos ? first : number(text.substr(dash + 1));
  if (!first || !last || *last < *first) return std::nullopt;
  return Range{*first, *last};
}

bool is_address(std::string_view text) {
  if (text.starts_with('[')) {
    if (text.size() < 2 || !text.ends_with(']')) return false;
    text = text.substr(1, text.size() - 2);
    if (text.empty()) return true;
  }
  const std::string address(text);
  std::array<unsigned char, 16> bytes{};
  if (address.find('\0') != address.npos) return false;
  return inet_pton(AF_INET, address.c_str(), bytes.data()) == 1 ||
         inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1;
}

void report_port(const Text& port, SyntaxErrors& errors) {
  SyntaxError& error = report_value(
      port, fmt::format("`{}` is no port: it is a number up to 65535, or two with `-`", port.value()), errors);
  if (port.value().find(',') != port.value().npos) error.help = "separate ports with blanks";
}

// False: an error was reported.
bool check_protocol(const Text& protocol, SyntaxErrors& errors) {
  if (protocol.empty()) return true;
  for (const std::string_view known : protocols)
    if (equal_fold(protocol.value(), known)) return true;
  SyntaxError& error = report_value(
      protocol, fmt::format("`{}` is no protocol of a port: use `tcp`, `udp` or `sctp`", protocol.value()), errors);
  suggest(error, protocol, protocols);
  return false;
}

void check_container_port(const Text& word, const Text& address, const Text& host, const Text& port,
                          SyntaxErrors& errors) {
  if (!address.empty() && !is_address(address.value()))
    return (void)report_value(address, fmt::format("`{}` is no IP address", address.value()), errors);
  const auto ports = range(port.value());
  if (!ports) return report_port(port, errors);
  if (host.empty()) return;
  const auto host_ports = range(host.value());
  if (!host_ports) return report_port(host, errors);
  const std::uint64_t count = ports->last - ports->first;
  if (count != 0 && count != host_ports->last - host_ports->first)
    report_value(word, fmt::format("the ranges `{}` and `{}` differ in length", host.value(), port.value()), errors);
}

void check_one(const Text& word, SyntaxErrors& errors) {
  const std::string_view bytes = word.value();
  const std::size_t last = bytes.rfind(':');
  const std::size_t before = last == bytes.npos || last == 0 ? bytes.npos : bytes.rfind(':', last - 1);
  const auto after = [](std::size_t colon) { return colon == std::string_view::npos ? 0 : std::uint32_t(colon + 1); };
  const Text container = word.from(after(last));
  const Text host = last == bytes.npos ? word.sub(0, 0) : word.sub(after(before), std::uint32_t(last));
  const Text address = before == bytes.npos ? word.sub(0, 0) : word.sub(0, std::uint32_t(before));
  const std::size_t slash = std::min(container.value().find('/'), container.value().size());
  const Text port = container.sub(0, std::uint32_t(slash));
  if (port.empty()) return (void)report_value(word, fmt::format("`{}` has no port", word.value()), errors);
  if (slash < container.size() && !check_protocol(container.from(std::uint32_t(slash + 1)), errors)) return;
  check_container_port(word, address, host, port, errors);
}

}  // namespace

void check_port(const Text& word, SyntaxErrors& errors) {
  if (!word.is_known()) return;
  TextArena scratch;
  for (const Text& port : split_at_blanks(word, scratch)) check_one(port, errors);
}

}  // namespace mountlint::dockerfile
