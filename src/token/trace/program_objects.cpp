#include "token/trace/classes.h"
#include "token/trace/client_call.h"
#include "token/trace/client_object.h"
#include "token/trace/crates.h"
#include "token/trace/evaluate.h"
#include "token/trace/library.h"
#include "token/trace/modules.h"
#include "token/trace/names.h"
#include "token/trace/program.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <set>

namespace patdown::trace {
namespace {

constexpr std::size_t max_bases = 8;         // classes above a class
constexpr std::size_t max_kept_fields = 64;  // of an object that is kept for its methods
constexpr std::size_t max_kept_depth = 3;    // objects in an object

// The tokens that an object may hold in any of its fields.
void collect_tokens(const ValueRef& value, std::size_t depth, std::set<std::string>& ids) {
  if (value->kind != ValueKind::object) {
    for (const FoundCredential& one : credentials_in(value)) ids.insert(one.credential.id);
    return;
  }
  if (depth > max_kept_depth || value->object->fields.size() > max_kept_fields) return;
  for (const auto& [name, field] : value->object->fields) collect_tokens(field, depth + 1, ids);
}

// Methods that nobody calls are looked at with an object that somebody made.
void note_made(Machine& machine, const std::string& type, const ValueRef& object) {
  std::set<std::string> tokens;
  collect_tokens(object, 0, tokens);
  if (tokens.empty()) return;
  std::string current = type;
  for (std::size_t k = 0; k < max_bases; ++k) {
    const std::vector<ValueRef> known = machine.library.made(current);
    const bool again = std::any_of(known.begin(), known.end(), [&tokens](const ValueRef& one) {
      std::set<std::string> others;
      collect_tokens(one, 0, others);
      return others == tokens;
    });
    if (!again) machine.library.note_made(current, object);
    const ValueRef base = base_of(machine, current);
    if (!base || !is_own(base)) return;
    current = base->text;
  }
}

// A field that nothing in the class's file sets: whoever made the object gave it. Null otherwise.
ValueRef field_from_outside(Machine& machine, const Object& object, std::string_view name) {
  const std::string path = object.type.substr(1, object.type.rfind('\n') - 1);
  const Script* script = object.outside ? machine.library.script(path) : nullptr;
  const std::string key = lower(name);
  if (script == nullptr || script->set_fields.count(key) > 0) return nullptr;
  const std::string type = object.type.substr(object.type.rfind('\n') + 1);
  const std::string shown = "$" + std::string(name);
  const TraceStep first{path, 1, "field " + std::string(name) + " of " + type + " is given"};
  return source_value(
      {SourceKind::parameter, "param:" + path + ":" + lower(type) + "." + key, shown}, first);
}

ValueRef make_class(Machine& machine, const std::string& type, const Given& given);

// T{X: y} of a type without methods, or of a library: it holds what it is given, and does nothing.
ValueRef struct_of(const Machine& machine, const Given& given) {
  ValueRef object = object_value("", machine.sides.empty() ? 0 : machine.sides.back().branch);
  for (const GivenArg& arg : given.args) {
    if (!arg.name.empty() && arg.name != "<>") object->object->fields[lower(arg.name)] = arg.value;
  }
  return object;
}

}  // namespace

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
  if (value->kind != ValueKind::symbol) return field_of(machine, value, name);
  const ValueRef known = resolved(machine, crate_module(machine, value));
  if (known->kind != ValueKind::symbol) return field_of(machine, known, name);
  if (is_own(known)) return member_of(machine, known, name);
  return library_field(machine, known->text, name, line);
}

