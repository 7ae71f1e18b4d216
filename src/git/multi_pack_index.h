#pragma once

// Where do packs hold their objects, by the index that several of them share?
// (gitformat-pack(5), "multi-pack-index files", version 1)
//
// It names each object once, in one of the packs; so a pack's own index says more, and this one
// serves for packs that have none.

#include "git/pack_index.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace patdown::pack {

class MultiIndex {
 public:
  struct Entry {
    const char* id = nullptr;  // 20 bytes; borrows the index
    std::uint64_t offset = 0;  // unchecked: the pack may be shorter
  };

  // Borrows `bytes`. A damaged index names no packs.
  explicit MultiIndex(std::string_view bytes);

  // As the index names them, "pack-….idx", sorted.
  const std::vector<std::string_view>& packs() const { return packs_; }
  // By ascending ids.
  std::vector<Entry> entries_of(std::size_t pack) const;

 private:
  bool find_chunks(std::size_t count);
  bool read_names(std::string_view names, std::size_t count);

  std::string_view bytes_;
  std::vector<std::string_view> packs_;
  std::string_view fanout_;  // the chunks OIDF, OIDL, OOFF, LOFF; the last may be empty
  std::string_view ids_;
  std::string_view offsets_;
  std::string_view longer_;
  std::size_t objects_ = 0;
};

}  // namespace patdown::pack
