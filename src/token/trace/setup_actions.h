#pragma once

// Actions of GitHub that set a package feed up, with a token in the environment.

#include "token/trace/machine.h"

namespace patdown::trace {

// actions/setup-dotnet with `source-url`, actions/setup-node with `registry-url`: true if the
// machine's step is one of them. What pushes later without naming a source pushes there.
// https://github.com/actions/setup-dotnet#setting-up-authentication-for-nuget-feeds
// https://github.com/actions/setup-node/blob/main/docs/advanced-usage.md
bool set_feed_up(Machine& machine, const Pipeline& pipeline, const Step& step);
// NODE_AUTH_TOKEN was set for a step behind setup-node.
void use_set_up_registry(Machine& machine, const ValueRef& token, std::size_t line);

}  // namespace patdown::trace
