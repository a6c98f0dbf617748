// Strict JSON as Go's encoding/json takes it: lone surrogates and bytes that are not UTF-8 pass, control characters,
// leading zeros and trailing commas do not. One wrong byte anywhere, and the instruction is read in its other form, so
// the whole text is checked, elements that are no strings included. No recursion: nesting is a stack of closers.
#include "parsers/dockerfile/json_array.h"

#include <string>

#include "parsers/dockerfile/characters.h"

namespace mountlint::dockerfile {

namespace {

constexpr std::size_t deepest = 10000;  // encoding/json's maxNestingDepth

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) return out.push_back(char(c));
  if (c < 0x800) return (void)(out += {char(0xC0 | (c >> 6)), char(0x80 | (c & 0x3F))});
  if (c >= 0x10000) out += {char(0xF0 | (c >> 18)), char(0x80 | ((c >> 12) & 0x3F))};
  if (c < 0x10000) out += char(0xE0 | (c >> 12));
  out += {char(0x80 | ((c >> 6) & 0x3F)), char(0x80 | (c & 0x3F))};
}

class JsonReader {
 public:
  JsonReader(const Text& text, TextArena& texts) : text_(text), in_(text.value()), texts_(texts), items_(texts) {}

  std::optional<JsonArray> read() {
    at_ = skip_space(in_, 0);  // white space of any kind may stand before the array
    if (!take('[')) return std::nullopt;
    if (!elements()) return std::nullopt;
    skip_json_space();
    if (at_ != in_.size()) return std::nullopt;
    array_.items = items_.list();
    return array_;
  }

 private:
  char peek() const { return at_ < in_.size() ? in_[at_] : '\0'; }
  bool take(char c) {
    if (peek() != c || at_ == in_.size()) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    if (in_.substr(at_, word.size()) != word) return false;
    at_ += static_cast<std::uint32_t>(word.size());
    return true;
  }
  void skip_json_space() {
    while (at_ < in_.size() && (in_[at_] == ' ' || in_[at_] == '\t' || in_[at_] == '\r' || in_[at_] == '\n')) ++at_;
  }

  bool elements() {
    skip_json_space();
    if (take(']')) return true;
    do {
      skip_json_space();
      if (!element()) return false;
      skip_json_space();
    } while (take(','));
    return take(']');
  }

  bool element() {
    const std::uint32_t begin = at_;
    if (peek() == '"') {
      const auto string = read_string();
      if (string) items_.push_back(*string);
      return string.has_value();
    }
    if (!skip_value()) return false;
    if (!array_.wrong) array_.wrong = text_.sub(begin, at_);
    return true;
  }

  // Any value; arrays and objects are followed with a stack.
  bool skip_value() {
    std::string closers;
    do {
      skip_json_space();
      if (!open(closers)) return false;
      skip_json_space();
      if (!close(closers)) return false;
    } while (!closers.empty());
    return true;
  }

  // A scalar, or the begin of an array or object; an empty one is closed at once.
  bool open(std::string& closers) {
    const bool object = !closers.empty() && closers.back() == '}';
    if (object && !key()) return false;
    const char c = peek();
    if (c != '[' && c != '{') return scalar();
    ++at_;
    closers += c == '[' ? ']' : '}';
    if (closers.size() >= deepest) return false;
    skip_json_space();
    if (peek() == closers.back()) return true;
    return open_inner_ = true;
  }

  bool key() {
    if (peek() != '"' || !read_string()) return false;
    skip_json_space();
    if (!take(':')) return false;
    skip_json_space();
    return true;
  }

  // Behind a value: closers, then a comma if something is still open.
  bool close(std::string& closers) {
    if (open_inner_) {
      open_inner_ = false;
      return true;
    }
    while (!closers.empty() && take(closers.back())) {
      closers.pop_back();
      skip_json_space();
    }
    return closers.empty() || take(',');
  }

