// Follows compose-go's loader/extends.go. A chain is walked to its end, then folded back, so that a long one takes no
// stack; each service is worked out once. The base is copied, and every entry of the copy gets one more step.
#include "parsers/compose/extends.h"

#include <fmt/format.h>

#include <algorithm>

#include "parsers/compose/resets.h"
#include "parsers/compose/shape.h"
#include "parsers/compose/values.h"
#include "parsers/spelling.h"

namespace mountlint::compose {
namespace {

using yaml::Entry;
using yaml::Node;

constexpr std::size_t max_copied = 200'000;
constexpr std::size_t max_files = 1000;
// Of more steps the outer ones are left out: nobody reads so many notes.
constexpr std::size_t max_steps = 16;
constexpr std::size_t most_to_compare = 1000;  // names, to find the one that was meant

const Entry* extends_of(const Node& service) { return service.is_mapping() ? service.find("extends") : nullptr; }

// A copy of a base, with one more step behind those of its entries.
class Carrier {
 public:
  Carrier(LoadState& state, const Via* stop, const Via* tail) : state_(state), stop_(stop), tail_(tail) {}

  const Node* copy(const Node& node) {
    if (node.children.empty() || state_.copied > max_copied) return &node;
    state_.copied += node.children.size();
    Node out = node;
    for (Entry& entry : out.children) entry = {entry.key, copy(*entry.value), steps(entry.via)};
    return &state_.tree.add(std::move(out));
  }

 private:
  const Via* steps(const Via* via) {
    if (via == stop_ || !via) return tail_;
    const auto [known, fresh] = known_.try_emplace(via);
    if (!fresh) return known->second;
    std::vector<const Via*> chain;
    for (const Via* at = via; at && at != stop_ && chain.size() < max_steps; at = at->next) chain.push_back(at);
    const Via* out = tail_;
    for (auto at = chain.rbegin(); at != chain.rend(); ++at) {
      Via step = **at;
      step.next = out;
      out = state_.tree.via(step);
    }
    return known_[via] = out;
  }

