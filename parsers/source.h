// Source text and places in it. Everything in the trees points back here; lines and columns are made
// only when a report is written.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mountlint {

// Names one text held by a Sources. Its order says nothing: reports sort by path.
enum class FileId : std::uint32_t { none = 0xffffffff };

// Half-open range of bytes [begin, end) of one file, counted from the start of the file, BOM included.
struct Span {
  FileId file = FileId::none;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool valid() const { return file != FileId::none; }
  bool empty() const { return begin == end; }
  std::uint32_t size() const { return end - begin; }
  bool contains(const Span& other) const { return file == other.file && begin <= other.begin && other.end <= end; }
  // The smallest span that holds both; both lie in one file.
  Span to(const Span& last) const;
  // The empty span at the begin (at the end) of this one.
  Span at_begin() const { return {file, begin, begin}; }
  Span at_end() const { return {file, end, end}; }

  friend auto operator<=>(const Span&, const Span&) = default;
};

// One immutable text with its name. The path is shown to people as it stands here: relative to the
// working directory where that is possible, `/` as separator.
class SourceFile {
 public:
  SourceFile(FileId id, std::string path, std::string text);

  FileId id() const { return id_; }
  const std::string& path() const { return path_; }
  // The whole content, byte for byte, a BOM included.
  std::string_view text() const { return text_; }
  std::string_view text(Span span) const;
  // The span of the whole content without a leading BOM.
  Span content() const;

  // Lines count from 1. Only `\n` ends a line (a lone `\r` does not; of `\r\n` the `\r` is no part of it).
  std::uint32_t line_count() const;
  std::uint32_t line_of(std::uint32_t offset) const;
  // The bytes of a line without its line ending; the BOM is no part of line 1.
  Span line(std::uint32_t number) const;

 private:
  FileId id_;
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

using SourcePtr = std::shared_ptr<const SourceFile>;

}  // namespace mountlint
