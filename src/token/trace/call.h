#pragma once

// What does a call do to the token that it is given?
//
// Arguments are evaluated once, then the callee is looked for: a function of the script, a command
// that handles text or objects, a callee that sends requests, a program, a script of the
// repository. Whatever is not known is a hole.

#include "token/trace/machine.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {

struct GivenArg {
  std::string name;     // of a parameter; empty if positional
  std::string spelled;  // "-Name"
  ValueRef value;
  bool bare = false;  // a switch
};

struct Given {
  std::string callee;
  std::vector<GivenArg> args;
  ValueRef input;              // what is piped in; null if nothing is
  ValueRef receiver;           // of a method of the script's own; null if none
  const Node* node = nullptr;  // the place
  TraceStep place;             // likewise, of the caller; set when a function is called
  bool open = false;           // there may be further arguments that are not known
  ValueRef rest;               // what those were made from; may be null
};

ValueRef evaluate_call(Machine& machine, const Node& call);
Given gather(Machine& machine, const Node& call);
ValueRef call_named(Machine& machine, const Given& given);

// The named argument, also by its unambiguous beginning of at least 3 letters; null if not given.
ValueRef argument(const Given& given, std::initializer_list<std::string_view> names);
// The positional argument `index` (from 0); null if there is none.
ValueRef positional(const Given& given, std::size_t index);

// Function and script calls (functions.cpp).
ValueRef call_function(Machine& machine, const Closure& function, Given given);
// Runs a function or a whole file whose caller is not known: its parameters are sources.
void run_alone(Machine& machine, const Closure& function);
void bind_parameters(Machine& machine, const Node& function, const Given& given,
                     const std::string& callee);

}  // namespace patdown::trace
