#include "core/letters.h"
#include "token/trace/call.h"
#include "token/trace/client_call.h"
#include "token/trace/credential.h"
#include "token/trace/evaluate.h"
#include "token/trace/held_functions.h"
#include "token/trace/library.h"
#include "token/trace/modules.h"
#include "token/trace/names.h"
#include "token/trace/overloads.h"
#include "token/trace/program.h"
#include "token/trace/sources.h"
#include "token/trace/typed_parameter.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <utility>

namespace patdown::trace {
namespace {

// Common parameters that are switches: the word behind them is an argument of its own.
constexpr std::array<std::string_view, 4> common_switches = {"verbose", "debug", "whatif",
                                                             "confirm"};

bool is_common_switch(std::string_view name) {
  return std::any_of(common_switches.begin(), common_switches.end(),
                     [name](std::string_view known) { return same_ignoring_case(name, known); });
}

ValueRef passed(const Given& given, const std::string& parameter, const std::string& callee,
                const ValueRef& value) {
  if (given.place.path.empty()) return value;
  return with_step(
      value, {given.place.path, given.place.line, "passed to $" + parameter + " of " + callee});
}

// Which argument goes to which parameter, in PowerShell's way.
struct Binding {
  std::vector<ValueRef> values;  // one a parameter; null if not given
  std::vector<ValueRef> rest;
  bool named = true;  // all by their names, and all of these are the function's
};

std::size_t parameter_for(const Node& function, std::string_view name) {
  std::size_t found = function.args.size();
  for (std::size_t k = 0; k < function.args.size(); ++k) {
    const std::string& parameter = function.args[k].name;
    if (same_ignoring_case(parameter, name)) return k;
    const bool prefix = name.size() < parameter.size() &&
                        same_ignoring_case(parameter.substr(0, name.size()), name);
    if (prefix) found = found == function.args.size() ? k : found;
  }
  return found;
}

// Parameters that every function has, besides its own.
bool is_common(std::string_view name) {
  static constexpr std::array<std::string_view, 6> ends = {"action", "variable", "verbose",
                                                           "debug",  "whatif",   "confirm"};
  const std::string folded = lower(name);
  return std::any_of(ends.begin(), ends.end(),
                     [&folded](std::string_view end) { return folded.ends_with(end); });
}

Binding bind(const Node& function, const Given& given) {
  Binding binding;
  binding.values.resize(function.args.size());
  binding.named = !given.input && !given.open;
  std::vector<ValueRef> loose;
  for (const GivenArg& arg : given.args) {
    if (arg.name.empty()) {
      loose.push_back(arg.value);
      binding.named = false;
      continue;
    }
    const std::size_t at = parameter_for(function, arg.name);
    // PowerShell refuses what a splatted table has too much: somebody took it away.
    const bool splatted = arg.spelled == "-" + arg.name && arg.name == lower(arg.name);
    if (at == function.args.size() && !splatted && !is_common(arg.name)) binding.named = false;
    if (at < function.args.size()) {
      ValueRef& slot = binding.values[at];
      const ValueRef value = arg.bare ? text_value("true") : arg.value;
      // Two splats with the same key: alternatives.
      slot = slot ? choice({slot, value}) : value;
    } else if (is_common_switch(arg.name) && !arg.bare) {
      loose.push_back(arg.value);
    }
  }
  std::size_t next = 0;
  for (const ValueRef& value : loose) {
    while (next < binding.values.size() && binding.values[next]) ++next;
    if (next < binding.values.size()) {
      binding.values[next] = value;
    } else {
      binding.rest.push_back(value);
    }
  }
  if (given.input) {
    for (ValueRef& value : binding.values) {
      if (value) continue;
      value = given.input->kind == ValueKind::list && !given.input->parts.empty()
                  ? given.input->parts.front()
                  : given.input;
      break;
    }
  }
  return binding;
}

bool has_default(const Arg& parameter) {
  const Node& value = parameter.value;
  return value.kind != NodeKind::hole || !value.text.empty() || !value.children.empty();
}

void bind_powershell(Machine& machine, const Node& function, const Given& given,
                     const std::string& callee) {
  const Binding binding = bind(function, given);
  const ValueRef bound = object_value("", 0);
  Frames& frames = machine.memory.frames;
  frames.change_back().decided.change().decides =
      frames.back().function && binding.named && !callee.empty();
  for (std::size_t k = 0; k < function.args.size(); ++k) {
    const Arg& parameter = function.args[k];
    const std::string key = lower(parameter.name);
    if (binding.values[k]) {
      Node name;
      name.kind = NodeKind::name;
      name.text = parameter.name;
      name.line = parameter.value.line == 0 ? function.line : parameter.value.line;
      const ValueRef value = passed(given, parameter.name, callee, binding.values[k]);
      bound->object->fields[key] = value;
      set_variable(machine, name, value);
      Decided& decided = frames.change_back().decided.change();
      decided.parameters.insert(key);
      decided.given.insert(key);
      continue;
    }
    ValueRef value = has_default(parameter) ? evaluate(machine, parameter.value) : nothing();
    if (!has_default(parameter) && given.open)
      value = parameter_source(machine, parameter.name, function.line);
    set_local(machine, parameter.name, value);
    frames.change_back().decided.change().parameters.insert(key);
  }
  set_local(machine, "args", list_of(binding.rest));
  set_local(machine, "PSBoundParameters", bound);
  if (given.receiver) set_local(machine, "this", given.receiver);
  if (given.input) set_local(machine, "_", given.input);
  if (!callee.empty() && given.input) set_local(machine, "input", given.input);
}

void bind_bash(Machine& machine, const Given& given, const std::string& callee) {
  std::vector<ValueRef> all;
  for (const GivenArg& arg : given.args) {
    if (!arg.name.empty()) {
      all.push_back(text_value(arg.spelled));
      if (arg.bare) continue;
    }
    for (const ValueRef& value : elements(arg.value)) all.push_back(value);
  }
  for (std::size_t k = 0; k < all.size(); ++k) {
    const std::string name = std::to_string(k + 1);
    all[k] = passed(given, name, callee, all[k]);
    set_local(machine, name, all[k]);
  }
  set_local(machine, "#", text_value(std::to_string(all.size())));
  set_local(machine, "@", list_of(all));
  set_local(machine, "*", list_of(all));
}

// A text that holds if a caller gives no other: it has a way, which texts that are written have
// not.
ValueRef by_default(const Machine& machine, const ValueRef& standard, std::size_t line) {
  if (standard->kind != ValueKind::text) return standard;
  Value value = *standard;
  value.trace = {step_at(machine, line, "by default")};
  return std::make_shared<const Value>(std::move(value));
}

// A function or script that is looked at by itself: what its caller would give is a source. A
// default stands for itself if it says something: a token's empty default does not.
void bind_sources(Machine& machine, const Node& function) {
  for (const Arg& parameter : function.args) {
    const std::size_t line = parameter.value.line == 0 ? function.line : parameter.value.line;
    const ValueRef source = parameter_given(machine, parameter, line);
    const ValueRef standard =
        has_default(parameter) ? evaluate(machine, parameter.value) : nothing();
    const std::string text = literal(standard).value_or("{}");
    const bool says = !is_nothing(standard) && standard->kind != ValueKind::hole && !text.empty() &&
                      text.find('<') == std::string::npos;
    set_local(machine, parameter.name, says ? by_default(machine, standard, line) : source);
  }
}

void push_function_frame(Machine& machine, const Closure& function) {
  Frame frame;
  frame.function = true;
  frame.serial = ++machine.frames_made;
  frame.outer = function.outer;
  frame.around = function.around;
  machine.memory.frames.push(std::move(frame));
}

bool runs(const Machine& machine, const Node* function) {
  return std::any_of(machine.active.begin(), machine.active.end(),
                     [function](const Activation& outer) { return outer.node == function; });
}

std::size_t functions_inside(const Machine& machine) {
  const Frames& frames = machine.memory.frames;
  std::size_t count = 0;
  for (std::size_t k = 0; k < frames.size(); ++k) count += frames[k].function ? 1 : 0;
  return count;
}

}  // namespace

void bind_parameters(Machine& machine, const Node& function, const Given& given,
                     const std::string& callee) {
  if (machine.unit->program()) {
    bind_program(machine, function, given, callee);
  } else if (machine.unit->powershell) {
    bind_powershell(machine, function, given, callee);
  } else {
    bind_bash(machine, given, callee);
  }
}

ValueRef result_alone(Machine& machine, const Closure& function) {
  machine.unit = function.unit;
  const bool inner = function.node != &function.unit->code->file;
  if (inner) push_function_frame(machine, function);
  bind_sources(machine, *function.node);
  if (function.receiver) set_local(machine, "this", function.receiver);
  if (inner && !machine.unit->powershell && !machine.unit->program()) {
    for (std::size_t k = 1; k <= 9; ++k) {
      const std::string name = std::to_string(k);
      set_local(machine, name, parameter_source(machine, name, function.node->line));
    }
  }
  machine.active.push_back({function.node, {}, {}});
  if (inner) {
    if (machine.unit->program()) hoist(machine, function.node->children);
    run_statements(machine, function.node->children);
  } else {
    run_code(machine, *function.unit->code);
  }
  const Activation activation = std::move(machine.active.back());
  machine.active.pop_back();
  if (inner) machine.memory.frames.pop();
  return inner ? result_of(activation, *function.unit) : nothing();
}

void run_alone(Machine& machine, const Closure& function) {
  result_alone(machine, function);
}

// What takes a method's place is given its object first, `def wrapper(self, …)`.
static Given with_self(Given given) {
  if (!given.receiver) return given;
  given.args.insert(given.args.begin(), {"", "", given.receiver, false});
  given.receiver = nullptr;
  return given;
}

// `func(self, …)` of a method that is bound to that object already.
static void drop_self(const Closure& function, Given& given) {
  const ValueRef& object = given.receiver ? given.receiver : function.receiver;
  if (function.unit->language != "python" || !object || given.args.empty()) return;
  const GivenArg& first = given.args.front();
  const bool same = object->kind == ValueKind::object && first.name.empty() &&
                    first.value->kind == ValueKind::object && first.value->object == object->object;
  if (same) given.args.erase(given.args.begin());
}

// `@with_token` of the tree's own: what it makes of the function is what is called. nullopt if the
// function has no such decorator.
static std::optional<ValueRef> call_decorated(Machine& machine, const Closure& function,
                                              const Given& given) {
  const std::vector<Node>& body = function.node->children;
  const bool any = function.unit->language == "python" && !body.empty() &&
                   body.front().kind == NodeKind::call && body.front().text == "annotation";
  if (!any || machine.plain.count(function.node) > 0) return std::nullopt;
  const Node& annotation = body.front();
  const std::string name = annotation.args.empty() ? "" : annotation.args[0].value.text;
  const std::shared_ptr<const Unit> caller = machine.unit;
  machine.unit = function.unit;
  ValueRef decorator = global_name(machine, name);
  machine.unit = caller;
  if (decorator->kind != ValueKind::function) return std::nullopt;
  machine.plain.insert(function.node);
  Given inner;
  inner.callee = name;
  inner.node = &annotation;
  Closure bound = function;
  if (given.receiver) bound.receiver = given.receiver;
  inner.args.push_back({"", "", closure_value(bound), false});
  ValueRef made = call_value(machine, decorator, inner);
  if (made->kind == ValueKind::function) made = call_value(machine, made, with_self(given));
  machine.plain.erase(function.node);
  return made->kind == ValueKind::function ? std::nullopt : std::optional<ValueRef>(made);
}

// A function that was given to another one, which kept it for later or calls it where it is not
// seen, runs all the same.
static void run_kept(Machine& machine, const Given& given) {
  for (const GivenArg& arg : given.args) {
    if (arg.value->kind != ValueKind::function) continue;
    const Closure& kept = *arg.value->closure;
    if (!kept.unit->program() || !kept.node->text.empty() || machine.library.touched(kept.node)) {
      continue;
    }
    Given inner;
    inner.node = kept.node;
    inner.args.push_back({"", "", hole("an argument"), false});
    inner.open = true;
    call_function(machine, Closure(kept), std::move(inner));
  }
}

// `repo.getPersonalAccessToken()` that gives what nobody knows: it is called so.
static ValueRef named_by_getter(Machine& machine, const Closure& getter, ValueRef value) {
  const bool unnamed = value->kind == ValueKind::hole && value->source.id.empty() &&
                       value->parts.empty() && may_be_token(*value);
  const std::string name = getter.node->text.substr(getter.node->text.rfind('.') + 1);
  if (!unnamed || !getter.unit->program() || !speaks_of_token(name)) return value;
  const std::shared_ptr<const Unit> caller = std::exchange(machine.unit, getter.unit);
  value = script_variable(machine, name, getter.node->line);
  machine.unit = caller;
  return value;
}

ValueRef call_function(Machine& machine, const Closure& named_function, Given given) {
  const Closure function = overload_for(machine, named_function, given);
  if (auto value = call_decorated(machine, function, given)) return *value;
  if (runs(machine, function.node)) return hole("a recursive call");
  if (functions_inside(machine) >= max_inlined) {
    // Loggers called from the depth are no loss; a token that goes further down is.
    const bool token = std::any_of(given.args.begin(), given.args.end(),
                                   [](const GivenArg& arg) { return holds_source(arg.value); });
    if (token) note_bound(machine, given.node->line, "functions call each other too deeply");
    return hole("a call that is nested too deeply");
  }
  // What the names of its module stand for.
  if (function.unit->program() && function.unit->pipeline == nullptr) {
    load_module(machine, function.unit->path);
  }
  machine.library.touch(function.node);
  const std::string callee = given.callee.empty() ? "a script block" : given.callee;
  if (given.node != nullptr) given.place = step_at(machine, given.node->line, "");
  const std::shared_ptr<const Unit> caller = machine.unit;
  machine.unit = function.unit;
  push_function_frame(machine, function);
  drop_self(function, given);
  if (function.receiver && !given.receiver) given.receiver = function.receiver;
  bind_parameters(machine, *function.node, given, callee);
  machine.active.push_back({function.node, {}, {}});
  if (machine.unit->program()) hoist(machine, function.node->children);
  run_statements(machine, function.node->children);
  const Activation activation = std::move(machine.active.back());
  machine.active.pop_back();
  machine.memory.frames.pop();
  machine.unit = caller;
  run_kept(machine, given);
  ValueRef result = result_of(activation, *function.unit);
  return given.args.empty() ? named_by_getter(machine, function, std::move(result)) : result;
}

ValueRef run_closure(Machine& machine, const ValueRef& closure, const ValueRef& item,
                     const std::vector<ValueRef>& arguments) {
  if (closure->kind != ValueKind::function) return closure;
  const Closure& code = *closure->closure;
  if (code.unit->program()) {
    Given given;
    given.node = code.node;
    for (const ValueRef& argument : arguments) given.args.push_back({"", "", argument, false});
    return call_function(machine, Closure(code), std::move(given));
  }
  for (const Activation& outer : machine.active) {
    if (outer.node == code.node) return hole("a recursive call");
  }
  const std::shared_ptr<const Unit> caller = machine.unit;
  machine.unit = code.unit;
  if (!is_nothing(item)) set_local(machine, "_", item);
  Given given;
  given.node = code.node;
  for (const ValueRef& argument : arguments) given.args.push_back({"", "", argument, false});
  if (!code.node->args.empty() && machine.unit->powershell) {
    bind_powershell(machine, *code.node, given, "");
  }
  machine.active.push_back({code.node, {}, {}});
  run_statements(machine, code.node->children);
  const Activation activation = std::move(machine.active.back());
  machine.active.pop_back();
  machine.unit = caller;
  return result_of(activation, *code.unit);
}

ValueRef forced(Machine& machine, const ValueRef& value) {
  return value->kind == ValueKind::function ? run_closure(machine, value, nothing()) : value;
}

}  // namespace patdown::trace
