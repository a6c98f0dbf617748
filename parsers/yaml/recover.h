// Takes the block entry that holds a mistake out of the working copy, so that what stands around it can be read.
#pragma once

#include <string>
#include <vector>

#include "parsers/yaml/blanks.h"
#include "parsers/yaml/diagnose.h"

namespace mountlint::yaml {

class Recovery {
 public:
  explicit Recovery(const SourceFile& source) : source_(source) {}

  // Whether `at` lies in what was taken out: an error there has been reported.
  bool covers(std::uint32_t at) const;
  // Overwrites the entry with blanks, so that offsets stay. False if nothing is left to take out.
  bool blank(std::string& work, const Diagnosis& found);
  // yaml-cpp wants a key without value in braces to end on its line: `{ a\n }`. Joins the lines behind the one at which
  // it stopped, if that may help.
  bool join_lines(std::string& work, const Failure& failure);
  const std::vector<Blank>& blanks() const { return blanks_; }

 private:
  struct Line;
  Line line_at(std::string_view work, std::uint32_t at) const;
  std::uint32_t entry_end(std::string_view work, const Line& first, bool many_lines) const;
  static bool has_tab(std::string_view work, const Line& line);
  std::uint32_t column_meant(std::string_view work, const Line& tabbed) const;
  void take_out(std::string& work, Line line, bool many_lines);

  bool clear_tabs(std::string& work) const;

  const SourceFile& source_;
  std::vector<Blank> blanks_;
  int joins_ = 0;
};

}  // namespace mountlint::yaml
