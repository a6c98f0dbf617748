// Properties of the compose loader, held over 2,000 projects that combine every mechanism: what is written out by hand
// and what is brought in from elsewhere must come to the same.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "parsers/compose/load.h"
#include "tests/generate/render.h"

namespace mountlint {
namespace {

using generate::Chooser;
using generate::Rendered;
using Strings = std::vector<std::string>;

constexpr std::uint64_t projects = 2000;
constexpr std::size_t most_shown = 3;  // failing projects

// A rendered project, loaded.
struct Loaded {
  Loaded(const std::map<std::string, std::string>& texts, const std::vector<std::string>& set) {
    for (const auto& [path, text] : texts) memory.add(path, text);
    sources = std::make_unique<Sources>(memory);
    file = compose::load({set}, *sources);
  }
  explicit Loaded(const Rendered& rendered, Chooser ways = Chooser(0)) : Loaded(rendered.files(ways), rendered.set) {}

  MemoryFileSystem memory;
  std::unique_ptr<Sources> sources;
  compose::File file;
};

std::string shown(const std::optional<compose::Value>& value) { return value ? value->text.shown() : "-"; }
std::string shown(const std::optional<Text>& text) { return text ? text->shown() : "-"; }

// Where a host path leads to.
std::string host(const Loaded& project, const Text& path, const Place& place) {
  const std::string text = path.shown();
  return text.starts_with('.') ? join_path(project.file.directory_for(place), text) : text;
}

// Mappings may have their keys in any order.
std::string sorted(const Known<compose::Variable>& list) {
  Strings out;
  for (const compose::Variable& item : list) out.push_back(item.name.shown() + "=" + shown(item.value));
  std::ranges::sort(out);
  return fmt::format("{}{}", fmt::join(out, " "), list.complete ? "" : " ..");
}

std::string mount(const Loaded& project, const compose::ServiceVolume& volume) {
  Strings options;
  for (const Text& option : volume.options) options.push_back(option.shown());
  const std::string source = volume.source ? host(project, *volume.source, volume.place) : "-";
  return fmt::format("mount {} {} {} read_only={} {} {}{}", int(volume.type), source, volume.target.shown(),
                     int(volume.read_only), options, shown(volume.propagation), volume.valid ? "" : " invalid");
}

std::string build(const Loaded& project, const compose::Build& build) {
  const std::string context = build.context ? host(project, *build.context, build.context_place) : "-";
  return fmt::format("build {} {} {} {}", context, shown(build.dockerfile), shown(build.target), sorted(build.args));
}

void describe_lists(const compose::Service& service, Strings& out) {
  for (const compose::Tmpfs& item : service.tmpfs) out.push_back("tmpfs " + item.target.shown());
  for (const auto* list : {&service.configs, &service.secrets})
    for (const compose::FileReference& item : *list)
      out.push_back(fmt::format("file {} {}", item.source.shown(), shown(item.target)));
  for (const compose::Value& item : service.profiles) out.push_back("profile " + item.text.shown());
  if (!service.command) return;
  for (const Text& word : service.command->words) out.push_back("word " + word.shown());
}

Strings describe(const Loaded& project, const compose::Service& service) {
  Strings out = {service.complete && service.volumes.complete ? "service" : "incomplete service"};
  for (const compose::ServiceVolume& volume : service.volumes) out.push_back(mount(project, volume));
  describe_lists(service, out);
  for (const auto* value : {&service.image, &service.user, &service.working_dir, &service.restart, &service.hostname})
    out.push_back(shown(*value));
  out.push_back(fmt::format("read_only={}", int(service.read_only)));
  out.push_back("environment " + sorted(service.environment));
  out.push_back("labels " + sorted(service.labels));
  if (service.build) out.push_back(build(project, *service.build));
  return out;
}

Strings describe(const Loaded& project, const generate::Thing& thing) {
  if (thing.section == "services") {
    const compose::Service* service = project.file.service(thing.name);
    return service ? describe(project, *service) : Strings{"no such service"};
  }
  if (thing.section == "volumes") {
    const compose::VolumeDefinition* volume = project.file.volume(thing.name);
    if (!volume) return {"no such volume"};
    return {shown(volume->driver), shown(volume->real_name), sorted(volume->labels)};
  }
  for (const compose::FileDefinition& item : thing.section == "configs" ? project.file.configs : project.file.secrets)
    if (item.name.shown() == thing.name && item.file) return {host(project, item.file->text, item.file->place)};
  return {"no such file"};
}

// All that the project means, thing by thing, and what is wrong with it.
Strings describe(const Loaded& loaded, const generate::Project& project) {
  Strings out;
  for (const generate::Thing& thing : project.things)
    out.push_back(
        fmt::format("{} {}:\n    {}", thing.section, thing.name, fmt::join(describe(loaded, thing), "\n    ")));
  if (!loaded.file.complete) out.push_back("incomplete");
  for (const SyntaxError& error : loaded.file.errors)
    out.push_back(
        fmt::format("error: {} at `{}`", error.message, loaded.sources->at(error.span.file)->text(error.span)));
  return out;
}

// The first two that differ.
std::string difference(const char* what, const Strings& want, const Strings& got) {
  const auto [a, b] = std::ranges::mismatch(want, got);
  if (a == want.end() && b == got.end()) return {};
  return fmt::format("{}:\n  wanted {}\n  got {}", what, a == want.end() ? "nothing more" : *a,
                     b == got.end() ? "nothing more" : *b);
}

// Where texts stand, and by what they came there.
class Places {
 public:
  Places(const Loaded& project, const Rendered& rendered) : project_(project), rendered_(rendered) {}

