#include "token/trace/evaluate.h"

#include "core/letters.h"
#include "token/trace/assignment.h"
#include "token/trace/call.h"
#include "token/trace/condition.h"
#include "token/trace/cut_short.h"
#include "token/trace/library.h"
#include "token/trace/loop_sides.h"
#include "token/trace/modules.h"
#include "token/trace/names.h"
#include "token/trace/operands.h"
#include "token/trace/program.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <iterator>

namespace patdown::trace {
namespace {

// Makes up for every way out of evaluate().
class Deeper {
 public:
  explicit Deeper(Machine& machine) : machine_(machine) { ++machine_.depth; }
  ~Deeper() { --machine_.depth; }
  Deeper(const Deeper&) = delete;
  Deeper& operator=(const Deeper&) = delete;
  Deeper(Deeper&&) = delete;
  Deeper& operator=(Deeper&&) = delete;

 private:
  Machine& machine_;
};

// Runs the blocks of a branch side by side; `maybe` adds the side on which none of them runs.
void run_sides(Machine& machine, const std::vector<const std::vector<Node>*>& blocks, bool maybe) {
  const unsigned branch = machine.library.next_branch();
  std::vector<Side> ends;
  Memory before = machine.memory;
  if (maybe) ends.push_back({before, {branch, 0}});
  unsigned side = 0;
  for (const std::vector<Node>* block : blocks) {
    const Arm arm{branch, ++side};
    const std::size_t loaded = machine.load_order.size();
    machine.memory = before;
    machine.sides.push_back(arm);
    run_statements(machine, *block);
    machine.sides.pop_back();
    if (machine.load_order.size() > loaded) {
      keep_loaded(machine, loaded, before);
      for (Side& end : ends) keep_loaded(machine, loaded, end.memory);
    }
    ends.push_back({std::move(machine.memory), arm});
  }
  machine.memory = ends.empty() ? before : joined(machine, ends);
}

void run_branch(Machine& machine, const Node& node) {
  std::vector<const std::vector<Node>*> blocks;
  std::vector<std::vector<Node>> single;
  single.reserve(node.children.size());
  for (const Node& child : node.children) {
    const std::optional<bool> holds = decide(machine, child.scope);
    if (holds == false) continue;
    if (holds == true && blocks.empty()) return run_statements(machine, child.children);
    if (child.kind == NodeKind::block) {
      blocks.push_back(&child.children);
      if (holds == true) break;
    } else {
      single.push_back({child});
      blocks.push_back(&single.back());
    }
  }
  const bool decided = blocks.size() < node.children.size();
  if (decided && blocks.size() == 1) return run_statements(machine, *blocks.front());
  run_sides(machine, blocks, blocks.size() < 2);
}

// The block of an if without else; of a loop, a try and the like.
void run_block(Machine& machine, const Node& node) {
  const std::optional<bool> holds = decide(machine, node.scope);
  if (holds == false) return;
  if (holds == true) return run_statements(machine, node.children);
  if (!node.repeats) return run_sides(machine, {&node.children}, true);
  const Memory before = machine.memory;
  const unsigned own = machine.library.next_branch() + 1;  // of the loop itself
  run_sides(machine, {&node.children}, true);
  forget_sides(machine.memory, before, own);
}

// A block or branch where a value is wanted: its output.
ValueRef captured(Machine& machine, const Node& node) {
  machine.active.push_back({&node, {}, {}});
  if (node.kind == NodeKind::branch) {
    run_branch(machine, node);
  } else {
    run_statements(machine, node.children);
  }
  const Activation activation = std::move(machine.active.back());
  machine.active.pop_back();
  if (!machine.active.empty()) {
    auto& returns = machine.active.back().returns;
    returns.insert(returns.end(), activation.returns.begin(), activation.returns.end());
  }
  return machine.unit->program()
             ? nothing()
             : result_of({activation.node, activation.outputs, {}}, *machine.unit);
}

ValueRef define(Machine& machine, const Node& node) {
  if (node.text.empty()) return closure_of(machine, node);
  if (machine.unit->program()) {
    // Methods are looked up in their class.
    if (node.text.find('.') == std::string::npos) {
      set_program_variable(machine, node.text, closure_of(machine, node));
    }
    return nothing();
  }
  machine.functions[machine.unit->powershell ? lower(node.text) : node.text] =
      Closure{&node, machine.unit, {}, 0, nullptr};
  return nothing();
}

void return_value(Machine& machine, const Node& node) {
  if (node.children.empty()) return;
  const ValueRef value = evaluate(machine, node.children.front());
  if (!machine.active.empty()) machine.active.back().returns.push_back({machine.sides, value});
}

void run_statement(Machine& machine, const Node& node) {
  switch (node.kind) {
    case NodeKind::branch:
      return run_branch(machine, node);
    case NodeKind::block:
      return run_block(machine, node);
    case NodeKind::ret:
      return return_value(machine, node);
    case NodeKind::assign:
      evaluate(machine, node);
      return;
    default:
      break;
  }
  const ValueRef value = evaluate(machine, node);
  if (is_nothing(value) || machine.active.empty()) return;
  auto& outputs = machine.active.back().outputs;
  if (outputs.size() < 1024) outputs.push_back({machine.sides, value});
}

ValueRef evaluate_kind(Machine& machine, const Node& node) {
  switch (node.kind) {
    case NodeKind::text:
      return text_with_macros(machine, node.text, node.line);
    case NodeKind::name:
      return look_up(machine, node);
    case NodeKind::join:
      return evaluate_join(machine, node);
    case NodeKind::call:
      return evaluate_call(machine, node);
    case NodeKind::field:
      return evaluate_field(machine, node);
    case NodeKind::index:
      return evaluate_index(machine, node);
    case NodeKind::map:
      return evaluate_map(machine, node);
    case NodeKind::list:
      return evaluate_list(machine, node);
    case NodeKind::choice:
      return evaluate_choice(machine, node);
    case NodeKind::assign:
      return assign(machine, node);
    case NodeKind::function:
      return define(machine, node);
    case NodeKind::block:
      if (!node.args.empty()) return closure_of(machine, node);
      return captured(machine, node);
    case NodeKind::branch:
      return captured(machine, node);
    case NodeKind::ret:
      return_value(machine, node);
      return nothing();
    case NodeKind::hole:
      return evaluate_hole(machine, node);
  }
  return hole("");
}

// What a function that is made here sees of the functions around it.
NameTable seen_around(const Frame& frame) {
  NameTable names = frame.around;
  for (const auto& [name, value] : frame.names.all()) names.set(name, value);
  return names;
}

}  // namespace

void hoist(Machine& machine, const std::vector<Node>& statements) {
  for (const Node& statement : statements) {
    if (statement.kind == NodeKind::function && !statement.text.empty()) define(machine, statement);
  }
}

ValueRef closure_value(Closure closure) {
  Value value;
  value.kind = ValueKind::function;
  value.closure = std::make_shared<const Closure>(std::move(closure));
  return std::make_shared<const Value>(std::move(value));
}

ValueRef closure_of_unit(const Node* node, std::shared_ptr<const Unit> unit) {
  return closure_value(Closure{node, std::move(unit), {}, 0, nullptr});
}

ValueRef closure_of(const Machine& machine, const Node& node) {
  Closure closure{&node, machine.unit, {}, 0, nullptr};
  if (machine.unit->program() && !machine.memory.frames.empty() &&
      machine.memory.frames.back().function) {
    closure.around = seen_around(machine.memory.frames.back());
    closure.outer = machine.memory.frames.back().serial;
  }
  return closure_value(std::move(closure));
}

void note_bound(Machine& machine, std::size_t line, std::string why) {
  machine.recorder.add(
      PartlyRead{machine.unit->path, line + machine.unit->first_line - 1, std::move(why)});
}

ValueRef evaluate(Machine& machine, const Node& node) {
  const Deeper deeper(machine);
  if (machine.depth > max_depth) {
    note_bound(machine, node.line, "nested too deeply");
    return hole("code that is nested too deeply");
  }
  if (is_cut_short(machine)) {
    note_cut_short(machine, node);
    return hole("code that was not evaluated");
  }
  ++machine.steps;
  return evaluate_kind(machine, node);
}

// Whether nothing behind a block of a program runs: `if (verb === 'GET') return get(url);` where
// that holds.
static bool leaves(const Machine& machine, const Node& statement) {
  return statement.kind == NodeKind::block && !statement.scope.empty() && machine.unit->program() &&
         !statement.children.empty() && statement.children.back().kind == NodeKind::ret &&
         decide(machine, statement.scope) == true;
}

void run_statements(Machine& machine, const std::vector<Node>& statements) {
  for (const Node& statement : statements) {
    const bool last = leaves(machine, statement);
    run_statement(machine, statement);
    if (last) return;
  }
}

// What the classes of a file share stands ready, wherever it is set first.
static void prepare_classes(Machine& machine) {
  const Unit& unit = *machine.unit;
  const Script* script =
      unit.program() && unit.pipeline == nullptr ? machine.library.script(unit.path) : nullptr;
  if (script == nullptr || script->classes.empty()) return;
  if (machine.memory.modules.find(unit.path, "this") == nullptr) {
    machine.memory.modules.set(unit.path, "this", object_value("", 0));
  }
}

void run_code(Machine& machine, const Code& code) {
  prepare_classes(machine);
  hoist(machine, code.file.children);
  run_statements(machine, code.file.children);
}

// Go's `return x, nil`.
static bool succeeds(const Output& output) {
  return output.value->kind == ValueKind::list && output.value->parts.size() > 1 &&
         is_nothing(output.value->parts.back());
}

// None that is returned beside an error if one is returned without.
static std::vector<Output> without_errors(const std::vector<Output>& returns) {
  if (std::none_of(returns.begin(), returns.end(), succeeds)) return returns;
  std::vector<Output> good;
  std::copy_if(returns.begin(), returns.end(), std::back_inserter(good), succeeds);
  return good;
}

// Go's functions give the first of their values.
static std::vector<Output> first_values(const std::vector<Output>& returns) {
  std::vector<Output> first;
  for (const Output& output : without_errors(returns)) {
    const bool several = output.value->kind == ValueKind::list && !output.value->parts.empty();
    first.push_back({output.arms, several ? output.value->parts.front() : output.value});
  }
  return first;
}

ValueRef all_results_of(const Activation& activation, const Unit& unit) {
  if (unit.language != "go") return nullptr;
  std::vector<ValueRef> values;
  std::vector<Arms> arms;
  for (const Output& output : without_errors(activation.returns)) {
    if (output.value->kind != ValueKind::list || output.value->parts.size() < 2) return nullptr;
    values.push_back(output.value);
    arms.push_back(output.arms);
  }
  if (values.size() < 2) return values.empty() ? nullptr : values.front();
  return choice(std::move(values), std::move(arms));
}

ValueRef result_of(const Activation& activation, const Unit& unit) {
  std::vector<ValueRef> values;
  std::vector<Arms> arms;
  if ((unit.powershell || unit.program()) && !activation.returns.empty()) {
    const bool go = unit.language == "go";
    for (const Output& output : go ? first_values(activation.returns) : activation.returns) {
      if (is_nothing(output.value)) continue;
      values.push_back(output.value);
      arms.push_back(output.arms);
    }
    if (!values.empty()) return choice(std::move(values), std::move(arms));
  }
  if (unit.program() || activation.outputs.empty()) return nothing();
  const Output& last = activation.outputs.back();
  for (const Output& output : activation.outputs) {
    const bool other_side = !merge(output.arms, last.arms).has_value();
    if (!other_side && &output != &last) continue;
    values.push_back(output.value);
    arms.push_back(output.arms);
  }
  return choice(std::move(values), std::move(arms));
}

}  // namespace patdown::trace
