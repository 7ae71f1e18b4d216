#pragma once

// What should be done about a token? Sentences for people, with the names that the platform's own
// page shows and the request body that creates the narrower token. Dates are placeholders.

#include "token/catalog.h"
#include "token/token.h"

#include <span>
#include <string>

namespace patdown {

// One text; needs outcome, minimal, excess, missing, unresolved, replaceable_by and grant.
std::string advise(const Catalog& catalog, const Token& token);

// "Work Items: Read & write (vso.work_write) and Code: Read (vso.code)"; "nothing" if empty.
std::string described(const Catalog& catalog, std::span<const std::string> scopes);

// {"displayName":"…","scope":"vso.a vso.b","validTo":"YYYY-MM-DD…","allOrgs":false}
std::string creation_body(const Token& token, std::span<const std::string> scopes);

}  // namespace patdown