  bool scalar() {
    if (peek() == '"') return read_string().has_value();
    return take("true") || take("false") || take("null") || number();
  }

  bool digits() {
    const std::uint32_t begin = at_;
    while (peek() >= '0' && peek() <= '9') ++at_;
    return at_ > begin;
  }

  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (!take('e') && !take('E')) return true;
    if (!take('+')) take('-');
    return digits();
  }

  std::optional<Text> read_string() {
    const std::uint32_t begin = ++at_;
    while (at_ < in_.size() && in_[at_] != '"' && in_[at_] != '\\')
      if (static_cast<unsigned char>(in_[at_++]) < 0x20 && !text_is_unknown_at(at_ - 1)) return std::nullopt;
    if (at_ == in_.size()) return std::nullopt;
    if (in_[at_] == '"') return text_.sub(begin, at_++);
    return read_escaped(begin);
  }

  // A part without a known value is no control character, whatever stands for it.
  bool text_is_unknown_at(std::uint32_t at) const {
    return in_[at] == unknown_character && !text_.sub(at, at + 1).is_known();
  }

  std::optional<Text> read_escaped(std::uint32_t begin) {
    TextBuilder out(texts_);
    std::uint32_t plain = begin;
    while (at_ < in_.size() && in_[at_] != '"') {
      const bool control = static_cast<unsigned char>(in_[at_]) < 0x20;
      if (control && !text_is_unknown_at(at_)) return std::nullopt;
      if (in_[at_] != '\\') {
        ++at_;
        continue;
      }
      out.copy(text_.sub(plain, at_));
      if (!escape(out)) return std::nullopt;
      plain = at_;
    }
    if (at_ == in_.size()) return std::nullopt;
    out.copy(text_.sub(plain, at_));
    return out.finish(text_.sub(begin, at_++).span());
  }

  bool escape(TextBuilder& out) {
    constexpr std::string_view names = "\"\\/bfnrt", values = "\"\\/\b\f\n\r\t";
    const std::uint32_t begin = at_++;
    if (at_ == in_.size()) return false;
    std::string value;
    if (const std::size_t i = names.find(in_[at_]); i != names.npos) {
      value = values[i];
      ++at_;
    } else if (!unicode_escape(value)) {
      return false;
    }
    out.replace(value, text_.sub(begin, at_).span());
    return true;
  }

  // A surrogate pair is one character; a lone surrogate is U+FFFD.
  bool unicode_escape(std::string& out) {
    const auto first = code_unit();
    if (!first) return false;
    char32_t c = *first;
    if (c >= 0xD800 && c <= 0xDBFF && in_.substr(at_, 2) == "\\u") {
      const std::uint32_t before = at_++;
      const auto second = code_unit();
      const bool pair = second && *second >= 0xDC00 && *second <= 0xDFFF;
      if (pair) c = 0x10000 + ((c - 0xD800) << 10) + (*second - 0xDC00);
      if (!pair) at_ = before;
    }
    append_utf8(out, c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c);
    return true;
  }

  // uXXXX
  std::optional<char32_t> code_unit() {
    if (!take('u') || in_.size() - at_ < 4) return std::nullopt;
    char32_t c = 0;
    for (const std::uint32_t end = at_ + 4; at_ < end; ++at_) {
      const std::size_t digit = std::string_view("0123456789abcdef").find(lower(in_.substr(at_, 1)));
      if (digit == std::string_view::npos) return std::nullopt;
      c = c * 16 + static_cast<char32_t>(digit);
    }
    return c;
  }

  Text text_;
  std::string_view in_;
  TextArena& texts_;
  std::uint32_t at_ = 0;
  bool open_inner_ = false;
  JsonArray array_;
  ListBuilder<Text> items_;
};

}  // namespace

std::optional<JsonArray> read_json_array(const Text& text, TextArena& texts) { return JsonReader(text, texts).read(); }

}  // namespace mountlint::dockerfile
