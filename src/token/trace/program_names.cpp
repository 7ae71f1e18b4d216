#include "core/letters.h"
#include "token/trace/classes.h"
#include "token/trace/client_blocks.h"
#include "token/trace/client_call.h"
#include "token/trace/credential.h"
#include "token/trace/evaluate.h"
#include "token/trace/late_value.h"
#include "token/trace/modules.h"
#include "token/trace/names.h"
#include "token/trace/program.h"
#include "token/trace/sources.h"
#include "token/trace/typed_parameter.h"
#include "token/trace/variant.h"

#include <algorithm>

namespace patdown::trace {
namespace {

// Its place; size() if it is gone.
std::size_t frame_with(const Frames& frames, std::size_t serial) {
  if (serial == 0) return frames.size();
  return frames.innermost([serial](const Frame& one) { return one.serial == serial; });
}

// What the functions around know of a name; null if nothing.
const ValueRef* local(const Machine& machine, const std::string& name) {
  const Frames& frames = machine.memory.frames;
  const Frame* frame = frames.empty() ? nullptr : &frames.back();
  for (std::size_t k = 0; frame != nullptr && frame->function && k < max_inlined; ++k) {
    if (const ValueRef* value = frame->names.find(name)) return value;
    const std::size_t outer = frame_with(frames, frame->outer);
    if (outer == frames.size()) return frame->around.find(name);
    frame = &frames[outer];
  }
  return nullptr;
}

ValueRef passed(const Given& given, const std::string& parameter, const std::string& callee,
                const ValueRef& value) {
  if (given.place.path.empty()) return value;
  return with_step(
      value, {given.place.path, given.place.line, "passed to " + parameter + " of " + callee});
}

// The block that a method of Ruby is given: what `yield` calls.
ValueRef block_of(const Given& given) {
  if (given.args.empty() || given.args.back().value->kind != ValueKind::function) return nothing();
  return given.args.back().value;
}

// In C# and the like a name alone may be what a class inherits; null if it is not. (What the class
// itself declares the reader has found.)
ValueRef inherited_member(Machine& machine, const Node& named) {
  const std::string& name = named.text;
  const std::string& language = machine.unit->language;
  if (language != "csharp" && language != "java" && language != "kotlin") return nullptr;
  const ValueRef* self = local(machine, "this");
  if (self == nullptr || (*self)->kind != ValueKind::object) return nullptr;
  const Object& object = *(*self)->object;
  if (language == "csharp" && object.type.starts_with('\n')) {
    if (ValueRef type = type_argument_of(machine, object.type, name)) return type;
  }
  if (object.fields.count(lower(name)) > 0) return field_of(machine, *self, name);
  const auto method =
      object.type.starts_with('\n') ? method_of(machine, object.type, name) : std::nullopt;
  if (!method) return nullptr;
  if (named.scope != called_name) return field_of(machine, *self, name);
  // One without parameters is no property where it is called.
  Closure bound = *method;
  bound.receiver = *self;
  return closure_value(std::move(bound));
}

// f<T>(): what `type_argument` reads.
void bind_types(Machine& machine, const Given& given) {
  std::vector<ValueRef> types;
  for (const GivenArg& arg : given.args) {
    if (arg.name == "<>") types.push_back(arg.value);
  }
  if (!types.empty()) set_local(machine, "<>", list_of(std::move(types)));
}

}  // namespace

bool holds_nothing(const ValueRef& value) {
  return is_nothing(value) || (value->kind == ValueKind::hole && value->parts.empty()) ||
         literal(value) == std::string();
}

bool inside_function(const Machine& machine) {
  return !machine.memory.frames.empty() && machine.memory.frames.back().function;
}

ValueRef program_name(Machine& machine, const Node& name) {
  if (const ValueRef* value = local(machine, name.text)) return resolved(machine, *value);
  if (name.text == "null" || name.text == "None" || name.text == "nil" ||
      name.text == "undefined") {
    return nothing();
  }
  if (name.text == "super" && machine.unit->language == "ruby") return hole("the output of super");
  if (name.text == "Self" && machine.unit->language == "rust") {
    if (ValueRef type = running_class(machine)) return type;
  }
  if (name.text == "this" || name.text == "self") {
    const ValueRef* module = machine.memory.modules.find(machine.unit->path, "this");
    return module != nullptr && !inside_function(machine) ? *module : hole("an automatic variable");
  }
  const ValueRef value = global_name(machine, name.text);
  const bool unknown = value->kind == ValueKind::symbol && value->text == name.text;
  if (unknown) {
    if (ValueRef member = inherited_member(machine, name)) return member;
  }
  if ((unknown || holds_nothing(value)) && inside_function(machine)) {
    if (ValueRef late = late_value(machine, name)) return late;
  }
  // Variables of a .http file that it does not set come from its user's settings.
  const bool outside = machine.unit->language == "http" && value->kind == ValueKind::symbol;
  return outside ? parameter_source(machine, name.text, name.line) : value;
}

void set_program_variable(Machine& machine, std::string_view name, ValueRef value) {
  if (!machine.lent.empty() && set_on_lent(machine, name, value)) return;
  const std::string key(name);
  Frames& frames = machine.memory.frames;
  const std::string& path = machine.unit->path;
  if (!inside_function(machine)) return machine.memory.modules.set(path, key, std::move(value));
  const Frame& own = frames.back();
  const bool inherits = machine.unit->language != "python" && own.names.find(key) == nullptr;
  if (inherits) {
    std::size_t outer = frame_with(frames, own.outer);
    for (std::size_t k = 0; outer < frames.size() && k < max_inlined; ++k) {
      if (frames[outer].names.find(key) != nullptr) {
        return frames.change(outer).names.set(key, std::move(value));
      }
      outer = frame_with(frames, frames[outer].outer);
    }
    const bool module = machine.memory.modules.find(path, key) != nullptr && key != "this" &&
                        own.around.find(key) == nullptr;
    if (module && machine.unit->language != "ruby") {
      // Declared again in a function more often than changed from there: both may hold.
      if (holds_nothing(*machine.memory.modules.find(path, key))) {
        machine.memory.modules.set(path, key, value);
      }
      frames.change_back().names.set(key, value);
      return;
    }
  }
  // `global TOKEN`, `let token;`: a module's variable that holds nothing yet is there to be set.
  const ValueRef* waiting = machine.memory.modules.find(path, key);
  if (waiting != nullptr && key != "this" && own.names.find(key) == nullptr &&
      holds_nothing(*waiting)) {
    machine.memory.modules.set(path, key, value);
  }
  frames.change_back().names.set(key, std::move(value));
}

void set_outside_function(Machine& machine, const Node& name, ValueRef value) {
  Frames& frames = machine.memory.frames;
  std::size_t outer = frames.size();
  if (name.scope == "nonlocal" && inside_function(machine)) {
    outer = frame_with(frames, frames.back().outer);
  }
  for (std::size_t k = 0; outer < frames.size() && k < max_inlined; ++k) {
    if (frames[outer].names.find(name.text) != nullptr) {
      return frames.change(outer).names.set(name.text, std::move(value));
    }
    outer = frame_with(frames, frames[outer].outer);
  }
  machine.memory.modules.set(machine.unit->path, name.text, std::move(value));
}

bool has_default(const Arg& parameter) {
  const Node& value = parameter.value;
  return value.kind != NodeKind::hole || !value.text.empty() || !value.children.empty();
}

// Conditions may be decided by the parameter.
static void note_given(Machine& machine, const std::string& parameter) {
  machine.memory.frames.change_back().decided.change().parameters.insert(parameter);
}

// Ruby's `find(1, area: "x")` of `def find(id, options = {})`: the names are those of a table. Null
// if every name is a parameter's.
static ValueRef named_options(const Node& function, const Given& given) {
  ValueRef options;
  for (const GivenArg& arg : given.args) {
    const bool own =
        std::any_of(function.args.begin(), function.args.end(),
                    [&arg](const Arg& one) { return one.name == arg.name || one.spelled == "**"; });
    if (arg.name.empty() || arg.name == "@" || arg.name == "<>" || own) continue;
    if (!options) options = object_value("", 0);
    options->object->fields[lower(arg.name)] = arg.value;
  }
  return options;
}

// What `**` collects: the arguments that are named and used for no parameter.
static ValueRef named_rest(const Given& given, const std::vector<bool>& used) {
  ValueRef rest = object_value("", 0);
  for (std::size_t k = 0; k < given.args.size(); ++k) {
    const GivenArg& arg = given.args[k];
    if (used[k] || arg.name.empty() || arg.name == "<>") continue;
    rest->object->fields[lower(arg.name)] = arg.value;
  }
  return rest;
}

// An object of the class that a parameter says it takes, where nobody knows what a caller gives it:
// what comes from outside, or what is nothing yet. Null if the type does not tell more.
static ValueRef of_its_type(Machine& machine, const Node& function, const Arg& parameter,
                            const ValueRef& value) {
  if (!value) return nullptr;
  if (value->kind == ValueKind::hole && value->parts.empty()) {
    return parameter_of_type(machine, &function, parameter, function.line);
  }
  const bool outside =
      value->kind == ValueKind::source && value->source.kind == SourceKind::parameter;
  const bool later = is_nothing(value) && !has_default(parameter);
  if (!outside && !later) return nullptr;
  ValueRef typed = parameter_of_type(machine, &function, parameter, function.line);
  const ValueRef one = typed ? alternatives(typed).front() : nullptr;
  const bool own = one && one->kind == ValueKind::object && one->object->type.starts_with('\n');
  return own ? typed : nullptr;
}

void bind_program(Machine& machine, const Node& function, const Given& given,
                  const std::string& callee) {
  std::vector<bool> used(given.args.size(), false);
  std::size_t next = 0;
  const auto next_positional = [&]() -> ValueRef {
    while (next < given.args.size() && !given.args[next].name.empty()) ++next;
    if (next >= given.args.size()) return nullptr;
    used[next] = true;
    return given.args[next++].value;
  };
  for (const Arg& parameter : function.args) {
    // `this: T` of TypeScript only says what the object is.
    if (parameter.name == "this") continue;
    if (parameter.spelled == "*") {
      std::vector<ValueRef> rest;
      while (const ValueRef value = next_positional()) rest.push_back(value);
      set_local(machine, parameter.name, list_of(std::move(rest)));
      continue;
    }
    if (parameter.spelled == "**") {
      set_local(machine, parameter.name, named_rest(given, used));
      continue;
    }
    ValueRef value;
    for (std::size_t k = 0; k < given.args.size(); ++k) {
      if (!given.args[k].name.empty() && same_ignoring_case(given.args[k].name, parameter.name)) {
        used[k] = true;
        value = given.args[k].value;
      }
    }
    if (!value) value = next_positional();
    if (!value && machine.unit->language == "ruby") value = named_options(function, given);
    const bool unknown = value && value->kind == ValueKind::hole && value->parts.empty();
    if (ValueRef typed = of_its_type(machine, function, parameter, value)) {
      value = std::move(typed);
    } else if (unknown && speaks_of_token(parameter.name) && may_be_token(*value)) {
      value = script_variable(machine, parameter.name, function.line);
    } else if (value) {
      value = passed(given, parameter.name, callee, value);
      note_given(machine, parameter.name);
    } else if (has_default(parameter)) {
      value = evaluate(machine, parameter.value);
      if (!given.open) note_given(machine, parameter.name);
    } else {
      // Where every parameter must be given, a framework that is not seen here gives it.
      const bool optional = machine.unit->language == "javascript" ||
                            machine.unit->language == "typescript" ||
                            machine.unit->language == "ruby";
      value = given.open ? hole("arguments that are not known")
              : optional ? nothing()
                         : parameter_given(machine, &function, parameter, function.line);
    }
    set_local(machine, parameter.name, value);
  }
  if (given.receiver) set_local(machine, "this", given.receiver);
  bind_types(machine, given);
  // Within a block it is still the block of the method around.
  const bool method = machine.unit->language == "ruby" && !function.text.empty();
  if (method) set_local(machine, "yield", block_of(given));
}

}  // namespace patdown::trace
