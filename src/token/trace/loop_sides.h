#pragma once

// What is known behind a loop, each of whose passes may have gone another way?
//
// `while … case $1 in -o) ORG=$2;; -t) PAT=$2;; esac`: inside of one pass the sides of a branch
// exclude each other, behind the loop what they set stands side by side.

#include "token/trace/frames.h"

namespace patdown::trace {

// Forgets in what changed since `before` the branches that came behind number `last`.
void forget_sides(Memory& memory, const Memory& before, unsigned last);

}  // namespace patdown::trace
