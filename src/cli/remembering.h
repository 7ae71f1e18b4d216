#pragma once

// What does --state FILE spare the next scan, and what did an earlier one leave in it?

#include "cli/target.h"
#include "git/provenance.h"

#include <optional>
#include <set>
#include <string>

namespace patdown {

// Reads the state, if the file is there, into the target's memory. A state made with other rules or
// another version is passed over. Throws Error if the target has no history to remember, or the
// file is no state.
void recall(Target& target, const std::string& path, const std::string& rules_digest);

// The provenance of `wanted` if nothing has changed since it was written down.
std::optional<Provenance> recalled_provenance(const Target& target,
                                              const std::set<std::string>& wanted);

// What a scan found out for the next one. Borrows.
struct Learned {
  const std::string& rules_digest;
  const std::set<std::string>& matched;  // objects with matches
  const Provenance& provenance;          // of those
};

// Writes the state of a complete scan; one that could not look everywhere leaves the file as it is
// and says so in the coverage.
void keep(const Target& target, const std::string& path, const Learned& learned,
          Coverage& coverage);

}  // namespace patdown
