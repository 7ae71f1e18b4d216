#include "token/trace/program_condition.h"

#include "core/letters.h"

#include <algorithm>
#include <string>

namespace patdown::trace {
namespace {

bool is_name(const Node& node, std::string_view name) {
  return node.kind == NodeKind::name && node.text == name;
}

// `method = method.upper()`
bool only_folds(const Node& statement, std::string_view name) {
  if (statement.kind != NodeKind::assign || statement.children.size() != 2) return false;
  const Node& value = statement.children[1];
  const std::string method = lower(value.text);
  return is_name(statement.children[0], name) && value.kind == NodeKind::call &&
         value.args.empty() && value.children.size() == 1 && is_name(value.children[0], name) &&
         (method.find("upper") != std::string::npos || method.find("lower") != std::string::npos ||
          method == "upcase" || method == "downcase");
}

bool gives(const Node& node, std::string_view name) {
  if (node.kind == NodeKind::assign && !node.children.empty() && is_name(node.children[0], name)) {
    return true;
  }
  return std::any_of(node.children.begin(), node.children.end(),
                     [name](const Node& child) { return gives(child, name); }) ||
         std::any_of(node.args.begin(), node.args.end(),
                     [name](const Arg& arg) { return gives(arg.value, name); });
}

enum class Changes { nothing, only_case, more };

// What the function that runs does to the name's value.
Changes changes(const Machine& machine, std::string_view name) {
  const auto runs = std::find_if(
      machine.active.rbegin(), machine.active.rend(),
      [](const auto& one) { return one.node != nullptr && one.node->kind == NodeKind::function; });
  if (runs == machine.active.rend()) return Changes::more;
  Changes all = Changes::nothing;
  for (const Node& statement : runs->node->children) {
    if (only_folds(statement, name)) {
      all = Changes::only_case;
    } else if (gives(statement, name)) {
      return Changes::more;
    }
  }
  return all;
}

bool is_one_of(std::string_view text, std::string_view texts, bool any_case) {
  while (true) {
    const auto end = texts.find('|');
    const std::string_view one = texts.substr(0, end);
    if (any_case ? same_ignoring_case(one, text) : one == text) return true;
    if (end == std::string_view::npos) return false;
    texts.remove_prefix(end + 1);
  }
}

}  // namespace

std::optional<bool> decide_program(const Machine& machine, std::string_view text) {
  const bool differs = text.starts_with('!');
  if (differs) text.remove_prefix(1);
  const bool any_case = text.starts_with('~');
  if (any_case) text.remove_prefix(1);
  const auto sign = text.find('=');
  const Frames& frames = machine.memory.frames;
  if (sign == std::string_view::npos || frames.empty()) return std::nullopt;
  const std::string name(text.substr(0, sign));
  const Frame& frame = frames.back();
  if (!frame.function || !frame.decided->parameters.contains(name)) return std::nullopt;
  const ValueRef* value = frame.names.find(name);
  // A text that holds only where nobody gives another has a way.
  const bool written =
      value != nullptr && (*value)->kind == ValueKind::text && (*value)->trace.empty();
  const Changes change = written ? changes(machine, name) : Changes::more;
  if (change == Changes::more) return std::nullopt;
  const bool folds = any_case || change == Changes::only_case;
  return is_one_of((*value)->text, text.substr(sign + 1), folds) != differs;
}

}  // namespace patdown::trace
