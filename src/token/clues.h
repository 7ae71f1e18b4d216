#pragma once

// What does a file speak of that may concern tokens?
//
// One pass over its bytes for all that readers would look for one by one: nearly every file of a
// tree speaks of nothing here, and none of them looks at it then. A clue says too much rather than
// too little.

#include "core/pool.h"
#include "secret/vectorscan.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace patdown {

enum class Clue : std::uint8_t {
  minting,      // a request that creates a token, see mint_text.h
  job_scope,    // a setting of what the job's token reaches, see job_scope_text.h
  full_access,  // words of a document that asks for it, see documented_grant.h
  platform,     // Azure DevOps by one of the names that documents give it
  library,      // a program that calls Azure DevOps, see trace/library.h
  service,      // anything that code needs to reach Azure DevOps, its tokens or its tools
  exported,     // a classic pipeline as JSON, see pipeline/azure_export.h
};

class Clues {
 public:
  bool has(Clue clue) const { return (bits_ & bit(clue)) != 0; }
  void add(Clue clue) { bits_ |= bit(clue); }

 private:
  static std::uint32_t bit(Clue clue) { return std::uint32_t{1} << static_cast<unsigned>(clue); }

  std::uint32_t bits_ = 0;
};

// Which clues are looked for. Few words cost a third of what all of them do.
enum class ClueSet : std::uint8_t {
  all,
  platform,  // Clue::platform alone
  minting,   // Clue::minting alone
};

// Several threads may ask at once.
class ClueSearch {
 public:
  // Loads what the build made, or compiles it.
  ClueSearch();

  Clues in(std::string_view text, ClueSet set = ClueSet::all) const;
  // What the build stores.
  std::string packed() const;

 private:
  void load();

  std::array<vectorscan::Database, 3> databases_;  // one for each ClueSet
  mutable Pool<vectorscan::Scratch> scratch_;
};

}  // namespace patdown
