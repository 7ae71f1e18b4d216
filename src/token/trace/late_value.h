#pragma once

// What is a module's variable that holds nothing where it is read, and that a function of the
// module sets?
//
// `let token;` at the top, `token = …` in a function that runs at start-up or when somebody clicks:
// whoever reads it elsewhere reads what that function set.

#include "token/trace/machine.h"

namespace patdown::trace {

// Null if no function of the file sets it, or nothing is known of what it sets.
ValueRef late_value(Machine& machine, const Node& name);

}  // namespace patdown::trace
