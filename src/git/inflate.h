#pragma once

// Unpacks zlib streams whose size is known before. One for each thread.

#include <memory>
#include <span>
#include <string_view>

struct libdeflate_decompressor;

namespace patdown {

class Inflater {
 public:
  Inflater();

  // Whether `packed` begins with a stream that fills `out` exactly. What follows it is not looked
  // at.
  bool inflate(std::string_view packed, std::span<char> out) const;
  // Whether so few bytes can hold so many: deflate packs no better than 1 : 1032.
  static bool plausible(std::size_t packed, std::size_t unpacked) {
    return unpacked / 1032 <= packed;
  }

 private:
  struct Free {
    void operator()(libdeflate_decompressor* decompressor) const;
  };
  std::unique_ptr<libdeflate_decompressor, Free> decompressor_;
};

}  // namespace patdown
