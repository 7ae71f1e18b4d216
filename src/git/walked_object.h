#pragma once

// An object as a walk hands it out, and what it hands out of those that it cannot read.

#include "core/delta.h"
#include "core/problem.h"
#include "git/object_id.h"
#include "git/object_types.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace patdown {

// Borrows; valid during the visit.
struct WalkedObject {
  ObjectId id;
  std::uint32_t number = 0;  // in the ids of an ObjectWalk
  ObjectType type = ObjectType::blob;
  std::string_view bytes;
  const Delta* delta = nullptr;  // null: it stands alone
};

// What it returns comes back as Delta::base of the objects made from this one. Called from several
// threads at once.
using ObjectVisitor = std::function<std::shared_ptr<const Remembered>(const WalkedObject&)>;

// In no particular order.
struct WalkFlaws {
  std::vector<Problem> unreadable;
  std::vector<Skip> mended;  // damage in a pack of what was read from another place
};

}  // namespace patdown
