// Each process takes every n-th case and notes in shared memory which one it works at. When it dies or hangs, the
// parent knows the case, makes its input anew, keeps it, and starts another process behind it.
#include "tests/fuzz/run.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <new>
#include <vector>

#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "tests/fuzz/mutate.h"
#include "tests/support/allocations.h"

namespace mountlint::fuzz {
namespace {

constexpr std::int64_t hung_after_seconds = 60;  // of wall time: other work may hold the machine
constexpr std::uint64_t most_failures = 20;      // then it is no longer worth going on

std::int64_t now_in_seconds() {
  using namespace std::chrono;
  return duration_cast<seconds>(steady_clock::now().time_since_epoch()).count();
}

double processor_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

// What a process has seen, in memory that outlives it.
struct Board {
  std::atomic<std::uint64_t> current, done, failures, findings;
  std::atomic<std::int64_t> started;
  std::atomic<double> slowest;
  std::atomic<std::uint64_t> slowest_case, biggest, biggest_case;
};

class Run {
 public:
  Run(const Target& target, const RunOptions& options)
      : target_(target), options_(options), workers_(options.processes) {
    void* memory =
        mmap(nullptr, workers_.size() * sizeof(Board), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) std::abort();
    for (std::size_t i = 0; i < workers_.size(); ++i) workers_[i].board = new (static_cast<Board*>(memory) + i) Board{};
  }

  bool run() {
    const std::int64_t start = now_in_seconds();
    for (std::size_t i = 0; i < workers_.size(); ++i) launch(workers_[i], options_.first + i);
    while (std::ranges::any_of(workers_, [](const Worker& worker) { return worker.process > 0; })) {
      for (Worker& worker : workers_)
        if (worker.process > 0) look_after(worker);
      usleep(20'000);
    }
    return summarise(now_in_seconds() - start);
  }

 private:
  struct Worker {
    pid_t process = 0;
    Board* board = nullptr;
  };

  void launch(Worker& worker, std::uint64_t number) {
    worker.process = 0;
    if (number >= options_.first + options_.count || failures() >= most_failures) return;
    worker.board->current = number;
    worker.board->started = now_in_seconds();
    std::fflush(stdout);
    worker.process = fork();
    if (worker.process < 0) std::abort();
    if (worker.process > 0) return;
    work(*worker.board, number);
    std::exit(0);  // with the leak check of the sanitizer
  }

  void work(Board& board, std::uint64_t number) {
    for (; number < options_.first + options_.count; number += options_.processes) {
      board.started = now_in_seconds();
      board.current = number;
      const double limit = number < target_.named.size() ? most_seconds_of_named : most_seconds;
      const Outcome outcome = check_one(target_, make_case(target_, options_.seed, number).text, limit);
      note(board, number, outcome);
      if (!outcome.wrong.empty()) report(board, number, outcome.wrong);
      if (failures() >= most_failures) return;
    }
    board.current = number;  // none: it is over
  }

  static void note(Board& board, std::uint64_t number, const Outcome& outcome) {
    ++board.done;
    board.findings += outcome.findings;
    if (outcome.seconds > board.slowest) board.slowest = outcome.seconds, board.slowest_case = number;
    if (outcome.bytes > board.biggest) board.biggest = outcome.bytes, board.biggest_case = number;
  }

  // Reaps a process that has ended, ends one that hangs, and starts the next behind its case.
  void look_after(Worker& worker) {
    int status = 0;
    const bool hangs = now_in_seconds() - worker.board->started > hung_after_seconds;
    if (hangs) kill(worker.process, SIGKILL);
    if (waitpid(worker.process, &status, hangs ? 0 : WNOHANG) == 0) return;
    const std::uint64_t number = worker.board->current;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
      worker.process = 0;
      return;
    }
    report(*worker.board, number, how_it_ended(status, hangs));
    launch(worker, number + options_.processes);
  }

  static std::string how_it_ended(int status, bool hung) {
    if (hung) return fmt::format("hangs: no end after {} s", hung_after_seconds);
    if (WIFSIGNALED(status)) return fmt::format("ended by signal {}", WTERMSIG(status));
    return fmt::format("ended with {}: see the report of the sanitizer", WEXITSTATUS(status));
  }

  // Keeps the input and says how to try it again.
  void report(Board& board, std::uint64_t number, const std::string& what) {
    ++board.failures;
    std::error_code ignored;
    std::filesystem::create_directories(options_.failures, ignored);
    const std::string path =
        fmt::format("{}/seed-{}-case-{}.{}", options_.failures, options_.seed, number, target_.file_name);
    const Case failed = make_case(target_, options_.seed, number);
    std::ofstream(path, std::ios::binary) << failed.text;
    fmt::print("FAILED: seed {}, case {}: {}\n  input: {} ({} bytes), made from {}\n", options_.seed, number, what,
               path, failed.text.size(), failed.made_from);
    fmt::print("  again: ./dev fuzz --input {}\n", path);
    std::fflush(stdout);
  }

  std::uint64_t failures() const {
    std::uint64_t sum = 0;
    for (const Worker& worker : workers_) sum += worker.board->failures;
    return sum;
  }

  bool summarise(std::int64_t seconds) const {
    std::uint64_t done = 0, findings = 0;
    const Board *slowest = workers_[0].board, *biggest = slowest;
    for (const Worker& worker : workers_) {
      done += worker.board->done;
      findings += worker.board->findings;
      if (worker.board->slowest > slowest->slowest) slowest = worker.board;
      if (worker.board->biggest > biggest->biggest) biggest = worker.board;
    }
    fmt::print("{} files linted in {} s with {} processes, {} findings, {} failures\n", done, seconds, workers_.size(),
               findings, failures());
    print_most(fmt::format("slowest: {:.0f} ms", 1e3 * slowest->slowest), slowest->slowest_case);
    print_most(fmt::format("most memory: {:.1f} MiB", double(biggest->biggest) / (1 << 20)), biggest->biggest_case);
    return failures() == 0 && done == options_.count;
  }

  void print_most(const std::string& what, std::uint64_t number) const {
    const Case one = make_case(target_, options_.seed, number);
    fmt::print("{}, case {} ({} bytes, made from {})\n", what, number, one.text.size(), one.made_from);
  }

  const Target& target_;
  const RunOptions& options_;
  std::vector<Worker> workers_;
};

}  // namespace

Case make_case(const Target& target, std::uint64_t seed, std::uint64_t number) {
  if (number < target.named.size()) return {target.named[number].name, target.named[number].make()};
  Random random(seed, number);
  const Seed& from = target.seeds[random.below(target.seeds.size())];
  return {from.path, mutate(from.text, target.hostile, random)};
}

Outcome check_one(const Target& target, const std::string& text, double limit) {
  Outcome out;
  test::restart_peak();
  const double start = processor_seconds();
  out.wrong = target.check(text, out.findings);
  out.seconds = processor_seconds() - start;
  out.bytes = test::peak_bytes();
  if (!out.wrong.empty()) return out;
  if (out.seconds > limit) out.wrong = fmt::format("took {:.1f} s", out.seconds);
  if (out.bytes > most_bytes) out.wrong = fmt::format("took {} MiB", out.bytes >> 20);
  return out;
}

bool run(const Target& target, const RunOptions& options) { return Run(target, options).run(); }

}  // namespace mountlint::fuzz