ValueRef missing_field(Machine& machine, const ValueRef& object, std::string_view name) {
  const std::string& type = object->object->type;
  if (type.starts_with('\n')) {
    const auto method = method_of(machine, type, name);
    if (method) {
      const std::vector<Node>& body = method->node->children;
      const bool property = (method->node->args.empty() && (method->unit->language == "csharp" ||
                                                            method->unit->language == "kotlin" ||
                                                            method->unit->language == "ruby")) ||
                            (!body.empty() && body.front().kind == NodeKind::call &&
                             body.front().text == "annotation" && !body.front().args.empty() &&
                             body.front().args[0].value.text.ends_with("property"));
      Closure bound = *method;
      bound.receiver = object;
      if (!property) return closure_value(std::move(bound));
      Given given;
      given.callee = std::string(name);
      given.node = method->node;
      return call_function(machine, bound, given);
    }
  }
  if (is_headers_field(name)) return headers_of(machine, object);
  if (type.empty()) return nothing();
  if (auto value = library_member(machine, object, name)) return *value;
  if (type.starts_with('\n')) {
    if (ValueRef value = field_from_outside(machine, *object->object, name)) return value;
  }
  return hole("a property of an object");
}

ValueRef construct_class(Machine& machine, const std::string& type, const Given& given) {
  ValueRef object = make_class(machine, type, given);
  note_made(machine, type, object);
  return object;
}

