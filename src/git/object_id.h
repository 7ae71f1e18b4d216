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

  friend auto operator<=>(const ObjectId&, const ObjectId&) = default;
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
