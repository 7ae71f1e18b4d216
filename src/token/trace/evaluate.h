#pragma once

// What is the value of a piece of code?
//
// Runs the common form abstractly: statements in order, every side of a branch, loops once,
// functions where they are called. Bounded in steps (max_steps a root), in nesting and in functions
// inlined; behind a bound everything is a hole, and the recorder has a PartlyRead.

#include "token/trace/machine.h"

#include <string>
#include <vector>

namespace patdown::trace {

inline constexpr std::size_t max_steps = 200'000;  // nodes evaluated for one root
inline constexpr std::size_t max_depth = 700;      // of nested evaluations
inline constexpr std::size_t max_inlined = 32;     // functions inside of each other

ValueRef evaluate(Machine& machine, const Node& node);
// Statements in order; their values are outputs of the current activation.
void run_statements(Machine& machine, const std::vector<Node>& statements);
// Functions may be called from above their definition.
void hoist(Machine& machine, const std::vector<Node>& statements);
// A whole file or step, in the current frame.
void run_code(Machine& machine, const Code& code);

// A script block as a value, to be run later; in programming languages with what it sees.
ValueRef closure_of(const Machine& machine, const Node& node);
ValueRef closure_value(Closure closure);
ValueRef closure_of_unit(const Node* node, std::shared_ptr<const Unit> unit);
// A script block, with `$_` and arguments; its output.
ValueRef run_closure(Machine& machine, const ValueRef& closure, const ValueRef& item,
                     const std::vector<ValueRef>& arguments = {});
// The output of a script block that stands where a value is wanted, else the value itself.
ValueRef forced(Machine& machine, const ValueRef& value);

// What an activation gives back: its `return`s, else its last output.
ValueRef result_of(const Activation& activation, const Unit& unit);
// Of Go: all that it gives at once, as a list or a choice of lists; null if that is one value.
ValueRef all_results_of(const Activation& activation, const Unit& unit);

// Notes once a root that a bound was hit at this line.
void note_bound(Machine& machine, std::size_t line, std::string why);

}  // namespace patdown::trace
