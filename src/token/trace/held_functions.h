#pragma once

// Which functions does a value hold that nobody in the tree calls?
//
// `export const tool = { name: "x", async run(args) {…} }`, `return { list: () => client.get(url)
// }`: whoever is given the object calls them. What they are given comes from outside.

#include "token/trace/machine.h"

namespace patdown::trace {

// Runs a function as run_alone() does, and says what it gives back.
ValueRef result_alone(Machine& machine, const Closure& function);

// Runs those in the names of a module that has run, each once.
void run_held_by_module(Machine& machine, const std::shared_ptr<const Unit>& unit);
// Those of Python that a function declares under a decorator, `@server.tool()`, and that nobody has
// called: whoever the decorator is calls them. The frame of the function is still there.
void run_registered(Machine& machine, const Node& function);
// Those in what a function gives back, which know what stood around them in it.
void run_held_by_result(Machine& machine, const ValueRef& result);

}  // namespace patdown::trace
