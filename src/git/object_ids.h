#pragma once

// A number for each object that is there, and behind them one for each that is only named.

#include "git/id_table.h"
#include "git/sorted_ids.h"

namespace patdown {

class ObjectIds {
 public:
  static constexpr std::uint32_t none = IdTable::none;

  // Those that are there, numbered as they ascend; borrows them.
  explicit ObjectIds(const SortedIds& there) : there_(there) {}

  std::size_t there() const { return there_.size(); }
  std::size_t size() const { return there_.size() + others_.size(); }
  ObjectId operator[](std::uint32_t number) const {
    if (number < there_.size()) return there_[number];
    return others_[number - static_cast<std::uint32_t>(there_.size())];
  }
  std::uint32_t find(const ObjectId& id) const {
    const std::uint32_t number = there_.find(id);
    return number != none ? number : behind(others_.find(id));
  }
  // The number of `id`, added if it is new.
  std::uint32_t add(const ObjectId& id) {
    const std::uint32_t number = there_.find(id);
    return number != none ? number : behind(others_.add(id));
  }

 private:
  std::uint32_t behind(std::uint32_t number) const {
    return number == none ? none : number + static_cast<std::uint32_t>(there_.size());
  }

  const SortedIds& there_;
  IdTable others_;
};

}  // namespace patdown
