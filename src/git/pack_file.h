#pragma once

// What stands in a pack, and where? (gitformat-pack(5))
//
// The pack stays mapped and nothing is unpacked here. Whatever is read is checked to lie within it.

#include "git/mapped_file.h"
#include "git/multi_pack_index.h"
#include "git/pack_index.h"
#include "git/sorted_ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown::pack {

// How an object is stored; the numbers are the format's.
enum class Stored : std::uint8_t {
  commit = 1,
  tree = 2,
  blob = 3,
  tag = 4,
  offset_delta = 6,  // of the object so many bytes before
  id_delta = 7,      // of the object with this id
};

struct EntryHeader {
  Stored stored = Stored::blob;
  std::uint64_t size = 0;         // unpacked: of the object or of the delta
  std::uint64_t data = 0;         // where the zlib stream begins
  std::uint64_t base = 0;         // of an offset_delta: where its base begins
  const char* base_id = nullptr;  // of an id_delta: 20 bytes, borrows the pack
};

// The header at `offset` of the bytes of a pack without its checksum; nullopt if there is none.
std::optional<EntryHeader> read_entry_header(std::string_view pack, std::uint64_t offset);

class PackFile {
 public:
  struct Entry {
    std::uint64_t offset = 0;
    const char* id = nullptr;  // 20 bytes, borrows the index
  };

  // A pack ("….pack") and its own index.
  explicit PackFile(const std::string& pack);
  // Where the pack has no index of its own; borrows `shared`.
  PackFile(const std::string& pack, std::vector<MultiIndex::Entry> shared);

  const std::string& file() const { return file_; }
  // The name of the file alone.
  std::string name() const { return file_.substr(file_.rfind('/') + 1); }
  const std::string& flaw() const { return flaw_; }  // one clause; it then has no entries
  // By ascending offsets; no offset and no id stands twice.
  const std::vector<Entry>& entries() const { return entries_; }
  // The ids as the index has them, ascending; one may stand twice.
  std::size_t places() const { return by_id_.empty() ? index_.size() : by_id_.size(); }
  const char* id(std::size_t place) const {
    return by_id_.empty() ? index_.id(place) : by_id_[place].id;
  }
  // Which of them an entry's id is.
  std::size_t place_of(const char* id) const;
  // All of them, if they lie in one list; borrows the index.
  std::optional<SortedIds::Place> list() const;
  std::string_view bytes() const { return bytes_; }  // without the checksum at the end
  bool holds(const ObjectId& id) const { return find(id).has_value(); }
  std::optional<std::uint64_t> find(const ObjectId& id) const;

 private:
  bool open();
  void sort_entries();

  std::string file_;
  std::string flaw_;
  MappedFile pack_;
  MappedFile mapped_index_;
  Index index_;
  std::vector<Entry> entries_;
  std::vector<MultiIndex::Entry> by_id_;  // only without an index of its own
  std::string_view bytes_;
};

}  // namespace patdown::pack
