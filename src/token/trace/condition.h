#pragma once

// Does a condition of PowerShell hold for what a function is given?
//
//   if ($Area) { $url += "/$Area" }   // holds in `Get-It -Area git`, not in `Get-It`
//
// Decides only what the arguments of the running call decide: whether parameters are given, and
// what is given if that is a text. Everything else may hold or not. What is given but not known is
// taken for something. Of programs see program_condition.h.

#include "token/trace/machine.h"

#include <optional>
#include <string_view>

namespace patdown::trace {

// `text` is the condition as the block has it: what stands between the parentheses.
std::optional<bool> decide(const Machine& machine, std::string_view text);

}  // namespace patdown::trace
