// The shapes that the tables of the schema share.
#pragma once

#include "parsers/compose/schema_texts.h"
#include "parsers/compose/shape.h"

namespace mountlint::compose::schema {

inline constexpr unsigned flag = string_ | boolean_ | word_;
inline constexpr unsigned amount = string_ | number_;
inline constexpr unsigned scalar = string_ | number_ | boolean_ | null_ | date_;

inline constexpr Demands time{.fits = is_duration, .expected = "a time such as `1m30s`"};
inline constexpr Demands bytes{.fits = is_size, .expected = "a size such as `64m`"};
inline constexpr Demands integer{.fits = is_integer, .expected = "a whole number"};
inline constexpr Demands number{.fits = is_number, .expected = "a number"};
inline constexpr Demands arguments{.fits = is_argument, .expected = "no blank before the `=`"};
inline constexpr Demands closed{.no_extensions = true};
inline constexpr Demands variables{.fits = is_variable, .expected = "no blank before the `=`"};

inline constexpr Shape text{.accept = string_};
inline constexpr Shape duration{.accept = string_, .demands = &time};
inline constexpr Shape flag_shape{.accept = flag};
inline constexpr Shape amount_shape{.accept = amount};
inline constexpr Shape strings{.accept = list_, .items = string_};
inline constexpr Shape string_or_list{.accept = string_ | list_, .items = string_};
inline constexpr Shape list_or_mapping{.accept = list_ | mapping_, .items = string_ | date_, .values = scalar};
inline constexpr Shape environment{
    .accept = list_ | mapping_, .items = string_ | date_, .values = scalar, .demands = &variables};
// Outside of services nobody leaves out what stands twice.
inline constexpr Shape once{.accept = list_ | mapping_, .items = string_ | date_, .values = scalar, .unique = true};
inline constexpr Shape build_arguments{
    .accept = list_ | mapping_, .items = string_ | date_, .values = scalar, .demands = &arguments};
inline constexpr Shape options{.accept = mapping_, .values = string_ | number_ | date_};
inline constexpr Shape unique_strings{.accept = list_, .items = string_, .unique = true};
inline constexpr Shape unique_string_or_list{.accept = string_ | list_, .items = string_, .unique = true};
inline constexpr Shape command{.accept = null_ | string_ | list_ | date_, .items = string_};

// Amounts as the schema has them: which numbers, and what strings are read as.
inline constexpr Shape whole{.accept = amount | whole_};
inline constexpr Shape count{.accept = amount | whole_, .demands = &integer};
inline constexpr Shape integral{.accept = amount, .demands = &integer};  // a fraction is cut
inline constexpr Shape fractional{.accept = amount, .demands = &number};
inline constexpr Shape size{.accept = amount | date_, .demands = &bytes};  // a date is none
inline constexpr Shape whole_size{.accept = amount | whole_ | date_, .demands = &bytes};
inline constexpr Shape only_number{.accept = number_};
inline constexpr Shape any{};

inline constexpr Shape addresses{.accept = string_ | list_ | date_, .items = string_ | date_};
inline constexpr Shape hosts{
    .accept = list_ | mapping_, .items = string_ | date_, .each = &addresses, .unique = true, .any_name = true};

// An entry of a service's `configs` and `secrets`.
inline constexpr Key file_keys[] = {
    {"source", text}, {"target", text}, {"uid", text}, {"gid", text}, {"mode", {.accept = number_ | string_ | octal_}}};
inline constexpr Shape file_references{
    .accept = list_, .items = string_ | mapping_, .keys = file_keys, .required = "source"};
// One without `source` refers to what no project defines.
inline constexpr Shape references{.accept = list_, .items = string_ | mapping_, .keys = file_keys};

// What is asked of devices such as GPUs.
inline constexpr Key request_keys[] = {{"capabilities", unique_strings},
                                       {"count", whole},
                                       {"device_ids", unique_strings},
                                       {"driver", text},
                                       {"options", list_or_mapping, &once}};

inline constexpr Key ulimit_keys[] = {{"soft", count}, {"hard", count}};
inline constexpr std::string_view ulimit_required[] = {"soft", "hard"};
inline constexpr Demands ulimit_demands{.required = ulimit_required, .fits = is_integer, .expected = "a whole number"};
inline constexpr Shape ulimit{.accept = amount | whole_ | mapping_, .keys = ulimit_keys, .demands = &ulimit_demands};
inline constexpr Shape ulimits{.accept = mapping_, .each = &ulimit, .any_name = true};

}  // namespace mountlint::compose::schema
