// A reader that goes away (`mountlint | head`) is no error of ours: writing then fails with EPIPE, quietly.
#include <csignal>

#include "linter/cli/cli.h"

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  return mountlint::cli::run({argv + 1, argv + argc});
}
