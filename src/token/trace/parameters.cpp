#include "token/trace/parameters.h"

#include "core/letters.h"
#include "token/trace/credential.h"
#include "token/trace/evaluate.h"
#include "token/trace/names.h"
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

}  // namespace

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

void bind_sources(Machine& machine, const Node& function) {
  for (const Arg& parameter : function.args) {
    const std::size_t line = parameter.value.line == 0 ? function.line : parameter.value.line;
    const ValueRef source = parameter_given(machine, &function, parameter, line);
    const ValueRef standard =
        has_default(parameter) ? evaluate(machine, parameter.value) : nothing();
    const std::string text = literal(standard).value_or("{}");
    const bool says = !is_nothing(standard) && standard->kind != ValueKind::hole && !text.empty() &&
                      text.find('<') == std::string::npos;
    set_local(machine, parameter.name, says ? by_default(machine, standard, line) : source);
  }
}

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

}  // namespace patdown::trace
