#pragma once

// Does one token hold more than its uses need?
//
// The verdict's sets, from needs and a grant alone. `excess` are granted scopes that could be
// dropped or made narrower without losing a call; `missing` would have to be added for all calls.

#include "token/catalog.h"

#include <span>
#include <string>
#include <vector>

namespace patdown {

struct Comparison {
  std::vector<std::string> missing;  // sorted; empty if every need is covered
  std::vector<std::string>
      excess;  // sorted; of the granted names; empty while something is missing
};

// `needs`: each call's alternatives, non-empty.
Comparison compare(const Catalog& catalog, std::span<const std::vector<ScopeSet>> needs,
                   std::span<const std::string> granted);

}  // namespace patdown
