#pragma once

// What do the organization's tokens hold? Inventory exports: the JSON of the PAT lifecycle API
// (patTokens: displayName, scope, validTo, targetAccounts) and of the token admin API (value:
// displayName, scope, validTo, …). Bad rows are named and skipped.

#include "core/problem.h"
#include "token/assess.h"

#include <string_view>
#include <vector>

namespace patdown {

struct Inventory {
  std::vector<DeclaredGrant> grants;
  std::vector<PartlyRead> partly_read;
};

// Throws Error if `text` is neither form.
Inventory read_inventory(std::string_view text, std::string_view path);

}  // namespace patdown
