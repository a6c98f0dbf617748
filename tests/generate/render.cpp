// A thing is written by one mechanism; what that needs in its turn (a base, an anchor, an included file) is a thing
// again, and is written by another one. What brought a value in is noted on the way down.
#include "tests/generate/render.h"

#include <algorithm>

#include "tests/generate/split.h"

namespace mountlint::generate {
namespace {

// Documents that are laid over each other, with what paths and variables mean in them.
struct Layer {
  std::string path;
  std::size_t document = 0;
};
struct Stack {
  std::vector<Layer> layers;
  std::string hosts, files;      // what relative paths of the host, and of files, count from
  std::vector<std::string> env;  // files with variables; later ones win
  std::vector<Mechanism> by;     // innermost last
  bool extended = false;         // then `include` is not read
};

// A thing, or a part of one.
struct Piece {
  std::string section, name, trail;
  Value says;
  Chooser ways;
  std::size_t depth = 0;

  Piece part(char half, Value value) const {
    return {section, name, trail + half, std::move(value), ways.at(std::string(1, half)), depth - 1};
  }
};

bool has_tags(const Value& value) {
  return !value.tag.empty() ||
         std::ranges::any_of(value.children, [](const auto& child) { return has_tags(child.second); });
}

std::string relative(const std::string& path, const std::string& directory) {
  if (path.starts_with(directory + "/")) return "." + path.substr(directory.size());
  std::string up = "..", at = directory.substr(0, directory.rfind('/'));
  for (; !path.starts_with(at + "/"); at.resize(at.rfind('/'))) up += "/..";
  return up + path.substr(at.size());
}

class Renderer {
 public:
  explicit Renderer(const Project& project) : project_(project), ways_(project.seed) {}

  Rendered run() {
    Stack stack = main_stack();
    for (const Thing& thing : project_.things) {
      Piece piece{thing.section, thing.name, "", thing.says, ways_.at(thing.name), project_.means.depth};
      name_values(thing.name, piece.says);
      put(piece, stack, 0, stack.layers.size() - 1, true);
    }
    return std::move(out_);
  }

 private:
  Stack main_stack();
  static void name_values(const std::string& name, Value& value);
  void put(const Piece& piece, const Stack& stack, std::size_t first, std::size_t last, bool tags);
  void put_in_layers(const Piece& piece, const Stack& stack, std::size_t first, std::size_t last, bool tags);
  void put_extending(const Piece& piece, const Stack& stack, std::size_t layer, bool tags);
  void put_including(const Piece& piece, const Stack& stack, std::size_t layer, bool tags, const Yaml* extends);
  void put_body(const Piece& piece, const Stack& stack, std::size_t layer, const Yaml* extends = nullptr);

  Yaml body(const Piece& piece, const Stack& stack, const Layer& layer, bool may_be_alias);
  Yaml merging(const Piece& piece, const Stack& stack, const Layer& layer);
  Yaml mapping(const Value& value, const Stack& stack, const Layer& layer, Chooser ways);
  Yaml yaml(const std::string& key, const Value& value, const Stack& stack, const Layer& layer, Chooser ways);
  Yaml written(const std::string& key, const Value& value, const Stack& stack, const Layer& layer, Chooser ways);
  Yaml collection(const std::string& key, const Value& value, const Stack& stack, const Layer& layer, Chooser ways);
  Yaml leaf(const Value& value, const std::string& directory, const Stack& stack, Chooser ways);
  Yaml flag(const Value& value, const Stack& stack, Chooser ways);
  std::string variable(const std::string& value, const Stack& stack, Chooser ways);
  void define(const std::string& name, const std::string& value, const Stack& stack, Chooser ways);
  Yaml anchored(Yaml yaml, const Layer& layer);
  Yaml& document(const Layer& layer);
  Stack included(const Piece& piece, const Stack& stack, Yaml& entry);
  void choose_directory(const Piece& piece, const Stack& stack, Stack& out, Yaml& entry);
  void choose_env_file(const Piece& piece, const Stack& stack, Stack& out, Yaml& entry);
  std::string new_path(const Piece& piece, const char* what) const;

