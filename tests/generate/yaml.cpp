// Writes only what go-yaml reads in one way: a scalar is plain where that cannot be mistaken for anything else.
#include "tests/generate/yaml.h"

#include <algorithm>

namespace mountlint::generate {
namespace {

bool may_be_plain(const std::string& text, bool flow) {
  if (text.empty() || text.back() == ':' || text == "true" || text == "false" || text == "null") return false;
  const auto letter = [](unsigned char c) { return std::isalpha(c) != 0; };
  if (!letter(text[0]) && text[0] != '/' && text[0] != '.' && text[0] != '$') return false;
  return std::ranges::all_of(text, [&](unsigned char c) {
    return std::isalnum(c) || c == '_' || c == '.' || c == '/' || c == ':' || c == '-' || c == '=' ||
           (!flow && (c == '$' || c == '{' || c == '}' || c == ',' || c == '+'));
  });
}

class Writer {
 public:
  void value(const Yaml& yaml, Chooser ways, std::size_t indent, bool flow) {
    if (!yaml.prefix.empty()) out_ += yaml.prefix + (is_scalar(yaml) ? " " : "");
    if (is_scalar(yaml)) return scalar(yaml, ways, flow);
    flow = flow || yaml.children.empty() || (indent > 0 && !yaml.pinned && ways.once_in(4, "flow"));
    if (flow && !yaml.prefix.empty()) out_ += ' ';
    if (flow) return in_brackets(yaml, ways);
    in_lines(yaml, ways, indent);
  }
  std::string out() && { return std::move(out_); }

 private:
  using Children = std::vector<const std::pair<std::string, Yaml>*>;

  static bool is_scalar(const Yaml& yaml) { return yaml.kind == YamlKind::text || yaml.kind == YamlKind::bare; }

  static Children ordered(const Yaml& yaml, Chooser ways) {
    Children out;
    for (const auto& child : yaml.children) out.push_back(&child);
    if (yaml.kind != YamlKind::mapping || yaml.pinned) return out;
    for (std::size_t i = out.size(); i > 1; --i) std::swap(out[i - 1], out[ways.at("order").at(i).below(i)]);
    return out;
  }

  void scalar(const Yaml& yaml, Chooser ways, bool flow) {
    const std::size_t quotes = ways.below(3, "quotes");
    if (yaml.kind == YamlKind::bare || (quotes == 0 && may_be_plain(yaml.text, flow)))
      out_ += yaml.text;
    else
      out_ += quotes == 1 ? "'" + yaml.text + "'" : "\"" + yaml.text + "\"";
  }

  void in_brackets(const Yaml& yaml, Chooser ways) {
    const bool list = yaml.kind == YamlKind::list;
    out_ += list ? '[' : '{';
    const char* separator = "";
    for (const auto* child : ordered(yaml, ways)) {
      out_ += separator;
      if (!list) out_ += child->first + ": ";
      value(child->second, list ? ways.at(std::size_t(child - yaml.children.data())) : ways.at(child->first), 1, true);
      separator = ", ";
    }
    // A plain alias would swallow the bracket.
    out_ += list ? " ]" : " }";
  }

  void in_lines(const Yaml& yaml, Chooser ways, std::size_t indent) {
    const bool list = yaml.kind == YamlKind::list;
    if (indent > 0) out_ += '\n';
    for (const auto* child : ordered(yaml, ways)) {
      out_ += std::string(2 * (indent > 0 ? indent - 1 : 0), ' ') + (list ? "-" : child->first + ":") + " ";
      value(child->second, list ? ways.at(std::size_t(child - yaml.children.data())) : ways.at(child->first),
            std::max<std::size_t>(indent, 1) + 1, false);
      if (out_.back() != '\n') out_ += '\n';
    }
  }

  std::string out_;
};

}  // namespace

Yaml& Yaml::operator[](std::string_view key) {
  for (auto& [name, value] : children)
    if (name == key) return value;
  return add(std::string(key), {});
}

std::string write(const Yaml& root, Chooser ways) {
  Writer writer;
  writer.value(root, ways, 0, root.children.empty());
  std::string out = std::move(writer).out();
  if (out.back() != '\n') out += '\n';
  return out;
}

}  // namespace mountlint::generate
