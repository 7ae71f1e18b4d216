#pragma once

// The members of a zip, for libdeflate to unpack: it takes half the time of libarchive's zlib.
//
// Only of a zip that is plain, as nearly all are: one disk, no comment, nothing encrypted, stored
// or deflated, names in ASCII, files and folders, both headers of a member of one mind, no member
// in another. All else is for libarchive, which sees the same members in the same order here.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

struct ZipMember {
  std::string_view name;
  std::string_view packed;
  bool deflated = false;
  std::uint32_t crc = 0;
  std::size_t size = 0;  // unpacked
};

// The files in it, folders left out, in the order of their bytes; nullopt if it is not plain.
std::optional<std::vector<ZipMember>> plain_zip(std::string_view bytes);

// nullopt if it is not what its header says.
std::optional<std::string> unpacked(const ZipMember& member);

}  // namespace patdown
