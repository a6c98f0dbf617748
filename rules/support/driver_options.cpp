// Options are named by their narrowest place; what came from somewhere else is named where it is used.
#include "rules/support/driver_options.h"

namespace mountlint::rules {

Place place_of(const compose::Variable& option, const Text& part) {
  const Span span = part.span();
  return span.valid() && option.place.span.contains(span) ? Place{span, option.place.via} : option.place;
}

Place place_of_value(const compose::Variable& option) {
  return place_of(option, option.value && !option.value->empty() ? *option.value : option.name);
}

bool may_be_completed(const Volume& volume, const DriverProblem& problem) {
  const bool name = problem.mistake == DriverMistake::unknown_option || problem.mistake == DriverMistake::wrong_case;
  return volume.project->fragment && !name;
}

}  // namespace mountlint::rules
