// Layer 2: each instruction with its types, or what is wrong with it.
#include <algorithm>
#include <map>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/csv.h"
#include "parsers/dockerfile/go_values.h"
#include "parsers/dockerfile/heredocs.h"
#include "tests/conformance/dockerfile_answer.h"

namespace mountlint::conformance {

using namespace dockerfile;
using nlohmann::json;

namespace {

const Flag* flag_named(const Instruction& in, std::string_view name) {
  const Flag* found = nullptr;
  for (const Flag& flag : in.flags)
    if (flag.name.value() == name) found = &flag;
  return found;
}

std::string flag_text(const Instruction& in, std::string_view name) {
  const Flag* flag = flag_named(in, name);
  return flag && flag->value ? clean(flag->value->value()) : std::string();
}

// Null: not given.
json flag_bool(const Instruction& in, std::string_view name) {
  const Flag* flag = flag_named(in, name);
  if (!flag) return nullptr;
  return !flag->value || equal_fold(flag->value->value(), "true");
}

json flag_list(const Instruction& in, std::string_view name) {
  json list = json::array();
  for (const Flag& flag : in.flags)
    if (flag.name.value() == name && flag.value) list.push_back(clean(flag.value->value()));
  return list;
}

class Typed {
 public:
  Typed(const File& file, const Instruction& in, const json& node) : file_(file), in_(in), node_(node) {}

  json read() {
    std::visit([this](const auto& detail) { add(detail); }, in_.detail);
    return std::move(out_);
  }

 private:
  void type(const char* name) { out_["type"] = name; }

  void add(const Broken&) { out_["error"] = "it could not be read"; }
  void add(const Add& add) { add_transfer("add", add); }
  void add(const Copy& copy) {
    add_transfer("copy", copy);
    put(out_, "from", copy.from ? json(clean(copy.from->value())) : json());
    put(out_, "parents", flag_bool(in_, "parents"));
  }
  void add(const Maintainer& maintainer) { type("maintainer"), out_["maintainer"] = clean(maintainer.name.value()); }
  void add(const Stopsignal& signal) { type("stopsignal"), out_["signal"] = clean(signal.signal.value()); }
  void add(const User& user) { type("user"), out_["user"] = clean(user.user.value()); }
  void add(const Workdir& workdir) { type("workdir"), out_["dir"] = clean(workdir.path.value()); }
  void add(const Volume& volume) { type("volume"), out_["volumes"] = clean_list(volume.paths.items); }
  void add(const Shell& shell) { type("shell"), out_["shell"] = clean_list(shell.words); }
  void add(const Onbuild&) {
    type("onbuild");
    std::string expression(in_.arguments.value());
    for (const Heredoc& heredoc : in_.heredocs) {
      const Span body = whole_lines(file_, heredoc.content.span());
      expression += '\n' + std::string(file_.source->text(body)) + std::string(heredoc.name.value());
    }
    out_["expression"] = clean(expression);
  }
  void add(const Cmd& cmd) { type("cmd"), add_command(cmd.command); }
  void add(const Entrypoint& entrypoint) { type("entrypoint"), add_command(entrypoint.command); }

  void add(const dockerfile::From& from) {
    type("from");
    out_["base"] = clean(from.image.value());
    put(out_, "platform", from.platform ? json(clean(from.platform->value())) : json());
    if (!from.name) return;
    out_["name"] = lower(from.name->value());
    put(out_, "doc", comment_about(out_["name"]));
  }

  void add(const Arg& arg) {
    type("arg");
    json list = json::array();
    for (std::size_t i = 0; i < arg.variables.size(); ++i) {
      json each = {{"key", clean(arg.variables[i].key.value())}};
      if (arg.variables[i].has_value) each["value"] = clean(arg.variables[i].value.value());
      put(each, "doc", comment_about(each["key"]));
      list.push_back(std::move(each));
    }
    out_["args"] = std::move(list);
  }

  void add(const Env& env) { type("env"), add_pairs("env", env.variables); }
  void add(const Label& label) { type("label"), add_pairs("labels", label.labels); }

  void add(const Expose& expose) {
    type("expose");
    std::vector<std::string> ports;
    for (const Text& port : expose.ports) ports.push_back(clean(port.value()));
    std::ranges::sort(ports);
    out_["ports"] = std::move(ports);
  }

  void add(const dockerfile::Run& run) {
    type("run");
    add_command(run.command);
    put(out_, "mounts", run.mounts.size());
    std::map<std::string, bool> used;
    for (const Flag& flag : in_.flags) used[clean(flag.name.value())] = true;
    for (const auto& [name, seen] : used) out_["flagsUsed"].push_back(name);
    if (const std::string network = flag_text(in_, "network"); network != "default") put(out_, "network", network);
    if (const std::string security = flag_text(in_, "security"); security != "sandbox") put(out_, "security", security);
    json names = json::array();
    for (const Heredoc& heredoc : in_.heredocs) names.push_back(clean(heredoc.name.value()));
    put(out_, "files", std::move(names));
    add_devices();
  }

