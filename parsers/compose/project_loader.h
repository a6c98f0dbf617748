// The files of one project, or of one `include`, read document by document onto one tree.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "parsers/compose/extends.h"
#include "parsers/compose/include.h"
#include "parsers/compose/load_state.h"

namespace mountlint::compose {

// Each document is flattened and interpolated, completed by its `include` and `extends`, and laid over what was read
// before; then the shape of the whole is checked. Files that are included are loaded by another one of these.
class ProjectLoader {
 public:
  ProjectLoader(LoadState& state, LoadContext context);

  // False if the file cannot be read: then `why` says so.
  bool add_file(const std::string& path, std::string& why);
  // What the files say together; null if that is nothing.
  const yaml::Node* merged() const { return merged_; }

 private:
  void add_document(const yaml::Node& root);
  std::vector<const yaml::Node*> load_includes(const yaml::Node& document);
  const yaml::Node* load(const Include& include);
  bool may_load(const Include& include);
  void add_variables(const Include& include, Variables& variables);

  LoadState& state_;
  LoadContext context_;
  Extender extender_;
  const yaml::Node* merged_ = nullptr;
  std::size_t documents_ = 0;
  bool cut_ = false;
};

}  // namespace mountlint::compose
