#include "source/plain_zip.h"

#include <algorithm>
#include <memory>

#include <libdeflate.h>

namespace patdown {
namespace {

// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3.7, 4.3.12, 4.3.16
constexpr std::uint32_t local_mark = 0x04034b50;
constexpr std::uint32_t central_mark = 0x02014b50;
constexpr std::uint32_t end_mark = 0x06054b50;
constexpr std::size_t local_bytes = 30;
constexpr std::size_t central_bytes = 46;
constexpr std::size_t end_bytes = 22;
// Of the flags these change nothing here: how hard was compressed, that sizes stand behind the
// data (the central header has them too), that names are UTF-8.
constexpr unsigned harmless_flags = 0x0002U | 0x0004U | 0x0008U | 0x0800U;
constexpr unsigned sizes_behind = 0x0008U;
// Deflate makes no more than this of a byte.
constexpr std::size_t most_growth = 1032;

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = size; i-- > 0;) {
    value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
  }
  return value;
}

// Whether extra fields hold nothing but times and owners, and the mark of a Java archive.
bool is_plain_extra(std::string_view extra) {
  constexpr std::uint32_t known[] = {0x5455, 0x7875, 0x5855, 0x7855, 0x000a, 0xcafe};
  while (extra.size() >= 4) {
    const std::size_t size = number(extra, 2, 2);
    if (std::ranges::find(known, number(extra, 0, 2)) == std::end(known)) return false;
    if (size > extra.size() - 4) return false;
    extra.remove_prefix(4 + size);
  }
  return extra.empty();
}

bool is_plain_name(std::string_view name) {
  return !name.empty() &&
         std::ranges::all_of(name, [](char c) { return c >= ' ' && c <= '~' && c != '\\'; });
}

// Whether it is a regular file, or a folder whose name says so.
bool is_plain_kind(std::uint32_t made_by, std::uint32_t attributes, bool folder) {
  constexpr std::uint32_t dos = 0;
  constexpr std::uint32_t unix_like = 3;
  constexpr std::uint32_t dos_folder = 0x10;
  if (made_by == dos) return folder || (attributes & dos_folder) == 0;
  const std::uint32_t type = (attributes >> 16U) & 0170000U;
  return made_by == unix_like && (type == 0 || type == (folder ? 0040000U : 0100000U));
}

struct Placed {
  ZipMember member;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool folder = false;
};

class PlainZip {
 public:
  explicit PlainZip(std::string_view bytes) : bytes_(bytes) {}

  std::optional<std::vector<ZipMember>> members() {
    if (!read_end()) return std::nullopt;
    std::vector<Placed> placed;
    placed.reserve(std::min(count_, (directory_end_ - at_) / central_bytes));
    for (std::size_t i = 0; i < count_; ++i) {
      Placed one;
      if (!read_central(one)) return std::nullopt;
      placed.push_back(one);
    }
    if (at_ != directory_end_) return std::nullopt;
    std::ranges::sort(placed, {}, &Placed::begin);
    std::vector<ZipMember> members;
    std::size_t floor = 0;
    for (const Placed& one : placed) {
      if (one.begin < floor) return std::nullopt;
      floor = one.end;
      if (!one.folder) members.push_back(one.member);
    }
    return members;
  }

 private:
  bool read_end() {
    if (bytes_.size() < end_bytes || number(bytes_, 0, 4) != local_mark) return false;
    directory_end_ = bytes_.size() - end_bytes;
    const std::string_view end = bytes_.substr(directory_end_);
    count_ = number(end, 10, 2);
    at_ = number(end, 16, 4);
    return number(end, 0, 4) == end_mark && number(end, 4, 4) == 0 && number(end, 8, 2) == count_ &&
           count_ != 0xffff && number(end, 20, 2) == 0 && at_ <= directory_end_ &&
           directory_end_ - at_ == number(end, 12, 4);
  }

