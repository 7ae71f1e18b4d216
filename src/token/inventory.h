#pragma once

// What do the organization's tokens hold? Exports of what the platform knows:
//
// - the JSON of the PAT lifecycle API, GET _apis/tokens/pats: {"patTokens": [{"displayName",
// "scope",
//   "validFrom", "validTo", "targetAccounts", "authorizationId"}]}; one answer of its POST as well;
// - the JSON of the token administration API: {"value": [{the same, "isValid",
//   "crossCompanyCorrelatingId"}]}; a bare list of such rows;
// - CSV with a header; docs/configuration.md names the columns.
//
// UTF-8 or UTF-16. Rows that cannot be used are named in `partly_read`, and the others stand.
// Revoked ones grant nothing and are left out. Pure.

#include "core/problem.h"
#include "token/declared_grant.h"

#include <string_view>
#include <vector>

namespace patdown {

struct Inventory {
  std::vector<DeclaredGrant> grants;
  std::vector<PartlyRead> partly_read;
};

// Throws Error if `text` is none of these forms.
Inventory read_inventory(std::string_view text, std::string_view path);

}  // namespace patdown
