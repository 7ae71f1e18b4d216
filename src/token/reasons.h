#pragma once

// Why does a token need the scopes of its least set, and why no others?
//
// A scope of the set is forced by the calls that neither the rest of the set opens nor what the
// scope itself includes: by the push, and not by the fetch before it. Named as not needed are the
// scopes that the token holds for nothing, and near misses: what the calls would accept too, and
// the next broader scope.

#include "token/catalog.h"
#include "token/token.h"

#include <string_view>

namespace patdown {

// Fills `because`, `not_needed` and `read_only`; needs `uses`, `minimal`, `excess` and `grant`.
void give_reasons(const Catalog& catalog, Token& token);

// Whether it allows to read alone, by its label on the token page: "Work Items: Read".
bool is_read_only(const Scope& scope);

}  // namespace patdown
