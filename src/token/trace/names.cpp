#include "token/trace/names.h"

#include "core/letters.h"
#include "token/trace/kept_outside.h"
#include "token/trace/late_value.h"
#include "token/trace/library.h"
#include "token/trace/program.h"
#include "token/trace/response.h"
#include "token/trace/sources.h"
#include "token/trace/stranger.h"
#include "token/trace/url_object.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <functional>

namespace patdown::trace {
namespace {

std::string key_of(const Machine& machine, std::string_view name) {
  return machine.unit->powershell ? lower(name) : std::string(name);
}

bool is_positional(std::string_view name) {
  return name == "@" || name == "*" || name == "#" ||
         (!name.empty() && name.size() < 3 && std::all_of(name.begin(), name.end(), is_digit));
}

// Where a new field value must not hide the old one: the object is older than the branch.
bool is_weak(const Machine& machine, const Object& object) {
  return !machine.sides.empty() && machine.sides.back().branch != object.branch;
}

const ValueRef* find(const Machine& machine, const std::string& key) {
  const Frames& frames = machine.memory.frames;
  const bool own_only = is_positional(key);  // never the caller's
  const ValueRef* value = nullptr;
  frames.innermost([&](const Frame& one) {
    value = one.names.find(key);
    return value != nullptr || (one.function && own_only);
  });
  return value;
}

ValueRef powershell_default(Machine& machine, const Node& name, const std::string& key) {
  if (key == "null") return nothing();
  if (key == "true" || key == "false") return text_value(key);
  if (key == "psscriptroot") {
    return text_value(root_mark + ("/" + folder_of(machine.unit->path)));
  }
  if (key == "pscommandpath") return text_value(root_mark + ("/" + machine.unit->path));
  if (key == "pwd" || key == "myinvocation") return hole("the place of the script");
  if (key == "args") return hole("the arguments of the script");
  if (key == "_" || key == "psitem" || key == "input" || key == "matches" || key == "error" ||
      key == "lastexitcode" || key == "this") {
    return hole("an automatic variable");
  }
  if (ValueRef late = late_shared(machine, name)) return late;
  machine.read_unset.insert(key);
  return script_variable(machine, name.text, name.line);
}

ValueRef bash_default(Machine& machine, const Node& name) {
  const std::string& text = name.text;
  if (text == "0" || text == "BASH_SOURCE") {
    return text_value(root_mark + ("/" + machine.unit->path));
  }
  if (text == "PWD") return text_value(std::string(1, root_mark));
  if (is_positional(text)) {
    const bool inside = machine.memory.frames.size() > machine.memory.script + 1;
    if (text == "@" || text == "*") {
      return inside ? nothing() : hole("the arguments of the script");
    }
    if (text == "#" || inside) return inside ? nothing() : hole("a number");
    return parameter_source(machine, text, name.line);
  }
  static constexpr std::array<std::string_view, 8> shell_own = {"?",      "$",        "!", "RANDOM",
                                                                "LINENO", "HOSTNAME", "-", "_"};
  if (std::find(shell_own.begin(), shell_own.end(), text) != shell_own.end()) {
    return hole("a variable of the shell");
  }
  machine.read_unset.insert(text);
  return environment_value(machine, text, name.line);
}

// "$1", "$OPTARG": an argument that has no name of its own.
bool is_unnamed_argument(const Source& source) {
  if (source.kind == SourceKind::environment) return source.id == "env:optarg";
  return source.kind == SourceKind::parameter && source.name.size() > 1 &&
         is_positional(std::string_view(source.name).substr(1));
}

// Such an argument is called by the variable that keeps it. In a loop over options "$2" is each of
// them in turn, and $OPTARG always is: there every variable holds another one.
ValueRef called(const Machine& machine, std::string_view name, const ValueRef& value) {
  if (value->kind == ValueKind::choice) {
    Value all = *value;
    for (ValueRef& part : all.parts) part = called(machine, name, part);
    return std::make_shared<const Value>(std::move(all));
  }
  const bool unnamed = value->kind == ValueKind::source && is_unnamed_argument(value->source);
  if (!unnamed || is_positional(name)) return value;
  Value one = *value;
  const ValueRef own = parameter_source(machine, name, 1);
  const bool each_another = value->source.kind == SourceKind::environment || !machine.sides.empty();
  if (each_another) one.source.id = own->source.id;
  one.source.kind = SourceKind::parameter;
  one.source.name = own->source.name;
  if (!one.trace.empty()) one.trace.front().note = "parameter " + one.source.name + " is declared";
  return std::make_shared<const Value>(std::move(one));
}

// A hole that gets a name: "the token read from a file into $PAT".
ValueRef named(const Machine& machine, std::string_view name, std::size_t line, ValueRef value) {
  const bool file = is_kept_outside(value->source.id);
  const bool unnamed = value->source.id.empty() || file;
  if (value->kind != ValueKind::hole || !unnamed || !value->parts.empty()) return value;
  if (name.starts_with('{')) return value;  // a reader's own: what is taken out of it gets a name
  Value with_name = *value;
  const ValueRef source = script_variable(machine, name, line);
  with_name.source = source->source;
  // Whoever reads the file, or asks alike, has the same token.
  if (file) with_name.source.id = value->source.id;
  with_name.trace = source->trace;
  with_name.trace.front().note =
      "$" + std::string(name) + " is set from " + (value->text.empty() ? "a call" : value->text);
  return std::make_shared<const Value>(std::move(with_name));
}

ValueRef new_part(Machine& machine, const Object& object, std::string_view field) {
  const std::string key = lower(field);
  const bool has_headers =
      object.type.ends_with("webclient") || object.type.ends_with("httpclient") ||
      object.type.ends_with("httprequestmessage") || object.type.ends_with("webrequest");
  if (!has_headers || (key != "headers" && key != "defaultrequestheaders")) return nullptr;
  return object_value("headers", machine.sides.empty() ? 0 : machine.sides.back().branch);
}

// `outside` gives what a name means if a side did not set it; null if that does not count.
NameTable join_names(const std::vector<Side>& sides, const std::vector<const NameTable*>& tables,
                     const std::function<ValueRef(const std::string&)>& outside) {
  NameTable result = *tables[0];
  std::set<std::string> changed;
  for (std::size_t k = 1; k < tables.size(); ++k) {
    for (std::string& name : tables[0]->differences(*tables[k])) changed.insert(std::move(name));
  }
  for (const std::string& name : changed) {
    std::vector<ValueRef> values;
    std::vector<Arms> arms;
    for (std::size_t k = 0; k < tables.size(); ++k) {
      const ValueRef* found = tables[k]->find(name);
      ValueRef value = found == nullptr ? outside(name) : *found;
      if (!value) continue;
      values.push_back(std::move(value));
      arms.push_back({sides[k].arm});
    }
    result.set(name, choice(std::move(values), std::move(arms)));
  }
  return result;
}

}  // namespace

ValueRef look_up(Machine& machine, const Node& name) {
  if (machine.unit->program()) return program_name(machine, name);
  if (name.scope == "type") return hole("a type");
  if (name.scope == "env") return environment_value(machine, name.text, name.line);
  const std::string key = key_of(machine, name.text);
  if (name.scope == "global" && !machine.memory.frames.empty()) {
    if (const ValueRef* value = machine.memory.frames.front().names.find(key)) return *value;
  }
  if (const ValueRef* value = find(machine, key)) return *value;
  return machine.unit->powershell ? powershell_default(machine, name, key)
                                  : bash_default(machine, name);
}

void set_local(Machine& machine, std::string_view name, const ValueRef& value) {
  machine.memory.frames.change_back().names.set(key_of(machine, name),
                                                called(machine, name, value));
}

void set_environment(Machine& machine, std::string_view name, const ValueRef& value) {
  machine.memory.process.set(upper(name), called(machine, name, value));
}

void set_variable(Machine& machine, const Node& name, ValueRef value) {
  value = named(machine, name.text, name.line, std::move(value));
  value = called(machine, name.text, value);
  if (machine.unit->program()) {
    const bool outside = name.scope == "global" || name.scope == "nonlocal";
    return outside ? set_outside_function(machine, name, std::move(value))
                   : set_program_variable(machine, name.text, std::move(value));
  }
  Memory& memory = machine.memory;
  if (name.scope == "env") {
    note_kept_in_environment(machine, name, value);
    return set_environment(machine, name.text, as_exported(machine, name.text, name.line, value));
  }
  const std::string key = key_of(machine, name.text);
  if (name.scope == "global") {
    memory.frames.change(0).names.set(key, std::move(value));
    return;
  }
  if (name.scope == "script") {
    memory.frames.change(memory.script).names.set(key, std::move(value));
    return;
  }
  if (machine.unit->powershell) {
    // From here on it is no longer what the call gave, if that may not run.
    Frame& frame = memory.frames.change_back();
    if (!machine.sides.empty() && frame.decided->parameters.contains(key)) {
      frame.decided.change().parameters.erase(key);
    }
    frame.names.set(key, std::move(value));
    return;
  }
  const std::string exported = upper(name.text);
  if (memory.frames[memory.script].fixed->contains(key)) return;
  if (memory.process.find(exported) != nullptr) memory.process.set(exported, value);
  const std::size_t known =
      memory.frames.innermost([&key](const Frame& one) { return one.names.find(key) != nullptr; });
  memory.frames.change(known == memory.frames.size() ? memory.script : known)
      .names.set(key, std::move(value));
}

// Whether one of `all` is a client of Azure DevOps as `value` is, made of the same.
static bool holds_client(const ValueRef& all, const ValueRef& value) {
  if (value->kind != ValueKind::object || !value->object->type.starts_with("sdk:")) return false;
  const std::vector<ValueRef> held = alternatives(all);
  return std::any_of(held.begin(), held.end(), [&value](const ValueRef& one) {
    return one->kind == ValueKind::object && one->object->type == value->object->type &&
           one->object->fields == value->object->fields;
  });
}

void set_element(Machine& machine, const ValueRef& object, const ValueRef& key,
                 const ValueRef& value) {
  if (const auto name = literal(key)) return set_field(machine, object, *name, value);
  const std::vector<ValueRef> all = alternatives(value);
  const bool matters = machine.unit->program() && object->kind == ValueKind::object &&
                       std::any_of(all.begin(), all.end(), [](const ValueRef& one) {
                         return one->kind == ValueKind::object || one->kind == ValueKind::function;
                       });
  if (!matters) return;
  const auto known = object->object->fields.find(std::string(any_key));
  const bool more = known != object->object->fields.end();
  if (more && holds_client(known->second, value)) return;
  set_field(machine, object, any_key, more ? choice({known->second, value}) : value);
}

ValueRef field_of(Machine& machine, const ValueRef& object, std::string_view field) {
  switch (object->kind) {
    case ValueKind::object: {
      auto& fields = object->object->fields;
      const auto found = fields.find(lower(field));
      if (found != fields.end()) {
        const bool empty = is_nothing(found->second) && machine.unit->program();
        ValueRef token = empty ? unset_token(machine, *object->object, field) : nullptr;
        return token ? token : found->second;
      }
      const auto any = fields.find(std::string(any_key));
      if (any != fields.end() && object->object->type.empty()) return any->second;
      if (ValueRef part = new_part(machine, *object->object, field)) {
        fields[lower(field)] = part;
        return part;
      }
      if (machine.unit->program()) return missing_field(machine, object, field);
      // UriBuilder's Uri, whatever is asked of that.
      if (is_url_object(object)) return url_text(object);
      return object->object->type.empty() ? nothing() : hole("a property of an object");
    }
    case ValueKind::choice: {
      std::vector<ValueRef> values;
      for (const ValueRef& part : object->parts) values.push_back(field_of(machine, part, field));
      return choice(std::move(values), object->arms);
    }
    case ValueKind::source:
      return field_of_source(object, field);
    case ValueKind::list:
      return object->parts.empty() ? nothing() : field_of(machine, object->parts.front(), field);
    case ValueKind::hole:
      if (object->answer) return part_of_response(*object, field);
      if (is_secret_itself(object->source.id, field)) return object;
      if (!object->source.id.empty()) {
        Value part = *object;
        part.source.id += "." + lower(field);
        part.source.name += "." + std::string(field);
        return std::make_shared<const Value>(std::move(part));
      }
      return object;
    case ValueKind::symbol:
      return program_field(machine, object, field, 1);
    case ValueKind::text:
    case ValueKind::join: {
      // [System.Uri]$u is kept as the text that it is made from.
      const bool whole =
          same_ignoring_case(field, "AbsoluteUri") || same_ignoring_case(field, "OriginalString");
      return whole ? object : hole("a property");
    }
    default:
      return hole("a property");
  }
}

void set_field(Machine& machine, const ValueRef& object, std::string_view field,
               const ValueRef& value) {
  if (object->kind == ValueKind::choice) {
    for (const ValueRef& part : object->parts) set_field(machine, part, field, value);
    return;
  }
  if (object->kind != ValueKind::object) return;
  // What owned itself would never be freed, and its fields have no end.
  if (value->kind == ValueKind::object && value->object == object->object) return;
  ValueRef& kept = object->object->fields[lower(field)];
  if (!is_weak(machine, *object->object)) {
    kept = value;
    return;
  }
  std::vector<ValueRef> values;
  std::vector<Arms> arms;
  if (kept) {
    values.push_back(kept);
    arms.emplace_back();
  }
  values.push_back(value);
  arms.push_back(machine.sides);
  kept = choice(std::move(values), std::move(arms));
}

Memory joined(Machine& machine, const std::vector<Side>& sides) {
  Memory result = sides.front().memory;
  const auto nowhere = [](const std::string&) { return ValueRef(); };
  // A shell variable that was asked for before may still be the environment's.
  const auto outside = [&machine](const std::string& name) {
    const bool asked = !machine.unit->powershell && machine.read_unset.count(name) > 0;
    return asked ? environment_value(machine, name, 1) : ValueRef();
  };
  // Every side leaves as many frames as it found.
  std::vector<const NameTable*> tables(sides.size());
  for (std::size_t frame = 0; frame < result.frames.size(); ++frame) {
    const bool same = std::all_of(sides.begin(), sides.end(), [&](const Side& side) {
      return side.memory.frames.same(result.frames, frame);
    });
    if (same) continue;
    std::transform(sides.begin(), sides.end(), tables.begin(),
                   [frame](const Side& side) { return &side.memory.frames[frame].names; });
    NameTable names = join_names(sides, tables, outside);
    if (!names.same(*tables[0])) result.frames.change(frame).names = std::move(names);
  }
  std::transform(sides.begin(), sides.end(), tables.begin(),
                 [](const Side& side) { return &side.memory.process; });
  result.process = join_names(sides, tables, nowhere);
  std::set<std::string> changed;
  for (const Side& side : sides) {
    for (std::string& module : result.modules.differences(side.memory.modules)) {
      changed.insert(std::move(module));
    }
  }
  for (const std::string& module : changed) {
    std::transform(sides.begin(), sides.end(), tables.begin(),
                   [&module](const Side& side) { return &side.memory.modules[module]; });
    result.modules.put(module, join_names(sides, tables, nowhere));
  }
  return result;
}

}  // namespace patdown::trace
