#pragma once

// Which commits are meant by A..B?

#include "core/problem.h"
#include "git/object_database.h"
#include "git/object_id.h"
#include "git/repository.h"

#include <cstdint>
#include <string>
#include <vector>

namespace patdown {

struct RangeCommit {
  ObjectId id;
  ObjectId tree;
  std::vector<ObjectId> parents;  // none at the boundary of a shallow clone
  std::int64_t committed = 0;
};

struct Range {
  std::vector<RangeCommit> commits;  // oldest first: parents, committer date, id
  std::vector<Problem> problems;     // commits that are nowhere
  std::vector<Skip> skipped;
};

// "A..B" ("A.." and "..B" mean HEAD), or "REV" for REV..HEAD: what B reaches and A does not. An A
// of 40 zeros, as hooks have it for a new branch, reaches nothing. Throws Error if a revision is
// unknown. Where committer dates run backwards by more than the range, commits that A reaches too
// may be in it: rather too many than too few.
Range range_of(const Repository& repository, const ObjectDatabase& objects,
               const std::string& text);

}  // namespace patdown
