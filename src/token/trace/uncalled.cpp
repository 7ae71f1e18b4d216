#include "token/trace/uncalled.h"

#include "core/letters.h"

#include <algorithm>

namespace patdown::trace {

void collect_callees(const Node& node, std::set<std::string>& names) {
  if (node.kind == NodeKind::call && !node.text.empty()) names.insert(lower(node.text));
  for (const Node& child : node.children) collect_callees(child, names);
  for (const Node& piped : node.input) collect_callees(piped, names);
  for (const auto& [name, value] : node.env) collect_callees(value, names);
  for (const Arg& arg : node.args) collect_callees(arg.value, names);
}

bool makes_one_of(const Node& node, const std::set<std::string, std::less<>>& classes) {
  if (node.kind == NodeKind::call) {
    const bool constructs = node.text == "new" && !node.children.empty();
    const std::string& name = constructs ? node.children.front().text : node.text;
    if (classes.count(name.substr(name.rfind('.') + 1)) > 0 || name == "this") return true;
  }
  const auto inside = [&classes](const Node& one) { return makes_one_of(one, classes); };
  return std::any_of(node.children.begin(), node.children.end(), inside) ||
         std::any_of(node.args.begin(), node.args.end(),
                     [&inside](const Arg& arg) { return inside(arg.value); });
}

std::vector<Uncalled> functions_of(const Script& script) {
  std::vector<Uncalled> functions;
  const auto add = [&functions](const Node& node, const std::string& name) {
    functions.push_back({&node, name, lower(name.substr(name.rfind('.') + 1))});
  };
  for (const Node& node : script.code->file.children) {
    if (node.kind == NodeKind::function && !node.text.empty()) {
      add(node, node.text);
    } else if (!script.language.empty() && node.kind == NodeKind::assign &&
               node.children.size() == 2 && node.children[1].kind == NodeKind::function) {
      add(node.children[1], node.children[0].text);
    }
  }
  return functions;
}

}  // namespace patdown::trace
