#include "token/trace/shared_names.h"

#include "core/letters.h"

namespace patdown::trace {
namespace {

// The text of the argument of that name; empty if it has none that is written out.
std::string written(const Node& call, std::string_view name) {
  for (const Arg& arg : call.args) {
    if (same_ignoring_case(arg.name, name) && arg.value.kind == NodeKind::text) {
      return arg.value.text;
    }
  }
  return {};
}

// Its name, or what stands first.
std::string set_name(const Node& call) {
  std::string name = written(call, "name");
  if (!name.empty()) return name;
  for (const Arg& arg : call.args) {
    if (arg.name.empty() && arg.value.kind == NodeKind::text) return arg.value.text;
  }
  return {};
}

}  // namespace

std::string shared_scope(std::string_view written) {
  std::string scope = lower(written);
  return scope == "global" || scope == "script" ? scope : std::string();
}

void collect_shared(const Node& node, std::set<std::string>& names) {
  if (node.kind == NodeKind::assign && !node.children.empty()) {
    const Node& target = node.children[0];
    const bool shared = !shared_scope(target.scope).empty();
    if (target.kind == NodeKind::name && shared) names.insert(lower(target.text));
  } else if (node.kind == NodeKind::call) {
    const std::string command = lower(node.text);
    const bool sets = command == "set-variable" || command == "new-variable";
    if (sets && !shared_scope(written(node, "scope")).empty()) names.insert(lower(set_name(node)));
  }
  for (const Node& child : node.children) collect_shared(child, names);
  for (const Arg& arg : node.args) collect_shared(arg.value, names);
}

void collect_environment(const Node& node, std::set<std::string>& names) {
  if (node.kind == NodeKind::name && node.scope == "env") names.insert(lower(node.text));
  const bool sets = node.kind == NodeKind::assign && node.text == "=" && !node.children.empty() &&
                    node.children[0].kind == NodeKind::name;
  for (const Node& child : node.children) {
    if (!sets || &child != node.children.data()) collect_environment(child, names);
  }
  for (const Arg& arg : node.args) collect_environment(arg.value, names);
  for (const Node& piped : node.input) collect_environment(piped, names);
}

}  // namespace patdown::trace
