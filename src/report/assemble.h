#pragma once

// How do matches become findings?
//
// One finding is one secret under one rule: wherever and however often it stands, its places are
// listed in it. The place named first is in the work tree, the index or HEAD if it is there, else
// the oldest. When two rules match the same span of the same secret, the surer one wins (proven,
// then likely; then the one with a provider over a generic one; then the id).

#include "core/finding.h"
#include "git/provenance.h"
#include "report/config.h"
#include "report/report.h"
#include "secret/scanner.h"

#include <set>
#include <string>
#include <vector>

namespace patdown {

// A match and the blob it was found in.
struct Hit {
  Match match;
  std::string path;  // of the blob; empty for blobs of the history
  std::string object;
  std::string inside;
  Origin origin = Origin::worktree;
};

struct AssembleOptions {
  bool reveal = false;
  std::size_t max_places = 100;
};

struct Assembled {
  std::vector<Finding> findings;
  std::size_t allowed = 0;  // silenced by inline comments, distinct secrets
};

Assembled assemble(const std::vector<Hit>& hits, const Provenance& provenance,
                   const AssembleOptions& options);

// Takes out what configuration and baseline silence and what is below the least severity, counting.
SuppressedCounts suppress(std::vector<Finding>& findings, const Config& config,
                          const std::set<std::string>& baseline, const std::string& today);

}  // namespace patdown
