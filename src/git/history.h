#pragma once

// Which commits are there, who reaches them, and in which order did they come?
//
// What refs, reflogs and HEADs name are the roots. Commits that none of them reaches are found in
// the object database and belong to the history too, as unreachable ones.

#include "core/problem.h"
#include "git/id_table.h"
#include "git/object_facts.h"
#include "git/repository.h"
#include "git/roots.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace patdown {

struct HistoryCommit {
  ObjectId tree;
  std::vector<std::uint32_t> parents;  // numbers in `ids`
  std::int64_t committed = 0;          // seconds since 1970
  Reach reach = Reach::unreachable;
  bool in_head = false;  // HEAD is or descends from it
};

// A tag object, or a tree or blob that a ref or a tag names without any commit.
struct NamedObject {
  ObjectId id;
  ObjectType type = ObjectType::tag;
  Reach reach = Reach::history;
};

struct History {
  IdTable ids;                         // of commits; the number is the place in `commits`
  std::vector<HistoryCommit> commits;  // as found
  std::vector<NamedObject> named;      // tags, and trees and blobs without a commit
  std::vector<Problem> problems;       // commits and tags that are nowhere or cannot be read
  std::size_t boundary = 0;            // commits at which a shallow clone ends
  std::size_t pruned = 0;              // commits that only a reflog still names

  // Numbers of the commits, oldest first: by reach, then parents before children, then committer
  // date, then id.
  std::vector<std::uint32_t> oldest_first() const;
  std::vector<Skip> skipped() const;
};

// Collects a History, root by root.
class HistoryWalk {
 public:
  // `facts` holds all commits and tags.
  HistoryWalk(const Repository& repository, const ObjectDatabase& objects,
              const ObjectFacts& facts);

  // What refs, reflogs and HEADs reach.
  void walk_roots(const Roots& roots);
  // `id` as something that nothing reaches, unless it is known already, and what it leads to.
  void walk_unreachable(const ObjectId& id);

  const History& history() const { return history_; }

 private:
  void walk(const Root& root);
  void walk_commits(const ObjectId& first, const Root& root);
  // The new commit's number, its parents in `parents`; none if it cannot be had.
  std::uint32_t load(const ObjectId& id, const Root& root, std::vector<ObjectId>& parents);
  void mark_head();
  bool lenient(const Root& root) const;
  std::optional<ObjectType> type_of(const ObjectId& id) const;

  const Repository& repository_;
  const ObjectDatabase& objects_;
  const ObjectFacts& facts_;
  std::unordered_set<ObjectId, ObjectIdHash> shallow_;
  std::unordered_set<ObjectId, ObjectIdHash> seen_;  // named objects, and commits that are nowhere
  History history_;
};

}  // namespace patdown