  void add(const Healthcheck& check) {
    type("healthcheck");
    add_command(check.command);
    out_.erase("form");
    out_["kind"] = check.none ? "NONE" : check.command.json ? "CMD" : "CMD-SHELL";
    if (check.none) return;
    for (const auto& [flag, key] : {std::pair{"interval", "interval"},
                                    {"timeout", "timeout"},
                                    {"start-period", "startPeriod"},
                                    {"start-interval", "startInterval"}})
      if (const auto ns = parse_duration_ns(flag_text(in_, flag))) put(out_, key, static_cast<std::int64_t>(*ns));
    if (const auto count = parse_int32(flag_text(in_, "retries"))) put(out_, "retries", *count);
  }

  void add_command(const Command& command) {
    out_["form"] = command.json ? "json" : "shell";
    out_["words"] = command.json ? command.words.size() : command.shell.empty() ? 0 : 1;
  }

  void add_pairs(const char* key, const auto& pairs) {
    json list = json::array();
    for (const KeyValue& pair : pairs) {
      list.push_back({clean(pair.key.value()), clean(pair.value.value())});
      put(out_, "legacy", pair.legacy);
    }
    out_[key] = std::move(list);
  }

  template <class Transfer>
  void add_transfer(const char* name, const Transfer& transfer) {
    type(name);
    put(out_, "sources", clean_list(transfer.sources.items));
    out_["dest"] = clean(transfer.destination.value());
    for (const char* flag : {"chown", "chmod", "checksum"}) put(out_, flag, flag_text(in_, flag));
    put(out_, "exclude", flag_list(in_, "exclude"));
    put(out_, "link", flag_bool(in_, "link"));
    for (const auto& [flag, key] : {std::pair{"keep-git-dir", "keepGitDir"}, {"unpack", "unpack"}})
      if (const json value = flag_bool(in_, flag); !value.is_null()) out_[key] = value;
    json contents = json::array();
    TextArena arena;
    for (const Heredoc& heredoc : files_of_heredocs(in_, arena)) {
      json each = {{"name", clean(heredoc.name.value())}, {"data", clean(heredoc.content.value())}};
      each["expand"] = heredoc.expand;
      contents.push_back(std::move(each));
    }
    put(out_, "contents", std::move(contents));
  }

  // `# name text` above the instruction says what it is for.
  json comment_about(const std::string& name) const {
    for (const std::string& line : node_.value("comments", std::vector<std::string>()))
      if (line.starts_with(name + " ")) return line.substr(name.size() + 1);
    return nullptr;
  }

  void add_devices() {
    json list = json::array();
    for (const Flag& flag : in_.flags)
      if (flag.name.value() == "device" && flag.value) list.push_back(device(*flag.value));
    put(out_, "devices", std::move(list));
  }

  static json device(const Text& value) {
    TextArena arena;
    SyntaxErrors ignored;
    json out;
    const auto fields = split_csv(value, value.span(), arena, ignored);
    for (std::size_t i = 0; fields && i < fields->size(); ++i) {
      const std::string_view field = (*fields)[i].value();
      const std::string key = lower(field.substr(0, field.find('=')));
      const bool has_value = field.find('=') != field.npos;
      if (key == "required" && (has_value || fields->size() > 1))
        put(out, "required", !has_value || parse_bool(field.substr(field.find('=') + 1)).value_or(false));
      else
        out["name"] = clean(key == "name" && has_value ? field.substr(5) : field);
    }
    return out;
  }

  const File& file_;
  const Instruction& in_;
  const json& node_;
  json out_ = json::object();
};

json with_line(json value, std::uint32_t line) {
  value["line"] = line;
  return value;
}

json per_instruction(const File& file, const Instruction& in, const json& node) {
  const std::uint32_t line = first_line(file, in);
  const SyntaxError* error = first_error(file.errors, Layer::instruction, in.lines);
  // What is wrong with a trigger BuildKit says only in a child.
  const bool wrong_trigger =
      in.as<Onbuild>() && error && error->span.begin >= in.arguments.span().begin && !in.arguments.empty();
  if (error && !wrong_trigger) return with_line({{"error", error->message}}, line);
  return with_line(Typed(file, in, node).read(), line);
}

}  // namespace

// BuildKit stops at the first error; an instruction other than ARG before the first FROM is one.
void add_instructions(const File& file, json& out) {
  json list = json::array();
  json result = {{"ok", true}};
  json stages = json::array();
  int meta = 0;
  for (std::size_t i = 0; i < file.instructions.size(); ++i) {
    const Instruction& in = file.instructions[i];
    list.push_back(per_instruction(file, in, out["nodes"][i]));
    const json& each = list.back();
    if (result.contains("error")) continue;
    if (each.contains("error")) {
      result = {{"error", each["error"]}, {"line", each["line"]}};
    } else if (in.as<dockerfile::From>()) {
      stages.push_back({{"base", each["base"]}, {"line", each["line"]}, {"commands", 0}});
      for (const char* key : {"name", "platform"})
        if (each.contains(key)) stages.back()[key] = each[key];
    } else if (!stages.empty()) {
      stages.back()["commands"] = stages.back()["commands"].get<int>() + 1;
    } else if (in.as<Arg>()) {
      ++meta;
    } else {
      result = {{"error", "no stage begins before it"}, {"line", each["line"]}};
    }
  }
  if (result.contains("ok")) {
    put(result, "metaArgs", meta);
    result["stages"] = std::move(stages);
  }
  out["perInstruction"] = std::move(list);
  out["instructions"] = std::move(result);
}

}  // namespace mountlint::conformance
