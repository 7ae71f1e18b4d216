#pragma once

// Hands out the objects of packs, each unpacked once.
//
// Walks every tree of the forest depth first: the root is inflated, each child made from its
// parent's bytes. The heaviest child comes last and takes the parent's place, so that no more
// parents wait than the logarithm of the tree's size, however long its chains are. Parents that
// wait hold at most `held_bytes` for each thread; beyond that the oldest give up their bytes and
// are made again when it is their turn.
//
// Threads take whole trees, the heaviest first; one that finds none left gets a part of another's.

#include "git/pack_forest.h"
#include "git/walked_object.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace patdown::pack {

struct WalkLimits {
  std::size_t object_bytes = 256U << 20U;  // larger objects and deltas are not unpacked
  std::size_t held_bytes = 256U << 20U;
};

// Another way to an object that its pack does not give away; `why` gets one clause.
struct Rescued {
  ObjectType type = ObjectType::blob;
  std::string bytes;
};
using Rescue = std::function<std::optional<Rescued>(const ObjectId&, std::string& why)>;

struct WalkOrder {
  ObjectTypes wanted;
  unsigned threads = 1;
  WalkLimits limits = {};
  // By number of a node, whether it and all that is made from it are passed over; empty: none is.
  std::vector<bool> passed = {};
  // The number of each object by its place, see Forest::places(); empty: its place. Borrowed.
  std::span<const std::uint32_t> numbers = {};
};

// Visits every wanted object once, in no particular order.
WalkFlaws walk_packs(const Forest& forest, const WalkOrder& order, const ObjectVisitor& visit,
                     const Rescue& rescue);

}  // namespace patdown::pack
