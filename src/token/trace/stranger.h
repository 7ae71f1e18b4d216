#pragma once

// What becomes of a token that a program gets of which nothing is known?
//
// The use cannot be named, and counts only beside uses that are sure to concern Azure DevOps; but a
// job's token is always one of Azure DevOps. What a step puts into the environment counts too, if
// nothing is seen to read it.

#include "token/trace/call.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {

// `written`: the program's name as it stands there, for people.
void meet_stranger(Machine& machine, const Given& given, const std::string& written);
// A known program that runs code of the repository, in a language (own_programs.h).
void meet_runner(Machine& machine, const Given& given, Stranger runner);
// Likewise, by the words that it is given: a program that runs what nobody here has.
void meet_stranger(Machine& machine, const Given& given, const std::string& written,
                   const std::vector<ValueRef>& words);
// "npm test", "jest": by its name, or by what it is told to run.
bool runs_tests(std::string_view name);
// A command of PowerShell that is in no file here and in no module that is known.
void meet_unknown_cmdlet(Machine& machine, const Given& given);
// What a script puts into the environment by another name than the token's has a reader: if no
// program does that is known, whoever runs next may. The value to put there.
ValueRef as_exported(const Machine& machine, std::string_view name, std::size_t line,
                     const ValueRef& value);
// A token that a function of PowerShell which nobody here calls keeps in `$env:X`, where others
// find it: what they use it for counts for it too.
void note_kept_in_environment(Machine& machine, const Node& name, const ValueRef& value);
// `name` may run git, which sends what it was told to send before.
void note_git_run_by(Machine& machine, const Node& node, const std::string& name);

}  // namespace patdown::trace
