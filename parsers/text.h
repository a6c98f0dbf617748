// A value, and where each part of it was written.
//
// Quotes, escapes, folded lines, continuations and variables break the tie between a value and the bytes
// in the file. A Text is one contiguous string plus a table of runs that says, for each part of the string,
// which bytes of which file it stands for, so that the `ro` of `"./a\x3a/b:ro"` or of `${X:-./a}:/b:ro`
// has its exact place.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parsers/source.h"

namespace mountlint {

// Where a run of a value comes from.
enum class From : std::uint8_t {
  source,    // the bytes of the span themselves: value and span have the same length
  escape,    // other bytes mean this: `\x3a`, `''`, a folded line break
  variable,  // a variable whose value is known; `defined_at` is where that value was written
  unknown,   // a variable (or the like) without a known value: one reserved character stands for it
};

struct Run {
  std::uint32_t value = 0;   // offset in the value
  std::uint32_t length = 0;  // bytes of the value; may be 0 (an empty variable)
  Span span;                 // what was written there
  From from = From::source;
  Span defined_at;                // variable: the place of its value, if that is known
  std::string_view written = {};  // variable and unknown: the text of `span`
};

// The character that stands for an unknown run in Text::value(). No splitter ever looks for it, so `:` or `$`
// inside `${X:?a:b}` is never read again.
inline constexpr char unknown_character = '\x1A';

// One decoded string. Without runs its bytes are those of `whole` in the file. Held by a TextArena.
struct MappedString {
  std::string_view value;
  Span whole;
  std::vector<Run> runs;
};

class Text;

// Owns strings and their maps, and hands out pointers that stay valid as long as it lives.
class TextArena {
 public:
  TextArena() = default;
  TextArena(const TextArena&) = delete;
  TextArena& operator=(const TextArena&) = delete;

  const MappedString* add(MappedString string);
  // Keeps a copy of `bytes`.
  std::string_view keep(std::string bytes);
  // A text that is exactly the bytes of `span` in `file`; the file must outlive the arena's users.
  Text source(const SourceFile& file, Span span);

 private:
  std::deque<MappedString> strings_;
  std::deque<std::string> bytes_;
};

// A slice of a MappedString: cheap to copy, valid as long as the arena that made it. A default Text is
// empty and stands nowhere.
class Text {
 public:
  Text() = default;
  explicit Text(const MappedString* string)
      : string_(string), begin_(0), end_(static_cast<std::uint32_t>(string->value.size())) {}

  // The decoded bytes. An unknown part is one `unknown_character`.
  std::string_view value() const;
  // For decisions: the value, or empty if any part of it is unknown.
  std::optional<std::string_view> known() const;
  bool is_known() const { return known().has_value(); }
  // For messages: the value, unknown parts as they were written (`${DATA}/db`).
  std::string shown() const;

  bool empty() const { return begin_ == end_; }
  std::uint32_t size() const { return end_ - begin_; }

  // The bytes that were written for this value, without quotes around it. Empty values have an empty span at
  // their place. A part that begins or ends inside an escape or a variable takes all of it.
  Span span() const;
  // Where the value of a variable inside was written (the first one), if any part came from elsewhere.
  std::optional<Span> defined_at() const;

  // Slices, in bytes of value().
  Text sub(std::uint32_t begin, std::uint32_t end) const;
  Text from(std::uint32_t begin) const { return sub(begin, size()); }
  // From the begin of this slice to the end of `last`, a later slice of the same string.
  Text to(const Text& last) const;
  // At every `separator`; n separators give n + 1 parts. Never inside an unknown run.
  std::vector<Text> split(char separator) const;
  // Without ASCII blanks (space, tab, CR, LF, VT, FF) at both ends.
  Text trimmed() const;

  // True if the value is exactly one run of source bytes: only then may a fix replace span().
  bool editable() const;

  // The runs of this slice, clipped, with `value` counted from the begin of the slice. A text without runs
  // gives one source run (none if it is empty).
  std::vector<Run> runs() const;

 private:
  friend class TextBuilder;
  const MappedString* string_ = nullptr;
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = 0;
};

// Puts a value together from pieces and remembers where each came from. One builder serves YAML decoding,
// continuation joining, unquoting, and the expansion of variables.
class TextBuilder {
 public:
  explicit TextBuilder(TextArena& arena) : arena_(arena) {}

  // `piece` as it stands, with its map.
  void copy(const Text& piece);
  // The bytes of `span` themselves.
  void source(std::string_view bytes, Span span);
  // `value` is what the bytes at `span` mean.
  void replace(std::string_view value, Span span);
  // The variable written at `span` has the known or partly known `value`.
  void variable(const Text& value, Span span, std::string_view written);
  // The same for a value that was written in no file.
  void variable(std::string_view value, Span span, std::string_view written);
  // The value of what is written at `span` is not known.
  void unknown(Span span, std::string_view written);

  bool empty() const { return value_.empty() && runs_.empty(); }
  std::string_view value() const { return value_; }
  // The finished text. `whole` is where all of it was written: the span of an empty value.
  Text finish(Span whole);

 private:
  void append(std::string_view value, Run run);

  TextArena& arena_;
  std::string value_;
  std::vector<Run> runs_;
};

}  // namespace mountlint
