#pragma once

// What does a repository name: by refs, by reflogs, by the HEADs of its checkouts?

#include "core/problem.h"
#include "git/object_id.h"
#include "git/repository.h"

#include <cstdint>
#include <unordered_set>
#include <vector>

namespace patdown {

// Who reaches a commit; the first that holds. A parent's is never behind its child's.
enum class Reach : std::uint8_t { history, note, stash, unreachable };

struct Root {
  Reach reach = Reach::history;
  bool from_reflog = false;
  ObjectId id;

  friend auto operator<=>(const Root&, const Root&) = default;
};

struct Roots {
  std::vector<Root> all;          // sorted, each once
  std::vector<Problem> problems;  // references that cannot be read
};

// A symbolic reference that leads nowhere (an unborn branch) is none.
Roots roots_of(const Repository& repository);

// Commits that a shallow clone treats as having no parents.
std::unordered_set<ObjectId, ObjectIdHash> shallow_boundary(const Repository& repository);

}  // namespace patdown
