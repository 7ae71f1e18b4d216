#pragma once

// Which git object? The 20 bytes of its SHA-1: a key for maps, without the cost of hex strings.

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace patdown {

struct ObjectId {
  static constexpr std::size_t size = 20;

  std::array<unsigned char, size> bytes{};

  // `raw` points to 20 bytes.
  static ObjectId of(const void* raw) {
    ObjectId id;
    std::memcpy(id.bytes.data(), raw, size);
    return id;
  }
  // From the 40 hex digits at the start of `text`; nullopt if they are not there.
  static std::optional<ObjectId> parse(std::string_view text);

  std::string hex() const;
  bool null() const { return *this == ObjectId{}; }

  // Without a call to memcmp: tables of millions are searched.
  friend bool operator==(const ObjectId& a, const ObjectId& b) {
    return a.part<std::uint64_t>(0) == b.part<std::uint64_t>(0) &&
           a.part<std::uint64_t>(8) == b.part<std::uint64_t>(8) &&
           a.part<std::uint32_t>(16) == b.part<std::uint32_t>(16);
  }
  friend auto operator<=>(const ObjectId&, const ObjectId&) = default;

 private:
  template <typename Number>
  Number part(std::size_t at) const {
    Number number = 0;
    std::memcpy(&number, bytes.data() + at, sizeof number);
    return number;
  }
};

// The id is a hash already; its first bytes will do.
struct ObjectIdHash {
  std::size_t operator()(const ObjectId& id) const noexcept {
    std::uint64_t head = 0;
    std::memcpy(&head, id.bytes.data(), sizeof head);
    return static_cast<std::size_t>(head);
  }
};

}  // namespace patdown
