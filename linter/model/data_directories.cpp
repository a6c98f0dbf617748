#include "linter/model/data_directories.h"
namespace mountlint {
std::vector<DataDirectory> data_directories(const Container&) { return {}; }
}  // namespace mountlint
