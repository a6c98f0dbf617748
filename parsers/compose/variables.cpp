// Follows compose-go's precedence: its environment is filled from the caller, then from each file, and a key that is
// set already is never set again. Variables that a file inherits, and those that it defines by something unknown, stay
// unknown.
#include "parsers/compose/variables.h"

namespace mountlint::compose {
namespace {

constexpr std::size_t use_limit = 4u << 20;

bool is_set_by_system(std::string_view name) { return name == "HOME" || name == "PWD"; }

}  // namespace

void Variables::give(std::string name, const std::optional<std::string>& value) {
  if (!value) return set(std::move(name), unknown({}));
  TextBuilder builder(arena_);
  if (!value->empty()) builder.replace(*value, {});
  set(std::move(name), builder.finish({}));
}

void Variables::add_file(const SourceFile& file, SyntaxErrors& errors) {
  Environment outer = environment();
  outer.asked = nullptr;  // only the project asks
  Dotenv dotenv = parse_dotenv(file, outer, arena_);
  for (const DotenvEntry& entry : dotenv.entries) {
    std::string name(entry.name.value());
    if (entry.value)
      set(std::move(name), *entry.value);
    else
      values_.erase(name);
  }
  errors.insert(errors.end(), dotenv.errors.begin(), dotenv.errors.end());
}

Text Variables::unknown(Span at) {
  TextBuilder builder(arena_);
  builder.unknown(at, {});
  return builder.finish(at);
}

std::optional<Text> Variables::own(std::string_view name) {
  const auto found = values_.find(name);
  if (found == values_.end()) return std::nullopt;
  used_ += found->second.size();
  return used_ > use_limit ? unknown(found->second.span()) : found->second;
}

std::optional<Text> Variables::value(std::string_view name) {
  if (std::optional<Text> above = above_ ? above_->value(name) : std::nullopt) return above;
  if (std::optional<Text> value = own(name)) return value;
  const bool by_system = !above_ && outside_ == Outside::unknown && is_set_by_system(name);
  const bool set = open_ || by_system;
  return set ? std::optional(unknown({})) : std::nullopt;
}

}  // namespace mountlint::compose
