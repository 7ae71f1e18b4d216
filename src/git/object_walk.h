#pragma once

// Reads every object of a repository, each once: packs by their delta trees, loose objects one by
// one, and through libgit2 what neither gives away.

#include "git/object_database.h"
#include "git/pack_forest.h"
#include "git/pack_set.h"
#include "git/sorted_ids.h"
#include "git/walked_object.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace patdown {

class ObjectWalk {
 public:
  // Indexes what `objects` holds, alternates included, from up to `threads` threads, and tells it
  // what to shun. It must outlive this.
  explicit ObjectWalk(ObjectDatabase& objects, unsigned threads = 1);
  ObjectWalk(const ObjectWalk&) = delete;
  ObjectWalk& operator=(const ObjectWalk&) = delete;
  ObjectWalk(ObjectWalk&&) = delete;
  ObjectWalk& operator=(ObjectWalk&&) = delete;
  ~ObjectWalk() = default;

  // Packs that cannot be used: nobody knows what they hold.
  const std::vector<Problem>& problems() const { return packs_.problems(); }

  // Of all objects, which are numbered as they stand here.
  const SortedIds& ids() const { return ids_; }
  // The number of each object, and its type. That of a loose object, and of a delta without a base,
  // is not known before it is read.
  void list(const std::function<void(std::uint32_t, std::optional<ObjectType>)>& add) const;

  // Hands out all objects of the wanted types, from up to `threads` threads at once, in no
  // particular order. What cannot be read is in the result, whatever its type may be.
  WalkFlaws visit(ObjectTypes wanted, unsigned threads, const ObjectVisitor& visitor) const;
  // The same without those of `known`, which is ascending. What leads to the others only is read
  // for them.
  WalkFlaws visit_others(std::span<const ObjectId> known, ObjectTypes wanted, unsigned threads,
                         const ObjectVisitor& visitor) const;
  // Those of `chosen`, which is ascending; likewise.
  WalkFlaws visit_only(std::span<const ObjectId> chosen, ObjectTypes wanted, unsigned threads,
                       const ObjectVisitor& visitor) const;

 private:
  struct Loose {
    ObjectId id;
    std::uint32_t folder = 0;
  };

  void find_loose();
  void number_all();
  std::uint32_t number_of(std::size_t place) const {
    return numbers_.empty() ? static_cast<std::uint32_t>(place) : numbers_[place];
  }
  using Choice = std::function<bool(const ObjectId&)>;

  WalkFlaws visit_chosen(const Choice& is_chosen, ObjectTypes wanted, unsigned threads,
                         const ObjectVisitor& visitor) const;
  std::vector<bool> without_any(const Choice& is_chosen) const;
  void visit_loose(std::size_t which, ObjectTypes wanted, const ObjectVisitor& visitor,
                   std::vector<Problem>& unreadable) const;

  const ObjectDatabase& objects_;
  pack::PackSet packs_;
  pack::Forest forest_;
  std::vector<Loose> loose_;  // without those that packs hold too; sorted
  // Empty where the only pack's own list will do.
  std::vector<ObjectId> merged_;
  std::vector<std::uint32_t> numbers_;  // by place: first those of the packs, then of loose_
  SortedIds ids_;
};

}  // namespace patdown
