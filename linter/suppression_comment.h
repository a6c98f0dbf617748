// The grammar of a suppression comment: `# mountlint: ignore[rule-a, rule-b] -- reason`.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mountlint {

// A part of the comment, in bytes from its `#`.
struct Part {
  std::uint32_t begin = 0, end = 0;
};

// What is wrong with a comment. `replacement` is there if only one thing can be meant.
struct CommentMistake {
  Part part;
  std::string message;
  std::optional<std::string> replacement = {};
};

struct SuppressionComment {
  bool whole_file = false;  // file-ignore
  std::vector<Part> ids;
  Part reason;
  std::optional<CommentMistake> mistake;  // then nothing is suppressed
};

// Empty if the comment does not speak to mountlint. `is_rule` says which words are ids of rules: only with one of them
// a comment without the colon is taken for a misspelt suppression and not for prose.
std::optional<SuppressionComment> read_suppression_comment(std::string_view comment,
                                                           const std::function<bool(std::string_view)>& is_rule);

}  // namespace mountlint
