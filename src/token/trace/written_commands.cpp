// Commands in a text that others run: a script that is written down, a file of cloud-init, what is
// sent to another machine.

#include "token/trace/callees.h"
#include "token/trace/emit.h"
#include "token/trace/operands.h"
#include "token/trace/variant.h"
#include "token/trace/words.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {
namespace {

// Programs by which a line is known as a command, whatever stands before them: "- ", "sudo -u x".
bool is_command(const ValueRef& word) {
  static constexpr std::array<std::string_view, 5> names = {"config.sh", "config.cmd", "git",
                                                            "curl", "az"};
  const std::string text = literal(word).value_or("");
  const std::string_view name = std::string_view(text).substr(text.find_last_of("/\\") + 1);
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

bool run_written_commands(Machine& machine, const ValueRef& text, const Node& node) {
  bool all = true;
  for (const ValueRef& line : whole_lines(text)) {
    if (!holds_source(line)) continue;
    const std::vector<ValueRef> words = split_words(line);
    auto word = std::find_if(words.begin(), words.end(), is_command);
    if (word == words.end()) {
      all = false;
      continue;
    }
    Given given;
    given.node = &node;
    given.callee = *literal(*word);
    for (++word; word != words.end(); ++word) given.args.push_back({"", "", *word, false});
    call_named(machine, given);
  }
  return all;
}

// ssh host command, docker exec box command, kubectl exec box -- command: what runs elsewhere does
// so with what it was given here. Whatever else takes a token there is not seen.
ValueRef run_elsewhere(Machine& machine, const Given& given, const ProgramWords& words) {
  ProgramWords parts;
  for (const ValueRef& word : words) {
    if (!parts.empty()) parts.push_back(text_value(" "));
    parts.push_back(word);
  }
  if (given.input) {
    parts.push_back(text_value("\n"));
    parts.push_back(given.input);
  }
  // Variables in single quotes are those of the other machine, by the same names as a rule.
  const ValueRef text = expanded(machine, join(std::move(parts)), given.node->line);
  if (holds_source(text) && !run_written_commands(machine, text, *given.node))
    note_handed_over(machine, *given.node, text, given.callee + " takes it");
  return hole("the output of " + given.callee);
}

}  // namespace patdown::trace
