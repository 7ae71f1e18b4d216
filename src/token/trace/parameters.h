#pragma once

// Which parameter of a function gets what?
//
// What its caller gives goes to parameters in the way of its language: by name or abbreviated name,
// by place, from the pipe. bind_parameters() of call.h chooses the way.

#include "token/trace/call.h"

#include <string>

namespace patdown::trace {

// PowerShell's way. `callee` is the function as it was called; empty for a script block.
void bind_powershell(Machine& machine, const Node& function, const Given& given,
                     const std::string& callee);

// A function or script that is looked at by itself: what its caller would give is a source. A
// default stands for itself if it says something: a token's empty default does not.
void bind_sources(Machine& machine, const Node& function);

}  // namespace patdown::trace
