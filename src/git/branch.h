#pragma once

// Which branch does HEAD stand on?

#include "git/repository.h"

#include <string>
#include <string_view>

namespace patdown {

// "main", born or not; empty if HEAD stands on a commit.
std::string branch_of(const Repository& repository);

// "main" for "refs/heads/main"; empty for what is no branch.
std::string branch_named(std::string_view reference);

}  // namespace patdown
