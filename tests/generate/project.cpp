// Every target, path and word of a project occurs once, so that it is known where each one has to come from.
#include "tests/generate/project.h"

namespace mountlint::generate {
namespace {

Value scalar(std::string text) { return {Kind::scalar, "", std::move(text)}; }
Value path(std::string path, std::string text = "") { return {Kind::scalar, std::move(path), std::move(text)}; }

class Maker {
 public:
  explicit Maker(Chooser ways) : ways_(ways) {}

  void make(Project& out) {
    const std::size_t services = 1 + ways_.below(3, "services");
    for (std::size_t i = 0; i < services; ++i)
      out.things.push_back(service("app" + std::to_string(i), ways_.at("service").at(i)));
    out.things.insert(out.things.end(), resources_.begin(), resources_.end());
  }

 private:
  std::string number() { return std::to_string(next_++); }

  std::string host_path(Chooser ways) {
    constexpr const char* folders[] = {"/p/", "/p/data/", "/p/lib/", "/p/lib/deep/", "/srv/"};
    return folders[ways.below(5, "folder")] + ("h" + number());
  }

  std::string volume(Chooser ways) {
    Thing thing{"volumes", "vol" + number()};
    if (ways.once_in(2, "driver")) thing.says.children.emplace_back("driver", scalar("driver" + number()));
    if (ways.once_in(2, "name")) thing.says.children.emplace_back("name", scalar("real" + number()));
    if (ways.once_in(2, "labels")) thing.says.children.emplace_back("labels", pairs(ways.at("labels")));
    resources_.push_back(thing);
    return thing.name;
  }

  std::string file(const char* section, Chooser ways) {
    Thing thing{section, section[0] + number()};
    thing.says.children.emplace_back("file", path(host_path(ways)));
    resources_.push_back(thing);
    return thing.name;
  }

  Value short_mount(Chooser ways) {
    const std::string target = "/t" + number();
    const char* options[] = {"", ":ro", ":rw,z", ":nocopy"};
    const std::string rest = ":" + target + options[ways.below(4, "options")];
    if (ways.once_in(8, "anonymous")) return scalar(target);
    return ways.once_in(2, "named") ? scalar(volume(ways) + rest) : path(host_path(ways), rest);
  }

  Value long_mount(Chooser ways) {
    Value out{Kind::mapping};
    const std::size_t type = ways.below(3, "type");
    const auto add = [&](const char* key, Value value) { out.children.emplace_back(key, std::move(value)); };
    add("type", scalar(type == 0 ? "bind" : type == 1 ? "volume" : "tmpfs"));
    if (type == 0) add("source", path(host_path(ways)));
    if (type == 1) add("source", scalar(volume(ways)));
    add("target", scalar("/t" + number()));
    if (ways.once_in(2, "read_only")) add("read_only", {Kind::flag, "", ways.once_in(2, "value") ? "true" : "false"});
    if (type == 0 && ways.once_in(2, "bind")) add("bind", {Kind::mapping, "", "", {{"propagation", scalar("rslave")}}});
    return out;
  }

  Value mounts(Chooser ways) {
    Value out{Kind::mounts};
    const std::size_t count = 1 + ways.below(5, "count");
    for (std::size_t i = 0; i < count; ++i)
      out.children.emplace_back("", ways.at(i).once_in(3, "long") ? long_mount(ways.at(i)) : short_mount(ways.at(i)));
    return out;
  }

  Value pairs(Chooser ways) {
    Value out{Kind::pairs};
    const std::size_t count = 1 + ways.below(4, "count");
    for (std::size_t i = 0; i < count; ++i) out.children.emplace_back("K" + number(), scalar("v" + number()));
    return out;
  }

  Value words(Kind kind, const std::string& begin, Chooser ways) {
    Value out{kind};
    const std::size_t count = 1 + ways.below(3, "count");
    for (std::size_t i = 0; i < count; ++i) out.children.emplace_back("", scalar(begin + number()));
    return out;
  }

  Value references(const char* section, Chooser ways) {
    Value out{Kind::list};
    const std::size_t count = 1 + ways.below(2, "count");
    for (std::size_t i = 0; i < count; ++i) {
      const std::string name = file(section, ways.at(i));
      Value item{Kind::mapping, "", "", {{"source", scalar(name)}, {"target", scalar("/f" + number())}}};
      out.children.emplace_back("", ways.at(i).once_in(2, "long") ? std::move(item) : scalar(name));
    }
    return out;
  }

  Value build(Chooser ways) {
    Value out{Kind::mapping, "", "", {{"context", path(host_path(ways))}}};
    if (ways.once_in(2, "dockerfile")) out.children.emplace_back("dockerfile", scalar("Dockerfile" + number()));
    if (ways.once_in(2, "target")) out.children.emplace_back("target", scalar("stage" + number()));
    if (ways.once_in(2, "args")) out.children.emplace_back("args", pairs(ways.at("args")));
    return out;
  }

  Thing service(const std::string& name, Chooser ways) {
    Thing out{"services", name};
    const auto add = [&](const char* key, std::size_t times, auto make) {
      if (ways.once_in(times, key)) out.says.children.emplace_back(key, make(ways.at(key).at("made")));
    };
    add("image", 1, [&](Chooser) { return scalar("image" + number()); });
    add("volumes", 1, [&](Chooser at) { return mounts(at); });
    add("tmpfs", 3, [&](Chooser at) { return words(Kind::list, "/tmp", at); });
    add("configs", 3, [&](Chooser at) { return references("configs", at); });
    add("secrets", 3, [&](Chooser at) { return references("secrets", at); });
    add("environment", 2, [&](Chooser at) { return pairs(at); });
    add("labels", 3, [&](Chooser at) { return pairs(at); });
    add("build", 3, [&](Chooser at) { return build(at); });
    add("command", 3, [&](Chooser at) { return words(Kind::atom, "word", at); });
    add("profiles", 4, [&](Chooser at) { return words(Kind::list, "profile", at); });
    for (const char* key : {"user", "working_dir", "restart", "hostname"})
      add(key, 4, [&](Chooser) { return scalar(key + number()); });
    add("read_only", 4, [&](Chooser) { return Value{Kind::flag, "", "true"}; });
    return out;
  }

  Chooser ways_;
  std::size_t next_ = 0;
  std::vector<Thing> resources_;
};

}  // namespace

const Value* Value::find(std::string_view key) const {
  for (const auto& [name, value] : children)
    if (name == key) return &value;
  return nullptr;
}

Project make_project(std::uint64_t seed) {
  Project out{.seed = seed, .means = {}, .things = {}};
  Maker(Chooser(seed)).make(out);
  return out;
}

}  // namespace mountlint::generate
