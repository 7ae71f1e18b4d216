#pragma once

// A number for each key: 0, 1, 2, … in the order of adding.
//
// Open addressing over hashes that are spread already. Histories have millions of keys, so finding
// must cost little more than one access to memory, and adding no allocation of its own.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace patdown {

template <typename Key, typename Hash>
class NumberTable {
 public:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  NumberTable() : slots_(1024, none) {}

  // The number of `key`, added if it is new.
  std::uint32_t add(const Key& key) {
    if ((keys_.size() + 1) * 2 > slots_.size()) grow();
    std::size_t slot = first_slot(key);
    while (slots_[slot] != none) {
      if (keys_[slots_[slot]] == key) return slots_[slot];
      slot = (slot + 1) & (slots_.size() - 1);
    }
    slots_[slot] = static_cast<std::uint32_t>(keys_.size());
    keys_.push_back(key);
    return slots_[slot];
  }

  std::uint32_t find(const Key& key) const {
    std::size_t slot = first_slot(key);
    while (slots_[slot] != none && keys_[slots_[slot]] != key)
      slot = (slot + 1) & (slots_.size() - 1);
    return slots_[slot];
  }

  const Key& operator[](std::uint32_t number) const { return keys_[number]; }
  std::size_t size() const { return keys_.size(); }
  const std::vector<Key>& keys() const { return keys_; }

 private:
  std::size_t first_slot(const Key& key) const { return Hash{}(key) & (slots_.size() - 1); }

  void grow() {
    slots_.assign(slots_.size() * 2, none);
    for (std::uint32_t number = 0; number < keys_.size(); ++number) {
      std::size_t slot = first_slot(keys_[number]);
      while (slots_[slot] != none) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = number;
    }
  }

  std::vector<Key> keys_;
  std::vector<std::uint32_t> slots_;  // size is a power of two, at most half of it in use
};

// Of whole numbers, which may be close together.
struct NumberHash {
  std::size_t operator()(std::uint64_t number) const noexcept {
    return static_cast<std::size_t>((number * 0x9e3779b97f4a7c15U) >> 32U);
  }
};

}  // namespace patdown
