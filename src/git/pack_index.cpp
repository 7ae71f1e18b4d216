#include "git/pack_index.h"

#include "git/files.h"
#include "git/mapped_file.h"

#include <cstring>

#include <sys/stat.h>

namespace patdown {
namespace pack {
namespace {

constexpr std::size_t fanout_bytes = 1024;  // 256 sums of 4 bytes
constexpr std::size_t pack_header_bytes = 12;
constexpr std::size_t checksum_bytes = 2 * ObjectId::size;  // of the pack and of the index
constexpr std::uint64_t is_longer = 0x80000000U;

}  // namespace

std::uint32_t number32(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return __builtin_bswap32(value);
}

std::uint64_t number64(std::string_view bytes, std::size_t at) {
  return (std::uint64_t{number32(bytes, at)} << 32U) | number32(bytes, at + 4);
}

std::optional<std::size_t> fanout_count(std::string_view bytes, std::size_t at) {
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < 256; ++i) {
    const std::uint32_t sum = number32(bytes, at + 4 * i);
    if (sum < last) return std::nullopt;
    last = sum;
  }
  return last;
}

bool leads_to_object(std::uint64_t offset, std::uint64_t pack_bytes) {
  return offset >= pack_header_bytes && offset < pack_bytes && pack_bytes - offset > ObjectId::size;
}

Index::Index(std::string_view bytes, std::uint64_t pack_bytes) : bytes_(bytes) {
  flaw_ = "a damaged index of a pack";
  const bool second = bytes.starts_with("\xfftOc");
  fanout_ = second ? 8 : 0;
  const std::size_t table = fanout_ + fanout_bytes;
  if (bytes.size() < table + checksum_bytes) return;
  if (second && number32(bytes, 4) != 2) {
    flaw_ = "an index of a pack of an unknown version";
    return;
  }
  const auto count = fanout_count(bytes, fanout_);
  if (!count || *count > bytes.size() / (ObjectId::size + 4)) return;
  const std::size_t checksum_at = bytes.size() - checksum_bytes;
  if (second) {  // names, checksums, offsets of 31 bits, and longer ones in a table behind
    ids_ = table;
    offsets_ = ids_ + *count * (ObjectId::size + 4);
    longer_ = offsets_ + *count * 4;
    if (checksum_at < longer_) return;
    longer_count_ = (checksum_at - longer_) / 8;
  } else {  // an offset of 32 bits before each name
    offsets_ = table;
    ids_ = table + 4;
    id_step_ = offset_step_ = 4 + ObjectId::size;
    if (checksum_at < table + *count * offset_step_) return;
  }
  count_ = *count;
  if (sound(pack_bytes)) {
    flaw_.clear();
  } else {
    count_ = 0;
  }
}

bool Index::sound(std::uint64_t pack_bytes) const {
  for (std::size_t place = 0; place < count_; ++place) {
    const std::uint64_t offset = number32(bytes_, offsets_ + place * offset_step_);
    const bool longer = longer_ != 0 && (offset & is_longer) != 0;
    if (longer && (offset & ~is_longer) >= longer_count_) return false;
    if (!leads_to_object(longer ? this->offset(place) : offset, pack_bytes)) return false;
  }
  return true;
}

std::uint64_t Index::offset(std::size_t place) const {
  const std::uint64_t offset = number32(bytes_, offsets_ + place * offset_step_);
  if (longer_ == 0 || (offset & is_longer) == 0) return offset;
  return number64(bytes_, longer_ + 8 * (offset & ~is_longer));
}

std::optional<std::uint64_t> Index::find(const ObjectId& wanted) const {
  if (count_ == 0) return std::nullopt;
  const std::size_t first = wanted.bytes[0];
  std::size_t begin = first == 0 ? 0 : number32(bytes_, fanout_ + 4 * (first - 1));
  std::size_t end = number32(bytes_, fanout_ + 4 * first);
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    const int order = std::memcmp(id(middle), wanted.bytes.data(), ObjectId::size);
    if (order == 0) return offset(middle);
    if (order < 0) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return std::nullopt;
}

}  // namespace pack

std::vector<std::string> pack_indexes(const std::string& objects) {
  std::vector<std::string> files;
  for (const std::string& name : names_in(objects + "/pack")) {
    if (name.starts_with("pack-") && name.ends_with(".idx")) {
      files.push_back(joined(objects + "/pack", name));
    }
  }
  return files;
}

std::string pack_index_flaw(const std::string& file) {
  struct stat pack_file {};
  const std::string name = file.substr(0, file.size() - 4) + ".pack";
  if (::stat(name.c_str(), &pack_file) != 0) return "an index without its pack";
  const MappedFile mapped(file);
  return pack::Index(mapped.bytes(), static_cast<std::uint64_t>(pack_file.st_size)).flaw();
}

}  // namespace patdown
