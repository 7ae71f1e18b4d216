#pragma once

// What does git's index hold? (gitformat-index(5), versions 2 to 4, split and sparse ones too)
//
// Read by ourselves: a hook waits for it, and libgit2 takes neither split nor sparse ones.

#include "git/object_id.h"
#include "git/raw_object.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

struct FileStat {
  std::uint32_t seconds = 0;  // of the last change of the content
  std::uint32_t nanoseconds = 0;
  std::uint32_t inode = 0;
  std::uint32_t size = 0;  // modulo 2^32

  friend bool operator==(const FileStat&, const FileStat&) = default;
};

struct IndexEntry {
  std::string_view path;  // borrows what IndexFile keeps
  ObjectId id;
  EntryKind kind = EntryKind::file;  // tree: a folder outside a sparse checkout
  int stage = 0;                     // 1 base, 2 ours, 3 theirs of a conflict
  bool intent_to_add = false;
  FileStat stat;
};

// A folder whose tree git had written when it wrote the index.
struct CachedTree {
  std::string path;  // empty for the top
  ObjectId id;
};

struct IndexFile {
  std::vector<IndexEntry> entries;                // sorted by path, then stage
  std::vector<CachedTree> trees;                  // parents before children
  std::string why;                                // what could not be read; empty if all was
  FileStat stat;                                  // of the file itself
  std::vector<std::shared_ptr<const void>> kept;  // what the paths borrow

  // The first entry whose path is not less; entries.size() if there is none.
  std::size_t lower_bound(std::string_view path) const;
  const IndexEntry* find(std::string_view path) const;
  bool any_below(std::string_view folder) const;
};

// An index that is not there holds nothing. `id_bytes` is how long its ids are; those of another
// length than ObjectId's stay null.
IndexFile read_index(const std::string& file, std::size_t id_bytes = ObjectId::size);
// The same from bytes, which the paths borrow; `folder` is where the shared part of a split index
// lies.
IndexFile parse_index(std::string_view bytes, const std::string& folder,
                      std::size_t id_bytes = ObjectId::size);

}  // namespace patdown
