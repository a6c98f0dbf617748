// From comments to suppressions: what each comment says (suppression_comment.cpp), and what it acts on. A comment is
// part of the text it stands in, so it moves with the lines it is about.
#include "linter/suppressions.h"

#include <algorithm>

#include <fmt/core.h>

#include "linter/suppression_comment.h"
#include "parsers/spelling.h"

namespace mountlint {
namespace {

// Reads all comments of one text. The target of an own-line comment depends on the language and is asked for.
class Reader {
 public:
  using Target = std::function<Span(const Comment&)>;

  Reader(const SourceFile& file, Span whole, const RuleList& rules, Target target)
      : file_(file),
        whole_(whole),
        rules_(rules),
        target_(std::move(target)),
        invalid_(rules.find("invalid-suppression")) {}

  Suppressions run(const Comments& comments) {
    for (const Comment& comment : comments) read(comment);
    return std::move(out_);
  }

 private:
  void read(const Comment& comment) {
    const auto is_rule = [this](std::string_view id) { return rules_.find(id) != nullptr; };
    const auto said = read_suppression_comment(file_.text(comment.span), is_rule);
    if (!said) return;
    if (said->mistake) return mistake(comment, *said->mistake);
    Suppression suppression{comment.span, said->whole_file ? whole_ : target_(comment), said->whole_file,
                            comment.trailing};
    suppression.reason = file_.text(span_of(comment, said->reason));
    for (const Part id : said->ids) add_rule(span_of(comment, id), suppression);
    out_.list.push_back(std::move(suppression));
  }

  void add_rule(Span id, Suppression& suppression) {
    const Rule* rule = rules_.find(file_.text(id));
    suppression.rules.push_back({rule, id});
    if (!rule) unknown(id);
  }

  void unknown(Span id) {
    std::vector<std::string_view> ids;
    for (const Rule* rule : rules_) ids.push_back(rule->id);
    const std::string_view near = nearest(file_.text(id), ids);
    Finding* finding = add(id, fmt::format("there is no rule `{}`, so this suppresses nothing", file_.text(id)));
    if (!finding || near.empty()) return;
    finding->help = fmt::format("did you mean `{}`?", near);
    finding->fix = Fix{fmt::format("write `{}`", near), Applicability::unsafe, {{id, std::string(near)}}};
  }

  void mistake(const Comment& comment, const CommentMistake& mistake) {
    const Span span = span_of(comment, mistake.part);
    Finding* finding = add(span, mistake.message + "; as it stands, this comment suppresses nothing");
    if (!finding) return;
    finding->help = "write `# mountlint: ignore[rule-a, rule-b] -- reason`";
    if (!mistake.replacement) return;
    finding->fix = Fix{"correct the suppression", Applicability::safe, {{span, *mistake.replacement}}};
  }

  Finding* add(Span span, std::string message) {
    if (!invalid_) return nullptr;
    out_.invalid.push_back({invalid_, invalid_->severity, span, std::move(message)});
    return &out_.invalid.back();
  }

  static Span span_of(const Comment& comment, Part part) {
    return {comment.span.file, comment.span.begin + part.begin, comment.span.begin + part.end};
  }

