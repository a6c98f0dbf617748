// Runs a command several times and prints the median of its wall time, its processor time and its peak memory, as one
// row of a Markdown table. The kernel's own accounting of each finished process is used.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fcntl.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

struct Sample {
  double wall, processor, mebibytes;
};

double seconds(const timeval& time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; }

// The output of the command is thrown away.
[[noreturn]] void run(char** command) {
  const int null = open("/dev/null", O_WRONLY);
  dup2(null, STDOUT_FILENO);
  dup2(null, STDERR_FILENO);
  execvp(command[0], command);
  _exit(127);
}

Sample measure(char** command) {
  const auto start = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) run(command);
  int status = 0;
  rusage usage{};
  if (child < 0 || wait4(child, &status, 0, &usage) != child || !WIFEXITED(status) || WEXITSTATUS(status) > 1) {
    std::fprintf(stderr, "measure: the command failed\n");
    std::exit(2);
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  return {wall.count(), seconds(usage.ru_utime) + seconds(usage.ru_stime), double(usage.ru_maxrss) / 1024};
}

double median(std::vector<Sample> samples, double Sample::*field) {
  std::sort(samples.begin(), samples.end(), [&](const Sample& a, const Sample& b) { return a.*field < b.*field; });
  return samples[samples.size() / 2].*field;
}

}  // namespace

// usage: measure LABEL RUNS COMMAND [ARG..]
int main(int argc, char** argv) {
  if (argc < 4) return 2;
  measure(argv + 3);  // not counted: fills the caches
  std::vector<Sample> samples;
  for (int i = 0; i < std::atoi(argv[2]); ++i) samples.push_back(measure(argv + 3));
  if (samples.empty()) return 2;
  std::printf("| %s | %.1f ms | %.1f ms | %.1f MiB |\n", argv[1], 1e3 * median(samples, &Sample::wall),
              1e3 * median(samples, &Sample::processor), median(samples, &Sample::mebibytes));
}
