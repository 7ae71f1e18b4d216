#pragma once

// Which variable, parameter or setting holds a token that is spelled out?
//
// `the text "<YOUR_PAT>"` tells a reader little: mostly the code keeps it under a name,
// `$pat = "<YOUR_PAT>"`, `-Token "…"`, `{ pat: "…" }`, and by that the token is called then. A text
// that stands under no name keeps its words.

#include "token/token_use.h"
#include "token/trace/library.h"

#include <vector>

namespace patdown::trace {

// Changes names alone. Scripts and programs only, of which each is looked through once.
void name_texts(Library& library, std::vector<TokenUse>& uses);

}  // namespace patdown::trace
