// Walks and prints Dockerfile trees for the tests.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "parsers/dockerfile/ast.h"

namespace mountlint::dockerfile {

using TextVisitor = std::function<void(std::string_view label, const Text& text)>;

inline void visit(List<Text> texts, std::string_view label, const TextVisitor& f) {
  for (const Text& text : texts) f(label, text);
}

inline void visit(const std::optional<Text>& text, std::string_view label, const TextVisitor& f) {
  if (text) f(label, *text);
}

inline void visit(const Command& command, const TextVisitor& f) {
  visit(command.words, "word", f);
  if (!command.json) f("shell", command.shell);
}

inline void visit(List<KeyValue> pairs, const TextVisitor& f) {
  for (const KeyValue& pair : pairs) {
    f("key", pair.key);
    f(pair.legacy ? "legacy" : "value", pair.value);
  }
}

inline void visit(const Run& run, const TextVisitor& f) {
  for (const RunMountFlag& mount : run.mounts) {
    for (const MountField& field : mount.fields) {
      f("mount-key", field.key);
      visit(field.value, "mount-value", f);
    }
  }
  visit(run.command, f);
}

// Every text of the typed part, in order.
inline void visit_detail(const Instruction& in, const TextVisitor& f) {
  if (const auto* x = in.as<Add>()) visit(x->sources.items, "source", f), f("destination", x->destination);
  if (const auto* x = in.as<Copy>()) {
    visit(x->from, "from", f);
    visit(x->sources.items, "source", f);
    f("destination", x->destination);
  }
  if (const auto* x = in.as<Arg>()) visit(x->variables, f);
  if (const auto* x = in.as<Cmd>()) visit(x->command, f);
  if (const auto* x = in.as<Entrypoint>()) visit(x->command, f);
  if (const auto* x = in.as<Env>()) visit(x->variables, f);
  if (const auto* x = in.as<Expose>()) visit(x->ports, "port", f);
  if (const auto* x = in.as<From>()) f("image", x->image), visit(x->platform, "platform", f), visit(x->name, "name", f);
  if (const auto* x = in.as<Healthcheck>(); x && !x->none) visit(x->command, f);
  if (const auto* x = in.as<Label>()) visit(x->labels, f);
  if (const auto* x = in.as<Maintainer>()) f("name", x->name);
  if (const auto* x = in.as<Run>()) visit(*x, f);
  if (const auto* x = in.as<Shell>()) visit(x->words, "word", f);
  if (const auto* x = in.as<Stopsignal>()) f("signal", x->signal);
  if (const auto* x = in.as<User>()) f("user", x->user);
  if (const auto* x = in.as<Volume>()) visit(x->paths.items, "path", f);
  if (const auto* x = in.as<Workdir>()) f("path", x->path);
}

// Keyword, flags, arguments, heredocs and the typed part, of triggers too.
inline void visit_all(const Instruction& in, const TextVisitor& f) {
  f("keyword", in.keyword);
  for (const Flag& flag : in.flags) f("flag", flag.name), visit(flag.value, "flag-value", f);
  f("arguments", in.arguments);
  for (const Heredoc& heredoc : in.heredocs) f("heredoc", heredoc.name), f("content", heredoc.content);
  visit_detail(in, f);
  if (const auto* x = in.as<Onbuild>(); x && x->trigger) visit_all(*x->trigger, f);
}

inline std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n')
      out += "\\n";
    else if (c == '\t')
      out += "\\t";
    else if (c == '\r')
      out += "\\r";
    else
      out += c;
  }
  return out;
}

inline std::string dump(const Text& text, bool with_spans) {
  const std::string value = '<' + escaped(text.shown()) + '>';
  const Span span = text.span();
  return with_spans ? fmt::format("{}{}-{}", value, span.begin, span.end) : value;
}

// `KEYWORD --flag=<v>1-2 label=<text>3-4 ..`; the arguments are left out, the typed part says the same.
inline std::string dump(const Instruction& in, bool with_spans) {
  std::string out(in.keyword.value());
  if (with_spans) out += fmt::format("@{}-{}", in.span.begin, in.span.end);
  for (const Flag& flag : in.flags)
    out += fmt::format(" --{}{}", flag.name.value(), flag.value ? "=" + dump(*flag.value, with_spans) : "");
  if (in.as<Broken>()) out += " broken";
  if (const auto* x = in.as<Healthcheck>(); x && x->none) out += " none";
  visit_detail(in, [&](std::string_view label, const Text& text) {
    out += fmt::format(" {}={}", label, dump(text, with_spans));
  });
  for (const Heredoc& heredoc : in.heredocs)
    out += fmt::format(" heredoc={}{}{}{}", dump(heredoc.name, with_spans), heredoc.expand ? "" : " quoted",
                       heredoc.chomp ? " chomp" : "", dump(heredoc.content, with_spans));
  if (const auto* x = in.as<Onbuild>(); x && x->trigger) out += " (" + dump(*x->trigger, with_spans) + ')';
  return out;
}

inline std::string dump(const File& file, bool with_spans) {
  std::string out;
  for (const Directive& directive : file.directives)
    out += fmt::format("# {}={}\n", directive.name.value(), dump(directive.value, with_spans));
  for (const Instruction& in : file.instructions) out += dump(in, with_spans) + '\n';
  return out;
}

// `line:column-column message [help] -> replacement`, columns of bytes from 1, one error a line.
inline std::string dump_errors(const File& file) {
  std::string out;
  for (const SyntaxError& error : file.errors) {
    const std::uint32_t line = file.source->line_of(error.span.begin);
    const std::uint32_t begin = file.source->line(line).begin;
    out += fmt::format("{}:{}-{} {}", line, error.span.begin - begin + 1, error.span.end - begin + 1, error.message);
    if (!error.help.empty()) out += " [" + error.help + ']';
    if (error.replacement) out += " -> " + *error.replacement;
    out += '\n';
  }
  return out;
}

inline SourcePtr make_source(std::string text) {
  return std::make_shared<SourceFile>(FileId{7}, "Dockerfile", std::move(text));
}

}  // namespace mountlint::dockerfile
