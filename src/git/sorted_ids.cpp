#include "git/sorted_ids.h"

#include <bit>
#include <cstring>

namespace patdown {
namespace {

constexpr std::size_t ids_a_row = 4;
constexpr std::size_t few = 8;  // that are compared one by one

std::uint32_t head_of(const void* id) {
  std::uint32_t head = 0;
  std::memcpy(&head, id, sizeof head);
  return std::endian::native == std::endian::little ? __builtin_bswap32(head) : head;
}

}  // namespace

SortedIds::SortedIds(const Place& ids) : ids_(ids) {
  const std::size_t rows = std::bit_ceil(ids.count / ids_a_row + 2);
  shift_ = 32U - static_cast<unsigned>(std::countr_zero(rows));
  begins_.assign(rows + 1, 0);
  for (std::size_t at = 0; at < ids.count; ++at) ++begins_[(head_of(pointer(at)) >> shift_) + 1];
  for (std::size_t row = 1; row < begins_.size(); ++row) begins_[row] += begins_[row - 1];
}

std::uint32_t SortedIds::find(const ObjectId& id) const {
  const std::size_t row = head_of(id.bytes.data()) >> shift_;
  std::size_t begin = begins_[row];
  const std::size_t row_end = begins_[row + 1];
  // Ids can be made to begin alike.
  for (std::size_t end = row_end; end - begin > few;) {
    const std::size_t middle = begin + (end - begin) / 2;
    if (std::memcmp(pointer(middle), id.bytes.data(), ObjectId::size) < 0) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  for (std::size_t at = begin; at < row_end && at <= begin + few; ++at) {
    if (ObjectId::of(pointer(at)) == id) return static_cast<std::uint32_t>(at);
  }
  return none;
}

}  // namespace patdown
