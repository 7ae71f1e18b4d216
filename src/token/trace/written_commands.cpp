// Commands in a text that is written down for others: a script, a file of cloud-init.

#include "token/trace/callees.h"
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

bool goes_on(const ValueRef& line) {
  return sketch(line).ends_with('\\');
}

// Those that end in a backslash with the next.
std::vector<ValueRef> whole_lines(const ValueRef& text) {
  std::vector<ValueRef> lines;
  bool open = false;
  for (const ValueRef& line : split(text, '\n')) {
    if (open) {
      lines.back() = join({lines.back(), text_value(" "), line});
    } else {
      lines.push_back(line);
    }
    open = goes_on(line);
  }
  return lines;
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

}  // namespace patdown::trace
