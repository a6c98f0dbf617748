// Why a run of the parser stopped.
#pragma once

#include <cstdint>

namespace mountlint::yaml {

enum class Problem : std::uint8_t {
  none,
  // said by yaml-cpp
  value_indicator,  // a `:` where no mapping can begin
  key_indicator,    // a `?` likewise
  entry_indicator,  // a `-` likewise
  mapping_entry,    // no key where a mapping goes on
  sequence_entry,   // no `-` where a sequence goes on
  flow_mapping,     // neither `,` nor `}`
  flow_sequence,    // neither `,` nor `]`
  flow_end,         // a closing bracket without an opening one
  character,        // a character that begins nothing
  escape,
  document_marker,  // `---` inside quotes
  tab,
  block_header,
  anchor,
  tag,
  tag_handle,  // `!x!y` without `%TAG !x!`
  directive,
  repeated_property,
  other,
  // found by us
  quote,     // never closed
  text,      // something stands where nothing may
  alias,     // text behind an alias, or properties before one
  document,  // no `---` before a further document
  depth,
};

struct Failure {
  Problem problem = Problem::none;
  std::uint32_t at = 0;
};

}  // namespace mountlint::yaml
