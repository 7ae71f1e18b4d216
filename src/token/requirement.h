#pragma once

// What is the least set of scopes that covers a token's calls?
//
// Each need is a list of alternatives, any one of which is enough. A least set is one whose closure
// of implied scopes holds no other cover's: exact for the sizes that occur (a bound on steps falls
// back to the best cover found so far and says so).
// Among several: fewest scopes, then the smallest closure of implied scopes, then none marked
// high-privilege, then the names. Scopes that cannot be chosen on the PAT page are taken only if
// nothing else covers.

#include "token/catalog.h"

#include <span>
#include <string>
#include <vector>

namespace patdown {

struct Requirement {
  std::vector<std::string> minimal;  // sorted
  bool exact = true;                 // false if the bound on steps was hit
};

// Each element of `needs` is one call's alternatives, non-empty.
Requirement least_scopes(const Catalog& catalog, std::span<const std::vector<ScopeSet>> needs);

}  // namespace patdown