  LoadState& state_;
  const Via *stop_, *tail_;
  std::unordered_map<const Via*, const Via*> known_;
};

// The mapping below `services` or `jobs`, null if there is none.
const Node* section_of(const Node& document, std::string_view section) {
  const Entry* entry = document.find(section);
  return entry && entry->value->is_mapping() ? entry->value : nullptr;
}

}  // namespace

// What an `extends` says; `file` is null for a service of the same document.
struct Extender::Reference {
  Text service;
  const Node* file = nullptr;
};

Extender::Scope Extender::make_scope(const Node& document, const Node& tagged, const std::string& path) const {
  Scope scope{path, context_.files};
  scope.services = section_of(document, section_);
  scope.tagged = has_tags(tagged) ? section_of(tagged, section_) : nullptr;
  scope.via = context_.via;
  scope.complete = document.complete && (!scope.services || scope.services->complete);
  if (!scope.services) return scope;
  for (const Entry& entry : scope.services->children) scope.by_name.emplace(entry.key->text.value(), &entry);
  return scope;
}

const Node* Extender::run(const Node& document, const Node& tagged, const std::string& path) {
  const Node* with_services = run_section("services", document, tagged, path);
  return run_section("jobs", *with_services, tagged, path);
}

const Node* Extender::run_section(std::string_view section, const Node& document, const Node& tagged,
                                  const std::string& path) {
  section_ = section;
  const Node* services = section_of(document, section);
  const auto extends = [](const Entry& entry) { return extends_of(*entry.value) != nullptr; };
  if (!services || std::none_of(services->children.begin(), services->children.end(), extends)) return &document;
  Scope scope = make_scope(document, tagged, path);
  Node resolved = *services;
  for (Entry& entry : resolved.children) entry.value = resolve(scope, entry.key->text.value());
  Node out = document;
  for (Entry& entry : out.children)
    if (entry.value == services) entry.value = &state_.tree.add(std::move(resolved));
  return &state_.tree.add(std::move(out));
}

const Node* Extender::resolve(Scope& scope, std::string_view name) {
  std::vector<Link> chain;
  const Node* result = find_base(scope, name, chain);
  for (; !chain.empty(); chain.pop_back()) {
    const Link& link = chain.back();
    result = unite(link, result);
    link.scope->done[link.service->key->text.value()] = result;
  }
  return result;
}

// Follows the chain from one service; null if its end is not known.
const Node* Extender::find_base(Scope& first, std::string_view name, std::vector<Link>& chain) {
  for (Scope* scope = &first;;) {
    const auto done = scope->done.find(name);
    if (done != scope->done.end()) return done->second;
    const Entry* service = scope->by_name.at(name);
    const Entry* extends = extends_of(*service->value);
    if (!extends) return scope->done[name] = service->value;
    scope->done[name] = nullptr;
    chain.push_back({scope, service, extends->value, {}});
    if (!step(chain.back(), scope, name)) return nullptr;
  }
}

// Goes to the base of a service. False if it is not known.
bool Extender::step(Link& link, Scope*& scope, std::string_view& name) {
  Reference reference;
  if (!read(link, reference)) return false;
  if (reference.file) {
    scope = open(*reference.file, *link.scope);
    if (!scope) return false;
    link.directory = state_.tree.texts().keep(scope->directory);
  }
  link.stop = scope->via;
  const std::optional<std::string_view> wanted = reference.service.known();
  if (!wanted) return false;
  const auto found = scope->by_name.find(*wanted);
  if (found == scope->by_name.end()) return missing_service(link, *scope, reference.service), false;
  name = found->first;
  const auto done = scope->done.find(name);
  if (done == scope->done.end() || done->second) return true;
  state_.fail(link.extends->span, fmt::format("`extends` comes back to service `{}`; Compose refuses it", name));
  return false;
}

bool Extender::read(const Link& link, Reference& out) {
  const auto keys = service_keys();
  const auto key = std::find_if(keys.begin(), keys.end(), [](const Key& item) { return item.name == "extends"; });
  check_shape(*link.extends, key->shape, state_.file.errors);
  const Node& node = *link.extends;
  if (is_string(node)) out.service = node.text;
  if (!node.is_mapping()) return is_string(node);
  const Entry *service = node.find("service"), *file = node.find("file");
  if (!service && node.complete) state_.fail(node.span, "`extends` does not say which `service`; Compose refuses it");
  if (!service || !is_string(*service->value)) return false;
  out.service = service->value->text;
  if (!file || (file->value->is_null() && file->value->complete)) return true;
  out.file = file->value;
  return is_string(*out.file);
}

const Node* Extender::missing_service(const Link& link, const Scope& scope, const Text& name) {
  if (!scope.complete) return nullptr;
  const std::string where = link.directory.empty() ? "this document" : fmt::format("`{}`", scope.path);
  state_.fail(name.span(), fmt::format("service `{}` extends `{}`, which is not in {}; Compose refuses it",
                                       link.service->key->text.value(), name.value(), where));
  if (scope.services->children.size() > most_to_compare) return nullptr;
  std::vector<std::string_view> names;
  for (const Entry& entry : scope.services->children) names.push_back(entry.key->text.value());
  suggest(state_.file.errors.back(), nearest_words(name.value(), names, typo_limit(name.value())), name.editable());
  return nullptr;
}

// The services of another file; null if they are not known.
Extender::Scope* Extender::open(const Node& file, Scope& from) {
  const std::optional<std::string_view> written = file.text.known();
  if (!written || is_remote_file(*written)) return nullptr;
  const std::string path = join_path(from.directory, *written);
  if (files_.size() > max_files && !files_.contains({section_, path})) {
    state_.fail(file.span, fmt::format("too many files to extend: no more than {} are read", max_files));
    return nullptr;
  }
  const auto [found, fresh] = files_.try_emplace({section_, path});
  if (fresh) {
    const Result<SourcePtr> source = open_file(path, state_.sources);
    if (source) found->second = load(*source);
    if (!source)
      state_.fail(file.span, fmt::format("cannot extend from `{}`: {}; Compose refuses it", *written, source.error));
  }
  Scope* scope = found->second.get();
  if (!scope || scope->services) return scope;
  if (scope->complete) state_.fail(file.span, fmt::format("`{}` has no services; Compose refuses it", *written));
  return nullptr;
}

// All documents of the file, without what it includes and without a look at its shape, but with all of its variables.
std::unique_ptr<Extender::Scope> Extender::load(const SourcePtr& source) {
  const yaml::File& parsed = state_.sources.yaml(source);
  state_.add_source(source, parsed);
  state_.flattener.use(context_.variables->environment());
  const Node *merged = nullptr, *tagged = nullptr;
  for (const yaml::Document& document : parsed.documents) {
    if (!document.root || !document.root->is_mapping()) continue;
    tagged = state_.flattener.flatten(*document.root);
    const Node* base = merged ? without_tagged(*merged, *tagged, state_.tree) : nullptr;
    merged = state_.merger.merge(base, *without_tags(*tagged, state_.tree));
  }
  auto scope = std::make_unique<Scope>();
  if (merged) *scope = make_scope(*merged, *tagged, source->path());
  scope->path = source->path();
  scope->directory = directory_of(source->path());
  scope->via = nullptr;
  scope->complete &= parsed.complete;
  return scope;
}

const Node* Extender::unite(const Link& link, const Node* base) {
  const Node& service = *link.service->value;
  Node own = service;
  std::erase_if(own.children, [](const Entry& entry) { return entry.key->text.value() == "extends"; });
  const bool nothing = base && base->is_null() && base->complete;
  const bool known = base && base->is_mapping() && state_.copied <= max_copied;
  if (!known) {
    own.complete &= nothing;
    return &state_.tree.add(std::move(own));
  }
  const Via* tail = state_.tree.via(Via{ViaKind::extends, link.extends->span, link.scope->via, link.directory});
  const Node* brought = Carrier(state_, link.stop, tail).copy(*base);
  const Entry* tagged = link.scope->tagged ? link.scope->tagged->find(link.service->key->text.value()) : nullptr;
  if (tagged) brought = without_tagged(*brought, *tagged->value, state_.tree);
  Node out = *state_.merger.merge_at({"services", "x"}, *brought, state_.tree.add(std::move(own)));
  out.span = service.span;
  if (state_.copied > max_copied) {
    out.complete = false;
    state_.fail(link.extends->span, "too many nodes: `extends` copies more than can be read");
  }
  return &state_.tree.add(std::move(out));
}

}  // namespace mountlint::compose
