#pragma once

// Writes packs and their indexes byte by byte, sound or not (gitformat-pack(5)). Objects get the
// ids that the test chooses: nobody checks that they are the hashes of the bytes.

#include "git/object_id.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace patdown {

inline ObjectId made_up_id(unsigned char first, unsigned number = 0) {
  ObjectId id;
  id.bytes[0] = first;
  id.bytes[1] = static_cast<unsigned char>(number >> 8U);
  id.bytes[2] = static_cast<unsigned char>(number);
  id.bytes[19] = 1;
  return id;
}

inline std::string big_endian(std::uint64_t number, unsigned bytes) {
  std::string text;
  for (unsigned i = bytes; i-- > 0;) text += static_cast<char>(number >> (8 * i));
  return text;
}

// A zlib stream of one stored block: at most 65,535 bytes.
inline std::string zlib_stored(std::string_view bytes) {
  std::uint32_t a = 1;
  std::uint32_t b = 0;
  for (const char c : bytes) {
    a = (a + static_cast<unsigned char>(c)) % 65521;
    b = (b + a) % 65521;
  }
  const auto length = static_cast<unsigned>(bytes.size());
  std::string stream = "\x78\x01\x01";
  for (const unsigned number : {length, ~length}) {
    stream += static_cast<char>(number);
    stream += static_cast<char>(number >> 8U);
  }
  return stream.append(bytes) + big_endian((b << 16U) | a, 4);
}

// The instructions of a delta.
inline std::string delta_size(std::uint64_t size) {
  std::string text;
  for (; size >= 0x80; size >>= 7U) text += static_cast<char>(0x80U | (size & 0x7fU));
  return text + static_cast<char>(size);
}
inline std::string delta_copy(unsigned from, unsigned size) {
  std::string text = "\xb3";  // two bytes of each
  for (const unsigned number : {from, size}) {
    text += static_cast<char>(number);
    text += static_cast<char>(number >> 8U);
  }
  return text;
}
inline std::string delta_insert(std::string_view bytes) {
  return static_cast<char>(bytes.size()) + std::string(bytes);
}

class PackBuilder {
 public:
  static constexpr unsigned commit = 1;
  static constexpr unsigned tree = 2;
  static constexpr unsigned blob = 3;
  static constexpr unsigned offset_delta = 6;
  static constexpr unsigned id_delta = 7;

  // Any entry: `middle` stands between the header and the stream. Where it begins.
  std::uint64_t add(const ObjectId& id, unsigned kind, std::uint64_t size, std::string_view middle,
                    std::string_view stream) {
    const std::uint64_t offset = bytes_.size();
    unsigned byte = (kind << 4U) | (size & 15U);
    for (size >>= 4U; size > 0; size >>= 7U) {
      bytes_ += static_cast<char>(byte | 0x80U);
      byte = size & 0x7fU;
    }
    bytes_ += static_cast<char>(byte);
    bytes_.append(middle).append(stream);
    entries_.emplace_back(id, offset);
    return offset;
  }
  std::uint64_t add_blob(const ObjectId& id, std::string_view text) {
    return add(id, blob, text.size(), {}, zlib_stored(text));
  }
  std::uint64_t add_id_delta(const ObjectId& id, const ObjectId& base, std::string_view delta) {
    const std::string raw(reinterpret_cast<const char*>(base.bytes.data()), ObjectId::size);
    return add(id, id_delta, delta.size(), raw, zlib_stored(delta));
  }
  std::uint64_t add_offset_delta(const ObjectId& id, std::uint64_t base, std::string_view delta) {
    return add(id, offset_delta, delta.size(), distance(bytes_.size() - base), zlib_stored(delta));
  }
  // How far before an entry its base begins.
  static std::string distance(std::uint64_t number) {
    std::string text(1, static_cast<char>(number & 0x7fU));
    while ((number >>= 7U) > 0) text.insert(0, 1, static_cast<char>(0x80U | (--number & 0x7fU)));
    return text;
  }

  std::string pack() const {
    std::string all = "PACK" + big_endian(2, 4) + big_endian(entries_.size(), 4);
    return all + bytes_.substr(all.size()) + std::string(ObjectId::size, '\0');
  }
  // Entries that `listed` does not count are left out, the last first.
  std::string index(std::size_t listed = ~std::size_t{0}) const {
    auto entries = entries_;
    entries.resize(std::min(listed, entries.size()));
    std::sort(entries.begin(), entries.end());
    std::string all = "\xfftOc" + big_endian(2, 4);
    for (unsigned first = 0; first < 256; ++first) {
      all += big_endian(static_cast<std::uint64_t>(std::count_if(
                            entries.begin(), entries.end(),
                            [&](const auto& entry) { return entry.first.bytes[0] <= first; })),
                        4);
    }
    for (const auto& entry : entries) {
      all.append(reinterpret_cast<const char*>(entry.first.bytes.data()), ObjectId::size);
    }
    all += std::string(4 * entries.size(), '\0');
    for (const auto& entry : entries) all += big_endian(entry.second, 4);
    return all + std::string(2 * ObjectId::size, '\0');
  }

 private:
  std::string bytes_ = std::string(12, '\0');  // room for the header
  std::vector<std::pair<ObjectId, std::uint64_t>> entries_;
};

}  // namespace patdown
