#include "git/index_bytes.h"

namespace patdown {

std::vector<std::size_t> IndexBytes::ewah(std::size_t limit) {
  std::vector<std::size_t> set;
  std::size_t position = 0;
  const auto add = [&](bool bit) {
    if (bit && position < limit) set.push_back(position);
    ++position;
  };
  u32();  // number of bits
  std::uint32_t words = u32();
  while (words > 0 && !failed_) {
    const std::uint64_t marker = number(8);
    --words;
    const bool repeated = (marker & 1U) != 0;
    const std::uint64_t repeats = ((marker >> 1U) & 0xffffffffU) * 64;
    for (std::uint64_t i = 0; repeated && i < repeats && position < limit; ++i) add(true);
    if (!repeated) position += repeats;
    for (std::uint64_t literals = marker >> 33U; literals > 0 && words > 0; --literals, --words) {
      const std::uint64_t word = number(8);
      for (unsigned bit = 0; bit < 64; ++bit) add(((word >> bit) & 1U) != 0);
    }
  }
  u32();  // where the last marker stands
  return set;
}

}  // namespace patdown
