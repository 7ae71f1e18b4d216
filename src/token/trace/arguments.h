#pragma once

// What is a program given on its command line?
//
// By name ("--pat", "-pat"; `-` and `_` are one) or by position. What is not given is its default,
// or a parameter of the script if nobody is known to run it.

#include "token/trace/machine.h"

#include <string_view>

namespace patdown::trace {

// `standard` may be null.
ValueRef flag_value(Machine& machine, std::string_view name, const ValueRef& standard,
                    std::size_t line);
// The `index`th word that is no option, from 0.
ValueRef word_value(Machine& machine, std::size_t index, std::string_view name,
                    const ValueRef& standard, std::size_t line);
// sys.argv[1], args.pat: `name` is a number, counted from the first argument, or an option.
ValueRef argument_value(Machine& machine, std::string_view name, std::size_t offset,
                        std::size_t line);

}  // namespace patdown::trace
