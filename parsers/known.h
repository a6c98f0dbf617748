// A list, and whether it is complete.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace mountlint {

// A broken half of a file, `volumes: ${V}`, an unread `extends`: such a list is incomplete, and nothing may be
// concluded from what is *not* in it.
template <class T>
struct Known {
  std::vector<T> items;
  bool complete = true;

  auto begin() const { return items.begin(); }
  auto end() const { return items.end(); }
  auto begin() { return items.begin(); }
  auto end() { return items.end(); }
  std::size_t size() const { return items.size(); }
  bool empty() const { return items.empty(); }
  const T& operator[](std::size_t i) const { return items[i]; }
  T& operator[](std::size_t i) { return items[i]; }
  void push_back(T item) { items.push_back(std::move(item)); }
  // True only if there is nothing in it for certain.
  bool certainly_empty() const { return complete && items.empty(); }
};

}  // namespace mountlint
