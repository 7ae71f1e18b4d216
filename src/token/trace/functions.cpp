#include "core/letters.h"
#include "token/trace/call.h"
#include "token/trace/client_call.h"
#include "token/trace/credential.h"
#include "token/trace/cut_short.h"
#include "token/trace/evaluate.h"
#include "token/trace/held_functions.h"
#include "token/trace/library.h"
#include "token/trace/modules.h"
#include "token/trace/names.h"
#include "token/trace/object_tokens.h"
#include "token/trace/overloads.h"
#include "token/trace/parameters.h"
#include "token/trace/program.h"
#include "token/trace/sources.h"
#include "token/trace/typed_parameter.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <utility>

namespace patdown::trace {
namespace {

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
    run_registered(machine, *function.node);
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

static bool holds_token(const ValueRef& value) {
  return value && (holds_source(value) || !tokens_held(value).empty());
}

// Whether a token stands around a lambda.
static bool knows_token(const Machine& machine, const Closure& function) {
  if (!function.node->text.empty()) return false;
  const Frames& frames = machine.memory.frames;
  const std::size_t outer = frames.innermost(
      [&function](const Frame& one) { return one.serial != 0 && one.serial == function.outer; });
  const NameTable& around = outer == frames.size() ? function.around : frames[outer].names;
  return std::any_of(around.all().begin(), around.all().end(),
                     [](const auto& name) { return holds_token(name.second); });
}

// Whether a call hands a token on: by an argument, the object that it is made on, or a lambda.
static bool is_given_token(const Machine& machine, const Closure& function, const Given& given) {
  if (holds_token(given.receiver) || knows_token(machine, function)) return true;
  return std::any_of(given.args.begin(), given.args.end(), [&](const GivenArg& arg) {
    const bool lambda = arg.value && arg.value->kind == ValueKind::function;
    return lambda ? knows_token(machine, *arg.value->closure) : holds_token(arg.value);
  });
}

ValueRef call_function(Machine& machine, const Closure& named_function, Given given) {
  const Closure function = overload_for(machine, named_function, given);
  if (auto value = call_decorated(machine, function, given)) return *value;
  if (runs(machine, function.node)) return hole("a recursive call");
  if (is_cut_short(machine)) return hole("code that was not evaluated");
  if (functions_inside(machine) >= max_inlined) {
    // Loggers called from the depth are no loss; a token that goes further down is.
    if (is_given_token(machine, function, given))
      note_bound(machine, given.node->line, "functions call each other too deeply");
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
  run_registered(machine, *function.node);
  const Activation activation = std::move(machine.active.back());
  machine.active.pop_back();
  machine.memory.frames.pop();
  machine.unit = caller;
  run_kept(machine, given);
  ValueRef result = result_of(activation, *function.unit);
  if (given.args.empty()) result = named_by_getter(machine, function, std::move(result));
  machine.all_results = all_results_of(activation, *function.unit);
  machine.first_result = machine.all_results ? result : nullptr;
  return result;
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
