// Follows compose-go's format/volume.go. Colons separate sections, except within the braces of `${..}` (`$${..}` in the
// file) and behind a section of exactly one letter, which may be a Windows drive; what Compose accepts without a word
// (unknown options, relative targets) is accepted here, too: rules speak about it. Unknown parts are never split: a
// variable is taken to hold no colon.
#include "parsers/compose/mount_syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "parsers/compose/letters.h"

namespace mountlint::compose {
namespace {

// Offsets of one section in the spec.
struct Section {
  std::uint32_t begin, end;
  bool empty() const { return begin == end; }
};

bool is_unknown_at(const std::vector<Run>& runs, std::uint32_t at) {
  return std::any_of(runs.begin(), runs.end(), [&](const Run& run) {
    return run.from == From::unknown && run.value <= at && at < run.value + run.length;
  });
}

bool has_unknown(const Text& text) { return !text.is_known(); }

// True if a colon behind this section belongs to it: one letter, as in `C:\`. With `unknown_drive`, a section that
// is one unknown part may be a letter, too.
bool may_be_drive(const Text& section, bool unknown_drive) {
  if (unknown_drive && section.size() == 1 && has_unknown(section)) return true;
  return is_single_letter(section.value());
}

std::vector<Section> split_sections(const Text& spec, bool unknown_drive) {
  std::vector<Section> sections;
  const std::string_view text = spec.value();
  std::uint32_t begin = 0, open = 0;
  for (std::uint32_t at = 0; at < text.size(); ++at) {
    if (text.substr(at, 2) == "${") ++open;
    if (text[at] == '}' && open > 0) --open;
    if (text[at] != ':' || open > 0 || may_be_drive(spec.sub(begin, at), unknown_drive)) continue;
    sections.push_back({begin, at});
    begin = at + 1;
  }
  if (open == 0) sections.push_back({begin, spec.size()});
  return sections;
}

void refuse(ServiceVolume& volume, const Text& at, std::string why, SyntaxErrors& errors) {
  volume.valid = false;
  const std::string shown = volume.spec.shown();
  errors.push_back({.span = at.span(),
                    .message = fmt::format("`{}` is not a valid mount: {}; Compose refuses it", shown, why),
                    .claim = Claim::invalid_mount_spec});
}

// An empty section is shown with the colons around it.
Text empty_section(const Text& spec, const Section& section) {
  const std::uint32_t begin = section.begin > 0 ? section.begin - 1 : 0;
  return spec.sub(begin, std::min(section.end + 1, spec.size()));
}

// The first thing that compose-go would stop at.
bool refuse_sections(ServiceVolume& volume, const std::vector<Section>& sections, SyntaxErrors& errors) {
  for (std::size_t i = 0; i < sections.size(); ++i) {
    if (sections[i].empty()) {
      refuse(volume, empty_section(volume.spec, sections[i]), "a section between colons is empty", errors);
      return true;
    }
    if (i < 3) continue;
    refuse(volume, volume.spec.from(sections[i].begin - 1), "it has more than three fields", errors);
    return true;
  }
  return false;
}

bool is_propagation(std::string_view option) {
  constexpr std::array<std::string_view, 6> all = {"rprivate", "private", "rshared", "shared", "rslave", "slave"};
  return std::find(all.begin(), all.end(), option) != all.end();
}

void read_option(const Text& option, ServiceVolume& volume) {
  volume.options.push_back(option);
  const std::optional<std::string_view> name = option.known();
  const bool access = !name || *name == "ro" || *name == "rw";
  if (access) volume.read_only = !name ? Flag::unknown : *name == "ro" ? Flag::yes : Flag::no;
  if (access && name) volume.read_only_span = option.span();
  if (!name) return;
  if (*name == "nocopy") volume.nocopy = Flag::yes;
  if (*name == "z" || *name == "Z") volume.selinux = option;
  if (is_propagation(*name)) volume.propagation = option;
}

// One section is an anonymous volume at that target, unless a variable might be the whole spec.
void read_target_alone(ServiceVolume& volume) {
  volume.target = volume.spec;
  const bool whole = is_unknown_at(volume.spec.runs(), 0);
  volume.type = whole ? MountType::unknown : MountType::volume;
}

// A section whose brace stays open counts for nothing.
void read_fields(ServiceVolume& volume, const std::vector<Section>& sections) {
  const Text& spec = volume.spec;
  const auto text = [&](std::size_t i) { return spec.sub(sections[i].begin, sections[i].end); };
  volume.target = sections.size() > 1 ? text(1) : spec.sub(0, 0);
  if (!sections.empty()) volume.source = text(0);
  volume.type = volume.source ? type_of_source(*volume.source) : MountType::volume;
  if (sections.size() < 3) return;
  for (const Text& option : text(2).split(',')) read_option(option, volume);
}

}  // namespace

MountType type_of_source(const Text& source) {
  const std::string_view text = source.value();
  const std::vector<Run> runs = source.runs();
  if (text.empty() || is_unknown_at(runs, 0)) return MountType::unknown;
  if (text[0] == '.' || text[0] == '/' || text[0] == '~') return MountType::bind;
  if (text[0] == '\\' && is_unknown_at(runs, 1)) return MountType::unknown;
  if (text.substr(0, 2) == "\\\\") return MountType::bind;
  const std::size_t letter = first_letter(text);
  return letter > 0 && text.substr(letter, 1) == ":" ? MountType::bind : MountType::volume;
}

ServiceVolume parse_short_volume(const Text& spec, const Place& place, SyntaxErrors& errors) {
  ServiceVolume volume;
  volume.place = place;
  volume.spec = spec;
  if (spec.empty()) {
    refuse(volume, spec, "it is empty", errors);
    return volume;
  }
  if (spec.size() <= 2 && spec.is_known()) {
    read_target_alone(volume);
    return volume;
  }
  std::vector<Section> sections = split_sections(spec, false);
  if (sections.size() > 3 && has_unknown(spec)) sections = split_sections(spec, true);
  if (refuse_sections(volume, sections, errors)) return volume;
  if (sections.size() == 1 && sections[0].end == spec.size()) {
    read_target_alone(volume);
    return volume;
  }
  read_fields(volume, sections);
  return volume;
}

}  // namespace mountlint::compose
