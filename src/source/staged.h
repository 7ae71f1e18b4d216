#pragma once

// What would a commit add? Entries of the index that differ from HEAD.

#include "core/problem.h"
#include "git/index_file.h"
#include "git/object_database.h"
#include "git/repository.h"

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace patdown {

// The index in use: GIT_INDEX_FILE, else the checkout's own.
IndexFile index_in_use(const Repository& repository);

struct Staged {
  std::set<std::pair<std::string, ObjectId>> blobs;  // path and object
  std::vector<Problem> problems;
  std::vector<Skip> skipped;
};

// Without a HEAD: all. Of a conflict, both sides. Entries added with --intent-to-add hold nothing
// yet.
Staged staged_entries(const Repository& repository, const ObjectDatabase& objects,
                      const IndexFile& index);

}  // namespace patdown
