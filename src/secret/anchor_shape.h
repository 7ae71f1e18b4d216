#pragma once

// In how long a run of base64's characters does every hit of an anchor lie, and in one line?
//
// Those in runs need only be looked for there, see long_runs.h and anchors.h. Those in one line hit
// in it wherever it is cut out, see dull_lines.h.

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

// Whether no match of `anchor` holds a line feed or hangs on what stands beside it. False for what
// this does not understand.
bool keeps_to_line(std::string_view anchor);

}  // namespace patdown
