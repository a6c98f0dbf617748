// Values of a project as JSON. One that is not known, and one that comes from a variable that is set nowhere, are
// marked, so that two worlds can be held against each other: that of Compose, where such a variable is empty, and that
// of a linter, where it may be anything.
#pragma once

#include <functional>
#include <string>

#include <nlohmann/json.hpp>

#include "parsers/compose/ast.h"

namespace mountlint::conformance {

// The text as a string; `{"$unknown": ..}` where part of it is not known, `{"$blank": ..}` where a variable in it is
// empty.
nlohmann::json text_value(const Text& text);
// The same with a known value changed.
nlohmann::json text_value(const Text& text, const std::function<std::string(std::string_view)>& change);
// True, or null for false; unknown.
nlohmann::json flag_value(compose::Flag flag);
// A scalar as compose-go prints it once it is a string: numbers and dates as Go writes them.
nlohmann::json scalar_value(const yaml::Node& node);

nlohmann::json unknown_value(std::string shown);
nlohmann::json blank_value(std::string value);
bool is_unknown(const nlohmann::json& value);
bool is_blank(const nlohmann::json& value);
// A mapping with the member `$invalid`: Compose refuses it.
bool is_invalid(const nlohmann::json& value);
// Plain values in place of marks.
nlohmann::json without_marks(const nlohmann::json& value);

// Leaves out null, and empty lists and mappings.
void put_given(nlohmann::json& out, const char* key, nlohmann::json value);

}  // namespace mountlint::conformance
