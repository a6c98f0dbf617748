// `extends`: a service takes over what another one says.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "parsers/compose/load_state.h"

namespace mountlint::compose {

// Follows the `extends` of documents that are read in one context; files are read once.
class Extender {
 public:
  Extender(LoadState& state, const LoadContext& context) : state_(state), context_(context) {}

  // `document` with every service completed by its bases, and no `extends` left. `tagged` is the same document with the
  // tags `!reset` and `!override`: both act on what a base brings. A service whose base is not known is incomplete.
  const yaml::Node* run(const yaml::Node& document, const yaml::Node& tagged, const std::string& path);

 private:
  // The services of one document, or of one file that is extended.
  struct Scope {
    std::string path, directory;
    const yaml::Node* services = nullptr;  // a mapping
    const yaml::Node* tagged = nullptr;    // the same with tags, or null
    const Via* via = nullptr;              // where the steps of its entries end
    bool complete = true;
    std::unordered_map<std::string_view, const yaml::Entry*> by_name = {};
    std::unordered_map<std::string_view, const yaml::Node*> done = {};  // null: being worked on
  };
  // One service of a chain, and the step to its base.
  struct Link {
    Scope* scope;
    const yaml::Entry* service;
    const yaml::Node* extends;
    std::string_view directory;  // of the base, if it is in another file
    const Via* stop = nullptr;   // where the steps of the base end
  };
  struct Reference;

  const yaml::Node* run_section(std::string_view section, const yaml::Node& document, const yaml::Node& tagged,
                                const std::string& path);
  Scope make_scope(const yaml::Node& document, const yaml::Node& tagged, const std::string& path) const;
  const yaml::Node* resolve(Scope& scope, std::string_view name);
  const yaml::Node* find_base(Scope& scope, std::string_view name, std::vector<Link>& chain);
  bool step(Link& link, Scope*& scope, std::string_view& name);
  bool read(const Link& link, Reference& out);
  Scope* open(const yaml::Node& file, Scope& from);
  std::unique_ptr<Scope> load(const SourcePtr& source);
  const yaml::Node* unite(const Link& link, const yaml::Node* base);
  const yaml::Node* missing_service(const Link& link, const Scope& scope, const Text& name);

  LoadState& state_;
  const LoadContext& context_;
  std::string_view section_;  // `services`, then `jobs`: each extends its own kind
  std::map<std::pair<std::string_view, std::string>, std::unique_ptr<Scope>> files_;
};

}  // namespace mountlint::compose
