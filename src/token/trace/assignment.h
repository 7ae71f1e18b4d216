#pragma once

// What does an assignment change? Targets are names, fields, elements and lists of them.

#include "token/trace/machine.h"

namespace patdown::trace {

// The new value.
ValueRef assign(Machine& machine, const Node& node);
// `target` takes `value`.
void assign_to(Machine& machine, const Node& target, const ValueRef& value);

}  // namespace patdown::trace
