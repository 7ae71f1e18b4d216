#pragma once

// Does a POST create a PAT, and what does its body ask for?
//
// https://learn.microsoft.com/rest/api/azure/devops/tokens/pats/create

#include "token/token_use.h"
#include "token/trace/value.h"

namespace patdown::trace {

// Makes `call` a mint if its URL is _apis/tokens/pats.
void note_minted(Call& call, const ValueRef& body);

}  // namespace patdown::trace
