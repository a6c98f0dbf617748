// What the YAML tests share: parse a text, write a tree as one line, and check what must hold for any tree.
#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>
#include <string>

#include "parsers/yaml/binary.h"
#include "parsers/yaml/tree.h"

namespace mountlint::yaml {

inline File parse_text(std::string text) {
  return parse(std::make_shared<SourceFile>(FileId(0), "compose.yaml", std::move(text)));
}

inline std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\n')
      out += "\\n";
    else if (byte < 0x20)
      out += fmt::format("\\x{:02x}", byte);
    else
      out += c;
  }
  return out;
}

// Scalars as `<style><value>@begin-end` (p plain, s single, d double quoted, | and > blocks), null as `~`, collections
// as
// {..} and [..], flow collections with `F` before, aliases as `*@begin-end`, and `?` behind what is incomplete.
class Dump {
 public:
  static std::string of(const Node& node) {
    std::string out;
    if (!node.anchor.empty()) out += fmt::format("&{} ", node.anchor);
    if (!node.tag.empty()) out += fmt::format("{} ", node.tag);
    if (node.is_flow) out += 'F';
    out += body(node);
    if (!node.complete) out += '?';
    return out + fmt::format("@{}-{}", node.span.begin, node.span.end);
  }

 private:
  static std::string body(const Node& node) {
    if (node.is_null()) return "~";
    if (node.is_scalar()) return std::string(1, "?psd|>"[static_cast<int>(node.style)]) + escaped(node.text.value());
    std::string out;
    for (const Entry& entry : node.children) {
      if (!out.empty()) out += ", ";
      if (entry.key) out += of(*entry.key) + ": ";
      out += entry.via ? fmt::format("*@{}-{}", entry.via->span.begin, entry.via->span.end) : of(*entry.value);
    }
    return node.is_mapping() ? "{" + out + "}" : "[" + out + "]";
  }
};

inline std::string dump(const File& file) {
  std::string out;
  for (const Document& document : file.documents) {
    if (!out.empty()) out += " --- ";
    out += document.root ? Dump::of(*document.root) : "none";
  }
  return out;
}

inline std::string dump_errors(const File& file) {
  std::string out;
  for (const SyntaxError& error : file.errors) {
    const std::uint32_t line = file.source->line_of(error.span.begin);
    const std::uint32_t column = error.span.begin - file.source->line(line).begin + 1;
    out += fmt::format("{}:{}: {}\n", line, column, error.message);
  }
  return out;
}

// Checks a tree: spans lie in bounds and in their parents, stand in order, and never split a character; and what was
// written at each span, decoded, is the value. Counts the scalars it saw, and collects what is wrong.
class Invariants {
 public:
  explicit Invariants(const File& file) : file_(file), text_(file.source->text()) { check_file(); }

  int scalars() const { return scalars_; }
  const std::string& complaints() const { return complaints_; }

