#pragma once

// Which of the tokens that a program is given are one?
//
// What comes in through a parameter, or is kept in a field that nobody here sets, has no name of
// its own: a program whose functions take a `connection` has one token, not one for each function.
// Such tokens of one program (a package, a module, a solution) become one; if the program reads
// exactly one token by name, theirs are `likely` uses of it. Names that tell two sides apart
// (`sourcePat`, `targetPat`) keep them apart, so do settings that hold several (`options.Pat`,
// `options.ApproverPat`), and those of Microsoft Entra are another. A script's parameters are its
// own, but the functions of a PowerShell module, or of one script, that nobody here calls are given
// one token, too: their user has one. Where a function takes two, their names keep them apart in
// all of the module.
//
// The job's token of a pipeline and $SYSTEM_ACCESSTOKEN of its scripts are one. So are the token
// that pipelines give a program as an environment variable and what functions read from there that
// no pipeline reaches: one without the other would be called for a part of what it is used for.
//
// A call that is made with an Entra token or with another is one of the other's, in scripts too.

#include "core/tree.h"
#include "token/token_use.h"

#include <map>
#include <string>
#include <vector>

namespace patdown::trace {

class Library;

// Environment variables, in lower case, that hold one token wherever the tree gives them one.
using GivenVariables = std::map<std::string, Credential>;
GivenVariables given_variables(const Library& library);

void join_tokens(const Tree& tree, const GivenVariables& given, std::vector<TokenUse>& uses);

}  // namespace patdown::trace
