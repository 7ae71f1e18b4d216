#pragma once

// How does a script for cmd.exe read as Bash?
//
// Line by line, so that lines stay where they are: `set X=y` is an assignment, `%X%` and `!X!` are
// variables, `%1` and `%~1` arguments, `%~dp0` the script's folder, `rem`, `::` and labels
// comments, `call` and `@` nothing. What `if` and `for` guard runs. Names of variables, whose case
// does not matter, are spelled as where they are set.

#include <string>
#include <string_view>

namespace patdown {

std::string cmd_as_bash(std::string_view text);

}  // namespace patdown
