#pragma once

// Objects that lie in files of their own, read by ourselves: libgit2 1.5 never comes back from one
// that is cut off.

#include "git/object_id.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct git_odb_backend;

namespace patdown {

struct LooseObject {
  std::string type;       // "commit", "tree", "blob", "tag"
  std::size_t begin = 0;  // where in `text` the content starts
  std::string text;
};

// The bytes of a loose object's file, unpacked; nullopt if they are damaged or hold more than
// `limit` bytes (`why` says which).
std::optional<LooseObject> unpack_loose(std::string_view packed, std::size_t limit,
                                        std::string& why);

// The object in a folder of objects; nullopt if it is not there (`why` is empty) or cannot be read.
std::optional<LooseObject> read_loose(const std::string& folder, const ObjectId& id,
                                      std::size_t limit, std::string& why);

// Ids of the loose objects in a folder of objects, sorted; with `prefix` (hex digits, at least two)
// only those that start so.
std::vector<ObjectId> list_loose(const std::string& folder, std::string_view prefix = {});

// For libgit2. Owned by the object database that it is added to.
git_odb_backend* new_loose_backend(const std::string& folder, std::size_t limit);

}  // namespace patdown
