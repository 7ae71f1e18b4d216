#pragma once

// Where does the command begin that a program is told to run?
//
//   command_behind("xargs", {"-r", "-I", "%", "az", "pipelines", "delete"});  // 3
//   command_behind("timeout", {"-k", "5", "30", "git", "push"});             // 3

#include "token/trace/value.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace patdown::trace {

// Whether the program named so does nothing but run another.
bool is_prefix(std::string_view name);
// Behind the options of `prefix`, what they are given, variables and numbers.
std::size_t command_behind(std::string_view prefix, const std::vector<ValueRef>& words);

// az, git, curl, wget.
bool is_sender(std::string_view name);
// The first word of a command that sends something (`az repos …`, `git push`, curl with a URL),
// wherever it stands; the number of words if there is none.
std::size_t command_in(const std::vector<ValueRef>& words);

}  // namespace patdown::trace
