#pragma once

// Which branch does HEAD stand on?

#include "git/repository.h"

#include <string>

namespace patdown {

// "main", born or not; empty if HEAD stands on a commit, or in a repository that libgit2 cannot
// read.
std::string branch_of(const Repository& repository);

}  // namespace patdown
