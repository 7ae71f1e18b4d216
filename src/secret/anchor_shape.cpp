#include "secret/anchor_shape.h"

#include "rule/shape.h"
#include "secret/long_runs.h"

#include <algorithm>
#include <bitset>
#include <vector>

namespace patdown {
namespace {

const std::bitset<256>& run_bytes() {
  static const std::bitset<256> bytes = [] {
    std::bitset<256> all;
    for (unsigned code = 0; code < all.size(); ++code) {
      all.set(code, in_long_runs(static_cast<char>(code)));
    }
    return all;
  }();
  return bytes;
}

bool is_inside(const ShapePart& part) {
  return (part.bytes & ~run_bytes()).none();
}

std::size_t most_of(const std::vector<ShapePart>& parts, std::size_t begin, std::size_t end) {
  return joined({parts.begin() + static_cast<std::ptrdiff_t>(begin),
                 parts.begin() + static_cast<std::ptrdiff_t>(end)})
      .most;
}

}  // namespace

std::size_t least_run_of(std::string_view anchor) {
  const std::vector<ShapePart> parts = shape_of(anchor);
  const ShapePart all = joined(parts);
  if (all.looks || all.bytes.test(0)) return 0;
  std::size_t longest = 0;
  for (std::size_t begin = 0; begin < parts.size(); ++begin) {
    std::size_t end = begin;
    std::size_t least = 0;
    for (; end < parts.size() && is_inside(parts[end]); ++end) least += parts[end].least;
    if (least >= least_long_run && most_of(parts, 0, begin) <= most_before_run &&
        most_of(parts, end, parts.size()) <= most_behind_run) {
      longest = std::max(longest, least);
    }
    begin = std::max(begin, end);
  }
  return longest;
}

bool keeps_to_line(std::string_view anchor) {
  const std::vector<ShapePart> parts = shape_of(anchor);
  const ShapePart all = joined(parts);
  return !parts.empty() && !all.looks && !all.bytes.test('\n');
}

}  // namespace patdown
