#pragma once

// Reads every object of a repository, each once: packs by their delta trees, loose objects one by
// one, and through libgit2 what neither gives away.

#include "git/object_database.h"
#include "git/pack_forest.h"
#include "git/pack_set.h"
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
  // Indexes what `objects` holds, alternates included, and tells it what to shun. It must outlive
  // this.
  explicit ObjectWalk(ObjectDatabase& objects);

  // Packs that cannot be used: nobody knows what they hold.
  const std::vector<Problem>& problems() const { return packs_.problems(); }

  // Each object with its type, packed ones first. The type of a loose object, and of a delta
  // without a base, is not known before it is read.
  void list(const std::function<void(const ObjectId&, std::optional<ObjectType>)>& add) const;

  // Hands out all objects of the wanted types, from up to `threads` threads at once, in no
  // particular order. What cannot be read is in the result, whatever its type may be.
  WalkFlaws visit(ObjectTypes wanted, unsigned threads, const ObjectVisitor& visitor) const;
  // The same without those of `known`, which is ascending. What leads to the others only is read
  // for them.
  WalkFlaws visit_others(std::span<const ObjectId> known, ObjectTypes wanted, unsigned threads,
                         const ObjectVisitor& visitor) const;

 private:
  struct Loose {
    ObjectId id;
    std::uint32_t folder = 0;
  };

  std::vector<bool> known_trees(std::span<const ObjectId> known) const;
  void visit_loose(const Loose& loose, ObjectTypes wanted, const ObjectVisitor& visitor,
                   std::vector<Problem>& unreadable) const;

  const ObjectDatabase& objects_;
  pack::PackSet packs_;
  pack::Forest forest_;
  std::vector<Loose> loose_;  // without those that packs hold too; sorted
};

}  // namespace patdown