  const Project& project_;
  Chooser ways_;
  Rendered out_;
  std::size_t anchors_ = 0, variables_ = 0;
};

Stack with(Stack stack, Mechanism step) {
  stack.by.push_back(step);
  return stack;
}

// The first file, then further documents of it, or further files.
Stack Renderer::main_stack() {
  Stack stack{.layers = {{"/p/compose.yaml"}}, .hosts = "/p", .files = "/p", .env = {"/p/.env"}, .by = {}};
  const std::size_t more = project_.means.layers == 0 ? 0 : ways_.below(project_.means.layers, "layers");
  for (std::size_t i = 1; i <= more; ++i) {
    const Layer& before = stack.layers.back();
    const std::string folder = ways_.at(i).once_in(3, "folder") ? "/p/lib/" : "/p/";
    const bool same_file = ways_.at(i).once_in(3, "document");
    stack.layers.push_back(same_file ? Layer{before.path, before.document + 1}
                                     : Layer{folder + "over" + std::to_string(i) + ".yaml"});
  }
  for (const Layer& layer : stack.layers) {
    document(layer);
    if (layer.document == 0) out_.set.push_back(layer.path);
  }
  return stack;
}

void Renderer::name_values(const std::string& name, Value& value) {
  value.id = name;
  for (std::size_t i = 0; i < value.children.size(); ++i) {
    auto& [key, child] = value.children[i];
    name_values(name + "/" + (key.empty() ? std::to_string(i) : key), child);
  }
}

void Renderer::put(const Piece& piece, const Stack& stack, std::size_t first, std::size_t last, bool tags) {
  const std::size_t layer = first + piece.ways.below(last - first + 1, "layer");
  const bool deeper = piece.depth > 0;
  switch (piece.ways.below(5, "mechanism")) {
    case 0:
      if (deeper && first < last) return put_in_layers(piece, stack, first, last, tags);
      [[fallthrough]];
    case 1:
      if (deeper && piece.section == "services") return put_extending(piece, stack, layer, tags);
      [[fallthrough]];
    case 2:
      if (deeper && !stack.extended) return put_including(piece, stack, layer, tags, nullptr);
      [[fallthrough]];
    default:
      return put_body(piece, stack, layer);
  }
}

void Renderer::put_in_layers(const Piece& piece, const Stack& stack, std::size_t first, std::size_t last, bool tags) {
  const Halves halves = split(piece.says, tags ? Split::tagged : Split::deep, piece.ways.at("split"));
  const std::size_t cut = first + piece.ways.below(last - first, "cut");
  const Piece base = piece.part('b', halves.base), over = piece.part('o', halves.over);
  put(base, stack, first, cut, tags);
  // A tag acts on all that was said before: it must be where it is meant to be.
  if (has_tags(over.says)) return put_body(over, stack, cut + 1);
  if (!over.says.children.empty()) put(over, stack, cut + 1, last, false);
}

void Renderer::put_extending(const Piece& piece, const Stack& stack, std::size_t layer, bool tags) {
  const Halves halves = split(piece.says, tags ? Split::tagged : Split::deep, piece.ways.at("split"));
  Piece base = piece.part('b', halves.base);
  base.name = piece.name + "-" + base.trail;
  const Piece over = piece.part('o', halves.over);
  Stack below = with(stack, Mechanism::extends);
  Yaml extends;
  const bool other_file = piece.ways.once_in(2, "file") || !piece.says.find("image");
  if (other_file) {
    const std::string path = new_path(base, "base");
    extends.add("file", leaf({Kind::scalar, path}, stack.files, stack, piece.ways.at("path")));
    below.layers = {{path}};
    below.hosts = below.files = path.substr(0, path.rfind('/'));
    below.extended = true;
    put(base, below, 0, 0, false);
  } else {
    if (!base.says.find("image")) base.says.children.emplace_back("image", Value{Kind::scalar, "", "decoy"});
    put(base, below, layer, layer, true);
  }
  extends.add("service", text(base.name));
  if (!other_file && piece.ways.once_in(2, "short")) extends = text(base.name);
  const bool include = over.depth > 0 && !stack.extended && !has_tags(over.says) && piece.ways.once_in(4, "include");
  if (include) return put_including(over, stack, layer, false, &extends);
  put_body(over, stack, layer, &extends);
}

void Renderer::put_including(const Piece& piece, const Stack& stack, std::size_t layer, bool tags,
                             const Yaml* extends) {
  const Halves halves = split(piece.says, tags ? Split::tagged : Split::deep, piece.ways.at("split"));
  const Piece base = piece.part('b', halves.base), over = piece.part('o', halves.over);
  Yaml entry;
  const Stack below = included(base, stack, entry);
  put(base, below, 0, below.layers.size() - 1, true);
  Yaml& list = document(stack.layers[layer])["include"];
  list.kind = YamlKind::list;
  list.add("", std::move(entry));
  if (extends || !over.says.children.empty()) put_body(over, stack, layer, extends);
}

Stack Renderer::included(const Piece& piece, const Stack& stack, Yaml& entry) {
  Stack out = with(stack, Mechanism::include);
  out.layers.clear();
  Yaml paths{YamlKind::list};
  const std::size_t count = 1 + piece.ways.below(2, "paths");
  for (std::size_t i = 0; i < count; ++i) {
    const std::string path = new_path(piece, i == 0 ? "part" : "over");
    out.layers.push_back({path});
    document(out.layers.back());
    paths.add("", leaf({Kind::scalar, path}, stack.files, stack, piece.ways.at("path").at(i)));
  }
  entry.add("path", count == 1 ? paths.children[0].second : paths);
  choose_directory(piece, stack, out, entry);
  choose_env_file(piece, stack, out, entry);
  if (entry.children.size() == 1 && count == 1 && piece.ways.once_in(2, "short")) entry = paths.children[0].second;
  return out;
}

void Renderer::choose_directory(const Piece& piece, const Stack& stack, Stack& out, Yaml& entry) {
  const std::string& first = out.layers[0].path;
  out.hosts = out.files = first.substr(0, first.rfind('/'));
  if (!piece.ways.once_in(3, "project_directory")) return;
  out.hosts = out.files = piece.ways.once_in(2, "other") ? "/p/other" : "/p/lib";
  out_.other_files[out.hosts + "/keep"];
  entry.add("project_directory", leaf({Kind::scalar, out.hosts}, stack.files, stack, piece.ways.at("directory")));
}

void Renderer::choose_env_file(const Piece& piece, const Stack& stack, Stack& out, Yaml& entry) {
  const bool named = piece.ways.once_in(3, "env_file");
  const std::string path = named ? "/p/env/" + piece.name + piece.trail + ".env" : out.files + "/.env";
  out_.other_files[path];
  out.env.insert(out.env.begin(), path);
  if (named) entry.add("env_file", leaf({Kind::scalar, path}, stack.files, stack, piece.ways.at("env")));
}

void Renderer::put_body(const Piece& piece, const Stack& stack, std::size_t layer, const Yaml* extends) {
  const Layer& at = stack.layers[layer];
  Yaml yaml = body(piece, stack, at, !extends);
  if (extends) yaml.add("extends", *extends);
  document(at)[piece.section].add(piece.name, std::move(yaml));
}

// A mapping, or an alias of one.
Yaml Renderer::body(const Piece& piece, const Stack& stack, const Layer& layer, bool may_be_alias) {
  const bool deeper = piece.depth > 0 && !has_tags(piece.says) && !piece.says.children.empty();
  const std::size_t way = deeper ? piece.ways.below(3, "body") : 0;
  if (way == 1 && may_be_alias)
    return anchored(body(piece.part('a', piece.says), with(stack, Mechanism::alias), layer, false), layer);
  if (way == 2) return merging(piece, stack, layer);
  return mapping(piece.says, stack, layer, piece.ways.at("keys"));
}

// `<<: *a`, or `<<: [*a, *b]`, in which the first one wins, or an alias of such a list.
Yaml Renderer::merging(const Piece& piece, const Stack& stack, const Layer& layer) {
  const Stack below = with(stack, Mechanism::merge_key);
  const Halves halves = split(piece.says, Split::shallow, piece.ways.at("split"));
  const auto source = [&](const Piece& part) { return anchored(body(part, below, layer, false), layer); };
  const Piece base = piece.part('m', halves.base);
  Yaml merged;
  if (base.depth > 0 && piece.ways.once_in(2, "two")) {
    const Halves two = split(base.says, Split::shallow, base.ways.at("split"));
    merged.kind = YamlKind::list;
    merged.add("", source(base.part('o', two.over)));
    merged.add("", source(base.part('b', two.base)));
    if (piece.ways.once_in(2, "list")) merged = anchored(std::move(merged), layer);
  } else {
    merged = source(base);
  }
  Yaml out = mapping(halves.over, stack, layer, piece.ways.at("keys"));
  out.add("<<", std::move(merged));
  return out;
}

Yaml Renderer::mapping(const Value& value, const Stack& stack, const Layer& layer, Chooser ways) {
  Yaml out;
  for (const auto& [key, child] : value.children) out.add(key, yaml(key, child, stack, layer, ways.at(key)));
  return out;
}

// The value, or an alias of it.
Yaml Renderer::yaml(const std::string& key, const Value& value, const Stack& stack, const Layer& layer, Chooser ways) {
  const bool aliased = project_.means.depth > 0 && value.tag.empty() && ways.once_in(8, "alias");
  if (!aliased) return written(key, value, stack, layer, ways);
  return anchored(written(key, value, with(stack, Mechanism::alias), layer, ways), layer);
}

Yaml Renderer::written(const std::string& key, const Value& value, const Stack& stack, const Layer& layer,
                       Chooser ways) {
  Origin origin{layer.path, stack.by, value.replaces};
  std::ranges::reverse(origin.by);
  if (!value.id.empty()) out_.origins[value.id] = std::move(origin);
  Yaml out;
  if (value.kind == Kind::scalar)
    out = leaf(value, stack.hosts, stack, ways);
  else if (value.kind == Kind::flag)
    out = value.tag.empty() ? flag(value, stack, ways) : bare(value.text);
  else
    out = collection(key, value, stack, layer, ways);
  out.prefix = value.tag;
  return out;
}

Yaml Renderer::collection(const std::string& key, const Value& value, const Stack& stack, const Layer& layer,
                          Chooser ways) {
  if (value.kind == Kind::mapping) return mapping(value, stack, layer, ways);
  if (key == "tmpfs" && value.children.size() == 1 && ways.once_in(2, "single"))
    return written("", value.children[0].second, stack, layer, ways.at("item"));
  const bool pairs = value.kind == Kind::pairs, listed = !pairs || ways.once_in(2, "listed");
  Yaml out{listed ? YamlKind::list : YamlKind::mapping};
  for (std::size_t i = 0; i < value.children.size(); ++i) {
    auto [name, child] = value.children[i];
    if (pairs && listed) child.text = name + "=" + child.text;
    out.add(name, yaml("", child, stack, layer, ways.at("item").at(i)));
  }
  return out;
}

Yaml Renderer::leaf(const Value& value, const std::string& directory, const Stack& stack, Chooser ways) {
  const bool absolute = value.path.empty() || ways.once_in(4, "absolute") || value.path == directory;
  const std::string path = absolute ? value.path : relative(value.path, directory);
  if (!project_.means.variables || !ways.once_in(4, "variable")) return text(path + value.text);
  if (path.empty() || ways.once_in(3, "whole")) return text(variable(path + value.text, stack, ways));
  return text(variable(path, stack, ways) + value.text);
}

Yaml Renderer::flag(const Value& value, const Stack& stack, Chooser ways) {
  const bool plain = !project_.means.variables || !ways.once_in(4, "variable");
  return plain ? bare(value.text) : text(variable(value.text, stack, ways));
}

// A variable that stands for a text, or has it as its default.
std::string Renderer::variable(const std::string& value, const Stack& stack, Chooser ways) {
  const std::string name = "V" + std::to_string(variables_++);
  const std::size_t way = ways.below(6, "way");
  if (way == 0) return "${" + name + ":-" + value + "}";
  if (way == 1) return "${" + name + "-${" + name + "_-" + value + "}}";
  define(name, way == 2 ? "set" : value, stack, ways);
  return way == 2 ? "${" + name + ":+" + value + "}" : way == 3 ? "${" + name + ":?needed}" : "${" + name + "}";
}

// In one of the files that are read here; those that it hides may say something else.
void Renderer::define(const std::string& name, const std::string& value, const Stack& stack, Chooser ways) {
  const std::size_t at = ways.below(stack.env.size(), "env");
  constexpr const char* quotes[] = {"", "'", "\""};
  const std::string quote = quotes[ways.below(3, "quotes")];
  out_.other_files[stack.env[at]] += name + "=" + quote + value + quote + "\n";
  const bool hidden = at > 0 && std::count(stack.env.begin(), stack.env.end(), stack.env[at - 1]) == 1;
  if (hidden) out_.other_files[stack.env[at - 1]] += name + "=decoy\n";
}

// The value itself comes to stand in front of all documents.
Yaml Renderer::anchored(Yaml yaml, const Layer& layer) {
  const std::string name = "a" + std::to_string(anchors_++);
  yaml.prefix = "&" + name;
  Yaml& anchors = out_.anchors[layer.path];
  anchors.pinned = true;
  anchors.add(name, std::move(yaml));
  return bare("*" + name);
}

Yaml& Renderer::document(const Layer& layer) {
  std::vector<Yaml>& documents = out_.documents[layer.path];
  if (documents.size() <= layer.document) documents.resize(layer.document + 1);
  return documents[layer.document];
}

std::string Renderer::new_path(const Piece& piece, const char* what) const {
  constexpr const char* folders[] = {"/p/", "/p/lib/", "/p/lib/deep/", "/q/"};
  return folders[piece.ways.below(4, "folder")] + (piece.name + "-" + piece.trail + "-" + what + ".yaml");
}

}  // namespace

std::map<std::string, std::string> Rendered::files(Chooser ways) const {
  std::map<std::string, std::string> out = other_files;
  for (const auto& [path, list] : documents) {
    std::string& text = out[path];
    const auto found = anchors.find(path);
    if (found != anchors.end()) text = write({YamlKind::mapping, "", "", {{"x-anchors", found->second}}}, ways);
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i > 0) text += "---\n";
      if (text.empty() || i > 0 || !list[i].children.empty()) text += write(list[i], ways.at(path).at(i));
    }
  }
  return out;
}

Rendered write_plainly(const Project& project) {
  Project plain = project;
  plain.means = {.depth = 0, .layers = 0, .variables = false};
  return Renderer(plain).run();
}

Rendered write_split(const Project& project) { return Renderer(project).run(); }

}  // namespace mountlint::generate
