#pragma once

// Which objects does a repository hold, and what are their bytes?
//
// One object at a time, through libgit2; ObjectWalk reads all of them quicker. Safe to read from
// several threads.

#include "git/object_id.h"
#include "git/object_types.h"
#include "git/repository.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

struct git_odb;

namespace patdown {

struct RawObject {
  ObjectType type = ObjectType::blob;
  std::string bytes;
};

struct ObjectHeader {
  ObjectType type = ObjectType::blob;
  std::size_t bytes = 0;
};

// The id that git gives these bytes as a blob.
ObjectId id_of_blob(std::string_view bytes);

class ObjectDatabase {
 public:
  // Larger objects are not read: one must fit into memory once for each thread.
  static constexpr std::size_t max_bytes = 256U << 20U;

  // The repository's own objects and those of its alternates. Must not outlive it.
  explicit ObjectDatabase(const Repository& repository);
  // For hooks: honours GIT_OBJECT_DIRECTORY and GIT_ALTERNATE_OBJECT_DIRECTORIES as well.
  static ObjectDatabase with_environment(const Repository& repository);
  ~ObjectDatabase();
  ObjectDatabase(ObjectDatabase&& other) noexcept;
  ObjectDatabase(const ObjectDatabase&) = delete;
  ObjectDatabase& operator=(const ObjectDatabase&) = delete;
  ObjectDatabase& operator=(ObjectDatabase&&) = delete;

  // Where the objects lie: the repository's own folder first.
  const std::vector<std::string>& folders() const { return folders_; }
  // Deltas that are made from each other in a ring, of which libgit2 1.5 never comes back: only
  // loose copies of them are read from now on. Before any thread reads.
  void shun(const std::vector<ObjectId>& rings) { shunned_.insert(rings.begin(), rings.end()); }
  bool has(const ObjectId& id) const;
  std::optional<ObjectHeader> header_of(const ObjectId& id) const;
  // nullopt if there is no such object or it cannot be read; `why` then gets one clause.
  std::optional<RawObject> read(const ObjectId& id, std::string* why = nullptr) const;

 private:
  ObjectDatabase() = default;
  std::optional<RawObject> read_small(const ObjectId& id, std::string* why) const;
  std::optional<RawObject> read_loose_copy(const ObjectId& id, std::string* why) const;

  git_odb* odb_ = nullptr;
  std::vector<std::string> folders_;
  std::set<ObjectId> shunned_;
};

}  // namespace patdown
