#pragma once

// In how long a run of base64's characters does every hit of an anchor lie?
//
// Then it need only be looked for in such runs, see long_runs.h and anchors.h.

#include <cstddef>
#include <string_view>

namespace patdown {

// So many bytes of a hit may stand beside the run.
constexpr std::size_t most_before_run = 2;
constexpr std::size_t most_behind_run = 8;

// The fewest characters of the long run in every match of `anchor`, an expression that Vectorscan
// takes, if a match holds little else, and no NUL; else 0. 0 also for what this does not
// understand.
std::size_t least_run_of(std::string_view anchor);

}  // namespace patdown
