#pragma once

// Which objects does a pack hold, and where? (gitformat-pack(5), versions 1 and 2)
//
// Nothing is believed: what an index says is checked to lie within the index and the pack before
// it is used. libgit2 1.5 follows an index beyond the file.

#include "git/object_id.h"
#include "git/sorted_ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

// Indexes (.idx) of the packs in a folder of objects, sorted.
std::vector<std::string> pack_indexes(const std::string& objects);

// What is wrong with the index or its pack, one clause; empty if libgit2 can read it.
std::string pack_index_flaw(const std::string& file);

namespace pack {

// Big endian numbers; the caller has checked that they lie within `bytes`.
std::uint32_t number32(std::string_view bytes, std::size_t at);
std::uint64_t number64(std::string_view bytes, std::size_t at);

// The number of objects that a table of 256 sums tells; nullopt if the sums fall.
std::optional<std::size_t> fanout_count(std::string_view bytes, std::size_t at);

// Whether an object of a pack of `pack_bytes` can begin at `offset`.
bool leads_to_object(std::uint64_t offset, std::uint64_t pack_bytes);

class Index {
 public:
  Index() = default;
  // Borrows `bytes`. Of a flawed index nothing but the flaw is known.
  Index(std::string_view bytes, std::uint64_t pack_bytes);

  const std::string& flaw() const { return flaw_; }  // one clause; empty if there is none
  std::size_t size() const { return count_; }
  // Of the object in this place, by ascending ids; borrows the index.
  const char* id(std::size_t place) const { return bytes_.data() + ids_ + place * id_step_; }
  // The other way round.
  std::size_t place_of(const char* id) const {
    return static_cast<std::size_t>(id - this->id(0)) / id_step_;
  }
  SortedIds::Place list() const { return {.first = id(0), .count = count_, .step = id_step_}; }
  std::uint64_t offset(std::size_t place) const;
  // Where the pack holds it.
  std::optional<std::uint64_t> find(const ObjectId& wanted) const;

 private:
  bool sound(std::uint64_t pack_bytes) const;

  std::string_view bytes_;
  std::string flaw_;
  std::size_t count_ = 0;
  std::size_t fanout_ = 0;
  std::size_t ids_ = 0;  // where they begin, and how far apart they lie
  std::size_t id_step_ = ObjectId::size;
  std::size_t offsets_ = 0;  // likewise of the short offsets
  std::size_t offset_step_ = 4;
  std::size_t longer_ = 0;  // where the offsets of 64 bits begin; 0 in version 1
  std::size_t longer_count_ = 0;
};

}  // namespace pack
}  // namespace patdown
