#pragma once

// What do the bytes of a commit, a tag or a tree say?
//
// Read leniently: what is malformed is left empty, for a broken commit is still searched. Views
// borrow the bytes.

#include "git/object_id.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

struct RawCommit {
  ObjectId tree;  // null if there is none
  std::vector<ObjectId> parents;
  std::string_view author;     // "Name <mail> 1700000000 +0100"
  std::string_view committer;  // likewise
  std::string_view message;
  // Tags that were merged, see unfolded().
  std::vector<std::string_view> merged_tags;
};
RawCommit parse_commit(std::string_view bytes);

// The value of a header that goes on over several lines: without the blank that begins each.
std::string unfolded(std::string_view value);

struct RawTag {
  ObjectId target;
  std::string_view type;  // "commit", "tree", "blob", "tag"
  std::string_view tagger;
  std::string_view message;
};
RawTag parse_tag(std::string_view bytes);

// "Name <mail>" of a line of people; the whole line if it has no mail.
std::string_view person_of(std::string_view line);
// Seconds since 1970 of a line of people; 0 if it says none.
std::int64_t seconds_of(std::string_view line);
// "2026-01-31T12:00:00Z", in the years 0 to 9999.
std::string iso_date(std::int64_t seconds);

enum class EntryKind { file, symlink, tree, gitlink };

struct TreeEntry {
  EntryKind kind = EntryKind::file;
  std::string_view name;
  ObjectId id;
};

// Goes through the entries of a tree:  TreeReader r(bytes); while (r.next(entry)) …
class TreeReader {
 public:
  explicit TreeReader(std::string_view bytes) : rest_(bytes) {}
  bool next(TreeEntry& entry);
  std::size_t left() const { return rest_.size(); }  // bytes behind the last entry
  // Whether the bytes ended in the middle of an entry.
  bool damaged() const { return damaged_; }

 private:
  std::string_view rest_;
  bool damaged_ = false;
};

// By the file mode of trees and of the index (gitformat-index(5)).
EntryKind entry_kind(std::uint32_t mode);

}  // namespace patdown