  std::string check(const generate::Thing& thing) {
    if (thing.section != "services") return {};
    const compose::Service* service = project_.file.service(thing.name);
    if (!service) return {};
    list(thing.name + "/volumes/", service->volumes, [](const auto& item) { return item.target; });
    list(thing.name + "/tmpfs/", service->tmpfs, [](const auto& item) { return item.target; });
    list(thing.name + "/configs/", service->configs, [](const auto& item) { return item.source; });
    list(thing.name + "/secrets/", service->secrets, [](const auto& item) { return item.source; });
    for (const compose::ServiceVolume& volume : service->volumes)
      if (volume.source) text(thing.name + "/volumes", *volume.source);
    if (service->image) value(thing.name + "/image", service->image->text, service->image->place);
    if (service->user) value(thing.name + "/user", service->user->text, service->user->place);
    return wrong_;
  }

 private:
  template <class T, class TextOf>
  void list(const std::string& id, const Known<T>& items, TextOf text_of) {
    for (std::size_t i = 0; i < items.size(); ++i) value(id + std::to_string(i), text_of(items[i]), items[i].place);
  }

  void fail(const std::string& id, const std::string& what) {
    if (wrong_.empty()) wrong_ = id + " " + what;
  }

  std::string_view bytes(Span span) const { return project_.sources->at(span.file)->text(span); }

  void value(const std::string& id, const Text& value, const Place& place) {
    text(id, value);
    const auto found = rendered_.origins.find(id);
    if (found == rendered_.origins.end()) return fail(id, "has no origin");
    const generate::Origin got = origin(place), &want = found->second;
    if (got.path != want.path) fail(id, fmt::format("stands in {} instead of {}", got.path, want.path));
    if (got.by != want.by) fail(id, fmt::format("came by {} instead of {}", names(got.by), names(want.by)));
    if (want.replaces && !got.replaces) fail(id, "does not say what it replaces");
  }

  // Each part that is taken literally is the bytes at its span, in a file that is there.
  void text(const std::string& id, const Text& value) {
    for (const Run& run : value.runs()) {
      const std::string_view part = value.value().substr(run.value, run.length);
      if (run.from == From::source && bytes(run.span) != part)
        fail(id, fmt::format("`{}` stands where its span says `{}`", part, bytes(run.span)));
      if (run.from == From::variable && run.defined_at.valid() && bytes(run.defined_at).find(part) == std::string::npos)
        fail(id, fmt::format("`{}` is said to be defined as `{}`", part, bytes(run.defined_at)));
      if (run.from == From::variable && !bytes(run.span).starts_with('$'))
        fail(id, fmt::format("`{}` comes from a variable at `{}`", part, bytes(run.span)));
      if (run.from == From::unknown) fail(id, "is not known");
    }
  }

  generate::Origin origin(const Place& place) const {
    using generate::Mechanism;
    const std::map<ViaKind, Mechanism> kinds = {{ViaKind::alias, Mechanism::alias},
                                                {ViaKind::merge_key, Mechanism::merge_key},
                                                {ViaKind::extends, Mechanism::extends},
                                                {ViaKind::include, Mechanism::include}};
    generate::Origin out{project_.sources->at(place.span.file)->path(), {}};
    for (const Via* via = place.via; via; via = via->next) {
      const auto kind = kinds.find(via->kind);
      if (kind != kinds.end()) out.by.push_back(kind->second);
      out.replaces |= via->kind == ViaKind::replaced;
    }
    return out;
  }

  static Strings names(const std::vector<generate::Mechanism>& by) {
    constexpr const char* names[] = {"alias", "merge key", "extends", "include"};
    Strings out;
    for (const generate::Mechanism mechanism : by) out.push_back(names[int(mechanism)]);
    return out;
  }

