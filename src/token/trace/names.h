#pragma once

// What does a name stand for, and what changes when something is assigned to it?
//
// Reading looks through the frames from the innermost out (both shells scope dynamically), then at
// what the shell and the platform predefine, then makes a source. In Bash an unset variable is the
// environment's. Inside a branch a field of an object made outside keeps its old value beside the
// new one.

#include "token/trace/machine.h"

#include <string>
#include <string_view>

namespace patdown::trace {

ValueRef look_up(Machine& machine, const Node& name);
// Sets a variable by name, in the scope that the language says.
void set_variable(Machine& machine, const Node& name, ValueRef value);
void set_local(Machine& machine, std::string_view name, const ValueRef& value);
void set_environment(Machine& machine, std::string_view name, const ValueRef& value);

// A table under keys that nobody knows: `clients[name] = client`. Its elements are a field of this
// name, which stands for every one.
inline constexpr std::string_view any_key = "\n*";
// Tables that nobody knows, whose fields a table takes over: `{ ...headers, Accept: "x" }`.
inline constexpr std::string_view taken_over_key = "\n@";
// What nobody knows and has a field set: an object with it, and what it was before as this field.
inline constexpr std::string_view held_key = "\nheld";
void set_element(Machine& machine, const ValueRef& object, const ValueRef& key,
                 const ValueRef& value);
ValueRef field_of(Machine& machine, const ValueRef& object, std::string_view field);
void set_field(Machine& machine, const ValueRef& object, std::string_view field,
               const ValueRef& value);

// One way that a branch may have gone, and what was known at its end.
struct Side {
  Memory memory;
  Arm arm;
};
// What is known after the branch.
Memory joined(Machine& machine, const std::vector<Side>& sides);

}  // namespace patdown::trace
