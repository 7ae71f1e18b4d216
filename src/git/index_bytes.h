#pragma once

// Numbers of git's index, big endian, never read beyond the end.

#include "git/object_id.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace patdown {

class IndexBytes {
 public:
  explicit IndexBytes(std::string_view bytes) : bytes_(bytes) {}

  std::size_t at() const { return at_; }
  std::size_t left() const { return bytes_.size() - at_; }
  bool failed() const { return failed_; }

  std::string_view take(std::size_t count) {
    if (count > left()) {
      failed_ = true;
      at_ = bytes_.size();
      return {};
    }
    const std::string_view part = bytes_.substr(at_, count);
    at_ += count;
    return part;
  }
  std::uint64_t number(std::size_t width) {
    std::uint64_t value = 0;
    for (const char c : take(width)) value = (value << 8U) | static_cast<unsigned char>(c);
    return value;
  }
  std::uint32_t u32() { return static_cast<std::uint32_t>(number(4)); }
  std::uint32_t u16() { return static_cast<std::uint32_t>(number(2)); }
  ObjectId id() {
    const std::string_view raw = take(ObjectId::size);
    return raw.empty() ? ObjectId{} : ObjectId::of(raw.data());
  }
  // Up to `end`, which is passed over.
  std::string_view until(char end) {
    const std::size_t found = bytes_.find(end, at_);
    if (found == std::string_view::npos) return take(left() + 1);
    const std::string_view part = bytes_.substr(at_, found - at_);
    at_ = found + 1;
    return part;
  }
  // The offset encoding of packs: seven bits a byte, one added for each byte that goes on.
  std::uint64_t varint() {
    std::uint64_t byte = number(1);
    std::uint64_t value = byte & 0x7fU;
    while ((byte & 0x80U) != 0 && !failed_) {
      byte = number(1);
      value = ((value + 1) << 7U) | (byte & 0x7fU);
    }
    return value;
  }
  // The positions of the bits that are set in an EWAH bitmap (gitformat-bitmap(5)), all below
  // `limit`.
  std::vector<std::size_t> ewah(std::size_t limit);

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

}  // namespace patdown
