#pragma once

// Which blobs does a commit bring? Those that differ from every parent at their path, so that what
// only a merge holds is found too.

#include "core/problem.h"
#include "git/object_database.h"
#include "git/object_id.h"
#include "git/raw_object.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace patdown {

// The trees of a commit and of its parents.
struct CommitTrees {
  ObjectId tree;
  std::vector<ObjectId> parent_trees;
};
// nullopt if the commit is nowhere. Parents that are (at a shallow boundary) are left out.
std::optional<CommitTrees> trees_of(const ObjectDatabase& objects, const ObjectId& commit);

struct Changes {
  std::vector<Problem> problems;  // trees that are nowhere
  std::set<std::string> submodules;
};

using ChangeVisitor =
    std::function<void(const std::string& path, const ObjectId& id, EntryKind kind)>;

// Calls `visit` for each blob (files, link texts) of `tree` that no tree of `parents` holds at the
// same path. Without parents: all. A parent that cannot be read holds nothing.
void visit_changes(const ObjectDatabase& objects, const ObjectId& tree,
                   const std::vector<ObjectId>& parents, const ChangeVisitor& visit,
                   Changes& changes);

}  // namespace patdown
