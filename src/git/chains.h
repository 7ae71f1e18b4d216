#pragma once

// Which numbers belong to a number? Lists of small whole numbers that cost two accesses to memory
// and no allocation each; histories have millions of them.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace patdown {

class Chains {
 public:
  static constexpr std::uint32_t end = std::numeric_limits<std::uint32_t>::max();

  // Keys are below `keys`, members below `members`.
  Chains(std::size_t keys, std::size_t members) : first_(keys, end), next_(members, end) {}

  // A member is in one list, and once.
  void add(std::uint32_t key, std::uint32_t member) {
    next_[member] = first_[key];
    first_[key] = member;
  }

  // For (auto m = chains.first(key); m != Chains::end; m = chains.next(m)) …, the latest first.
  std::uint32_t first(std::uint32_t key) const { return first_[key]; }
  std::uint32_t next(std::uint32_t member) const { return next_[member]; }

 private:
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> next_;
};

}  // namespace patdown
