#pragma once

// Which variables does a function of PowerShell set for the whole module or session, and which of
// the environment does it read?
//
// `$script:Token = …`, `$global:Token = …`, `Set-Variable -Name Token -Scope Global …`.

#include "token/code/form.h"

#include <set>
#include <string>
#include <string_view>

namespace patdown::trace {

// "script" or "global" of `-Scope Global`; empty for scopes of fewer.
std::string shared_scope(std::string_view written);
// Adds the names, lower case.
void collect_shared(const Node& node, std::set<std::string>& names);
// Adds the names, lower case, of the variables of the environment that are read: `$env:TOKEN`.
void collect_environment(const Node& node, std::set<std::string>& names);

}  // namespace patdown::trace
