// Sources of ADD and COPY that are not files of the context: Git repositories and URLs.
#pragma once

#include <optional>

#include "parsers/syntax_error.h"
#include "parsers/text.h"

namespace mountlint::dockerfile {

enum class SourceKind : std::uint8_t { local, git, url };

// Takes the expanded source; an unknown one is local.
SourceKind source_kind(const Text& source);

// What the query of a Git URL asks for, beside its ref.
struct GitQuery {
  std::optional<bool> keep_git_dir;
  std::optional<Text> checksum;
};

// Takes a source for which is_git_like() holds, and reports a wrong or contradictory query. Nothing if it is wrong.
std::optional<GitQuery> read_git_query(const Text& source, SyntaxErrors& errors);

// A Git repository, or `github.com/..`, which BuildKit takes as a path but reads as a repository first.
bool is_git_like(const Text& source);

}  // namespace mountlint::dockerfile
