// ParseGitRef of BuildKit's frontend/dockerfile/dfgitutil and ParseURL of its util/gitutil: an HTTP URL is a repository
// only if its path ends in `.git`; `git://`, `ssh://` and `user@host:path` always are.
#include "parsers/dockerfile/git_urls.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "parsers/dockerfile/characters.h"
#include "parsers/dockerfile/did_you_mean.h"
#include "parsers/dockerfile/dispatch_errors.h"
#include "parsers/dockerfile/go_values.h"

namespace mountlint::dockerfile {

namespace {

constexpr std::array<std::string_view, 9> keys = {"ref",    "tag",          "branch",     "subdir",         "checksum",
                                                  "commit", "keep-git-dir", "submodules", "fetch-by-commit"};

std::uint32_t find(const Text& text, char c) {
  return static_cast<std::uint32_t>(std::min<std::size_t>(text.value().find(c), text.size()));
}

Text behind(const Text& text, std::uint32_t at) { return text.from(std::min(at + 1, text.size())); }

// The parts of a URL that matter here.
struct Url {
  Text path, query, fragment;
};

Url split_url(const Text& url) {
  const std::uint32_t hash = find(url, '#');
  const Text before = url.sub(0, hash);
  const std::uint32_t question = find(before, '?');
  return {before.sub(0, question), behind(before, question), behind(url, hash)};
}

// The scheme in lower case; empty if there is none.
std::string scheme_of(std::string_view text) {
  const std::size_t end = text.find("://");
  if (end == text.npos || end == 0) return {};
  const std::string scheme = lower(text.substr(0, end));
  const bool plain = scheme.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789") == scheme.npos;
  return plain ? scheme : std::string();
}

// user@host:path
bool is_scp_style(std::string_view text) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
  const std::size_t at = text.find_first_not_of(std::string(letters) + "_");
  if (at == text.npos || at == 0 || text[at] != '@') return false;
  const std::size_t colon = text.find_first_not_of(std::string(letters) + ".", at + 1);
  return colon != text.npos && colon > at + 1 && text[colon] == ':';
}

bool is_repository(const Text& source) {
  const std::string scheme = scheme_of(source.value());
  if (scheme == "git" || scheme == "ssh") return true;
  if (scheme == "http" || scheme == "https") return split_url(source).path.value().ends_with(".git");
  return scheme.empty() && is_scp_style(source.value());
}

class QueryReader {
 public:
  QueryReader(const Text& source, SyntaxErrors& errors) : errors_(errors), before_(errors.size()) {
    const Url url = split_url(source);
    query_ = url.query;
    const std::uint32_t colon = find(url.fragment, ':');
    if (url.fragment.value().starts_with('#')) return;
    if (colon > 0) ref_ = url.fragment.sub(0, colon);
    if (const Text subdir = behind(url.fragment, colon); !subdir.empty()) subdir_ = subdir;
  }

  std::optional<GitQuery> read() {
    for (const Text& field : query_.split('&'))
      if (!field.empty() && errors_.size() == before_) read_field(field);
    if (errors_.size() == before_) check_refs();
    if (errors_.size() > before_) return std::nullopt;
    return out_;
  }

 private:
  void report(const Text& at, std::string message) { report_value(at, std::move(message), errors_); }

  void read_field(const Text& field) {
    const std::uint32_t equals = find(field, '=');
    const Text key = field.sub(0, equals), value = behind(field, equals);
    if (field.value().find_first_of("%+;") != std::string_view::npos) return;  // encoded: left alone
    if (std::find(keys.begin(), keys.end(), key.value()) == keys.end()) return report_key(key);
    if (std::find(seen_.begin(), seen_.end(), key.value()) != seen_.end())
      return report(field, fmt::format("`{}` is given twice in the query of this URL", key.value()));
    seen_.push_back(key.value());
    set(key, value);
  }

  void report_key(const Text& key) {
    suggest(report_value(key, fmt::format("the URL of a Git repository takes no `{}`", key.value()), errors_), key,
            keys);
  }

  void set(const Text& key, const Text& value) {
    const std::string_view name = key.value();
    if (name == "fetch-by-commit") return;
    if (name == "keep-git-dir" || name == "submodules") return set_bool(key, value);
    if (value.empty()) return report(key, fmt::format("`{}` has no value in the query of this URL", name));
    if (name == "ref") return set_once(value, ref_);
    if (name == "subdir") return set_once(value, subdir_);
    if (name == "tag") tag_ = value;
    if (name == "branch") branch_ = value;
    if (name == "checksum" || name == "commit") out_.checksum = value;
  }

  void set_bool(const Text& key, const Text& value) {
    const std::optional<bool> flag = value.empty() ? std::optional<bool>(true) : parse_bool(value.value());
    if (!flag) return report(value, fmt::format("`{}` takes `true` or `false`, not `{}`", key.value(), value.value()));
    if (key.value() == "keep-git-dir") out_.keep_git_dir = flag;
  }

  // The fragment may have set it before.
  void set_once(const Text& value, std::optional<Text>& slot) {
    if (slot && slot->value() != value.value()) return report_conflict(*slot, value);
    slot = value;
  }

  void report_conflict(const Text& first, const Text& second) {
    SyntaxError& error =
        report_value(second, fmt::format("this URL names both `{}` and `{}`", first.value(), second.value()), errors_);
    error.notes.push_back({first.span(), "the other stands here"});
  }

  // A tag and a branch are refs, too.
  void check_refs() {
    if (tag_ && branch_) return report_conflict(*tag_, *branch_);
    check_ref(tag_, "refs/tags/");
    check_ref(branch_, "refs/heads/");
  }

  void check_ref(const std::optional<Text>& name, std::string_view prefix) {
    if (!name || !ref_) return;
    const std::string full =
        (name->value().starts_with(prefix) ? "" : std::string(prefix)) + std::string(name->value());
    if (ref_->value() != full) report_conflict(*ref_, *name);
  }

  SyntaxErrors& errors_;
  std::size_t before_;
  Text query_;
  std::vector<std::string_view> seen_;
  std::optional<Text> ref_, subdir_, tag_, branch_;
  GitQuery out_;
};

}  // namespace

SourceKind source_kind(const Text& source) {
  if (!source.is_known()) return SourceKind::local;
  if (is_repository(source)) return SourceKind::git;
  const std::string_view bytes = source.value();
  return bytes.starts_with("http://") || bytes.starts_with("https://") ? SourceKind::url : SourceKind::local;
}

bool is_git_like(const Text& source) {
  return source.is_known() && (source.value().starts_with("github.com/") || is_repository(source));
}

std::optional<GitQuery> read_git_query(const Text& source, SyntaxErrors& errors) {
  return QueryReader(source, errors).read();
}

}  // namespace mountlint::dockerfile
