#pragma once

// Which objects are there, and what do commits and tags name?
//
// Filled by a walk, so that no commit is read twice. take() may be called from several threads at
// once; all else before or after the walk.

#include "git/object_ids.h"
#include "git/object_walk.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace patdown {

class ObjectFacts {
 public:
  struct Commit {
    ObjectId tree;               // null if it names none
    std::int64_t committed = 0;  // seconds since 1970
    std::size_t first_parent = 0;
    std::size_t parents = 0;  // so many
  };

  // Knows the objects of `walk`, which must outlive it, by its numbers.
  explicit ObjectFacts(const ObjectWalk& walk);

  // Remembers what a commit or a tag says, and the type of a tree.
  void take(const WalkedObject& object);

  // Why objects could not be taken.
  void note(const std::vector<Problem>& unreadable);
  const std::map<ObjectId, std::string>& unreadable() const { return unreadable_; }

  // All objects that are there; whoever numbers others adds them behind.
  ObjectIds& ids() { return ids_; }
  const ObjectIds& ids() const { return ids_; }
  std::size_t there() const { return types_.size(); }  // so many of the ids
  // Whether the type of each is known, so that taking trees changes nothing here.
  bool all_typed() const;
  // nullopt if it is not there, or a loose one that was not taken.
  std::optional<ObjectType> type_of(const ObjectId& id) const;
  std::optional<ObjectType> type_of(std::uint32_t number) const;
  // Null if no such commit was taken.
  const Commit* commit(const ObjectId& id) const;
  std::span<const ObjectId> parents_of(const Commit& commit) const {
    return std::span(parents_).subspan(commit.first_parent, commit.parents);
  }
  // What a tag stands for; null if no such tag was taken.
  const ObjectId* tag_target(const ObjectId& id) const;

 private:
  static constexpr std::uint8_t unknown = 0xff;

  ObjectIds ids_;
  std::vector<std::uint8_t> types_;
  std::map<ObjectId, std::string> unreadable_;
  std::mutex guard_;                                       // of all below
  NumberTable<std::uint32_t, NumberHash> commit_numbers_;  // in `commits_`
  std::vector<Commit> commits_;
  std::vector<ObjectId> parents_;  // of all commits
  std::unordered_map<std::uint32_t, ObjectId> tags_;
};

}  // namespace patdown
