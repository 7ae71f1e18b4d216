#pragma once

// What is a parameter that nobody here gives, as far as its type says?
//
// Frameworks make services and hand them to each other's constructors; what stands in the code is a
// type. A client of Azure DevOps is one by its type (`GitHttpClient`, `IBuildApi`). For a class of
// the tree's own that has methods an object is made, for an interface one of each class that
// implements it. Whatever else it is, it comes from outside.

#include "token/trace/beans.h"
#include "token/trace/client_args.h"
#include "token/trace/machine.h"

namespace patdown::trace {

// `function` takes it; null if that is not known.
ValueRef parameter_given(Machine& machine, const Node* function, const Arg& parameter,
                         std::size_t line);
// Likewise, where a caller gives what nobody knows; null if its type does not tell more.
ValueRef parameter_of_type(Machine& machine, const Node* function, const Arg& parameter,
                           std::size_t line);
// Likewise what a framework sets in Java and Kotlin; null if its type does not tell what.
ValueRef field_of_type(Machine& machine, const Wanted& wanted, std::size_t line);
// `services.GetRequiredService<T>()`: what a constructor is given that asks for a T; settings,
// `IOptions<T>`, are called options.
ValueRef injected_service(const LibraryCall& call);

}  // namespace patdown::trace
