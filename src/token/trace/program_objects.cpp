#include "core/letters.h"
#include "token/trace/classes.h"
#include "token/trace/client_call.h"
#include "token/trace/client_extras.h"
#include "token/trace/client_object.h"
#include "token/trace/client_table.h"
#include "token/trace/crates.h"
#include "token/trace/evaluate.h"
#include "token/trace/go_structs.h"
#include "token/trace/library.h"
#include "token/trace/modules.h"
#include "token/trace/names.h"
#include "token/trace/object_tokens.h"
#include "token/trace/program.h"
#include "token/trace/sources.h"
#include "token/trace/typed_parameter.h"
#include "token/trace/url_object.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <set>

namespace patdown::trace {
namespace {

constexpr std::size_t max_bases = 8;  // classes above a class

// Methods that nobody calls are looked at with an object that somebody made.
void note_made(Machine& machine, const std::string& type, const ValueRef& object) {
  if (machine.alone) return;
  const std::set<std::string> tokens = tokens_held(object);
  if (tokens.empty()) return;
  std::string current = type;
  for (std::size_t k = 0; k < max_bases; ++k) {
    const std::vector<ValueRef> known = machine.library.made(current);
    const bool again = std::any_of(known.begin(), known.end(), [&tokens](const ValueRef& one) {
      return tokens_held(one) == tokens;
    });
    if (!again) machine.library.note_made(current, object);
    const ValueRef base = base_of(machine, current);
    if (!base || !is_own(base)) return;
    current = base->text;
  }
}

// Whether a class above this one is not in the tree, and no row knows it either.
bool extends_unknown(Machine& machine, const std::string& type) {
  const std::string base = outermost_base(machine, type);
  if (base == type || base.starts_with('\n')) return false;
  const std::string& language = machine.unit->language;
  return !client_row(language, base) && !client_row(language, base + ".new");
}

// Settings, messages: what nobody here gives their fields, `configuration.Bind(settings)` or a
// parser does.
bool has_fields_alone(Machine& machine, const std::string& type) {
  const Own own = own_of(type);
  const Script* script = machine.library.script(own.path);
  if (script == nullptr) return false;
  const auto known = script->classes.find(own.member);
  if (known == script->classes.end() || !known->second.empty()) return false;
  const std::string begin = own.member + ".";
  const auto method = script->functions.lower_bound(begin);
  return method == script->functions.end() || !method->first.starts_with(begin);
}

// A field that nothing in the class's file sets, or one for a token that has not been set so far:
// whoever made the object gave it. Null otherwise.
ValueRef field_from_outside(Machine& machine, const Object& object, std::string_view name) {
  const std::string path = object.type.substr(1, object.type.rfind('\n') - 1);
  const bool outside = object.outside || extends_unknown(machine, object.type);
  const Script* script = outside ? machine.library.script(path) : nullptr;
  if (script == nullptr) return nullptr;
  if (script->set_fields.count(lower(name)) > 0 && !speaks_of_token(name)) return nullptr;
  return given_field(path, object.type, name);
}

// C#'s `task.Result` is what the task gives, and a task is kept as that; Python's `x.__dict__` is a
// table of what x holds.
bool is_itself(const Machine& machine, std::string_view field) {
  return (field == "Result" && machine.unit->language == "csharp") ||
         (field == "__dict__" && machine.unit->language == "python");
}

// `new Lazy<T>(() => x)` is kept as what it makes, and so is its `Value`: an object of a class that
// has no such field.
bool is_made_on_demand(Machine& machine, const ValueRef& value, std::string_view field) {
  if (field != "Value" || machine.unit->language != "csharp") return false;
  if (value->kind != ValueKind::object || value->object->type.empty()) return false;
  const Object& object = *value->object;
  if (object.fields.contains("value")) return false;
  return !object.type.starts_with('\n') || !method_of(machine, object.type, field);
}

// T{X: y} of a type without methods, or of a library: it holds what it is given, and does nothing.
ValueRef struct_of(const Machine& machine, const Given& given) {
  ValueRef object = object_value("", machine.sides.empty() ? 0 : machine.sides.back().branch);
  for (const GivenArg& arg : given.args) {
    if (!arg.name.empty() && arg.name != "<>") object->object->fields[lower(arg.name)] = arg.value;
  }
  return object;
}

// `x.name` of a method: what a property gives, else the method itself.
ValueRef method_as_field(Machine& machine, const Closure& method, const ValueRef& object) {
  Closure bound = method;
  bound.receiver = object;
  if (!is_property(method)) {
    machine.library.note_receiver(object);
    return closure_value(std::move(bound));
  }
  Given given;
  given.callee = method.node->text.substr(method.node->text.rfind('.') + 1);
  given.node = method.node;
  return call_function(machine, bound, std::move(given));
}

}  // namespace

ValueRef unset_token(Machine& machine, const Object& object, std::string_view name) {
  if (!object.type.starts_with('\n') || !speaks_of_token(name)) return nullptr;
  const std::string path = object.type.substr(1, object.type.rfind('\n') - 1);
  const Script* script = machine.library.script(path);
  if (script == nullptr || script->set_fields.count(lower(name)) > 0) return nullptr;
  return given_field(path, object.type, name);
}

ValueRef given_field(const std::string& path, const std::string& type, std::string_view name) {
  const std::string own = type.substr(type.rfind('\n') + 1);
  const TraceStep first{path, 1, "field " + std::string(name) + " of " + own + " is given"};
  return source_value(
      {SourceKind::parameter, "param:" + path + ":" + lower(own) + "." + lower(name),
       "$" + std::string(name)},
      first);
}

// A class, a type of a library: what `T(…)` and `new T(…)` make.
ValueRef construct_symbol(Machine& machine, const ValueRef& type, const Given& given) {
  if (is_own(type)) return construct_class(machine, type->text, given);
  if (auto made = library_call(machine, type->text + ".new", nullptr, given)) return *made;
  const std::string& language = machine.unit->language;
  if (language == "go" || language == "rust") return struct_of(machine, given);
  return unknown_call(machine, type->text, nullptr, given);
}

ValueRef program_field(Machine& machine, const ValueRef& value, std::string_view name,
                       std::size_t line) {
  if (value->kind == ValueKind::choice) {
    return each(value,
                [&](const ValueRef& one) { return program_field(machine, one, name, line); });
  }
  const bool text = value->kind == ValueKind::text || value->kind == ValueKind::join;
  if (ValueRef part = text ? part_of_url(value, name) : nullptr) return part;
  const bool plain = value->kind != ValueKind::symbol && value->kind != ValueKind::object;
  if (plain && is_itself(machine, name)) return value;
  if (is_made_on_demand(machine, value, name)) return value;
  if (value->kind != ValueKind::symbol) return field_of(machine, value, name);
  const ValueRef known = resolved(machine, crate_module(machine, value));
  if (known->kind != ValueKind::symbol) return field_of(machine, known, name);
  if (is_own(known)) {
    const bool of_class = known->text.find('\n', 1) != std::string::npos;
    const auto method = of_class ? method_of(machine, known->text, name) : std::nullopt;
    if (method && is_property(*method)) return method_as_field(machine, *method, known);
    return member_of(machine, known, name);
  }
  if (machine.unit->language == "ruby") {
    if (ValueRef own = member_of(machine, known, name); is_own(own)) return own;
  }
  return library_field(machine, known->text, name, line);
}

ValueRef missing_field(Machine& machine, const ValueRef& object, std::string_view name) {
  const std::string& type = object->object->type;
  if (type.starts_with('\n')) {
    const auto method = method_of(machine, type, name);
    if (method) return method_as_field(machine, *method, object);
  }
  if (ValueRef part = is_url_object(object) ? part_of_url(url_text(object), name) : nullptr) {
    return part;
  }
  if (is_headers_field(name)) return headers_of(machine, object);
  if (is_itself(machine, name)) return object;
  if (type.empty()) return nothing();
  if (auto value = library_member(machine, object, name)) return *value;
  if (ValueRef method = sdk_method_value(object, name)) return method;
  if (type.starts_with('\n')) {
    if (ValueRef value = field_from_outside(machine, *object->object, name)) {
      // It has been there all along, whatever a branch sets later.
      return object->object->fields[lower(name)] = std::move(value);
    }
    if (ValueRef token = unset_token(machine, *object->object, name)) return token;
  }
  return hole("a property of an object");
}

ValueRef construct_class(Machine& machine, const std::string& type, const Given& given) {
  ValueRef object = make_class(machine, type, given);
  note_made(machine, type, object);
  return object;
}

ValueRef make_class(Machine& machine, const std::string& type, const Given& given) {
  ValueRef object = object_value(type, machine.sides.empty() ? 0 : machine.sides.back().branch);
  if (const ValueRef fields = fields_of_class(machine, type)) {
    object->object->fields = fields->object->fields;
  }
  add_base_fields(machine, type, *object->object);
  object->object->outside = has_fields_alone(machine, type);
  Given constructor = given;
  constructor.receiver = object;
  constructor.callee = type.substr(type.rfind('\n') + 1);
  std::string library;
  const bool constructs = machine.unit->language != "rust";
  if (const auto method = method_of(machine, type, "new", &library); method && constructs) {
    call_function(machine, *method, constructor);
  } else if (!library.empty()) {
    auto made = library_call(machine, library + ".new", nullptr, given);
    if (!made) made = library_call(machine, library, nullptr, given);
    if (made && (*made)->kind == ValueKind::object) {
      for (const auto& [name, value] : (*made)->object->fields)
        object->object->fields[name] = value;
    }
  }
  // A constructor of Java that Lombok generates takes the fields in their order.
  if (const Script* script = machine.library.script(own_of(type).path); script != nullptr) {
    const auto unset = script->unset_fields.find(own_of(type).member);
    const bool generated = unset != script->unset_fields.end() &&
                           unset->second.size() == given.args.size() &&
                           !method_of(machine, type, "new");
    for (std::size_t k = 0; generated && k < given.args.size(); ++k) {
      object->object->fields[lower(unset->second[k].name)] = given.args[k].value;
    }
  }
  // `new T { X = y }`, Go's T{X: y}, a data class.
  for (const GivenArg& arg : given.args) {
    if (!arg.name.empty() && arg.name != "@" && arg.name != "<>") {
      ValueRef& field = object->object->fields[lower(arg.name)];
      if (!field || is_nothing(field) || literal(field) == std::string()) field = arg.value;
    }
  }
  machine.constructed[type] = object;
  return object;
}

static ValueRef constructed(Machine& machine, const Node& call) {
  const Node& type = call.children.front();
  ValueRef symbol_of_type;
  std::string_view rest = type.text;
  while (!rest.empty()) {
    const auto dot = rest.find('.');
    const std::string_view part = rest.substr(0, dot);
    Node name;
    name.kind = NodeKind::name;
    name.text = std::string(part);
    symbol_of_type =
        symbol_of_type ? member_of(machine, symbol_of_type, part) : program_name(machine, name);
    // `new Connection(…)` where a property has the name of its type.
    const bool value = symbol_of_type->kind != ValueKind::symbol &&
                       (machine.unit->language == "csharp" || machine.unit->language == "java");
    if (value) {
      if (ValueRef known = global_name(machine, part); known->kind == ValueKind::symbol) {
        symbol_of_type = std::move(known);
      }
    }
    if (dot == std::string_view::npos || symbol_of_type->kind != ValueKind::symbol) break;
    rest.remove_prefix(dot + 1);
  }
  Given given = gather(machine, call);
  given.callee = type.text;
  // `new this(…)` in a static method that is looked at by itself.
  if (symbol_of_type && symbol_of_type->kind == ValueKind::object &&
      symbol_of_type->object->type.starts_with('\n')) {
    symbol_of_type = symbol(symbol_of_type->object->type);
  }
  if (!symbol_of_type || symbol_of_type->kind != ValueKind::symbol) {
    // A struct without methods, of another package of the tree.
    if (machine.unit->language == "go" && rest != type.text) return struct_of(machine, given);
    return unknown_call(machine, type.text, nullptr, given);
  }
  return construct_symbol(machine, symbol_of_type, given);
}

ValueRef program_construct(Machine& machine, const Node& call) {
  ValueRef made = constructed(machine, call);
  if (machine.unit->language == "go") note_struct(machine, made, call.children.front().text);
  return made;
}

}  // namespace patdown::trace
