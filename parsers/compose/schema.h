// The merged tree of a file set -> the typed form. Lenient: what has a wrong shape is left out and makes its list
// incomplete; the shape check reports it.
#pragma once

#include "parsers/compose/ast.h"

namespace mountlint::compose {

// Fills `file` from the merged root: services, volumes, configs, secrets, name. Errors that only typing can see (wrong
// mounts, wrong command strings) go to file.errors.
void type_file(const yaml::Node& root, File& file);

// `section`: "configs" or "secrets". Incomplete if not all of it is known.
Known<FileDefinition> type_definitions(const yaml::Node& root, std::string_view section);
Service type_service(const yaml::Entry& entry, yaml::Tree& tree, SyntaxErrors& errors);
// The containers of `pre_start` of a service. Each takes over every key that a container can have but `volumes`.
Known<Service> type_pre_start(const yaml::Node& service, yaml::Tree& tree);
// `develop`
Known<Watch> type_watch(const yaml::Node& service);
Build type_build(const yaml::Entry& entry);

}  // namespace mountlint::compose
