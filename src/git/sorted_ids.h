#pragma once

// Where in an ascending list of ids does one stand?
//
// A list of millions is searched for each entry of each tree. A table tells where the ids with the
// same first bits begin: four of them on average, side by side, so an answer costs about two
// accesses to memory and the table a byte an id.

#include "git/object_id.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace patdown {

class SortedIds {
 public:
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  // Where ids lie, each `step` bytes behind the one before.
  struct Place {
    const char* first = nullptr;
    std::size_t count = 0;  // less than `none`
    std::size_t step = ObjectId::size;
  };

  SortedIds() : SortedIds(Place{}) {}
  // Borrows the ids. Some may not be found if they do not ascend.
  explicit SortedIds(const Place& ids);

  std::size_t size() const { return ids_.count; }
  ObjectId operator[](std::size_t at) const { return ObjectId::of(pointer(at)); }
  // The first place of `id`; none if it is not there.
  std::uint32_t find(const ObjectId& id) const;

 private:
  const char* pointer(std::size_t at) const { return ids_.first + at * ids_.step; }

  Place ids_;
  unsigned shift_ = 31;                // of an id's first 32 bits, for its row in the table
  std::vector<std::uint32_t> begins_;  // of each row, and the end
};

}  // namespace patdown
