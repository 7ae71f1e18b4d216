#include "git/multi_pack_index.h"

#include <algorithm>

namespace patdown::pack {
namespace {

constexpr std::size_t header_bytes = 12;
constexpr std::size_t chunk_row_bytes = 12;  // a name of 4 bytes, a place of 8
constexpr std::uint64_t is_longer = 0x80000000U;

}  // namespace

MultiIndex::MultiIndex(std::string_view bytes) : bytes_(bytes) {
  // "MIDX", version, kind of hash (1 is SHA-1), chunks, base files (always 0), packs
  if (bytes.size() < header_bytes || !bytes.starts_with("MIDX\x01\x01")) return;
  if (!find_chunks(number32(bytes, 8))) packs_.clear();
}

bool MultiIndex::find_chunks(std::size_t count) {
  const std::size_t chunks = static_cast<unsigned char>(bytes_[6]);
  if (bytes_.size() < header_bytes + (chunks + 1) * chunk_row_bytes) return false;
  std::string_view names;
  for (std::size_t i = 0; i < chunks; ++i) {
    const std::size_t row = header_bytes + i * chunk_row_bytes;
    const std::uint64_t begin = number64(bytes_, row + 4);
    const std::uint64_t end = number64(bytes_, row + chunk_row_bytes + 4);
    if (begin > end || end > bytes_.size()) return false;
    const std::string_view chunk = bytes_.substr(begin, end - begin);
    const std::string_view name = bytes_.substr(row, 4);
    if (name == "PNAM") names = chunk;
    if (name == "OIDF") fanout_ = chunk;
    if (name == "OIDL") ids_ = chunk;
    if (name == "OOFF") offsets_ = chunk;
    if (name == "LOFF") longer_ = chunk;
  }
  if (fanout_.size() < 1024) return false;
  const auto objects = fanout_count(fanout_, 0);
  if (!objects || ids_.size() / ObjectId::size < *objects || offsets_.size() / 8 < *objects) {
    return false;
  }
  objects_ = *objects;
  return read_names(names, count);
}

bool MultiIndex::read_names(std::string_view names, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t end = names.find('\0');
    if (end == std::string_view::npos || end == 0) return false;
    packs_.push_back(names.substr(0, end));
    names.remove_prefix(end + 1);
  }
  return true;
}

std::vector<MultiIndex::Entry> MultiIndex::entries_of(std::size_t pack) const {
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < objects_; ++i) {
    if (number32(offsets_, 8 * i) != pack) continue;
    std::uint64_t offset = number32(offsets_, 8 * i + 4);
    if (!longer_.empty() && (offset & is_longer) != 0) {
      const std::uint64_t place = offset & ~is_longer;
      if (place >= longer_.size() / 8) continue;
      offset = number64(longer_, 8 * place);
    }
    entries.push_back({.id = ids_.data() + i * ObjectId::size, .offset = offset});
  }
  return entries;
}

}  // namespace patdown::pack
