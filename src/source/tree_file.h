#pragma once

// What readers of pipelines and code are given of one file: nothing they read is larger.

#include "git/object_database.h"

#include <cstddef>
#include <optional>
#include <string>

namespace patdown {

constexpr std::size_t max_tree_file = 8U << 20U;

// nullopt if the object is no blob, cannot be read or is larger.
std::optional<std::string> tree_file(const ObjectDatabase& objects, const ObjectId& id);

}  // namespace patdown
