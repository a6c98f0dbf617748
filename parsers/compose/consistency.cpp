// Follows compose-go's loader/validate.go, for what concerns mounts; unlike Compose it goes through all profiles and
// reports everything. It stays silent about fragments, and where an unread `include` may bring what is missing.
#include "parsers/compose/consistency.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "parsers/compose/schema.h"
#include "parsers/filesystem.h"
#include "parsers/spelling.h"

namespace mountlint::compose {
namespace {

bool has_image(const Service& service) {
  const bool named = service.image && !(service.image->text.is_known() && service.image->text.empty());
  return named || service.build || service.provider || !service.complete;
}

using Names = std::vector<std::string_view>;

constexpr std::size_t most_to_compare = 1000;  // names, to find the one that was meant

template <class T>
Names names_of(const Known<T>& list) {
  Names out;
  for (const T& item : list) out.push_back(item.name.value());
  return out;
}

class Checker {
 public:
  Checker(const File& file, SyntaxErrors& errors) : file_(file), errors_(errors) {}

  void service(const Service& service);
  void lacking(const Service& service);

 private:
  void references(const Service& service, const Known<FileReference>& used, const Known<FileDefinition>& defined,
                  const char* kind);
  void volumes_from(const Service& service, const VolumesFrom& from);
  void undefined(const Text& name, std::string message, const Names& defined);
  void fail(Span at, std::string message) { errors_.push_back({at, std::move(message), Claim::compose_syntax}); }

  const File& file_;
  SyntaxErrors& errors_;
};

void Checker::undefined(const Text& name, std::string message, const Names& defined) {
  fail(name.span(), std::move(message));
  if (defined.size() > most_to_compare) return;
  suggest(errors_.back(), nearest_words(name.value(), defined, typo_limit(name.value())), name.editable());
}

void Checker::references(const Service& service, const Known<FileReference>& used, const Known<FileDefinition>& defined,
                         const char* kind) {
  if (!defined.complete) return;
  const Names names = names_of(defined);
  const std::unordered_set<std::string_view> known(names.begin(), names.end());
  for (const FileReference& reference : used) {
    const std::optional<std::string_view> name = reference.source.known();
    if (!name || known.contains(*name)) continue;
    undefined(reference.source,
              fmt::format("service `{}` refers to an undefined {} `{}`; Compose refuses it", service.name.value(), kind,
                          *name),
              names);
  }
}

void Checker::volumes_from(const Service& service, const VolumesFrom& from) {
  const std::optional<std::string_view> name = from.source.known();
  if (from.container || !name || !file_.services.complete || file_.service(*name)) return;
  undefined(from.source,
            fmt::format("service `{}` takes volumes from an undefined service `{}`; Compose refuses it",
                        service.name.value(), *name),
            names_of(file_.services));
}

// What is wrong with a service by itself. An empty name or an empty text count as none.
void Checker::service(const Service& service) {
  if (!service.build || !service.build->dockerfile || !service.build->dockerfile_inline) return;
  if (service.build->dockerfile->empty() || service.build->dockerfile_inline->text.empty()) return;
  fail(service.build->dockerfile->span(),
       "`dockerfile` and `dockerfile_inline` exclude each other; Compose refuses it");
}

// What a service lacks unless another file completes it.
void Checker::lacking(const Service& service) {
  if (!has_image(service))
    fail(service.key.span,
         fmt::format("service `{}` has neither `image` nor `build`; Compose refuses it", service.name.value()));
  references(service, service.configs, file_.configs, "config");
  references(service, service.secrets, file_.secrets, "secret");
  for (const VolumesFrom& item : service.volumes_from) volumes_from(service, item);
}

void check_definition(const FileDefinition& item, const char* kind, bool with_content, SyntaxErrors& errors) {
  if (!item.complete || item.external != Flag::no || (with_content && item.has_external)) return;
  const int sources = int(item.file.has_value()) + int(item.environment.has_value()) + int(item.content.has_value());
  if (sources == 1) return;
  const char* words = with_content ? "`file`, `environment` and `content`" : "`file` and `environment`";
  const char* verb = sources == 0 ? "needs" : "has more than";
  errors.push_back({item.key.span,
                    fmt::format("{} `{}` {} one of {}; Compose refuses it", kind, item.name.value(), verb, words),
                    Claim::compose_syntax});
}

}  // namespace

bool lacks_image(const File& file) { return !std::all_of(file.services.begin(), file.services.end(), has_image); }

bool is_fragment(const File& file, bool beside) {
  if (file.sources.empty()) return false;
  if (file_name(file.sources.front()->path()).find("override") != std::string_view::npos) return true;
  if (beside && lacks_image(file)) return true;
  const auto whole = static_cast<std::size_t>(std::count_if(file.services.begin(), file.services.end(), has_image));
  return whole * 2 < file.services.size();
}

void check_definitions(const yaml::Node& root, SyntaxErrors& errors) {
  for (const FileDefinition& item : type_definitions(root, "configs")) check_definition(item, "config", true, errors);
  for (const FileDefinition& item : type_definitions(root, "secrets")) check_definition(item, "secret", false, errors);
}

void check_consistency(const File& file, bool fragment, SyntaxErrors& errors) {
  Checker checker(file, errors);
  for (const Service& service : file.services) checker.service(service);
  if (!file.complete || fragment) return;
  const std::size_t before = errors.size();
  for (const Service& service : file.services)
    if (service.complete) checker.lacking(service);
  for (std::size_t i = before; i < errors.size(); ++i) errors[i].lacking = true;
  if (file.merged) check_definitions(*file.merged, errors);
}

}  // namespace mountlint::compose
