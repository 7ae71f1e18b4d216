#pragma once

// Is a repository as it was?
//
// Digests over what can be listed without reading an object, 64 hex digits.

#include "git/object_database.h"
#include "git/repository.h"
#include "git/roots.h"

#include <span>
#include <string>

namespace patdown {

// Of the objects: packs by name, size and time of change; loose ones by their ids. Equal digests
// hold the same objects.
std::string objects_snapshot(const ObjectDatabase& objects);

// Of what decides how objects are reached: `roots` (roots_of()), HEAD, the shallow boundary.
std::string roots_snapshot(const Repository& repository, std::span<const Root> roots);

}  // namespace patdown