  const SourceFile& file_;
  const Span whole_;
  const RuleList& rules_;
  const Target target_;
  const Rule* invalid_;
  Suppressions out_;
};

// Every key with its value and every list item of a file, by where it begins; of several that begin at one place the
// largest comes first. What an alias brings in is not visited: it stands elsewhere.
std::vector<Span> entries_of(const yaml::File& file) {
  std::vector<Span> out;
  std::vector<const yaml::Node*> open;
  for (const yaml::Document& document : file.documents)
    if (document.root) open.push_back(document.root);
  while (!open.empty()) {
    const yaml::Node& node = *open.back();
    open.pop_back();
    for (const yaml::Entry& entry : node.children) {
      const Span value = entry.via ? entry.via->span : entry.value->span;
      out.push_back(entry.key ? entry.key->span.to(value) : value);
      if (!entry.via) open.push_back(entry.value);
    }
  }
  std::ranges::sort(
      out, [](const Span& a, const Span& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
  return out;
}

// The first span that begins behind `place`; empty and at the end of `place` if there is none.
Span next_behind(const std::vector<Span>& sorted, Span place) {
  const auto next = std::ranges::lower_bound(sorted, place.end, {}, &Span::begin);
  return next == sorted.end() ? place.at_end() : *next;
}

Span line_of(const SourceFile& file, Span place) { return file.line(file.line_of(place.begin)); }

bool is_comment_or_blank(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  return first == std::string_view::npos || line[first] == '#';
}

// What own-line comments of a Dockerfile act on. They are asked about in order of place.
class DockerfileTargets {
 public:
  explicit DockerfileTargets(const dockerfile::File& file) : file_(file), source_(*file.source) {}

  Span operator()(const Comment& comment) {
    const auto before = [&](const dockerfile::Instruction& instruction) {
      return instruction.span.end <= comment.span.begin;
    };
    const auto next = std::ranges::partition_point(file_.instructions, before);
    if (next == file_.instructions.end()) return comment.span.at_end();
    const bool inside = next->span.begin < comment.span.begin;
    return inside ? next_physical_line(comment.span, next->span) : next->span;
  }

 private:
  // The next line of a continued instruction that holds a part of it. The lines between are looked at once, however
  // many of them are comments.
  Span next_physical_line(Span comment, Span instruction) {
    next_line_ = std::max(next_line_, source_.line_of(comment.begin) + 1);
    for (; next_line_ <= source_.line_count(); ++next_line_) {
      const Span line = source_.line(next_line_);
      if (line.begin >= instruction.end) break;
      if (!is_comment_or_blank(source_.text(line))) return line;
    }
    return comment.at_end();
  }

  const dockerfile::File& file_;
  const SourceFile& source_;
  std::uint32_t next_line_ = 0;
};

// The whole comment: with its line if it stands alone, with the blanks before it if not.
Span removable(const Suppression& suppression, const SourceFile& file) {
  Span span = suppression.comment;
  const std::string_view text = file.text();
  while (span.begin > file.content().begin && (text[span.begin - 1] == ' ' || text[span.begin - 1] == '\t'))
    --span.begin;
  if (suppression.trailing) return span;
  const std::size_t end = text.find('\n', span.end);
  return {span.file, span.begin, end == std::string_view::npos ? span.end : static_cast<std::uint32_t>(end + 1)};
}

// An id with the comma that separates it from its neighbour.
Span removable(const Suppression& suppression, std::size_t index) {
  const std::vector<SuppressedRule>& rules = suppression.rules;
  if (index + 1 < rules.size()) return {rules[index].span.file, rules[index].span.begin, rules[index + 1].span.begin};
  return {rules[index].span.file, rules[index - 1].span.end, rules[index].span.end};
}

Finding unused_finding(const Rule& unused, Span span, std::string message, Span removed) {
  Finding finding{&unused, unused.severity, span, std::move(message)};
  finding.fix = Fix{"remove the unused suppression", Applicability::safe, {{removed, ""}}};
  return finding;
}

}  // namespace

Suppressions read_suppressions(const yaml::File& file, const RuleList& rules) {
  const SourceFile& source = *file.source;
  std::optional<std::vector<Span>> entries;  // few files have suppressions
  const auto target = [&](const Comment& comment) {
    if (comment.trailing) return line_of(source, comment.span);
    if (!entries) entries = entries_of(file);
    return next_behind(*entries, comment.span);
  };
  return Reader(source, source.content(), rules, target).run(file.comments);
}

Suppressions read_suppressions(const dockerfile::File& file, const RuleList& rules) {
  const SourceFile& source = *file.source;
  const Span whole = file.text.empty() ? source.content() : file.text.span();
  return Reader(source, whole, rules, DockerfileTargets(file)).run(file.comments);
}

std::vector<Finding> unused_parts(const Suppression& suppression, const SourceFile& file, const Rule& unused,
                                  const std::function<bool(const Rule&)>& may_judge) {
  std::vector<Finding> out;
  const std::vector<SuppressedRule>& rules = suppression.rules;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!rules[i].rule || rules[i].used || !may_judge(*rules[i].rule)) continue;
    if (rules.size() > 1)
      out.push_back(unused_finding(unused, rules[i].span,
                                   fmt::format("`{}` has nothing to suppress here", rules[i].rule->id.text),
                                   removable(suppression, i)));
    else
      out.push_back(unused_finding(unused, suppression.comment, "this comment has nothing to suppress",
                                   removable(suppression, file)));
  }
  if (out.size() < 2 || out.size() < rules.size()) return out;
  return {unused_finding(unused, suppression.comment, "this comment has nothing to suppress",
                         removable(suppression, file))};
}

}  // namespace mountlint
