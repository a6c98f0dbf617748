// `.env` lies beside the first file of the set (compose-go reads that of the project directory). Variables that it
// inherits, and those that it defines by something unknown, stay unknown.
#include "parsers/compose/variables.h"

namespace mountlint::compose {
namespace {

constexpr std::size_t use_limit = 16u << 20;

bool is_set_by_system(std::string_view name) { return name == "HOME" || name == "PWD"; }

}  // namespace

Variables::Variables(const std::string& directory, Sources& sources, TextArena& arena, SyntaxErrors& errors)
    : arena_(arena) {
  const std::string path = join_path(directory, ".env");
  if (sources.files().kind(path) != FileKind::file) return;
  const Result<SourcePtr> file = sources.open(path);
  if (!file) return;
  const auto outer = [this](std::string_view name) { return value(name); };
  Dotenv dotenv = parse_dotenv(**file, outer, arena);
  for (const DotenvEntry& entry : dotenv.entries) {
    const std::string name(entry.name.value());
    if (entry.value)
      values_.insert_or_assign(name, *entry.value);
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

std::optional<Text> Variables::value(std::string_view name) {
  if (is_set_by_system(name)) return unknown({});
  const auto found = values_.find(name);
  if (found == values_.end()) return std::nullopt;
  used_ += found->second.size();
  return used_ > use_limit ? unknown(found->second.span()) : found->second;
}

}  // namespace mountlint::compose
