// Compose files are changed by adding lines beside lines that are there, never by printing the file anew: comments,
// quotes and the order of keys are the author's. Indentation is copied from the neighbour, and so is the line ending.
#include "rules/support/compose_edits.h"

#include <algorithm>
#include <cctype>

namespace mountlint::rules {

const SourceFile* source_of(const Project& project, Span span) {
  if (!project.file || !span.valid()) return nullptr;
  for (const SourcePtr& source : project.file->sources) {
    if (source && source->id() == span.file) return source.get();
  }
  return nullptr;
}

// Finding a place for an edit reads the whole file, for each finding: files that no person writes get none.
static constexpr std::size_t largest_edited = 128u << 10;

// What stands before `offset` on its line.
static std::string_view line_before(const SourceFile& source, std::uint32_t offset) {
  const Span line = source.line(source.line_of(offset));
  return source.text({source.id(), line.begin, offset});
}

static bool is_blank(std::string_view text) { return text.find_first_not_of(" \t") == std::string_view::npos; }

static std::string_view line_ending(const SourceFile& source) {
  return source.text().find("\r\n") != std::string_view::npos ? "\r\n" : "\n";
}

// True if some line begins with `volumes:` in column one, whatever its value.
static bool has_volumes_key(const SourceFile& source) {
  for (std::uint32_t number = 1; number <= source.line_count(); ++number) {
    const std::string_view line = source.text(source.line(number));
    if (line.starts_with("volumes:") || line.starts_with("\"volumes\"") || line.starts_with("'volumes'")) return true;
  }
  return false;
}

// The keys of the file stand in column one, in block style, in one document.
static bool can_append_key(const SourceFile& source) {
  bool services = false;
  for (std::uint32_t number = 1; number <= source.line_count(); ++number) {
    const std::string_view line = source.text(source.line(number));
    if (line.starts_with("---") || line.starts_with("...")) return false;
    services = services || line == "services:";
  }
  return services && !has_volumes_key(source);
}

static std::optional<Edit> append_volumes_key(const SourceFile& source, std::string_view name) {
  if (!can_append_key(source)) return std::nullopt;
  const std::string_view end = line_ending(source);
  const bool ended = source.text().ends_with("\n");
  return Edit{source.content().at_end(), fmt::format("{0}volumes:{1}  {2}:{1}", ended ? "" : end, end, name)};
}

std::optional<Edit> declare_volume(const Project& project, Span near, std::string_view name) {
  const SourceFile* source = source_of(project, near);
  if (!source || !project.file->volumes.complete || source->text().size() > largest_edited) return std::nullopt;
  const compose::VolumeDefinition* first = nullptr;
  for (const compose::VolumeDefinition& volume : project.file->volumes) {
    if (volume.key.span.file != near.file || volume.key.via) continue;
    if (!first || volume.key.span.begin < first->key.span.begin) first = &volume;
  }
  if (!first) return append_volumes_key(*source, name);
  const std::string_view indent = line_before(*source, first->key.span.begin);
  if (indent.empty() || !is_blank(indent)) return std::nullopt;
  return Edit{first->key.span.at_begin(), fmt::format("{}:{}{}", name, line_ending(*source), indent)};
}

std::optional<Edit> add_line_before(const Project& project, Span first, std::string_view line) {
  const SourceFile* source = source_of(project, first);
  if (!source || source->text().size() > largest_edited) return std::nullopt;
  const std::string_view indent = line_before(*source, first.begin);
  if (indent.empty() || !is_blank(indent)) return std::nullopt;
  return Edit{first.at_begin(), fmt::format("{}{}{}", line, line_ending(*source), indent)};
}

// Before the first entry of a list in block style.
static std::optional<Edit> insert_before_item(const SourceFile& source, Span item, std::string_view entry) {
  const std::string_view before = line_before(source, item.begin);
  const std::size_t dash = before.find('-');
  if (dash == std::string_view::npos || !is_blank(before.substr(0, dash)) || !is_blank(before.substr(dash + 1))) {
    return std::nullopt;
  }
  return Edit{item.at_begin(), fmt::format("{}{}{}", entry, line_ending(source), before)};
}

// A new key `volumes` behind the line of `image:` or `build:`.
static std::optional<Edit> insert_key_after(const SourceFile& source, Span value, std::string_view entry) {
  const std::string_view before = line_before(source, value.begin);
  const std::size_t key = before.find_first_not_of(' ');
  if (key == std::string_view::npos || key == 0) return std::nullopt;
  const std::string_view word = before.substr(key);
  if (!word.starts_with("image:") || !is_blank(word.substr(6))) return std::nullopt;
  const Span line = source.line(source.line_of(value.end));
  const std::string_view indent = before.substr(0, key), end = line_ending(source);
  return Edit{line.at_end(), fmt::format("{0}{1}volumes:{0}{1}  - {2}", end, indent, entry)};
}

std::optional<Edit> add_mount(const Container& container, std::string_view entry) {
  const compose::Service* service = container.service;
  if (!service || service->place.via || !container.project || !service->volumes.complete) return std::nullopt;
  const SourceFile* source = source_of(*container.project, service->key.span);
  if (!source) return std::nullopt;
  if (!service->volumes.empty()) {
    const Place& first = service->volumes[0].place;
    if (first.via || first.span.file != source->id()) return std::nullopt;
    return insert_before_item(*source, first.span, entry);
  }
  const std::string_view whole = source->text(service->place.span);
  if (!service->image || service->image->place.via || whole.find("volumes:") != std::string_view::npos) {
    return std::nullopt;
  }
  if (!service->place.span.contains(service->image->place.span)) return std::nullopt;
  return insert_key_after(*source, service->image->place.span, entry);
}

std::string new_volume_name(const Container& container, std::string_view purpose) {
  std::string name = fmt::format("{}-{}", container.name, purpose);
  for (int number = 2; container.project && container.project->volume(name); ++number) {
    name = fmt::format("{}-{}{}", container.name, purpose, number);
  }
  return name;
}

// A service may have any name; a volume may not.
static bool is_volume_name(std::string_view name) {
  const auto fits = [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '.' || c == '-'; };
  return !name.empty() && std::isalnum(static_cast<unsigned char>(name[0])) &&
         std::all_of(name.begin(), name.end(), fits);
}

std::optional<Fix> mount_named_volume(const Container& container, std::string_view name, std::string_view target) {
  if (!container.project || !is_volume_name(name)) return std::nullopt;
  std::optional<Edit> mount = add_mount(container, fmt::format("{}:{}", name, target));
  if (!mount) return std::nullopt;
  std::optional<Edit> declaration = declare_volume(*container.project, mount->span, name);
  if (!declaration) return std::nullopt;
  return Fix{fmt::format("mount the volume `{}` at `{}`", name, target),
             Applicability::unsafe,
             {std::move(*mount), std::move(*declaration)}};
}

static bool is_writable_option(const Text& option) { return option.known() == "rw"; }

std::optional<Fix> make_read_only(const Mount& mount) {
  if (mount.origin != MountOrigin::compose_short || !mount.syntax || !mount.syntax->spec.editable())
    return std::nullopt;
  if (mount.access != Access::read_write || !mount.source) return std::nullopt;
  const auto writable = std::find_if(mount.options.begin(), mount.options.end(), is_writable_option);
  const Span end = mount.syntax->spec.span().at_end();
  Edit edit =
      writable != mount.options.end() ? Edit{writable->span(), "ro"} : Edit{end, mount.options.empty() ? ":ro" : ",ro"};
  return Fix{"mount it read-only", Applicability::unsafe, {std::move(edit)}};
}

std::optional<Fix> change_target(const Mount& mount, std::string_view target) {
  if (!mount.written_in_compose() || !mount.target.editable()) return std::nullopt;
  return Fix{
      fmt::format("mount it at `{}`", target), Applicability::unsafe, {Edit{mount.target.span(), std::string(target)}}};
}

}  // namespace mountlint::rules
