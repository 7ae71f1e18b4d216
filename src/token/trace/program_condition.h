#pragma once

// Does a condition of a program hold for what the running call gives?
//
//   def call(method, path):
//       if method == "GET": …       # holds in call("GET", p), not in call("POST", p)
//
// Decides only by a parameter that the caller, or its default, gives a text that is written in the
// code, and that the function leaves as it is but for the case of its letters.

#include "token/trace/machine.h"

#include <optional>
#include <string_view>

namespace patdown::trace {

// `text` is what comparison_in() made of the condition (token/code/syntax/comparison.h).
std::optional<bool> decide_program(const Machine& machine, std::string_view text);

}  // namespace patdown::trace
