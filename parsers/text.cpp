#include "parsers/text.h"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <utility>

namespace mountlint {

TextArena::~TextArena() {
  while (last_) ::operator delete(std::exchange(last_, last_->before));
}

// Blocks double up to a limit; what is larger than one has a block of its own.
void* TextArena::bytes(std::size_t size, std::size_t alignment) {
  const std::size_t gap = (alignment - reinterpret_cast<std::uintptr_t>(free_) % alignment) % alignment;
  if (gap + size <= room_) {
    void* found = free_ + gap;
    free_ += gap + size;
    room_ -= gap + size;
    return found;
  }
  const std::size_t block = std::max(next_size_, size + alignof(std::max_align_t));
  next_size_ = std::min(2 * next_size_, largest_block);
  last_ = new (::operator new(sizeof(Block) + block)) Block{last_};
  free_ = reinterpret_cast<char*>(last_ + 1);
  room_ = block;
  return bytes(size, alignment);
}

std::string_view TextArena::keep(std::string_view bytes) {
  if (bytes.empty()) return {};
  char* copy = allocate<char>(bytes.size());
  std::copy(bytes.begin(), bytes.end(), copy);
  return {copy, bytes.size()};
}

Text TextArena::source(const SourceFile& file, Span span) { return Text(add({file.text(span), span, {}})); }

std::string_view Text::value() const { return string_ ? string_->value.substr(begin_, size()) : std::string_view(); }

namespace {

// The first run that does not end before `offset`. Found by halving: a Dockerfile may join a million lines into one
// text, and every word of it asks.
std::span<const Run>::iterator run_at(std::span<const Run> runs, std::uint32_t offset) {
  return std::partition_point(runs.begin(), runs.end(),
                              [offset](const Run& run) { return run.value + run.length < offset; });
}

// The first run that begins at or behind `offset`.
std::span<const Run>::iterator run_from(std::span<const Run> runs, std::uint32_t offset) {
  return std::partition_point(runs.begin(), runs.end(), [offset](const Run& run) { return run.value < offset; });
}

}  // namespace

std::optional<std::string_view> Text::known() const {
  if (!string_) return std::string_view();
  const auto end = run_from(string_->runs, end_);
  for (auto run = run_from(string_->runs, begin_); run < end; ++run)
    if (run->from == From::unknown) return std::nullopt;
  return value();
}

std::string Text::shown() const {
  if (known()) return std::string(value());
  std::string out;
  for (const Run& run : runs()) out += run.from == From::unknown ? run.written : value().substr(run.value, run.length);
  return out;
}

namespace {

// The part of `run` inside [begin, end) of the value. Source runs are cut to the byte, others stay whole.
Run clip(Run run, std::uint32_t begin, std::uint32_t end) {
  const std::uint32_t first = std::max(run.value, begin), last = std::min(run.value + run.length, end);
  if (run.from == From::source) {
    run.span.begin += first - run.value;
    run.span.end = run.span.begin + (last - first);
  }
  run.value = first - begin;
  run.length = last - first;
  return run;
}

bool touches(const Run& run, std::uint32_t begin, std::uint32_t end) {
  if (run.length == 0) return run.value >= begin && run.value <= end;
  return begin < end && run.value < end && run.value + run.length > begin;
}

// The empty span behind the `offset` first bytes of a value.
Span place_between(std::span<const Run> runs, std::uint32_t offset) {
  const auto next = run_from(runs, offset);
  if (next == runs.begin()) return runs.front().span.at_begin();
  const Run& run = *std::prev(next);
  const bool inside = run.from == From::source && offset < run.value + run.length;
  return inside ? Span{run.span.file, run.span.begin + (offset - run.value), run.span.begin + (offset - run.value)}
                : run.span.at_end();
}

}  // namespace

template <class F>
void Text::each_run(F f) const {
  if (!string_) return;
  const std::span<const Run> all = string_->runs;
  if (all.empty() && empty()) return;
  if (all.empty()) {
    const std::uint32_t at = string_->whole.begin + begin_;
    return f(Run{0, size(), {string_->whole.file, at, at + size()}, From::source, {}, {}});
  }
  for (auto run = run_at(all, begin_); run != all.end() && run->value <= end_; ++run)
    if (touches(*run, begin_, end_)) f(clip(*run, begin_, end_));
}

std::vector<Run> Text::runs() const {
  std::vector<Run> out;
  each_run([&](const Run& run) { out.push_back(run); });
  return out;
}

Span Text::span() const {
  if (!string_) return {};
  const Span& whole = string_->whole;
  const std::span<const Run> all = string_->runs;
  if (all.empty()) return {whole.file, whole.begin + begin_, whole.begin + end_};
  const bool complete = begin_ == 0 && end_ == string_->value.size();
  if (complete && empty()) return whole;
  if (complete) return all.front().span.to(all.back().span);
  if (empty()) return place_between(all, begin_);
  // Runs without length at the borders of a slice are no part of it.
  const auto overlaps = [&](const Run& run) { return run.value < end_ && run.value + run.length > begin_; };
  const auto first = std::find_if(run_at(all, begin_), all.end(), overlaps);
  const auto last = std::find_if(std::make_reverse_iterator(run_from(all, end_)), all.rend(), overlaps);
  return clip(*first, begin_, end_).span.to(clip(*last, begin_, end_).span);
}

std::optional<Span> Text::defined_at() const {
  for (const Run& run : runs())
    if (run.defined_at.valid()) return run.defined_at;
  return std::nullopt;
}

Text Text::to(const Text& last) const {
  Text out = *this;
  out.end_ = std::max(end_, last.string_ == string_ ? last.end_ : end_);
  return out;
}

Text Text::sub(std::uint32_t begin, std::uint32_t end) const {
  assert(begin <= end && end <= size());
  Text part = *this;
  part.begin_ = begin_ + begin;
  part.end_ = begin_ + end;
  return part;
}

std::vector<Text> Text::split(char separator) const {
  std::vector<Text> parts;
  const std::string_view text = value();
  std::size_t begin = 0;
  for (std::size_t at = text.find(separator); at != text.npos; at = text.find(separator, begin)) {
    parts.push_back(sub(std::uint32_t(begin), std::uint32_t(at)));
    begin = at + 1;
  }
  parts.push_back(from(std::uint32_t(begin)));
  return parts;
}

Text Text::trimmed() const {
  constexpr std::string_view blanks = " \t\r\n\v\f";
  const std::size_t begin = value().find_first_not_of(blanks);
  if (begin == std::string_view::npos) return sub(0, 0);
  return sub(std::uint32_t(begin), std::uint32_t(value().find_last_not_of(blanks) + 1));
}

bool Text::editable() const {
  if (!string_) return false;
  std::size_t count = 0, sources = 0;
  each_run([&](const Run& run) { ++count, sources += run.from == From::source; });
  return count == 1 && sources == 1;
}

namespace {

// With more of them the places inside a value are no longer told apart: nobody looks for one among so many.
constexpr std::size_t most_runs = 1 << 15;

bool is_literal(const Run& run) { return run.from == From::source || run.from == From::escape; }

}  // namespace

void TextBuilder::append(std::string_view value, Run run) {
  run.value = static_cast<std::uint32_t>(value_.size());
  run.length = static_cast<std::uint32_t>(value.size());
  value_.append(value.data(), value.size());
  if (!runs_.empty()) {
    Run& last = runs_.back();
    const bool adjacent = last.from == From::source && run.from == From::source && last.span.file == run.span.file &&
                          last.span.end == run.span.begin;
    if (adjacent) {
      last.span.end = run.span.end;
      last.length += run.length;
      return;
    }
    const bool after = last.span.file == run.span.file && last.span.end <= run.span.begin;
    if (runs_.size() >= most_runs && after && is_literal(last) && is_literal(run)) {
      last.from = From::escape;
      last.span.end = run.span.end;
      last.length += run.length;
      return;
    }
  }
  runs_.push_back(run);
}

void TextBuilder::copy(const Text& piece) {
  piece.each_run([&](const Run& run) { append(piece.value().substr(run.value, run.length), run); });
}

void TextBuilder::source(std::string_view bytes, Span span) {
  assert(bytes.size() == span.size());
  if (!bytes.empty()) append(bytes, {0, 0, span, From::source, {}, {}});
}

void TextBuilder::replace(std::string_view value, Span span) { append(value, {0, 0, span, From::escape, {}, {}}); }

void TextBuilder::variable(const Text& value, Span span, std::string_view written) {
  if (value.empty()) return append({}, {0, 0, span, From::variable, value.span(), written});
  value.each_run([&](const Run& run) {
    const From from = run.from == From::unknown ? From::unknown : From::variable;
    const Span defined_at = run.defined_at.valid() ? run.defined_at : run.span;
    append(value.value().substr(run.value, run.length), {0, 0, span, from, defined_at, written});
  });
}

void TextBuilder::variable(std::string_view value, Span span, std::string_view written) {
  append(value, {0, 0, span, From::variable, {}, written});
}

void TextBuilder::unknown(Span span, std::string_view written) {
  append({&unknown_character, 1}, {0, 0, span, From::unknown, {}, written});
}

Text TextBuilder::finish(Span whole) {
  const bool plain = runs_.size() == 1 && runs_[0].from == From::source;
  if (plain) return Text(arena_.add({value(), runs_[0].span, {}}));
  return Text(arena_.add({value(), whole, runs_.list()}));
}

}  // namespace mountlint
