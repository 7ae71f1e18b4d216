#pragma once

// Whose are calls to Azure DevOps whose token the code does not tell?
//
// A wrapper that runs with an object that somebody else filled in, a header that comes from a
// function nobody knows: the call is plain to see, its token is not. Such calls of a program are
// kept without a credential. If the program (in C# a project and what it refers to, see
// dotnet_projects.h) has exactly one token of Azure DevOps, they are
// `likely` uses of it, so that what it needs never looks complete without them; else, and where the
// token itself is used for the same operation, they are left out. Only what the catalog knows to
// need a scope counts, and only programs: scripts get their tokens from whoever runs them.

#include "token/token_use.h"
#include "token/trace/emit.h"
#include "token/trace/own_programs.h"

#include <vector>

namespace patdown::trace {

// Keeps the call; `call` has no credential.
void note_unowned(Machine& machine, const Outgoing& call);
bool is_unowned(const TokenUse& use);
// Gives the calls their tokens, drops the others. All other uses have the tokens they end with.
void give_unowned(const Tree& tree, const OwnPrograms& programs, std::vector<TokenUse>& uses);

}  // namespace patdown::trace
