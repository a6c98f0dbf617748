// Replaces the global operator new and delete. They use malloc, which sanitizers watch, too; the size of a block is
// asked of malloc when it goes. Types that need a greater alignment are not counted.
#include "tests/support/allocations.h"

#include <atomic>
#include <cstdlib>
#include <new>

#include <malloc.h>

namespace mountlint::test {
namespace {

std::atomic<std::size_t> calls{0}, held{0}, most{0}, at_start{0};

void count(std::size_t size) {
  calls.fetch_add(1, std::memory_order_relaxed);
  const std::size_t now = held.fetch_add(size, std::memory_order_relaxed) + size;
  std::size_t before = most.load(std::memory_order_relaxed);
  while (now > before && !most.compare_exchange_weak(before, now, std::memory_order_relaxed)) continue;
}

void* try_to_allocate(std::size_t size) {
  void* block = std::malloc(size ? size : 1);
  if (block) count(malloc_usable_size(block));
  return block;
}

void* allocate(std::size_t size) {
  void* block = try_to_allocate(size);
  if (!block) throw std::bad_alloc();
  return block;
}

void release(void* block) {
  if (!block) return;
  held.fetch_sub(malloc_usable_size(block), std::memory_order_relaxed);
  std::free(block);
}

}  // namespace

std::size_t allocations() { return calls.load(); }

void restart_peak() {
  at_start = held.load();
  most = held.load();
}

std::size_t peak_bytes() { return most - at_start; }

}  // namespace mountlint::test

void* operator new(std::size_t size) { return mountlint::test::allocate(size); }
void* operator new[](std::size_t size) { return mountlint::test::allocate(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return mountlint::test::try_to_allocate(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  return mountlint::test::try_to_allocate(size);
}
void operator delete(void* block) noexcept { mountlint::test::release(block); }
void operator delete[](void* block) noexcept { mountlint::test::release(block); }
void operator delete(void* block, std::size_t) noexcept { mountlint::test::release(block); }
void operator delete[](void* block, std::size_t) noexcept { mountlint::test::release(block); }