  const Loaded& project_;
  const Rendered& rendered_;
  std::string wrong_;
};

// What nothing refers to, in the last document, and files that nobody reads.
Rendered with_unrelated(Rendered rendered) {
  generate::Yaml& last = rendered.documents.at(rendered.set.back()).back();
  last["services"].add("unrelated", {}).add("image", generate::text("unrelated"));
  last["volumes"].add("unrelated-volume", {});
  rendered.other_files["/p/unrelated.yaml"] = "services: {app0: {volumes: [/unrelated]}}\n";
  rendered.other_files["/p/lib/unrelated.env"] = "V0=unrelated\n";
  return rendered;
}

// Empty if everything holds, or if the project is not worth asking: a part that is needed has been dropped.
std::string what_is_wrong(const generate::Project& project) {
  const Loaded plain(generate::write_plainly(project));
  if (!plain.file.errors.empty()) return {};
  const Rendered rendered = generate::write_split(project);
  const Loaded split(rendered);
  const Strings meant = describe(plain, project);
  std::string wrong = difference("written out by hand and brought in differ", meant, describe(split, project));
  for (const generate::Thing& thing : project.things)
    if (wrong.empty()) wrong = Places(split, rendered).check(thing);
  if (!wrong.empty()) return wrong;
  const auto again = [&](const char* what, const Rendered& other, Chooser ways) {
    if (wrong.empty()) wrong = difference(what, meant, describe(Loaded(other, ways), project));
  };
  again("what is unrelated changes something", with_unrelated(rendered), Chooser(0));
  again("the order of keys, or the style, changes something", rendered, Chooser(project.seed + 1));
  again("loading twice differs", rendered, Chooser(0));
  return wrong;
}

bool fails(const generate::Project& project) { return !what_is_wrong(project).empty(); }

// Keeps a change if what is left still fails.
template <class Change>
bool keeps_failing(generate::Project& project, Change change) {
  generate::Project candidate = project;
  change(candidate);
  if (!fails(candidate)) return false;
  project = std::move(candidate);
  return true;
}

// Leaves out one of the things that `list_of` a project gives.
template <class ListOf>
bool drop_from(generate::Project& project, ListOf list_of) {
  for (std::size_t i = list_of(project).size(); i-- > 0;) {
    const auto drop = [&](generate::Project& p) { list_of(p).erase(list_of(p).begin() + std::ptrdiff_t(i)); };
    if (keeps_failing(project, drop)) return true;
  }
  return false;
}

bool drop_means(generate::Project& project) {
  const generate::Means had = project.means;
  if (had.variables && keeps_failing(project, [](auto& p) { p.means.variables = false; })) return true;
  if (had.layers > 0 && keeps_failing(project, [](auto& p) { --p.means.layers; })) return true;
  return had.depth > 1 && keeps_failing(project, [](auto& p) { --p.means.depth; });
}

// Makes a failing project smaller by one part; false if it fails only as it is.
bool shrink(generate::Project& project) {
  if (drop_means(project)) return true;
  if (drop_from(
          project, [](auto& p) -> auto& { return p.things; }))
    return true;
  for (std::size_t i = 0; i < project.things.size(); ++i) {
    if (drop_from(
            project, [&](auto& p) -> auto& { return p.things[i].says.children; }))
      return true;
    for (std::size_t key = 0; key < project.things[i].says.children.size(); ++key)
      if (drop_from(
              project, [&](auto& p) -> auto& { return p.things[i].says.children[key].second.children; }))
        return true;
  }
  return false;
}

std::string show(const generate::Project& project) {
  const Rendered rendered = generate::write_split(project);
  std::string out = fmt::format("{}\nfiles that are named: {}\n", what_is_wrong(project), rendered.set);
  for (const auto& [path, text] : rendered.files(Chooser(0)))
    if (!text.empty()) out += fmt::format("--- {}\n{}", path, text);
  return out;
}

}  // namespace

TEST_CASE("2,000 projects mean the same, whatever brings their parts in") {
  std::set<generate::Mechanism> used;
  std::size_t failures = 0;
  for (std::uint64_t seed = 0; seed < projects && failures < most_shown; ++seed) {
    generate::Project project = generate::make_project(seed);
    REQUIRE(Loaded(generate::write_plainly(project)).file.errors.empty());
    for (const auto& [id, origin] : generate::write_split(project).origins)
      used.insert(origin.by.begin(), origin.by.end());
    if (!fails(project)) continue;
    ++failures;
    while (shrink(project)) continue;
    FAIL_CHECK("project " << seed << ": " << show(project));
  }
  CHECK(used.size() == 4);
}

}  // namespace mountlint
