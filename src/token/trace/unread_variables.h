#pragma once

// A step sets a variable to a token, and runs code of the repository that is not followed from
// there: who reads the variable?
//
// A settings file that names it (.npmrc, build.gradle), or the one program of the tree, in that
// language, that does: then its uses are those of the step's token. Else the use stays open. Tests
// may do more than the program that they test.

#include "core/tree.h"
#include "token/trace/join_tokens.h"
#include "token/trace/recorder.h"

namespace patdown::trace {

void settle_unread(const Tree& tree, const GivenVariables& given, Recorder& recorder);

}  // namespace patdown::trace
