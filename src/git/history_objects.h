#pragma once

// The objects of a repository and what its commits say, made ready once: whoever searches them and
// whoever then tells where they stand share it.

#include "git/object_database.h"
#include "git/object_facts.h"
#include "git/object_walk.h"
#include "git/roots.h"

#include <optional>

namespace patdown {

class HistoryObjects {
 public:
  // `repository` must outlive it.
  explicit HistoryObjects(const Repository& repository, unsigned threads = 1)
      : repository_(repository), threads_(threads), database_(repository) {}
  HistoryObjects(const HistoryObjects&) = delete;
  HistoryObjects& operator=(const HistoryObjects&) = delete;
  HistoryObjects(HistoryObjects&&) = delete;
  HistoryObjects& operator=(HistoryObjects&&) = delete;
  ~HistoryObjects() = default;

  const Repository& repository() const { return repository_; }
  const ObjectDatabase& database() const { return database_; }

  // All are made when somebody first asks, who may not be one of several threads.
  const ObjectWalk& walk() {
    if (!walk_) walk_.emplace(database_, threads_);
    return *walk_;
  }
  const Roots& roots() {
    if (!roots_) roots_ = roots_of(repository_);
    return *roots_;
  }
  ObjectFacts& facts() {
    if (!facts_) facts_.emplace(walk());
    return *facts_;
  }

  // Whether the facts hold every commit and tag: a walk over all of them took them.
  bool knows_commits() const { return knows_commits_; }
  void note_commits() { knows_commits_ = true; }

 private:
  const Repository& repository_;
  unsigned threads_;
  ObjectDatabase database_;
  std::optional<Roots> roots_;
  std::optional<ObjectWalk> walk_;
  std::optional<ObjectFacts> facts_;
  bool knows_commits_ = false;
};

}  // namespace patdown
