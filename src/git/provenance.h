#pragma once

// Where in the history does an object stand?
//
// Computed after the scan, for objects with matches alone, in one pass over the distinct trees in
// the order of the packs and one over the commits, oldest first. The first looks up every entry of
// every tree, so objects
// that are nowhere are noticed, whether or not the clone calls itself partial.

#include "core/origin.h"
#include "core/problem.h"
#include "git/repository.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace patdown {

class HistoryObjects;  // history_objects.h

struct Sighting {
  std::string path;      // empty if no tree holds the object
  std::string commit;    // the oldest that holds the object at this path (topological order, then
                         // committer date, then id), hex; empty if none
  std::string author;    // of that commit: "Name <mail>"
  std::string date;      // committer's, ISO 8601 UTC
  bool in_head = false;  // HEAD's tree holds this object at this path
  Origin origin = Origin::history;  // history, stash, note or unreachable
  // Order of `commit` among all commits, oldest first, for choosing the oldest of several
  // sightings.
  std::size_t age = 0;
};

struct Provenance {
  std::map<std::string, std::vector<Sighting>> sightings;  // by object id; sorted by age, then path
  std::vector<Problem> missing;  // entries of trees, trees, parents whose object is nowhere; sorted
  std::vector<Skip> skipped;     // submodules, the shallow boundary
};

// `wanted` holds ids of blobs, commits and tags. A commit is sighted as itself. Everything is
// walked, unreachable too.
Provenance provenance_of(HistoryObjects& history, const std::set<std::string>& wanted,
                         unsigned threads);
// Only what `commits` holds is walked if it is not empty (--range, --since).
Provenance provenance_of(const Repository& repository, const std::set<std::string>& wanted,
                         const std::vector<std::string>& commits, unsigned threads = 1);

}  // namespace patdown
