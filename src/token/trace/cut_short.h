#pragma once

// What is lost where a run has taken all its steps?
//
// Everything behind that point is a hole. The functions that the run was in the middle of, and
// those that it would have called, are looked at by themselves; the files that it had begun are
// read in part, and the tokens that it had in hand may be used in any way.

#include "token/trace/machine.h"

namespace patdown::trace {

// What a function that was left undone has, when it is looked at by itself: the run before it came
// to no end either.
inline constexpr std::size_t steps_again = 10'000;

// Whether the run has taken all its steps.
bool is_cut_short(const Machine& machine);
// Says at a node that is not evaluated for it what the run has left undone: once for each file.
void note_cut_short(Machine& machine, const Node& node);

}  // namespace patdown::trace
