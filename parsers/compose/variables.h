// The variables that a document is interpolated with: what the caller gives, `.env` files, and nothing of the caller's
// environment.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "parsers/compose/dotenv.h"
#include "parsers/compose/interpolate.h"
#include "parsers/sources.h"

namespace mountlint::compose {

// One level of variables. What is set above it wins: `.env` of the project directory lies below the files that the
// caller names, and those below single variables; the files of an `include` lie below all of them. `HOME` and `PWD` are
// set to what is not known here, unless nothing is set outside. All values together may grow to a bounded size; beyond
// it they are unknown.
class Variables {
 public:
  // Texts live in `arena`. `above` may be null, and must outlive this.
  explicit Variables(TextArena& arena, Variables* above = nullptr) : arena_(arena), above_(above) {
    if (above_) outside_ = above_->outside_, asked_ = above_->asked_;
  }
  // The highest level: what holds for variables that are set nowhere, and where they are noted.
  Variables(TextArena& arena, Outside outside, AskedVariables* asked)
      : arena_(arena), above_(nullptr), outside_(outside), asked_(asked) {}
  Variables(const Variables&) = delete;
  Variables& operator=(const Variables&) = delete;

  void set(std::string name, const Text& value) { values_.insert_or_assign(std::move(name), value); }
  // A variable whose value is written in no file; without one it is set to something that nobody here can know.
  void give(std::string name, const std::optional<std::string>& value);
  // Later files of one level win over earlier ones.
  void add_file(const SourceFile& file, SyntaxErrors& errors);
  // A file of this level could not be read: it may set anything.
  void add_unknown_file() { open_ = true; }

  std::optional<Text> value(std::string_view name);
  // Valid as long as this.
  Environment environment() {
    return {[this](std::string_view name) { return value(name); }, outside_, asked_};
  }

 private:
  std::optional<Text> own(std::string_view name);
  Text unknown(Span at);

  TextArena& arena_;
  Variables* above_;
  Outside outside_ = Outside::unknown;
  AskedVariables* asked_ = nullptr;
  std::map<std::string, Text, std::less<>> values_;
  std::size_t used_ = 0;
  bool open_ = false;
};

}  // namespace mountlint::compose