 private:
  void complain(std::string_view what, Span at) {
    if (complaints_.size() < 2'000) complaints_ += fmt::format("{} at {}-{}\n", what, at.begin, at.end);
  }

  bool splits(std::uint32_t at) const {
    const auto byte = [&](std::uint32_t i) { return static_cast<unsigned char>(text_[i]); };
    // A stray byte that goes on with nothing is no part of a character.
    return at > 0 && at < text_.size() && (byte(at) & 0xC0) == 0x80 && byte(at - 1) >= 0x80 && is_utf8_;
  }

  bool check_span(Span span, std::string_view what) {
    const bool fine = span.file == FileId(0) && span.begin <= span.end && span.end <= text_.size();
    if (!fine) complain(fmt::format("{} out of bounds", what), span);
    if (fine && (splits(span.begin) || splits(span.end))) complain(fmt::format("{} splits a character", what), span);
    return fine;
  }

  void check_file() {
    for (const SyntaxError& error : file_.errors)
      if (error.message.find("UTF-8") != error.message.npos || error.message.find("UTF-16") != error.message.npos)
        is_utf8_ = false;
    for (const SyntaxError& error : file_.errors) check_error(error);
    std::uint32_t last = 0;
    for (const Comment& comment : file_.comments) {
      if (!check_span(comment.span, "comment")) continue;
      if (comment.span.begin < last || text_.substr(comment.span.begin, 1) != "#") complain("comment", comment.span);
      last = comment.span.end;
    }
    for (const Document& document : file_.documents) {
      if (!document.root) complain("document without a root", {});
      if (document.root) check(*document.root, file_.source->content());
    }
  }

  void check_error(const SyntaxError& error) {
    check_span(error.span, "error");
    for (const SyntaxNote& note : error.notes) check_span(note.span, "note");
    if (error.message.empty() || error.message.back() == '.') complain("error message", error.span);
    if (error.claim != Claim::compose_syntax) complain("claim", error.span);
  }

  void check(const Node& node, Span parent) {
    if (!check_span(node.span, "node")) return;
    if (!parent.contains(node.span)) complain("node outside of its parent", node.span);
    if (!seen_.insert(&node).second) return;
    if (node.is_scalar() || node.is_null()) return check_scalar(node);
    check_children(node);
  }

  void check_children(const Node& node) {
    std::uint32_t last = node.span.begin;
    for (const Entry& entry : node.children) {
      if (!entry.value) return complain("entry without a value", node.span);
      if ((entry.key != nullptr) != node.is_mapping()) complain("key", node.span);
      const bool shared = entry.key && seen_.contains(entry.key);
      if (entry.key && !shared) check(*entry.key, node.span);
      if (entry.key && !shared && entry.key->span.begin < last) complain("key out of order", entry.key->span);
      if (entry.via) check_span(entry.via->span, "via");
      if (entry.via) continue;
      check(*entry.value, node.span);
      if (entry.value->span.begin < last) complain("value out of order", entry.value->span);
      last = entry.value->span.end;
    }
  }

  void check_scalar(const Node& node) {
    ++scalars_;
    if (node.is_null() && !node.complete) return;
    const Span span = node.text.span();
    if (!check_span(span, "text")) return;
    if (!node.span.contains(span)) complain("text outside of its node", span);
    std::uint32_t value = 0, at = span.begin;
    for (const Run& run : node.text.runs()) {
      if (run.value != value || run.span.begin < at) complain("run out of order", run.span);
      value = run.value + run.length;
      at = run.span.end;
      check_run(node, run);
    }
    if (value != node.text.size()) complain("runs do not cover the value", span);
  }

  void check_run(const Node& node, const Run& run) {
    if (!check_span(run.span, "run")) return;
    const std::string_view value = node.text.value().substr(run.value, run.length);
    const std::string_view written = file_.source->text(run.span);
    if (run.from == From::source && value != written) complain("source run", run.span);
    if (node.tag == "!!binary" && yaml::decode_base64(written) == value) return;
    if (run.from == From::escape && !decodes(node, written, value)) complain("escape run", run.span);
  }

  static std::uint32_t count_breaks(std::string_view written) {
    std::uint32_t breaks = 0;
    for (std::size_t i = 0; i < written.size(); ++i)
      breaks += written[i] == '\n' || (written[i] == '\r' && written.substr(i + 1, 1) != "\n") ||
                written.substr(i, 2) == "\xC2\x85" || written.substr(i, 2) == "\xE2\x80";
    return breaks;
  }

  static bool decodes(const Node& node, std::string_view written, std::string_view value) {
    if (written == "''") return value == "'";
    const bool only_blanks = written.find_first_not_of(" \t\r\n\xC2\x85\xE2\x80\xA8\xA9") == written.npos;
    const std::uint32_t breaks = count_breaks(written);
    if (only_blanks && (node.style == Style::literal || node.style == Style::folded))
      return breaks > 0 && (value == " " || value.size() >= 1);
    if (only_blanks) return breaks == 1 ? !value.empty() : value.size() >= breaks - 1;
    if (node.style != Style::double_quoted || written.size() < 2 || written[0] != '\\') return false;
    if (breaks > 0) return value == std::string(breaks - 1, '\n');
    return decodes_escape(written, value);
  }

  static bool decodes_escape(std::string_view written, std::string_view value) {
    if (written[1] == 'x' || written[1] == 'u' || written[1] == 'U') {
      const unsigned long code = std::stoul(std::string(written.substr(2)), nullptr, 16);
      return code < 0x80 ? value == std::string(1, static_cast<char>(code)) : value.size() >= 2;
    }
    return !value.empty();
  }

  const File& file_;
  std::string_view text_;
  std::set<const Node*> seen_;
  std::string complaints_;
  int scalars_ = 0;
  bool is_utf8_ = true;
};

inline void check_invariants(const File& file) {
  const Invariants found(file);
  CHECK_MESSAGE(found.complaints().empty(), found.complaints());
}

}  // namespace mountlint::yaml
