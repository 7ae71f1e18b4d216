#include "git/pack_file.h"

#include "git/files.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <utility>

namespace patdown::pack {
namespace {

constexpr std::size_t header_bytes = 12;

std::string index_of(const std::string& pack) {
  return pack.substr(0, pack.size() - std::string_view(".pack").size()) + ".idx";
}

// Seven bits a byte, the highest first, one added for each byte that goes on.
bool read_distance(std::string_view pack, std::size_t& at, std::uint64_t& distance) {
  distance = 0;
  for (int bytes = 0; bytes < 9 && at < pack.size(); ++bytes) {
    const auto byte = static_cast<unsigned char>(pack[at++]);
    distance = (distance << 7U) | (byte & 0x7fU);
    if ((byte & 0x80U) == 0) return true;
    ++distance;
  }
  return false;
}

}  // namespace

std::optional<EntryHeader> read_entry_header(std::string_view pack, std::uint64_t offset) {
  if (offset < header_bytes || offset >= pack.size()) return std::nullopt;
  std::size_t at = offset;
  auto byte = static_cast<unsigned char>(pack[at++]);
  EntryHeader header;
  const unsigned kind = (byte >> 4U) & 7U;
  if (kind == 0 || kind == 5) return std::nullopt;
  header.stored = static_cast<Stored>(kind);
  header.size = byte & 0x0fU;
  for (unsigned shift = 4; (byte & 0x80U) != 0; shift += 7) {
    if (at == pack.size() || shift > 56) return std::nullopt;
    byte = static_cast<unsigned char>(pack[at++]);
    header.size |= std::uint64_t{byte & 0x7fU} << shift;
  }
  if (header.stored == Stored::offset_delta) {
    std::uint64_t distance = 0;
    if (!read_distance(pack, at, distance) || distance == 0 || distance > offset) {
      return std::nullopt;
    }
    header.base = offset - distance;
  } else if (header.stored == Stored::id_delta) {
    if (pack.size() - at < ObjectId::size) return std::nullopt;
    header.base_id = pack.data() + at;
    at += ObjectId::size;
  }
  header.data = at;
  return header;
}

PackFile::PackFile(const std::string& pack) : file_(pack), pack_(pack) {
  if (!open()) return;
  mapped_index_ = MappedFile(index_of(pack));
  index_ = Index(mapped_index_.bytes(), pack_.bytes().size());
  flaw_ = index_.flaw();
  entries_.reserve(index_.size());
  for (std::size_t place = 0; place < index_.size(); ++place) {
    entries_.push_back({.offset = index_.offset(place), .id = index_.id(place)});
  }
  sort_entries();
}

PackFile::PackFile(const std::string& pack, std::vector<MultiIndex::Entry> shared)
    : file_(pack), pack_(pack), by_id_(std::move(shared)) {
  if (!open()) return;
  for (const MultiIndex::Entry& entry : by_id_) {
    if (!leads_to_object(entry.offset, pack_.bytes().size())) {
      flaw_ = "a damaged multi-pack-index";
      entries_.clear();
      by_id_.clear();
      return;
    }
    entries_.push_back({.offset = entry.offset, .id = entry.id});
  }
  sort_entries();
}

bool PackFile::open() {
  const std::string_view all = pack_.bytes();
  const std::uint32_t version = all.size() < header_bytes + ObjectId::size ? 0 : number32(all, 4);
  if (!all.starts_with("PACK") || (version != 2 && version != 3)) {
    flaw_ = all.empty() ? "an index without its pack" : "not a pack";
    by_id_.clear();
    return false;
  }
  bytes_ = all.substr(0, all.size() - ObjectId::size);
  return true;
}

void PackFile::sort_entries() {
  const auto same_id = [](const Entry& a, const Entry& b) {
    return std::memcmp(a.id, b.id, ObjectId::size) == 0;
  };
  // They come by ascending ids.
  entries_.erase(std::unique(entries_.begin(), entries_.end(), same_id), entries_.end());
  const auto before = [](const Entry& a, const Entry& b) { return a.offset < b.offset; };
  std::sort(entries_.begin(), entries_.end(), before);
  const auto same_offset = [](const Entry& a, const Entry& b) { return a.offset == b.offset; };
  const bool twice =
      std::adjacent_find(entries_.begin(), entries_.end(), same_offset) != entries_.end();
  if (!twice) return;
  flaw_ = "a damaged index of a pack: two objects in one place";
  entries_.clear();
  by_id_.clear();
  index_ = Index();
}

std::size_t PackFile::place_of(const char* id) const {
  if (by_id_.empty()) return index_.place_of(id);
  const auto found = std::ranges::lower_bound(by_id_, id, std::less<>(), &MultiIndex::Entry::id);
  return static_cast<std::size_t>(found - by_id_.begin());
}

std::optional<SortedIds::Place> PackFile::list() const {
  if (!by_id_.empty() || index_.size() == 0) return std::nullopt;
  return index_.list();
}

std::optional<std::uint64_t> PackFile::find(const ObjectId& id) const {
  if (by_id_.empty()) return index_.find(id);
  const auto found = std::lower_bound(by_id_.begin(), by_id_.end(), id,
                                      [](const MultiIndex::Entry& entry, const ObjectId& wanted) {
                                        return ObjectId::of(entry.id) < wanted;
                                      });
  if (found == by_id_.end() || ObjectId::of(found->id) != id) return std::nullopt;
  return found->offset;
}

}  // namespace patdown::pack
