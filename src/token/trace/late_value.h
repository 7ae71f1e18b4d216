#pragma once

// What is a module's variable that holds nothing where it is read, and that a function sets?
//
// `let token;` at the top, `token = …` in a function that runs at start-up or when somebody clicks:
// whoever reads it elsewhere reads what that function set.

#include "token/trace/machine.h"

namespace patdown::trace {

// Null if no function of the file sets it, or nothing is known of what it sets.
ValueRef late_value(Machine& machine, const Node& name);
// `$global:Token`, `$script:Headers` of PowerShell, which one function of a module sets and others
// read: what the functions nearest to the reader set it to, whoever calls them. Null if none does.
ValueRef late_shared(Machine& machine, const Node& name);

}  // namespace patdown::trace
