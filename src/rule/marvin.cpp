#include "rule/marvin.h"

#include "rule/codecs.h"

#include <bit>
#include <string>

namespace patdown {
namespace {

struct State {
  std::uint32_t low = 0;
  std::uint32_t high = 0;

  void take(std::uint32_t word) {
    low += word;
    mix();
  }

  void mix() {
    high ^= low;
    low = std::rotl(low, 20) + high;
    high = std::rotl(high, 9) ^ low;
    low = std::rotl(low, 27) + high;
    high = std::rotl(high, 19);
  }
};

}  // namespace

std::uint64_t marvin64(std::string_view bytes, std::uint64_t seed) {
  State state{.low = static_cast<std::uint32_t>(seed & 0xFFFFFFFFU),
              .high = static_cast<std::uint32_t>(seed >> 32U)};
  for (; bytes.size() >= 4; bytes.remove_prefix(4)) state.take(from_little_endian(bytes));
  std::string tail(bytes);
  tail += '\x80';
  tail.resize(4, '\0');
  state.take(from_little_endian(tail));
  state.mix();
  return static_cast<std::uint64_t>(state.high) << 32U | state.low;
}

std::uint32_t marvin32(std::string_view bytes, std::uint64_t seed) {
  const std::uint64_t hash = marvin64(bytes, seed);
  return static_cast<std::uint32_t>(hash >> 32U) ^ static_cast<std::uint32_t>(hash & 0xFFFFFFFFU);
}

}  // namespace patdown