namespace {

ValueRef make_class(Machine& machine, const std::string& type, const Given& given) {
  ValueRef object = object_value(type, machine.sides.empty() ? 0 : machine.sides.back().branch);
  if (const ValueRef fields = fields_of_class(machine, type)) {
    object->object->fields = fields->object->fields;
  }
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
  // `new T { X = y }`, Go's T{X: y}, a data class.
  for (const GivenArg& arg : given.args) {
    if (!arg.name.empty() && arg.name != "@" && arg.name != "<>") {
      ValueRef& field = object->object->fields[lower(arg.name)];
      if (!field) field = arg.value;
    }
  }
  machine.constructed[type] = object;
  return object;
}

// What a function gives when nobody calls it: its parameters come from outside.
ValueRef given_by(Machine& machine, const std::shared_ptr<const Unit>& unit, const Node& function) {
  machine.unit = unit;
  machine.function = function.text;
  Given given;
  given.callee = function.text;
  given.node = &function;
  for (const Arg& parameter : function.args) {
    given.args.push_back({"", "", parameter_source(machine, parameter.name, function.line), false});
  }
  return call_function(machine, {&function, unit, {}, 0, nullptr}, given);
}

// `fn new(…) -> Self` and its like in a file of Rust; null if none makes the type.
ValueRef made_by_own(Machine& machine, const std::shared_ptr<const Unit>& unit,
                     const std::string& type) {
  const Script* script = machine.library.script(unit->path);
  if (script == nullptr) return nullptr;
  const std::string own = type.substr(type.rfind('\n') + 1) + ".";
  for (const auto& [name, node] : script->functions) {
    if (!name.starts_with(own)) continue;
    for (const ValueRef& one : alternatives(given_by(machine, unit, *node))) {
      for (const ValueRef& part : elements(one)) {
        if (part->kind == ValueKind::object && part->object->type == type) return part;
      }
    }
  }
  return nullptr;
}

// Whether `new T` stands anywhere within.
bool makes(const Node& node, const std::string& type) {
  const bool here = node.kind == NodeKind::call && node.text == "new" && !node.children.empty() &&
                    node.children[0].text == type;
  const auto below = [&type](const Node& one) { return makes(one, type); };
  return here || std::any_of(node.children.begin(), node.children.end(), below) ||
         std::any_of(node.args.begin(), node.args.end(),
                     [&type](const Arg& arg) { return makes(arg.value, type); });
}

// The object of the type that this function makes; null if it makes none.
ValueRef made_by(Machine& machine, const std::shared_ptr<const Unit>& unit, const Node& function,
                 const std::string& type) {
  machine.constructed.erase(type);
  given_by(machine, unit, function);
  const auto made = machine.constructed.find(type);
  return made == machine.constructed.end() ? nullptr : made->second;
}

// Constructors of Go and Rust are functions, Go's of the package: `func NewClient(…) *Client`. Null
// if none makes the type.
ValueRef made_by_function(Machine& machine, const std::shared_ptr<const Unit>& unit,
                          const std::string& type) {
  if (unit->language == "rust") return made_by_own(machine, unit, type);
  if (unit->language != "go") return nullptr;
  const std::string name = type.substr(type.rfind('\n') + 1);
  for (const std::string& path : machine.library.files_in(folder_of(unit->path), "go")) {
    const Script* script = machine.library.script(path);
    if (script == nullptr || path.ends_with("_test.go")) continue;
    for (const auto& [function, node] : script->functions) {
      if (function.find('.') != std::string::npos || !makes(*node, name)) continue;
      if (ValueRef made = made_by(machine, unit_of_file(machine, path), *node, type)) return made;
    }
  }
  return nullptr;
}

ValueRef constructed_alone(Machine& machine, const std::shared_ptr<const Unit>& unit,
                           const std::string& name) {
  machine.unit = unit;
  const std::string type = "\n" + unit->path + "\n" + name;
  Given given;
  given.node = &unit->code->file;
  const auto constructor =
      unit->language == "rust" ? std::nullopt : method_of(machine, type, "new");
  if (!constructor) {
    if (ValueRef made = made_by_function(machine, unit, type)) return made;
    ValueRef made = make_class(machine, type, given);
    made->object->outside = true;
    return made;
  }
  machine.library.touch(constructor->node);
  machine.function = constructor->node->text;
  for (const Arg& parameter : constructor->node->args) {
    const std::size_t line =
        parameter.value.line == 0 ? constructor->node->line : parameter.value.line;
    ValueRef value = parameter_source(machine, parameter.name, line);
    if (has_default(parameter)) {
      const ValueRef standard = evaluate(machine, parameter.value);
      const bool says = !is_nothing(standard) && standard->kind != ValueKind::hole &&
                        !literal(standard).value_or("{}").empty();
      if (says) value = standard;
    }
    given.args.push_back({"", "", value, false});
  }
  ValueRef object = make_class(machine, type, given);
  object->object->outside = true;
  machine.unit = unit;
  return object;
}

// SetToken(token), init(), connect(): what makes an object fit for its other methods.
bool prepares(std::string_view method) {
  static constexpr std::array<std::string_view, 6> words = {"set",       "init",  "connect",
                                                            "configure", "login", "authenticate"};
  const std::string name = lower(method);
  return std::any_of(words.begin(), words.end(),
                     [&name](std::string_view word) { return name.starts_with(word); });
}

void prepare(Machine& machine, const std::shared_ptr<const Unit>& unit, const std::string& name,
             const ValueRef& object) {
  constexpr std::size_t most = 16;
  std::size_t count = 0;
  std::vector<std::string> paths = {unit->path};
  if (unit->language == "go") paths = machine.library.files_in(folder_of(unit->path), "go");
  for (const std::string& path : paths) {
    const Script* script = machine.library.script(path);
    if (script == nullptr || path.ends_with("_test.go")) continue;
    for (auto at = script->functions.lower_bound(name + ".");
         at != script->functions.end() && at->first.starts_with(name + "."); ++at) {
      if (!prepares(at->first.substr(name.size() + 1)) || ++count > most) continue;
      machine.function = at->first;
      run_uncalled(machine, {at->second, unit_of_file(machine, path), {}, 0, object});
    }
  }
}

}  // namespace

void run_uncalled(Machine& machine, const Closure& function) {
  machine.library.touch(function.node);
  const ValueRef& object = function.receiver;
  const bool has_fields = object && object->kind == ValueKind::object;
  const auto fields = has_fields ? object->object->fields : std::map<std::string, ValueRef>();
  const Memory before = machine.memory;
  run_alone(machine, function);
  for (const auto& [name, value] : fields) {
    if (!is_nothing(value)) object->object->fields[name] = value;
  }
  machine.memory = before;
}

ValueRef object_made_alone(Machine& machine, const std::shared_ptr<const Unit>& unit,
                           const std::string& name) {
  ValueRef object = constructed_alone(machine, unit, name);
  if (object->kind == ValueKind::object) prepare(machine, unit, name, object);
  machine.unit = unit;
  return object;
}

ValueRef program_construct(Machine& machine, const Node& call) {
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
    return unknown_call(machine, type.text, nullptr, given);
  }
  return construct_symbol(machine, symbol_of_type, given);
}

}  // namespace patdown::trace
