#pragma once

// A number for each git object: 0, 1, 2, … in the order of adding.
//
// Open addressing over the ids, which are hashes already. Trees of a history name millions of
// entries, so finding must cost little more than one access to memory.

#include "git/object_id.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace patdown {

class IdTable {
 public:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  IdTable() : slots_(1024, none) {}

  // The number of `id`, added if it is new.
  std::uint32_t add(const ObjectId& id) {
    if ((ids_.size() + 1) * 2 > slots_.size()) grow();
    std::size_t slot = first_slot(id);
    while (slots_[slot] != none) {
      if (ids_[slots_[slot]] == id) return slots_[slot];
      slot = (slot + 1) & (slots_.size() - 1);
    }
    slots_[slot] = static_cast<std::uint32_t>(ids_.size());
    ids_.push_back(id);
    return slots_[slot];
  }

  std::uint32_t find(const ObjectId& id) const {
    std::size_t slot = first_slot(id);
    while (slots_[slot] != none && ids_[slots_[slot]] != id)
      slot = (slot + 1) & (slots_.size() - 1);
    return slots_[slot];
  }

  const ObjectId& operator[](std::uint32_t number) const { return ids_[number]; }
  std::size_t size() const { return ids_.size(); }
  const std::vector<ObjectId>& ids() const { return ids_; }

 private:
  std::size_t first_slot(const ObjectId& id) const {
    return ObjectIdHash{}(id) & (slots_.size() - 1);
  }

  void grow() {
    slots_.assign(slots_.size() * 2, none);
    for (std::uint32_t number = 0; number < ids_.size(); ++number) {
      std::size_t slot = first_slot(ids_[number]);
      while (slots_[slot] != none) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = number;
    }
  }

  std::vector<ObjectId> ids_;
  std::vector<std::uint32_t> slots_;  // size is a power of two, at most half of it in use
};

}  // namespace patdown
