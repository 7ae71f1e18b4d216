#include "token/trace/assignment.h"

#include "token/trace/evaluate.h"
#include "token/trace/feed_sources.h"
#include "token/trace/modules.h"
#include "token/trace/names.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"

namespace patdown::trace {
namespace {

ValueRef program_holder(Machine& machine, const Node& target, const ValueRef& held);

// The object whose field is assigned; made if the variable held none.
ValueRef holder_of(Machine& machine, const Node& target) {
  ValueRef held = evaluate(machine, target);
  if (held->kind == ValueKind::object || held->kind == ValueKind::choice) return held;
  if (machine.unit->program()) return program_holder(machine, target, held);
  if (target.kind != NodeKind::name || held->kind == ValueKind::list) return held;
  ValueRef made = object_value("", machine.sides.empty() ? 0 : machine.sides.back().branch);
  set_variable(machine, target, made);
  return made;
}

ValueRef appended(const ValueRef& old, const ValueRef& more) {
  if (old->kind == ValueKind::list) {
    std::vector<ValueRef> parts = old->parts;
    for (const ValueRef& element : elements(more)) parts.push_back(element);
    return list_of(std::move(parts));
  }
  if (more->kind == ValueKind::list) {
    std::vector<ValueRef> parts = more->parts;
    if (old->kind == ValueKind::text) parts.insert(parts.begin(), old);
    return list_of(std::move(parts));
  }
  if (old->kind == ValueKind::choice && old->parts.size() == 1)
    return appended(old->parts[0], more);
  if (old->kind == ValueKind::object && more->kind == ValueKind::object) {
    ValueRef both = object_value(old->object->type, old->object->branch);
    both->object->fields = old->object->fields;
    for (const auto& [name, value] : more->object->fields) both->object->fields[name] = value;
    return both;
  }
  return join({old, more});
}

// `client.Headers.Authorization = x` of a client that comes from outside: from here on the variable
// holds an object that has it.
ValueRef program_holder(Machine& machine, const Node& target, const ValueRef& held) {
  if (is_own(held)) {
    const ValueRef fields = fields_of_class(machine, held->text);
    return fields ? fields : held;
  }
  if (held->kind == ValueKind::symbol || held->kind == ValueKind::list) return held;
  if (target.kind != NodeKind::name && target.kind != NodeKind::field) return held;
  ValueRef made = object_value("", machine.sides.empty() ? 0 : machine.sides.back().branch);
  if (!is_nothing(held)) made->object->fields["auth"] = held;
  assign_to(machine, target, made);
  return made;
}

// Assigning a choice of lists element-wise would lose the pairing; the first one stands for all.
void assign_list(Machine& machine, const Node& target, const ValueRef& value) {
  const std::vector<ValueRef> parts = elements(value);
  for (std::size_t k = 0; k < target.children.size(); ++k) {
    // Go's `x, err := f()` of a library.
    const bool first = machine.unit->language == "go" && k == 0;
    const ValueRef part = value->kind != ValueKind::list
                              ? (first ? value : hole("a part of a value"))
                          : k < parts.size() ? parts[k]
                                             : nothing();
    assign_to(machine, target.children[k], part);
  }
}

}  // namespace

void assign_to(Machine& machine, const Node& target, const ValueRef& value) {
  switch (target.kind) {
    case NodeKind::name:
      set_variable(machine, target, value);
      if (target.scope == "env" || (!machine.unit->powershell && !machine.unit->program())) {
        note_feed_variable(machine, target.text, value, target.line);
      }
      return;
    case NodeKind::field:
      if (target.children.empty()) return;
      set_field(machine, holder_of(machine, target.children.front()), target.text, value);
      return;
    case NodeKind::index: {
      if (target.children.size() < 2) return;
      const ValueRef holder = holder_of(machine, target.children[0]);
      const auto key = literal(evaluate(machine, target.children[1]));
      if (key) set_field(machine, holder, *key, value);
      return;
    }
    case NodeKind::list:
      return assign_list(machine, target, value);
    default:
      evaluate(machine, target);
  }
}

ValueRef assign(Machine& machine, const Node& node) {
  if (node.children.size() < 2) return nothing();
  ValueRef value = evaluate(machine, node.children[1]);
  const Node& target = node.children[0];
  if (node.text == "+=") value = appended(evaluate(machine, target), value);
  if (node.text == "?\?=" || node.text == "||=") value = choice({evaluate(machine, target), value});
  assign_to(machine, target, value);
  return value;
}

}  // namespace patdown::trace
