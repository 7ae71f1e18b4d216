#pragma once

// How do matches become findings?
//
// One finding is one secret under one rule: wherever and however often it stands, its places are
// listed in it. The place named first is in the work tree, the index or HEAD if it is there, else
// the oldest. A match in a blob of the history was made without a path: it is judged here, at each
// path that provenance names. When two rules match the same span of the same secret, the surer one
// wins (proven, then likely; then the one with a provider over a generic one; then the id).

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
  // Config::excluded_paths: a secret that stands elsewhere too is shown there only. One that stands
  // in excluded paths alone is left for suppress() to count.
  std::vector<std::string> excluded_paths = {};
};

struct Assembled {
  std::vector<Finding> findings;  // in the order of a report
  std::size_t allowed = 0;        // silenced wholly by inline comments, distinct secrets
};

// An inline comment silences the secret in every version of a file that carries it; and where the
// work tree (else HEAD) carries it, in all older versions at that path.
Assembled assemble(const std::vector<Hit>& hits, const Provenance& provenance,
                   const AssembleOptions& options);

// Takes out what the baseline, an allow or a path silences, in this order, counting; then, without
// counting, what is below the least severity or of a disabled rule. An allow holds through the day
// it expires, and with a path only if every place of the secret fits it.
SuppressedCounts suppress(std::vector<Finding>& findings, const Config& config,
                          const std::set<std::string>& baseline, const std::string& today);

}  // namespace patdown
