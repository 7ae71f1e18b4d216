#pragma once

// The keyed hash with which Microsoft signs keys that can be recognised: Marvin32.
//
// Source of the algorithm and the test values: SymCrypt and microsoft/security-utilities.

#include <cstdint>
#include <string_view>

namespace patdown {

std::uint64_t marvin64(std::string_view bytes, std::uint64_t seed);
// The two halves of marvin64(), one XOR the other.
std::uint32_t marvin32(std::string_view bytes, std::uint64_t seed);

// A seed is written as 8 ASCII characters, "Default0", and read big-endian.
constexpr std::uint64_t marvin_seed(std::string_view text) {
  std::uint64_t seed = 0;
  for (const char c : text) seed = seed << 8U | static_cast<unsigned char>(c);
  return seed;
}

}  // namespace patdown
