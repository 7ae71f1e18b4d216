#pragma once

// A pipeline's macro in what a shell computes: how is it parsed?
//
// `$(($(Build.BuildId) + 1))`: the mark that stands for the macro (pipeline/macro.h) is no word of
// the grammar there. What is computed is no token, so that a name of equal length does as well.

#include <string>

namespace patdown {

// With such names in the place of marks between `$((` and `))`, where that is arithmetic and not a
// subshell.
std::string with_plain_arithmetic(std::string text);

}  // namespace patdown
