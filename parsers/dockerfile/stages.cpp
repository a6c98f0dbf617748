// Names of stages. Of several stages with one name the last counts, as in BuildKit's instructions.HasStage.
#include "parsers/dockerfile/stages.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "parsers/dockerfile/characters.h"

namespace mountlint::dockerfile {

namespace {

const Stage* last_named(const File& file, std::string_view name, std::uint32_t before) {
  const auto comes_first = [&](std::uint32_t index) {
    const int order = std::string_view(file.stages[index].name).compare(name);
    return order < 0 || (order == 0 && index < before);
  };
  const auto behind = std::ranges::partition_point(file.named_stages, comes_first);
  if (behind == file.named_stages.begin()) return nullptr;
  const Stage& last = file.stages[*std::prev(behind)];
  return last.name == name ? &last : nullptr;
}

// strconv.Atoi: a sign is allowed.
std::optional<std::uint32_t> number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

const From& File::from(const Stage& stage) const { return std::get<From>(instructions[stage.first].detail); }

const Stage* stage_named(const File& file, std::string_view name, std::uint32_t before) {
  return last_named(file, lower(name), before);
}

const Stage* base_stage(const File& file, const Stage& stage) {
  const auto image = file.from(stage).image.known();
  return image ? last_named(file, *image, stage.index) : nullptr;
}

const Stage* copied_stage(const File& file, std::string_view from) {
  if (const Stage* named = stage_named(file, from, static_cast<std::uint32_t>(file.stages.size()))) return named;
  const auto index = number(from);
  return index && *index < file.stages.size() ? &file.stages[*index] : nullptr;
}

const Stage* target_stage(const File& file, std::string_view target) {
  if (file.stages.empty()) return nullptr;
  return target.empty() ? &file.stages.back() : copied_stage(file, target);
}

}  // namespace mountlint::dockerfile
