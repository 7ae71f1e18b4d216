#pragma once

// What does a scan of a history leave for the next one?
//
// Which objects were searched with which rules, and which of those had matches. It holds no secret,
// no name of a person and no text of the repository but paths: objects with matches are read and
// searched again. Made of ids of contents, it is true of any repository.
//
// The file: one line of JSON, then the ids of all objects, 20 bytes each, ascending.

#include "git/object_id.h"
#include "git/provenance.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

// What the searched objects add to the coverage.
struct SearchedCounts {
  std::size_t blobs = 0;
  std::size_t bytes = 0;
  std::size_t commits = 0;
  std::size_t tags = 0;
};

struct ScanState {
  std::string rules;     // digest of everything that decides what a match is
  std::string snapshot;  // objects_snapshot()
  std::string roots;     // roots_snapshot(), for which `provenance` holds
  SearchedCounts counts;
  std::vector<ObjectId> objects;  // all that were there, trees too; ascending
  std::vector<ObjectId> matched;  // those with matches; ascending
  Provenance provenance;          // of `matched`, without authors and dates
};

std::string print_state(const ScanState& state);

// Throws Error if `text` is no state, with `path` in the message. A state whose `rules` differ is
// none to go on from: nullopt.
std::optional<ScanState> parse_state(std::string_view text, const std::string& path,
                                     const std::string& rules);

// What a source of history recalls and learns. Lives as long as the source.
struct HistoryMemory {
  std::optional<ScanState> before;
  bool unchanged = false;  // the same objects as before
  // Filled by the source. Not to be kept if something could not be read.
  std::string snapshot;
  std::string roots;
  std::vector<ObjectId> objects;
  SearchedCounts counts;
  bool whole = false;
};

}  // namespace patdown
