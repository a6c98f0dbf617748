// Globs become regular expressions of RE2: matched in linear time, whatever a user writes. Bytes are matched, not
// characters, so that paths in any encoding work; `?` takes one UTF-8 character.
#include "linter/pattern.h"

#include <algorithm>
#include <cctype>
#include <mutex>
#include <utility>
#include <vector>

#include <re2/re2.h>

namespace mountlint {
namespace {

constexpr std::string_view one_character = "(?:[^/\\x80-\\xbf][\\x80-\\xbf]*)";

// Translates one glob. `at_` is the next character to read.
class Translator {
 public:
  explicit Translator(std::string_view glob) : glob_(glob) {}

  std::string run() {
    anchor();
    while (at_ < glob_.size()) step();
    out_.append(open_braces_, ')');
    return out_ + "(?:/.*)?";
  }

 private:
  // A pattern without `/` (but at its end) holds at every level.
  void anchor() {
    while (glob_.ends_with('/')) glob_.remove_suffix(1);
    const bool anchored = glob_.find('/') != std::string_view::npos;
    if (!anchored) out_ += "(?:.*/)?";
    if (glob_.starts_with("./")) glob_.remove_prefix(2);
    if (glob_.starts_with('/')) glob_.remove_prefix(1);
  }

  void step() {
    const char c = glob_[at_++];
    if (c == '*') return star();
    if (c == '?') return void(out_ += one_character);
    if (c == '[') return character_class();
    if (c == '{' && closes()) return open_brace();
    if (c == '}' && open_braces_ > 0) return close_brace();
    if (c == ',' && open_braces_ > 0) return void(out_ += '|');
    literal(c == '\\' && at_ < glob_.size() ? glob_[at_++] : c);
  }

  void literal(char c) { out_ += RE2::QuoteMeta(re2::StringPiece(&c, 1)); }

  void star() {
    const bool starts = at_ == 1 || glob_[at_ - 2] == '/';
    if (at_ == glob_.size() || glob_[at_] != '*') return void(out_ += "[^/]*");
    while (at_ < glob_.size() && glob_[at_] == '*') ++at_;
    const bool directories = starts && at_ < glob_.size() && glob_[at_] == '/';
    if (directories) ++at_;
    out_ += directories ? "(?:.*/)?" : ".*";
  }

  // `[..]`; a bracket that is never closed stands for itself.
  void character_class() {
    std::size_t begin = at_;
    const bool negated = begin < glob_.size() && (glob_[begin] == '!' || glob_[begin] == '^');
    if (negated) ++begin;
    const std::size_t end = glob_.find(']', begin + 1);
    if (end == std::string_view::npos) return literal('[');
    out_ += negated ? "[^/" : "[";
    for (const char c : glob_.substr(begin, end - begin)) {
      if (c != '-' && std::ispunct(static_cast<unsigned char>(c))) out_ += '\\';
      out_ += c;
    }
    out_ += ']';
    at_ = end + 1;
  }

  bool closes() const { return glob_.find('}', at_) != std::string_view::npos; }
  void open_brace() { out_ += "(?:", ++open_braces_; }
  void close_brace() { out_ += ')', --open_braces_; }

  std::string_view glob_;
  std::size_t at_ = 0;
  std::size_t open_braces_ = 0;
  std::string out_;
};

RE2::Options options() {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_dot_nl(true);
  options.set_log_errors(false);
  return options;
}

}  // namespace

struct Glob::Compiled {
  std::once_flag once;
  std::unique_ptr<const RE2> regex;
};

Glob::Glob(std::string pattern) : pattern_(std::move(pattern)), compiled_(std::make_shared<Compiled>()) {}

bool Glob::matches(std::string_view path) const {
  std::call_once(compiled_->once,
                 [this] { compiled_->regex = std::make_unique<const RE2>(Translator(pattern_).run(), options()); });
  const RE2& regex = *compiled_->regex;
  return regex.ok() && RE2::FullMatch(re2::StringPiece(path.data(), path.size()), regex);
}

}  // namespace mountlint
