#pragma once

// Which of the functions of one name does a call mean?

#include "token/trace/call.h"

namespace patdown::trace {

// The one that takes as many arguments, and does not run already; of several the one whose types
// these have.
Closure overload_for(Machine& machine, const Closure& function, const Given& given);

}  // namespace patdown::trace
