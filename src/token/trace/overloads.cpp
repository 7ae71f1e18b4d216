#include "token/trace/overloads.h"

#include "token/trace/library.h"
#include "token/trace/program.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {
namespace {

bool runs(const Machine& machine, const Node* function) {
  return std::any_of(machine.active.begin(), machine.active.end(),
                     [function](const Activation& outer) { return outer.node == function; });
}

// Whether the parameters are as many as the arguments.
bool takes(const Node& function, const Given& given) {
  const auto count = std::count_if(given.args.begin(), given.args.end(), [](const GivenArg& arg) {
    return arg.name != "<>" && arg.name != "@";
  });
  const auto needed = std::count_if(function.args.begin(), function.args.end(), [](const Arg& one) {
    return one.spelled.empty() && !has_default(one);
  });
  const bool open = given.open || std::any_of(function.args.begin(), function.args.end(),
                                              [](const Arg& one) { return !one.spelled.empty(); });
  return count >= needed && (open || count <= static_cast<std::ptrdiff_t>(function.args.size()));
}

// How many of the arguments are objects of the tree's own whose class the parameter names, or have
// the parameter's name.
std::size_t types_met(const Node& function, const Given& given) {
  std::size_t met = 0;
  std::size_t at = 0;
  for (const GivenArg& arg : given.args) {
    if (!arg.name.empty() || at >= function.args.size()) continue;
    const Arg& parameter = function.args[at++];
    // `new Api(settings)` of settings that nobody here has: what is called so elsewhere.
    if (arg.value->kind == ValueKind::source && arg.value->source.name == "$" + parameter.name) {
      ++met;
    }
    if (parameter.key.empty() || arg.value->kind != ValueKind::object) continue;
    const std::string& type = arg.value->object->type;
    const std::string_view name = std::string_view(type).substr(type.rfind('\n') + 1);
    const std::string& wanted = parameter.key.front().text;
    met += !type.empty() && (wanted == name || wanted == "I" + std::string(name)) ? 1 : 0;
  }
  return met;
}

}  // namespace

Closure overload_for(Machine& machine, const Closure& function, const Given& given) {
  if (!function.unit->program() || function.node->text.empty()) return function;
  const Script* script = machine.library.script(function.unit->path);
  if (script == nullptr) return function;
  const auto others = script->overloads.find(function.node->text);
  if (others == script->overloads.end()) return function;
  std::vector<const Node*> all = {function.node};
  all.insert(all.end(), others->second.begin(), others->second.end());
  const auto suits = [&](const Node* one) { return takes(*one, given) && !runs(machine, one); };
  Closure chosen = function;
  std::size_t most = 0;
  bool any = false;
  for (const Node* one : all) {
    if (!suits(one)) continue;
    const std::size_t met = types_met(*one, given);
    if (any && met <= most) continue;
    chosen.node = one;
    most = met;
    any = true;
  }
  return chosen;
}

}  // namespace patdown::trace
