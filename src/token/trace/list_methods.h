#pragma once

// What does a method of a list give, and how does it change it?
//
// `paths.map(path => get(path))` runs the function with each. `cmd.append(x)`, `cmd.extend(more)`,
// `args.unshift(x)`: the variable holds another list then; of several lists that it may hold, each
// is changed.

#include "token/trace/call.h"

namespace patdown::trace {

// `join`, `concat`, or one that runs functions; of another the list itself.
ValueRef list_method(Machine& machine, const ValueRef& list, const Given& given);
// `receiver` is what the method is called on, and `list` what it holds. Whether it is a list and
// the method one that changes lists.
bool change_list(Machine& machine, const Node& receiver, const ValueRef& list, const Given& given);

}  // namespace patdown::trace
