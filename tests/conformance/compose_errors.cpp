// Our errors stand at spans. The path of one is that of the deepest node of the merged project whose key or value holds
// its span, and of the document that it was written in: what an override replaced is in that one alone.
#include "tests/conformance/compose_errors.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "parsers/compose/refusals.h"
#include "tests/conformance/compose_value.h"

namespace mountlint::conformance {

using nlohmann::json;

namespace {

// What our messages say, in words that no other kind has. The first that fits counts.
struct Words {
  const char* words;
  ErrorKind kind;
};

using enum ErrorKind;

constexpr std::array kinds = {
    Words{"required variable", required},
    Words{"is no valid substitution", variable},
    Words{"nested deeper", limit},
    Words{"too many", limit},
    Words{"undefined", undefined},
    Words{"depends on job", undefined},
    Words{"builds from service", undefined},
    Words{"neither `image` nor `build`", image},
    Words{"comes back to", cycle},
    Words{"depend on each other", cycle},
    Words{"stands inside", cycle},
    Words{"which is not in", extends},
    Words{"has no services", extends},
    Words{"is not there", file},
    Words{"is not fetched", file},
    Words{"cannot read", file},
    Words{"cannot include", file},
    Words{"cannot extend from", file},
    Words{"cannot be the name of a project", options},
    Words{"the project name is empty", options},
    Words{"needs one of", definition},
    Words{"has more than one of", definition},
    Words{"no effect on an external", definition},
    Words{"`external.name` differ", definition},
    Words{"is mounted twice", conflict},
    Words{"exclude each other", conflict},
    Words{"cannot all have the name", conflict},
    Words{"is a service and a job", conflict},
    Words{" differ;", conflict},
    Words{"of the build lack", conflict},
    Words{"is not a valid mount", mount},
    Words{"of type `bind` has no", mount},
    Words{"of the container", port},
    Words{"the file is empty", nothing},
    Words{"defines nothing", nothing},
    Words{"merge key", yaml},
};

bool is_among(const SyntaxError& error, const SyntaxErrors& errors) {
  return std::any_of(errors.begin(), errors.end(), [&](const SyntaxError& other) {
    return other.span == error.span && other.message == error.message;
  });
}

ErrorKind kind_of(const SyntaxError& error, const compose::File& project, Sources& sources) {
  const auto source = std::find_if(project.sources.begin(), project.sources.end(),
                                   [&](const SourcePtr& each) { return each->id() == error.span.file; });
  if (source == project.sources.end()) return error.span.valid() ? file : options;  // `.env`, and the like
  for (const Words& entry : kinds)
    if (error.message.find(entry.words) != std::string::npos) return entry.kind;
  return is_among(error, sources.yaml(*source).errors) ? yaml : value;
}

// Finds paths by span.
class Places {
 public:
  // `root` is walked once; beyond a bound the rest is left out.
  void add(const yaml::Node& root) { walk(root, "", 0); }

  std::optional<Span> smallest(Span span) const {
    std::optional<Span> out;
    for (const auto& [place, path] : places_)
      if (place.contains(span) && (!out || place.size() < out->size())) out = place;
    return out;
  }

  // The paths of the smallest nodes that hold `span`.
  std::vector<std::string> paths(Span span) const {
    std::vector<std::string> out;
    std::uint32_t smallest = UINT32_MAX;
    for (const auto& [place, path] : places_) {
      if (!place.contains(span) || place.size() > smallest) continue;
      if (place.size() < smallest) out.clear();
      smallest = place.size();
      out.push_back(path);
    }
    return out;
  }

 private:
  void walk(const yaml::Node& node, const std::string& path, std::size_t depth) {
    places_.emplace_back(node.span, path);
    if (depth > 60 || places_.size() > 200'000) return;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const yaml::Entry& entry = node.children[i];
      const std::string step = entry.key ? std::string(entry.key->text.value()) : std::to_string(i);
      const std::string below = path.empty() ? step : path + "." + step;
      if (entry.key) places_.emplace_back(entry.key->span, below);
      walk(*entry.value, below, depth + 1);
    }
  }

  std::vector<std::pair<Span, std::string>> places_;
};

OurError place(const SyntaxError& error, ErrorKind kind, const Places& merged, const Places& written,
               Sources& sources) {
  OurError out{kind, merged.paths(error.span), "", error.message};
  for (std::string& path : written.paths(error.span))
    if (std::find(out.paths.begin(), out.paths.end(), path) == out.paths.end()) out.paths.push_back(std::move(path));
  if (out.paths.empty()) out.paths.push_back("");
  const auto is_resource = [](const std::string& path) { return !path.starts_with("x-"); };
  std::stable_partition(out.paths.begin(), out.paths.end(), is_resource);
  const SourcePtr source = error.span.valid() ? sources.at(error.span.file) : nullptr;
  if (!source) return out;
  out.file = source->path();
  out.line = source->line_of(error.span.begin);
  const Span around = written.smallest(error.span).value_or(error.span);
  out.has_variable = source->text(around).find('$') != std::string_view::npos;
  return out;
}

// An image of which nothing is known may well be there.
void note_variable(const compose::File& file, const std::string& path, OurError& error) {
  const bool image = error.kind == ErrorKind::image && path.starts_with("services.");
  const compose::Service* service = image ? file.service(path.substr(9)) : nullptr;
  if (service && service->image && is_blank(text_value(service->image->text))) error.has_variable = true;
}

}  // namespace

std::string OurError::text() const {
  const std::string& path = paths.front();
  return path.empty() ? message : path + ": " + message;
}

json OurError::value() const {
  json out = {{"kind", name_of(kind)}, {"path", paths.front()}, {"message", message}};
  if (paths.size() > 1) out["paths"] = paths;
  if (line) out["file"] = file, out["line"] = line;
  return out;
}

json shown(const OurErrors& errors) {
  json out = json::array();
  for (const OurError& error : errors) out.push_back(std::string(name_of(error.kind)) + " " + error.text());
  return out;
}

OurErrors our_errors(const compose::File& file, Sources& sources) {
  Places merged, written;
  if (file.merged) merged.add(*file.merged);
  for (const SourcePtr& source : file.sources)
    for (const yaml::Document& document : sources.yaml(source).documents)
      if (document.root) written.add(*document.root);
  OurErrors out;
  for (const std::string& refusal : file.refusals) out.push_back({options, {""}, "", refusal});
  SyntaxErrors errors = file.errors;
  for (SyntaxError& error : find_refusals(file, sources))
    if (!is_among(error, file.errors)) errors.push_back(std::move(error));
  for (const SyntaxError& error : errors)
    out.push_back(place(error, kind_of(error, file, sources), merged, written, sources));
  for (OurError& error : out) note_variable(file, error.paths.front(), error);
  return out;
}

}  // namespace mountlint::conformance
