// Splits image references the way distribution/reference does (normalize.go, regexp.go): a digest behind `@`, a tag
// behind the last `:` after the last `/`, and a registry only if the first component looks like a host.
//
// Unknown variables make this three-valued. In the tag they cost the version, no more. In front they are taken for a
// registry, because that is what people parametrise there. Everywhere else they could name any image: no reference.
#include "linter/model/image.h"

#include <algorithm>
#include <array>

namespace mountlint {
namespace {

using View = std::string_view;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

struct Mirror {
  View prefix;   // of registry and repository
  View becomes;  // what Docker Hub calls it
};

// Hosts that serve the images of Docker Hub under the same names. Amazon's gallery holds the official images and those
// of some publishers; the others are pull-through caches.
constexpr std::array mirrors{
    Mirror{"public.ecr.aws/docker/library/", ""},
    Mirror{"public.ecr.aws/bitnami/", "bitnami/"},
    Mirror{"public.ecr.aws/grafana/", "grafana/"},
    Mirror{"public.ecr.aws/hashicorp/", "hashicorp/"},
    Mirror{"mirror.gcr.io/", ""},
    Mirror{"docker.m.daocloud.io/", ""},
    Mirror{"m.daocloud.io/docker.io/", ""},
};

// Where the official images are built for one architecture each.
constexpr std::array architectures{View("amd64/"),   View("arm32v5/"), View("arm32v6/"),
                                   View("arm32v7/"), View("arm64v8/"), View("i386/"),
                                   View("ppc64le/"), View("riscv64/"), View("s390x/")};

constexpr std::array docker_hub{View("docker.io"), View("index.docker.io"), View("registry-1.docker.io"),
                                View("registry.hub.docker.com")};

// The proxy of GitLab has a host and a group of its own in front of the name on Docker Hub.
constexpr View gitlab_proxy = "/dependency_proxy/containers/";

// distribution/reference, splitDockerDomain.
bool is_host(View component) {
  return component == "localhost" || component.find_first_of(".:") != View::npos ||
         std::any_of(component.begin(), component.end(), is_upper);
}

bool is_valid_host(View host) {
  const auto allowed = [](char c) {
    return is_digit(c) || is_lower(c) || is_upper(c) || c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
  };
  return host[0] != ':' && host[0] != '.' && host[0] != '-' && std::all_of(host.begin(), host.end(), allowed);
}

View without_prefix(View text, View prefix) { return text.starts_with(prefix) ? text.substr(prefix.size()) : text; }

View without_library(View repository) { return without_prefix(repository, "library/"); }

// distribution/reference, path-component: `alpha-numeric [separator alpha-numeric]*`, separator `.`, `_`, `__`, `-+`.
bool is_path_component(View component) {
  std::size_t separators = 1;  // a separator may not be first
  for (std::size_t i = 0; i < component.size(); ++i) {
    const char c = component[i];
    if (is_digit(c) || is_lower(c)) {
      separators = 0;
      continue;
    }
    if (c != '.' && c != '_' && c != '-') return false;
    const bool repeats = separators > 0 && i > 0 && component[i - 1] == c;
    if (separators > 0 && !(repeats && (c == '-' || (c == '_' && separators == 1)))) return false;
    ++separators;
  }
  return separators == 0;
}

bool is_repository(View path) {
  if (path.empty() || path.size() > 255) return false;
  const bool is_image_id = path.size() == 64 && path.find_first_not_of("0123456789abcdef") == View::npos;
  if (is_image_id) return false;
  for (std::size_t end = path.find('/'); end != View::npos; end = path.find('/')) {
    if (!is_path_component(path.substr(0, end))) return false;
    path.remove_prefix(end + 1);
  }
  return is_path_component(path);
}

// An unknown part may stand for any number of these characters.
bool is_tag(View tag) {
  const auto allowed = [](char c) {
    return is_digit(c) || is_lower(c) || is_upper(c) || c == '_' || c == '.' || c == '-' || c == unknown_character;
  };
  return !tag.empty() && tag.size() <= 128 && tag[0] != '.' && tag[0] != '-' &&
         std::all_of(tag.begin(), tag.end(), allowed);
}

// `algorithm:hex`, or an unknown part.
bool is_digest(View digest) {
  if (digest.find(unknown_character) != View::npos) return true;
  const std::size_t colon = digest.find(':');
  if (colon == View::npos || colon == 0) return false;
  const View hex = digest.substr(colon + 1);
  return hex.size() >= 32 && hex.find_first_not_of("0123456789abcdefABCDEF") == View::npos;
}

// The name on Docker Hub of what a mirror of it calls `full`; empty if that is no mirror.
std::string name_behind_mirror(const std::string& full) {
  if (const std::size_t proxy = full.find(gitlab_proxy); proxy != View::npos) {
    return full.substr(proxy + gitlab_proxy.size());
  }
  for (const Mirror& mirror : mirrors) {
    if (View(full).starts_with(mirror.prefix)) return std::string(mirror.becomes) + full.substr(mirror.prefix.size());
  }
  return {};
}

std::string name_on_docker_hub(View repository) {
  repository = without_library(repository);
  for (const View architecture : architectures) repository = without_prefix(repository, architecture);
  return std::string(repository);
}

std::string name_for(View registry, const std::string& repository) {
  if (registry.empty()) return name_on_docker_hub(repository);
  const std::string full = std::string(registry) + "/" + repository;
  const std::string behind = name_behind_mirror(full);
  return behind.empty() ? full : name_on_docker_hub(behind);
}

// Fills in registry, repository and name from a path without unknown parts. `before` is the registry written as a
// variable in front of it, empty if there is none.
bool read_path(View path, std::string before, ImageReference& image) {
  const std::size_t slash = path.find('/');
  const bool has_host = slash != View::npos && is_host(path.substr(0, slash));
  const View host = has_host ? path.substr(0, slash) : View();
  View repository = has_host ? path.substr(slash + 1) : path;
  const bool on_docker_hub = host.empty() || std::find(docker_hub.begin(), docker_hub.end(), host) != docker_hub.end();
  if (on_docker_hub) repository = without_library(repository);
  if (!is_repository(repository) || (has_host && !is_valid_host(host))) return false;
  image.registry = on_docker_hub ? (has_host ? "" : std::move(before)) : std::string(host);
  image.repository = repository;
  image.name = name_for(on_docker_hub ? View() : host, image.repository);
  return true;
}

// The unknown part is a registry: what is left of the first component belongs to a host (`${R}:5000/x`, `${R}/x`) or
// begins the repository (`${R}acme/x`).
bool read_unknown_path(const Text& path, ImageReference& image) {
  const View value = path.value();
  const std::size_t slash = value.find('/');
  const std::size_t last = value.rfind(unknown_character);
  if (value[0] != unknown_character || (slash != View::npos && last > slash)) return false;
  const View rest = value.substr(last + 1);
  if (rest.empty()) return false;
  if (is_digit(rest[0]) || is_lower(rest[0])) {
    return read_path(rest, path.sub(0, static_cast<std::uint32_t>(last + 1)).shown(), image);
  }
  const View host = slash == View::npos ? View() : value.substr(0, slash);
  const bool is_registry = rest[0] == '/' || host.find_first_of(".:") != View::npos;
  if (!is_registry) return false;
  return read_path(value.substr(slash + 1), path.sub(0, static_cast<std::uint32_t>(slash)).shown(), image);
}

bool read_digest(Text& rest, ImageReference& image) {
  const std::size_t at = rest.value().find('@');
  if (at == View::npos) return true;
  image.digest = true;
  const bool ok = is_digest(rest.value().substr(at + 1));
  rest = rest.sub(0, static_cast<std::uint32_t>(at));
  return ok;
}

bool read_tag(Text& rest, ImageReference& image) {
  const std::size_t colon = rest.value().rfind(':');
  const std::size_t slash = rest.value().rfind('/');
  if (colon == View::npos || (slash != View::npos && slash > colon)) return true;
  image.tag = rest.from(static_cast<std::uint32_t>(colon + 1));
  image.tag_known = image.tag->is_known();
  rest = rest.sub(0, static_cast<std::uint32_t>(colon));
  return is_tag(image.tag->value());
}

// Reads up to nine digits; more are a date or a hash, and no number that counts releases.
std::optional<int> take_number(View& text) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  if (digits == 0 || digits > 9) return std::nullopt;
  int number = 0;
  for (char c : text.substr(0, digits)) number = number * 10 + (c - '0');
  text.remove_prefix(digits);
  return number;
}

// What may follow a version. Letters of other words mean that the digits began something else, such as a hash.
bool ends_version(View rest) {
  if (rest.empty() || rest[0] == '-' || rest[0] == '_' || rest[0] == '.') return true;
  return rest.starts_with("rc") || rest.starts_with("beta") || rest.starts_with("alpha");
}

std::optional<Version> take_version(View text) {
  Version version;
  for (int* part : {&version.major, &version.minor, &version.patch}) {
    const bool is_next = part == &version.major || (text.size() > 1 && text[0] == '.' && is_digit(text[1]));
    if (!is_next) break;
    if (part != &version.major) text.remove_prefix(1);
    const std::optional<int> number = take_number(text);
    if (!number) return std::nullopt;
    *part = *number;
  }
  return ends_version(text) ? std::optional(version) : std::nullopt;
}

}  // namespace

std::optional<ImageReference> parse_image(const Text& text) {
  ImageReference image;
  image.text = text;
  Text rest = text;
  if (!read_digest(rest, image) || !read_tag(rest, image) || rest.empty()) return std::nullopt;
  const bool known = rest.is_known();
  if (!(known ? read_path(rest.value(), "", image) : read_unknown_path(rest, image))) return std::nullopt;
  return image;
}

std::optional<Version> version_of(std::string_view tag) {
  const bool has_v = tag.size() > 1 && (tag[0] == 'v' || tag[0] == 'V') && is_digit(tag[1]);
  return take_version(tag.substr(has_v ? 1 : 0));
}

std::optional<Version> postgres_version_of(std::string_view tag) {
  for (std::size_t at = tag.find("pg"); at != View::npos; at = tag.find("pg", at + 1)) {
    if (at > 0 && tag[at - 1] != '-') continue;
    if (const std::optional<Version> version = take_version(tag.substr(at + 2))) return version;
  }
  return std::nullopt;
}

}  // namespace mountlint
