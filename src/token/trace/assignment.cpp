#include "token/trace/assignment.h"

#include "token/trace/classes.h"
#include "token/trace/client_call.h"
#include "token/trace/client_defaults.h"
#include "token/trace/client_table.h"
#include "token/trace/emit.h"
#include "token/trace/evaluate.h"
#include "token/trace/feed_sources.h"
#include "token/trace/modules.h"
#include "token/trace/names.h"
#include "token/trace/sources.h"
#include "token/trace/url_object.h"
#include "token/trace/variant.h"

#include <algorithm>

namespace patdown::trace {
namespace {

bool holds_objects(const ValueRef& value) {
  const std::vector<ValueRef> all = alternatives(value);
  return std::any_of(all.begin(), all.end(),
                     [](const ValueRef& one) { return one->kind == ValueKind::object; });
}

ValueRef program_holder(Machine& machine, const Node& target, const ValueRef& held,
                        std::string_view field);

// `url.password = pat`; a part of a URL that has other names is known by its name alone.
bool sets_user(const ValueRef& held, std::string_view field) {
  return is_user_part(field) && literal_prefix(held).find("://") != std::string::npos;
}

// The object whose field is assigned; made if the variable held none.
ValueRef holder_of(Machine& machine, const Node& target, std::string_view field) {
  ValueRef held = evaluate(machine, target);
  if (held->kind == ValueKind::object) return held;
  const bool url = machine.unit->program() && is_url_part(field) && !holds_objects(held);
  if (held->kind == ValueKind::choice && !url) return held;
  if (machine.unit->program()) return program_holder(machine, target, held, field);
  if (target.kind != NodeKind::name || held->kind == ValueKind::list) return held;
  const unsigned branch = machine.sides.empty() ? 0 : machine.sides.back().branch;
  const bool whole =
      literal_prefix(held).find("://") != std::string::npos;  // [UriBuilder]"https://…"
  const bool part = is_url_part(field) || is_user_part(field);
  ValueRef made = whole && part ? url_object(held, branch) : object_value("", branch);
  set_variable(machine, target, made);
  return made;
}

ValueRef appended(const ValueRef& old, const ValueRef& more) {
  if (old->kind == ValueKind::choice) {
    std::vector<ValueRef> values;
    values.reserve(old->parts.size());
    for (const ValueRef& one : old->parts) values.push_back(appended(one, more));
    if (values.size() == 1) return values.front();
    return choice(std::move(values), old->arms);
  }
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
  if (old->kind == ValueKind::object && more->kind == ValueKind::object) {
    ValueRef both = object_value(old->object->type, old->object->branch);
    both->object->fields = old->object->fields;
    for (const auto& [name, value] : more->object->fields) both->object->fields[name] = value;
    return both;
  }
  return join({old, more});
}

// What a module of JavaScript gives to those that import it; an object once it has a member.
bool holds_exports(const Machine& machine, const ValueRef& held) {
  const std::string& language = machine.unit->language;
  if (language != "javascript" && language != "typescript") return false;
  return held->kind == ValueKind::symbol &&
         (held->text == "exports" || held->text == "module" || held->text == "module.exports");
}

// `client.Headers.Authorization = x` of a client that comes from outside: from here on the variable
// holds an object that has it. `url.Path = x`: an object of the parts of a URL.
ValueRef program_holder(Machine& machine, const Node& target, const ValueRef& held,
                        std::string_view field) {
  if (is_own(held)) {
    const ValueRef fields = fields_of_class(machine, held->text);
    return fields ? fields : held;
  }
  if (holds_exports(machine, held)) {
    ValueRef made = object_value("", 0);
    assign_to(machine, target, made);
    return made;
  }
  if (held->kind == ValueKind::symbol || held->kind == ValueKind::list) return held;
  if (target.kind != NodeKind::name && target.kind != NodeKind::field) return held;
  const unsigned branch = machine.sides.empty() ? 0 : machine.sides.back().branch;
  const bool url = is_url_part(field) || sets_user(held, field);
  ValueRef made = url ? url_object(held, branch) : object_value("", branch);
  if (!is_nothing(held)) made->object->fields[std::string(url ? "auth" : held_key)] = held;
  assign_to(machine, target, made);
  return made;
}

// The element `index` of each alternative; the sides that these stand for keep the pairing.
ValueRef elements_at(const ValueRef& lists, std::size_t index) {
  std::vector<ValueRef> values;
  for (const ValueRef& one : lists->parts) {
    const bool there = one->kind == ValueKind::list && index < one->parts.size();
    values.push_back(there ? one->parts[index] : hole("a part of a value"));
  }
  return choice(std::move(values), lists->arms);
}

bool is_choice_of_lists(const ValueRef& value) {
  return value->kind == ValueKind::choice &&
         std::any_of(value->parts.begin(), value->parts.end(),
                     [](const ValueRef& one) { return one->kind == ValueKind::list; });
}

void assign_list(Machine& machine, const Node& target, const ValueRef& value) {
  if (is_choice_of_lists(value)) {
    for (std::size_t k = 0; k < target.children.size(); ++k) {
      assign_to(machine, target.children[k], elements_at(value, k));
    }
    return;
  }
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

struct Kept {
  const Node* at;
  const ValueRef& value;
};

// `os.environ["X"] = pat` is the environment's from then on; what another library does with a token
// that it is left, `axios.defaults.headers.common.Authorization = …`, nobody knows.
bool keep_outside(Machine& machine, const ValueRef& holder, const std::string& name,
                  const Kept& kept) {
  if (!machine.unit->program() || holder->kind != ValueKind::symbol || is_own(holder)) return false;
  const auto row = client_row(machine.unit->language, holder->text + "[]");
  if (row && row->row->does == Does::env) {
    set_environment(machine, name, kept.value);
    return true;
  }
  if (keep_default(machine, holder->text, name, kept.value)) return true;
  for (const FoundCredential& found : in_token(kept.value)) {
    if (!found.basic && !speaks_of_token(found.credential.name) && !speaks_of_token(name)) continue;
    record_uncertain(machine, found, *kept.at,
                     "it is kept in " + holder->text + "." + name + ", which is not known");
  }
  return true;
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
    case NodeKind::field: {
      if (target.children.empty()) return;
      const ValueRef holder = holder_of(machine, target.children.front(), target.text);
      if (keep_outside(machine, holder, target.text, {&target, value})) return;
      return set_field(machine, holder, target.text, value);
    }
    case NodeKind::index: {
      if (target.children.size() < 2) return;
      const ValueRef holder = holder_of(machine, target.children[0], "");
      const ValueRef key = evaluate(machine, target.children[1]);
      if (keep_outside(machine, holder, literal(key).value_or("{}"), {&target, value})) return;
      return set_element(machine, holder, key, value);
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
  const bool several = target.kind == NodeKind::list && value == machine.first_result;
  if (several && machine.all_results) value = machine.all_results;
  const bool empty = value->kind == ValueKind::text && value->text.empty() && node.text == "=";
  if (empty && target.kind == NodeKind::name && !machine.unit->program()) {
    if (const ValueRef token = empty_token(machine, target.text, target.line)) value = token;
  }
  if (node.text == "+=") value = appended(evaluate(machine, target), value);
  if (node.text == "?\?=" || node.text == "||=") value = choice({evaluate(machine, target), value});
  assign_to(machine, target, value);
  return value;
}

}  // namespace patdown::trace
