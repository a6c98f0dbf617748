// What people write when they know that data goes: such containers are left alone.
#include "linter/model/intended_loss.h"

#include <algorithm>

#include "linter/model/project.h"

namespace mountlint {
namespace {

// From the key to the end of the last line: a comment may stand there.
std::string_view service_text(const Container& container) {
  const Span key = container.place.span, value = container.service->place.span;
  if (!key.valid() || key.file != value.file || value.end <= key.begin) return {};
  for (const SourcePtr& source : container.project->file->sources)
    if (source && source->id() == key.file)
      return source->text({key.file, key.begin, source->line(source->line_of(value.end - 1)).end});
  return {};
}

// `# ephemeral: rebuilt by the tests`
bool has_ephemeral_comment(std::string_view text) {
  for (std::size_t at = text.find("phemeral"); at != text.npos; at = text.find("phemeral", at + 1)) {
    const std::size_t line = text.rfind('\n', at);
    const std::string_view before =
        text.substr(line == text.npos ? 0 : line + 1, at - (line == text.npos ? 0 : line + 1));
    const std::size_t hash = before.find('#');
    if (hash != before.npos && (hash == 0 || before[hash - 1] == ' ')) return true;
  }
  return false;
}

// `labels: {com.example.ephemeral: "true"}`
bool has_ephemeral_label(const Container& container) {
  return std::ranges::any_of(container.labels, [](const compose::Variable& label) {
    const bool denied = label.value && label.value->known() == "false";
    return label.name.value().find("ephemeral") != std::string_view::npos && !denied;
  });
}

// Settings that only make sense where a crash may take the data.
bool writes_unsafely(const CommandLine& line) {
  constexpr std::string_view settings[] = {"fsync=off", "synchronous_commit=off", "full_page_writes=off",
                                           "innodb-flush-log-at-trx-commit=0", "innodb_flush_log_at_trx_commit=0"};
  return std::ranges::any_of(line.words, [&](const std::string& word) {
    return std::ranges::any_of(settings, [&](std::string_view setting) { return word.ends_with(setting); });
  });
}

bool is_cache(const Container& container) {
  return container.known_image && container.known_image->role == ImageRole::cache;
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789 ") == std::string_view::npos;
}

// `--appendonly yes`, `--save 60 1`
bool keeps_data(const CommandLine& line) {
  if (flag_value(line, "--appendonly") == "yes") return true;
  const std::optional<std::string> save = flag_value(line, "--save");
  return save && is_number(*save);
}

// `--save ""`, or old entries are thrown away when memory is full.
bool is_certainly_cache(const CommandLine& line) {
  if (keeps_data(line)) return false;
  if (flag_value(line, "--save") == "") return true;
  const std::string policy = flag_value(line, "--maxmemory-policy").value_or("");
  return policy.find("lru") != std::string::npos || policy.find("lfu") != std::string::npos;
}

}  // namespace

bool is_loss_intended(const Container& container, const CommandLine& line) {
  const bool ephemeral =
      container.service->ephemeral == compose::Flag::yes || container.project->file->ephemeral == compose::Flag::yes;
  if (ephemeral || container.one_shot || writes_unsafely(line)) return true;
  if (is_cache(container) && is_certainly_cache(line)) return true;
  return has_ephemeral_label(container) || has_ephemeral_comment(service_text(container));
}

bool is_cache_capable(const Container& container, const CommandLine& line) {
  if (!is_cache(container) || keeps_data(line)) return false;
  const std::string_view name = container.image ? std::string_view(container.image->name) : std::string_view();
  constexpr std::string_view stores[] = {"redis-stack", "rejson", "redisjson", "redismod"};
  return std::ranges::none_of(stores, [&](std::string_view store) { return name.find(store) != name.npos; });
}

}  // namespace mountlint
