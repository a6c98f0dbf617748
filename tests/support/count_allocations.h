// Replaces the global operator new and counts. To be included by one file of a program.
#pragma once

#include <atomic>
#include <cstdlib>
#include <new>

namespace mountlint::test {

inline std::atomic<std::size_t> allocations{0};

inline void* allocate(std::size_t size) {
  ++allocations;
  if (void* block = std::malloc(size ? size : 1)) return block;
  throw std::bad_alloc();
}

}  // namespace mountlint::test

// Not inlined: a compiler that sees malloc on one side only takes it for a mistake.
[[gnu::noinline]] void* operator new(std::size_t size) { return mountlint::test::allocate(size); }
[[gnu::noinline]] void* operator new[](std::size_t size) { return mountlint::test::allocate(size); }
[[gnu::noinline]] void operator delete(void* block) noexcept { std::free(block); }
[[gnu::noinline]] void operator delete[](void* block) noexcept { std::free(block); }
[[gnu::noinline]] void operator delete(void* block, std::size_t) noexcept { std::free(block); }
[[gnu::noinline]] void operator delete[](void* block, std::size_t) noexcept { std::free(block); }
