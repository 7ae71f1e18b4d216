#pragma once

// Can the index of a pack be trusted? (gitformat-pack(5))
//
// libgit2 1.5 follows what an index says without looking whether it leads beyond the file.

#include <string>
#include <vector>

namespace patdown {

// Indexes (.idx) of the packs in a folder of objects, sorted.
std::vector<std::string> pack_indexes(const std::string& objects);

// What is wrong with the index or its pack, one clause; empty if libgit2 can read it.
std::string pack_index_flaw(const std::string& file);

}  // namespace patdown
