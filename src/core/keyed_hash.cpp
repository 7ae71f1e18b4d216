#include "core/keyed_hash.h"

#include <bit>
#include <cstddef>
#include <cstring>
#include <random>

namespace patdown {
namespace {

struct State {
  std::uint64_t v0;
  std::uint64_t v1;
  std::uint64_t v2;
  std::uint64_t v3;

  void round() {
    v0 += v1;
    v1 = std::rotl(v1, 13) ^ v0;
    v0 = std::rotl(v0, 32);
    v2 += v3;
    v3 = std::rotl(v3, 16) ^ v2;
    v0 += v3;
    v3 = std::rotl(v3, 21) ^ v0;
    v2 += v1;
    v1 = std::rotl(v1, 17) ^ v2;
    v2 = std::rotl(v2, 32);
  }

  void take(std::uint64_t word) {
    v3 ^= word;
    round();
    round();
    v0 ^= word;
  }

  std::uint64_t finish(std::uint64_t& last, std::uint64_t mark) {
    last ^= mark;
    for (int i = 0; i < 4; ++i) round();
    return v0 ^ v1 ^ v2 ^ v3;
  }
};

// Up to 8 bytes, the lowest first.
std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t word = 0;
  if (bytes.size() == sizeof word && std::endian::native == std::endian::little) {
    std::memcpy(&word, bytes.data(), sizeof word);
    return word;
  }
  for (std::size_t i = bytes.size(); i-- > 0;) {
    word = word << 8U | static_cast<unsigned char>(bytes[i]);
  }
  return word;
}

std::uint64_t random_word() {
  std::random_device device;
  return std::uint64_t{device()} << 32U | device();
}

}  // namespace

KeyedHash::KeyedHash() : key_{random_word(), random_word()} {}

KeyedHash::Value KeyedHash::of(std::string_view bytes) const {
  State state{.v0 = key_[0] ^ 0x736f6d6570736575U,
              .v1 = key_[1] ^ 0x646f72616e646f6dU ^ 0xeeU,
              .v2 = key_[0] ^ 0x6c7967656e657261U,
              .v3 = key_[1] ^ 0x7465646279746573U};
  const std::uint64_t length = std::uint64_t{bytes.size()} << 56U;
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) state.take(little_endian(bytes.substr(0, 8)));
  state.take(length | little_endian(bytes));
  Value value;
  value.low = state.finish(state.v2, 0xeeU);
  value.high = state.finish(state.v1, 0xddU);
  return value;
}

}  // namespace patdown
