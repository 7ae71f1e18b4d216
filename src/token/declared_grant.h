#pragma once

// What did somebody say that a token holds? An entry of .patdown.yml, a row of an inventory, a
// sentence of a document: joined with the tokens that the code uses by name, or by the hash of a
// hard-coded one.

#include "token/token.h"
#include "token/token_use.h"

#include <set>
#include <span>
#include <string>
#include <vector>

namespace patdown {

struct DeclaredGrant {
  std::vector<std::string> names;  // the token's name or aliases: a variable's name, a display name
  Grant grant;  // without scopes: the entry only says that its names are one token
  std::string correlating_id = {};  // of the token itself; or empty
  std::string authorization = {};   // the platform's id of the token; or empty
};

// What a token is called.
struct TokenNames {
  std::set<std::string> names;            // bare, lower case
  std::set<std::string> correlating_ids;  // of hard-coded ones
};

// Every name under which somebody may have declared the token that is used there, with the aliases
// that the configuration gives it.
TokenNames names_of(std::span<const TokenUse* const> uses, std::span<const DeclaredGrant> grants);

// The indices of those that name the token.
std::vector<std::size_t> grants_naming(const TokenNames& names,
                                       std::span<const DeclaredGrant> grants);

// The surest of them: configuration, inventory, code, documentation; two equally sure ones that
// differ say nothing. Dates come from the next one if the surest has none.
std::optional<Grant> surest_grant(std::span<const DeclaredGrant> grants,
                                  const std::vector<std::size_t>& naming);

}  // namespace patdown
