#pragma once

// What stands in the way of a verdict, without saying one thing twenty times?
//
// Reasons in the same words are one, wherever they stand; so is what could not be parsed in a file.

#include "core/problem.h"
#include "token/token.h"

#include <cstddef>
#include <string>
#include <vector>

namespace patdown {

struct ReasonGroup {
  const Unresolved* first = nullptr;  // of the token's; never null
  std::size_t size = 0;
  bool of_file = false;  // they are in one file, and not in the same words
};

// In the order of the first of each. `partly_read`: of the report.
std::vector<ReasonGroup> reason_groups(const Token& token,
                                       const std::vector<PartlyRead>& partly_read);
// "a.sh:3: python may read it as PAT and 2 more like it"
std::string group_text(const ReasonGroup& group);

}  // namespace patdown
