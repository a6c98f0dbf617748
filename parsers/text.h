// A value, and where each part of it was written.
//
// Quotes, escapes, folded lines, continuations and variables break the tie between a value and the bytes
// in the file. A Text is one contiguous string plus a table of runs that says, for each part of the string,
// which bytes of which file it stands for, so that the `ro` of `"./a\x3a/b:ro"` or of `${X:-./a}:/b:ro`
// has its exact place.
#pragma once

#include <algorithm>
#include <cstdint>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
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
  std::span<const Run> runs;
};

class Text;

// Owns strings, their maps and lists of small things, and hands out places that stay valid as long as it lives. Nothing
// is freed before, so that a tree of thousands of texts costs a few allocations.
class TextArena {
 public:
  TextArena() = default;
  TextArena(const TextArena&) = delete;
  TextArena& operator=(const TextArena&) = delete;
  ~TextArena();

  const MappedString* add(const MappedString& string) { return new (allocate<MappedString>(1)) MappedString(string); }
  // Keeps a copy of `bytes`.
  std::string_view keep(std::string_view bytes);
  // A text that is exactly the bytes of `span` in `file`; the file must outlive the arena's users.
  Text source(const SourceFile& file, Span span);

  // Says that about so many bytes will be asked for.
  void expect(std::size_t bytes) { next_size_ = std::max(next_size_, std::min(bytes, largest_block)); }
  // Raw room for `count` of them.
  template <class T>
  T* allocate(std::size_t count) {
    static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);
    return static_cast<T*>(bytes(count * sizeof(T), alignof(T)));
  }

 private:
  struct Block {
    Block* before;
  };
  static constexpr std::size_t largest_block = 1 << 16;

  void* bytes(std::size_t size, std::size_t alignment);

  Block* last_ = nullptr;
  char* free_ = nullptr;
  std::size_t room_ = 0;
  std::size_t next_size_ = 1 << 10;
};

// A list that an arena holds.
template <class T>
using List = std::span<const T>;

// Makes one.
template <class T>
class ListBuilder {
 public:
  explicit ListBuilder(TextArena& arena) : arena_(&arena) {}

  void push_back(const T& item) {
    if (size_ == capacity_) grow(size_ + 1);
    new (items_ + size_++) T(item);
  }
  void append(const T* items, std::size_t count) {
    if (count == 0) return;
    if (size_ + count > capacity_) grow(size_ + count);
    std::copy_n(items, count, items_ + size_);
    size_ += count;
  }
  T& back() { return items_[size_ - 1]; }
  T& operator[](std::size_t i) { return items_[i]; }
  bool empty() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  const T* data() const { return items_; }
  // The list so far; stays valid, whatever is added later.
  List<T> list() const { return {items_, size_}; }

 private:
  void grow(std::size_t least) {
    const std::size_t capacity = std::max({least, 2 * capacity_, std::size_t{64} / sizeof(T), std::size_t{2}});
    T* items = arena_->template allocate<T>(capacity);
    if (size_ > 0) std::copy_n(items_, size_, items);
    items_ = items;
    capacity_ = capacity;
  }

  TextArena* arena_;
  T* items_ = nullptr;
  std::size_t size_ = 0, capacity_ = 0;
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
  template <class F>
  void each_run(F f) const;

  const MappedString* string_ = nullptr;
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = 0;
};

// Puts a value together from pieces and remembers where each came from. One builder serves YAML decoding,
// continuation joining, unquoting, and the expansion of variables.
class TextBuilder {
 public:
  explicit TextBuilder(TextArena& arena) : arena_(arena), value_(arena), runs_(arena) {}

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
  std::string_view value() const { return {value_.data(), value_.size()}; }
  // The finished text. `whole` is where all of it was written: the span of an empty value.
  Text finish(Span whole);

 private:
  void append(std::string_view value, Run run);

  TextArena& arena_;
  ListBuilder<char> value_;
  ListBuilder<Run> runs_;
};

}  // namespace mountlint
