// Applies a JSON schema (draft 2020-12). Only the keywords that our own schemas use; any other one is an error, so that
// nothing in a schema is passed over.
#pragma once

#include <nlohmann/json.hpp>

#include <regex>
#include <string>
#include <vector>

namespace mountlint {

class JsonSchema {
 public:
  explicit JsonSchema(nlohmann::json schema) : root_(std::move(schema)) {}

  // What is wrong with `value`, one line each, with a JSON pointer in front.
  std::vector<std::string> errors(const nlohmann::json& value) const {
    std::vector<std::string> out;
    check(root_, value, "", out);
    return out;
  }

 private:
  using Json = nlohmann::json;
  using Errors = std::vector<std::string>;

  void check(const Json& schema, const Json& value, const std::string& at, Errors& out) const {
    for (const auto& [keyword, argument] : schema.items()) apply(keyword, argument, schema, value, at, out);
  }

  void apply(const std::string& keyword, const Json& argument, const Json& schema, const Json& value,
             const std::string& at, Errors& out) const {
    const auto wrong = [&] { out.push_back(at + ": " + keyword + " " + argument.dump() + " but " + value.dump()); };
    if (is_annotation(keyword)) return;
    if (keyword == "$ref") return check(referenced(argument), value, at, out);
    if (keyword == "type") return has_type(value, argument) ? void() : wrong();
    if (keyword == "const") return value == argument ? void() : wrong();
    if (keyword == "enum") return contains(argument, value) ? void() : wrong();
    if (keyword == "minimum") return !value.is_number() || value >= argument ? void() : wrong();
    if (keyword == "minLength") return !value.is_string() || length(value) >= argument ? void() : wrong();
    if (keyword == "pattern") return !value.is_string() || matches(value, argument) ? void() : wrong();
    if (keyword == "items") return check_items(argument, value, at, out);
    if (keyword == "properties") return check_properties(argument, value, at, out);
    if (keyword == "required") return has_all(value, argument) ? void() : wrong();
    if (keyword == "dependentRequired") {
      for (const auto& [name, needed] : argument.items())
        if (value.contains(name) && !has_all(value, needed)) wrong();
      return;
    }
    if (keyword == "additionalProperties" && argument == false) {
      for (const auto& [name, ignored] : value.items())
        if (value.is_object() && !schema.at("properties").contains(name)) out.push_back(at + ": unknown " + name);
      return;
    }
    out.push_back("the schema uses a keyword that is not implemented: " + keyword);
  }

  static bool is_annotation(const std::string& keyword) {
    return keyword == "$schema" || keyword == "$id" || keyword == "$defs" || keyword == "title" ||
           keyword == "description";
  }
  const Json& referenced(const std::string& pointer) const { return root_.at(Json::json_pointer(pointer.substr(1))); }
  static bool has_type(const Json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    return type == "integer" && value.is_number_integer();
  }
  static bool contains(const Json& list, const Json& value) {
    for (const Json& each : list)
      if (each == value) return true;
    return false;
  }
  static std::size_t length(const std::string& text) { return text.size(); }
  static bool matches(const std::string& value, const std::string& pattern) {
    return std::regex_search(value, std::regex(pattern));
  }
  static bool has_all(const Json& value, const Json& names) {
    for (const std::string name : names)
      if (value.is_object() && !value.contains(name)) return false;
    return true;
  }
  void check_items(const Json& schema, const Json& value, const std::string& at, Errors& out) const {
    for (std::size_t i = 0; value.is_array() && i < value.size(); ++i)
      check(schema, value[i], at + "/" + std::to_string(i), out);
  }
  void check_properties(const Json& schemas, const Json& value, const std::string& at, Errors& out) const {
    for (const auto& [name, schema] : schemas.items())
      if (value.is_object() && value.contains(name)) check(schema, value.at(name), at + "/" + name, out);
  }

  Json root_;
};

}  // namespace mountlint
