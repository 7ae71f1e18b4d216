#pragma once

// What is the value of a node that puts other values together or takes them apart? One function a
// kind of node; evaluate.h has the whole.

#include "token/trace/machine.h"

#include <map>
#include <string>

namespace patdown::trace {

ValueRef evaluate_join(Machine& machine, const Node& node);
ValueRef evaluate_map(Machine& machine, const Node& node);
ValueRef evaluate_list(Machine& machine, const Node& node);
ValueRef evaluate_index(Machine& machine, const Node& node);
ValueRef evaluate_field(Machine& machine, const Node& node);
ValueRef evaluate_choice(Machine& machine, const Node& node);
// `{ ...table }`: the fields that a table takes over, of several tables that it may be each one's.
std::map<std::string, ValueRef> taken_over(const ValueRef& table);
// With the variables that only a second reading of the text puts in: `eval curl '$url'`,
// `bash -c 'curl $url'`.
ValueRef expanded(Machine& machine, const ValueRef& value, std::size_t line);
// What no reader could name. Sums of variables may be strings; they are taken for them.
ValueRef evaluate_hole(Machine& machine, const Node& node);

}  // namespace patdown::trace