  bool read_central(Placed& one) {
    if (directory_end_ - at_ < central_bytes) return false;
    const std::string_view header = bytes_.substr(at_, central_bytes);
    const std::size_t name_size = number(header, 28, 2);
    const std::size_t extra_size = number(header, 30, 2);
    const std::size_t whole = central_bytes + name_size + extra_size + number(header, 32, 2);
    if (number(header, 0, 4) != central_mark || directory_end_ - at_ < whole) return false;
    one.member.name = bytes_.substr(at_ + central_bytes, name_size);
    one.folder = one.member.name.ends_with('/');
    const std::string_view extra = bytes_.substr(at_ + central_bytes + name_size, extra_size);
    at_ += whole;
    if (!is_plain_name(one.member.name) || !is_plain_extra(extra)) return false;
    if (!is_plain_kind(number(header, 5, 1), number(header, 38, 4), one.folder)) return false;
    if (number(header, 34, 2) != 0) return false;  // on another disk
    one.member.size = number(header, 24, 4);
    one.member.crc = number(header, 16, 4);
    one.begin = number(header, 42, 4);
    return read_local(one, header);
  }

  // The data, if the member's own header agrees with the central one.
  bool read_local(Placed& one, std::string_view central) const {
    const std::size_t directory = directory_end_ - number(bytes_, directory_end_ + 12, 4);
    if (one.begin > directory || directory - one.begin < local_bytes) return false;
    const std::string_view local = bytes_.substr(one.begin, local_bytes);
    const std::size_t name_size = number(local, 26, 2);
    const std::size_t extra_size = number(local, 28, 2);
    const std::size_t data = one.begin + local_bytes + name_size + extra_size;
    const std::size_t packed = number(central, 20, 4);
    if (data > directory || directory - data < packed) return false;
    if (number(local, 0, 4) != local_mark ||
        bytes_.substr(one.begin + local_bytes, name_size) != one.member.name ||
        !is_plain_extra(bytes_.substr(data - extra_size, extra_size))) {
      return false;
    }
    const std::uint32_t flags = number(central, 8, 2);
    const std::uint32_t method = number(central, 10, 2);
    if (number(local, 6, 2) != flags || number(local, 8, 2) != method) return false;
    if ((flags & ~harmless_flags) != 0) return false;
    const bool same_sizes = local.substr(14, 12) == central.substr(16, 12);
    if ((flags & sizes_behind) == 0 && !same_sizes) return false;
    one.member.deflated = method == 8;
    one.member.packed = bytes_.substr(data, packed);
    one.end = data + packed;
    if (one.folder) return packed == 0;
    if (method == 0) return packed == one.member.size;
    return method == 8 && one.member.size / most_growth <= packed;
  }

  std::string_view bytes_;
  std::size_t at_ = 0;  // in the central directory
  std::size_t directory_end_ = 0;
  std::size_t count_ = 0;
};

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* one) const { libdeflate_free_decompressor(one); }
};

}  // namespace

std::optional<std::vector<ZipMember>> plain_zip(std::string_view bytes) {
  return PlainZip(bytes).members();
}

std::optional<std::string> unpacked(const ZipMember& member) {
  std::string content;
  if (member.deflated) {
    thread_local const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> engine(
        libdeflate_alloc_decompressor());
    if (engine == nullptr) return std::nullopt;
    content.resize(member.size);
    std::size_t read = 0;
    std::size_t made = 0;
    const libdeflate_result result =
        libdeflate_deflate_decompress_ex(engine.get(), member.packed.data(), member.packed.size(),
                                         content.data(), content.size(), &read, &made);
    if (result != LIBDEFLATE_SUCCESS || read != member.packed.size() || made != member.size) {
      return std::nullopt;
    }
  } else {
    content = member.packed;
  }
  if (libdeflate_crc32(0, content.data(), content.size()) != member.crc) return std::nullopt;
  return content;
}

}  // namespace patdown
