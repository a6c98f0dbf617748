// CSV as BuildKit's go-csvvalue reads it: a field that begins with `"` is quoted, `""` in it is one quote, and a quote
// anywhere else is an error. Blanks belong to the fields.
#include "parsers/dockerfile/csv.h"

#include <algorithm>

namespace mountlint::dockerfile {

namespace {

class CsvReader {
 public:
  CsvReader(const Text& text, TextArena& texts, SyntaxErrors& errors)
      : text_(text), in_(text.value()), texts_(texts), errors_(errors), fields_(texts) {}

  std::optional<List<Text>> read() {
    do {
      if (!(at_ < in_.size() && in_[at_] == '"' ? quoted() : plain())) return std::nullopt;
    } while (at_ < in_.size() && in_[at_++] == ',');
    return fields_.list();
  }

 private:
  bool fail(std::uint32_t begin, std::uint32_t end, const char* message) {
    errors_.push_back({text_.sub(begin, end).span(), message});
    return false;
  }

  bool plain() {
    const auto end = static_cast<std::uint32_t>(std::min(in_.find(',', at_), in_.size()));
    const std::size_t quote = in_.substr(0, end).find('"', at_);
    if (quote != in_.npos) {
      const auto at = static_cast<std::uint32_t>(quote);
      return fail(at, at + 1, "a quote may stand only around a whole field of a CSV record");
    }
    fields_.push_back(text_.sub(at_, end));
    at_ = end;
    return true;
  }

  bool quoted() {
    TextBuilder out(texts_);
    const std::uint32_t begin = at_++;
    while (true) {
      const std::size_t found = in_.find('"', at_);
      if (found == in_.npos) return fail(begin, text_.size(), "the quoted field of this CSV record is not closed");
      const auto end = static_cast<std::uint32_t>(found);
      out.copy(text_.sub(at_, end));
      at_ = end + 1;
      if (at_ == in_.size() || in_[at_] == ',') break;
      if (in_[at_] != '"') return fail(at_, at_ + 1, "only a comma may follow a quoted field of a CSV record");
      out.replace("\"", text_.sub(end, ++at_).span());
    }
    fields_.push_back(out.finish(text_.sub(begin + 1, at_ - 1).span()));
    return true;
  }

  Text text_;
  std::string_view in_;
  TextArena& texts_;
  SyntaxErrors& errors_;
  std::uint32_t at_ = 0;
  ListBuilder<Text> fields_;
};

}  // namespace

std::optional<List<Text>> split_csv(const Text& text, Span flag, TextArena& texts, SyntaxErrors& errors) {
  if (!text.empty()) return CsvReader(text, texts, errors).read();
  errors.push_back({flag, "this flag has an empty value"});
  return std::nullopt;
}

}  // namespace mountlint::dockerfile
