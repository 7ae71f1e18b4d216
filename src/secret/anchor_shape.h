#pragma once

// Does every hit of an anchor lie in a long run of base64's characters?
//
// Then it need only be looked for in such runs, see long_runs.h and anchors.h.

#include <cstddef>
#include <string_view>

namespace patdown {

// So many bytes of a hit may stand beside the run.
constexpr std::size_t most_before_run = 2;
constexpr std::size_t most_behind_run = 8;

// Whether every match of `anchor`, an expression that Vectorscan takes, holds a long run and little
// else, and no NUL. False also for what this does not understand.
bool lies_in_long_run(std::string_view anchor);

}  // namespace patdown
