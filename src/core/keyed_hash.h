#pragma once

// A hash that nobody can make two texts agree on who does not know its key: SipHash-2-4 with 128
// bits (https://github.com/veorq/SipHash). For telling whether bytes were seen before when those
// who wrote the bytes may wish that they seem so.

#include <array>
#include <compare>
#include <cstdint>
#include <string_view>

namespace patdown {

class KeyedHash {
 public:
  struct Value {
    std::uint64_t low = 0;
    std::uint64_t high = 0;

    friend auto operator<=>(const Value&, const Value&) = default;
  };
  using Key = std::array<std::uint64_t, 2>;

  // With a key of the moment: values differ from run to run.
  KeyedHash();
  explicit KeyedHash(Key key) : key_(key) {}

  Value of(std::string_view bytes) const;

 private:
  Key key_;
};

}  // namespace patdown
