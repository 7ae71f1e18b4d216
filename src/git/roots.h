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

// Sorted, each once. A reference that cannot be read is added to `problems`; a symbolic one that
// leads nowhere (an unborn branch) is none.
std::vector<Root> roots_of(const Repository& repository, std::vector<Problem>& problems);

// Commits that a shallow clone treats as having no parents.
std::unordered_set<ObjectId, ObjectIdHash> shallow_boundary(const Repository& repository);

}  // namespace patdown
