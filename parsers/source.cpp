#include "parsers/source.h"

#include <algorithm>
#include <cassert>

namespace mountlint {

constexpr std::string_view bom = "\xEF\xBB\xBF";

Span Span::to(const Span& last) const {
  assert(file == last.file);
  return {file, std::min(begin, last.begin), std::max(end, last.end)};
}

SourceFile::SourceFile(FileId id, std::string path, std::string text)
    : id_(id), path_(std::move(path)), text_(std::move(text)) {
  line_starts_.push_back(content().begin);
  for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1))
    line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
}

std::string_view SourceFile::text(Span span) const {
  assert(span.file == id_ && span.begin <= span.end && span.end <= text_.size());
  return std::string_view(text_).substr(span.begin, span.size());
}

Span SourceFile::content() const {
  const bool has_bom = std::string_view(text_).starts_with(bom);
  return {id_, has_bom ? std::uint32_t(bom.size()) : 0, static_cast<std::uint32_t>(text_.size())};
}

std::uint32_t SourceFile::line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }

std::uint32_t SourceFile::line_of(std::uint32_t offset) const {
  const auto after = std::upper_bound(line_starts_.begin() + 1, line_starts_.end(), offset);
  return static_cast<std::uint32_t>(after - line_starts_.begin());
}

Span SourceFile::line(std::uint32_t number) const {
  assert(number >= 1 && number <= line_count());
  const std::uint32_t begin = line_starts_[number - 1];
  if (number == line_count()) return {id_, begin, static_cast<std::uint32_t>(text_.size())};
  std::uint32_t end = line_starts_[number] - 1;
  if (end > begin && text_[end - 1] == '\r') --end;
  return {id_, begin, end};
}

}  // namespace mountlint
