#include "token/trace/held_functions.h"

#include "token/trace/call.h"
#include "token/trace/evaluate.h"
#include "token/trace/library.h"
#include "token/trace/modules.h"
#include "token/trace/program.h"
#include "token/trace/typed_parameter.h"

#include <algorithm>
#include <array>
#include <utility>

namespace patdown::trace {
namespace {

constexpr std::size_t max_depth = 4;      // of tables and lists in each other
constexpr std::size_t max_held = 256;     // functions of one value
constexpr std::size_t max_looked = 4096;  // values within one

struct Held {
  std::string name;  // "tool.run"
  Closure function;
};

struct Search {
  std::vector<Held> found;
  std::size_t looked = 0;
  bool inner = false;  // those alone that were made while a function ran
};

void find_held(Machine& machine, const ValueRef& value, const std::string& name, std::size_t depth,
               Search& search) {
  if (depth > max_depth || search.found.size() >= max_held || ++search.looked > max_looked) return;
  if (value->kind == ValueKind::function) {
    const Closure& function = *value->closure;
    const bool wanted = function.unit->program() && (!search.inner || function.outer != 0);
    if (wanted && !machine.library.touched(function.node)) search.found.push_back({name, function});
    return;
  }
  if (value->kind == ValueKind::object && value->object->type.empty()) {
    for (const auto& [field, held] : value->object->fields) {
      std::string path = name;
      path.append(path.empty() ? "" : ".").append(field);
      find_held(machine, held, path, depth + 1, search);
    }
    return;
  }
  if (value->kind != ValueKind::list && value->kind != ValueKind::choice) return;
  for (const ValueRef& part : value->parts) find_held(machine, part, name, depth + 1, search);
}

void run_all(Machine& machine, std::vector<Held>& all) {
  const std::shared_ptr<const Unit> unit = machine.unit;
  const std::string function = machine.function;
  for (Held& held : all) {
    // One of those before it may have called it.
    if (machine.library.touched(held.function.node)) continue;
    Memory before = machine.memory;
    const std::size_t loaded = machine.load_order.size();
    machine.unit = held.function.unit;
    machine.function = held.name;
    Given given;
    given.callee = held.name;
    given.node = held.function.node;
    given.open = true;
    for (const Arg& parameter : held.function.node->args) {
      given.args.push_back(
          {"", "",
           parameter_given(machine, held.function.node, parameter, held.function.node->line),
           false});
    }
    call_function(machine, held.function, std::move(given));
    keep_loaded(machine, loaded, before);
    machine.memory = std::move(before);
  }
  machine.unit = unit;
  machine.function = function;
}

// Whether a decorator takes it that is no part of how it is called.
bool is_registered(const Machine& machine, const Node& node) {
  static constexpr std::array<std::string_view, 6> plain = {
      "wraps", "contextmanager", "asynccontextmanager", "property", "fixture", "overload"};
  if (node.kind != NodeKind::function || node.text.empty() || node.children.empty()) return false;
  const Node& first = node.children.front();
  const bool decorated =
      first.kind == NodeKind::call && first.text == "annotation" && !first.args.empty();
  if (!decorated || machine.library.touched(&node)) return false;
  const std::string& name = first.args.front().value.text;
  return std::find(plain.begin(), plain.end(), name.substr(name.rfind('.') + 1)) == plain.end();
}

void find_registered(const Machine& machine, const Node& node, std::vector<const Node*>& found) {
  for (const Node& child : node.children) {
    if (is_registered(machine, child)) found.push_back(&child);
    if (child.kind == NodeKind::block || child.kind == NodeKind::branch) {
      find_registered(machine, child, found);
    }
  }
}

}  // namespace

void run_registered(Machine& machine, const Node& function) {
  if (machine.unit->language != "python") return;
  std::vector<const Node*> found;
  find_registered(machine, function, found);
  for (const Node* node : found) {
    if (machine.library.touched(node)) continue;
    Given given;
    given.callee = node->text;
    given.node = node;
    given.open = true;
    for (const Arg& parameter : node->args) {
      given.args.push_back({"", "", parameter_given(machine, node, parameter, node->line), false});
    }
    call_value(machine, closure_of(machine, *node), given);
  }
}

void run_held_by_module(Machine& machine, const std::shared_ptr<const Unit>& unit) {
  Search search;
  const NameTable names = machine.memory.modules[unit->path];
  for (const auto& [name, value] : names.all()) find_held(machine, value, name, 0, search);
  machine.unit = unit;
  run_all(machine, search.found);
}

void run_held_by_result(Machine& machine, const ValueRef& result) {
  Search search;
  search.inner = true;
  find_held(machine, result, machine.function, 0, search);
  run_all(machine, search.found);
}

}  // namespace patdown::trace
