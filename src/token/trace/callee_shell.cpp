// Commands of a shell that are given commands: find -exec, trap.

#include "token/trace/callees.h"
#include "token/trace/operands.h"
#include "token/trace/variant.h"

#include <string>
#include <utility>

namespace patdown::trace {

// find . -exec sh -c "…" \;
ValueRef run_find(Machine& machine, const Given& given, const ProgramWords& words) {
  ProgramWords command;
  bool inside = false;
  for (const ValueRef& word : words) {
    const std::string text = literal_prefix(word);
    const bool ends = text == ";" || text == "\\;" || text == "+";
    if (inside && ends) call_words(machine, given, std::exchange(command, {}));
    if (inside && !ends) command.push_back(word);
    inside = inside ? !ends : text == "-exec" || text == "-execdir" || text == "-ok";
  }
  if (!command.empty()) call_words(machine, given, command);
  return hole("the output of find");
}

// trap 'curl …' EXIT; a function's name is called like one.
ValueRef run_trap(Machine& machine, const Given& given, const ProgramWords& words) {
  if (words.size() < 2 || literal_prefix(words[0]) == "-") return nothing();
  return run_line(machine, expanded(machine, words[0], given.node->line), *given.node);
}

}  // namespace patdown::trace
