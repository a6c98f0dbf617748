// A Dockerfile of another folder, the base of an `extends`: read as context, but people asked about other files. What
// is wrong there is told at the `build:`, the `extends:` or the `include:` that they did ask about.
#include "linter/relocate.h"

#include <algorithm>
#include <optional>

namespace mountlint {
namespace {

// The place itself, or the first of the places that brought it in.
std::optional<Span> named_part(const Place& place, const IsNamed& is_named) {
  if (place.span.valid() && is_named(place.span.file)) return place.span;
  for (const Via* via = place.via; via; via = via->next)
    if (is_named(via->span.file)) return via->span;
  return std::nullopt;
}

std::optional<Span> build_place(const Container& container, const IsNamed& is_named) {
  if (!container.service || !container.service->build) return std::nullopt;
  return named_part(container.service->build->place, is_named);
}

// Of the builds of a Dockerfile, those of the finding's stage come first.
std::optional<Span> build_place(const RawFinding& raw, const IsNamed& is_named) {
  if (raw.build && raw.build->container)
    if (const auto place = build_place(*raw.build->container, is_named)) return place;
  const auto place_of = [&](bool same_stage) -> std::optional<Span> {
    for (const auto& build : raw.dockerfile->builds) {
      const bool ships = raw.stage && std::ranges::find(build->chain, raw.stage) != build->chain.end();
      if (!build->container || ships != same_stage) continue;
      if (const auto place = build_place(*build->container, is_named)) return place;
    }
    return std::nullopt;
  };
  const auto place = place_of(true);
  return place ? place : place_of(false);
}

std::optional<Span> note_place(const Finding& finding, const IsNamed& is_named) {
  for (const Note& note : finding.notes)
    if (note.span.valid() && is_named(note.span.file)) return note.span;
  return std::nullopt;
}

std::optional<Span> place_in_container(const RawFinding& raw, const IsNamed& is_named) {
  const Container& container = *raw.container;
  const bool in_dockerfile =
      container.build && container.build->dockerfile->file->source->id() == raw.finding.span.file;
  if (in_dockerfile)
    if (const auto place = build_place(container, is_named)) return place;
  return named_part(container.place, is_named);
}

// Nothing more exact is known: the project as a whole.
std::optional<Span> project_place(const Project& project, const IsNamed& is_named) {
  for (const SourcePtr& source : project.file->sources)
    if (is_named(source->id())) return source->content().at_begin();
  return std::nullopt;
}

std::optional<Span> place_in_named_file(const RawFinding& raw, const IsNamed& is_named) {
  if (raw.dockerfile) return build_place(raw, is_named);
  if (const auto place = note_place(raw.finding, is_named)) return place;
  if (raw.container)
    if (const auto place = place_in_container(raw, is_named)) return place;
  return raw.project ? project_place(*raw.project, is_named) : std::nullopt;
}

}  // namespace

bool move_to_named_file(RawFinding& raw, const IsNamed& is_named) {
  Finding& finding = raw.finding;
  if (is_named(finding.span.file)) return true;
  const std::optional<Span> place = place_in_named_file(raw, is_named);
  if (!place) return false;
  std::erase_if(finding.notes, [&](const Note& note) { return note.span == *place; });
  finding.notes.insert(finding.notes.begin(), Note{finding.span, "written here"});
  raw.moved_from = finding.span;
  finding.span = *place;
  finding.fix.reset();
  return true;
}

}  // namespace mountlint
