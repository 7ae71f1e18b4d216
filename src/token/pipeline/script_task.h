#pragma once

// Which tasks of Azure Pipelines run a script, and which of their inputs say so?
//
// https://learn.microsoft.com/azure/devops/pipelines/tasks/reference

#include <string>
#include <string_view>

namespace patdown {

// Input names are lower case; those that a task lacks are empty. A list of names is tried in order.
struct ScriptTask {
  std::string_view name;             // lower case, without the version
  std::string_view language;         // "shell": bash, or cmd on Windows; empty: an input says it
  std::string_view language_input;   // holds "bash", "pscore", "ps", "batch"
  std::string_view mode_input;       // holds "inline…", or "file…" or "script…"
  bool inline_by_default = false;    // without mode_input, if both kinds of input are there
  std::string_view inline_inputs;    // separated by blanks
  std::string_view file_inputs;      // likewise
  std::string_view argument_inputs;  // likewise
};

// Null if the task, such as "Bash@3", runs no script of the user.
const ScriptTask* find_script_task(std::string_view task);

// The language of a script file by its ending; empty if it does not tell.
std::string language_of_file(std::string_view file);

// What the value of a language input, or a shell's own name, means; empty if it is not known.
std::string language_named(std::string_view word);

}  // namespace patdown
