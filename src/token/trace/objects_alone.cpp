// Objects that nobody in the tree makes, and methods that nobody calls: what they are given comes
// from outside.

#include "core/letters.h"
#include "token/name_words.h"
#include "token/trace/beans.h"
#include "token/trace/classes.h"
#include "token/trace/client_call.h"
#include "token/trace/cut_short.h"
#include "token/trace/evaluate.h"
#include "token/trace/held_functions.h"
#include "token/trace/library.h"
#include "token/trace/modules.h"
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

// What a function gives when nobody calls it: its parameters come from outside.
ValueRef given_by(Machine& machine, const std::shared_ptr<const Unit>& unit, const Node& function) {
  machine.unit = unit;
  machine.function = function.text;
  Given given;
  given.callee = function.text;
  given.node = &function;
  for (const Arg& parameter : function.args) {
    given.args.push_back(
        {"", "", parameter_given(machine, &function, parameter, function.line), false});
  }
  return call_function(machine, {&function, unit, {}, 0, nullptr}, std::move(given));
}

// Whether `self` stands anywhere within, as it does in methods and not in constructors.
bool speaks_of_itself(const Node& node) {
  if (node.kind == NodeKind::name && node.text == "this") return true;
  const auto in_argument = [](const Arg& arg) { return speaks_of_itself(arg.value); };
  return std::any_of(node.children.begin(), node.children.end(), speaks_of_itself) ||
         std::any_of(node.args.begin(), node.args.end(), in_argument);
}

// `fn new(…) -> Self` and its like in a file of Rust; null if none makes the type.
ValueRef made_by_own(Machine& machine, const std::shared_ptr<const Unit>& unit,
                     const std::string& type) {
  const Script* script = machine.library.script(unit->path);
  if (script == nullptr) return nullptr;
  const std::string own = type.substr(type.rfind('\n') + 1) + ".";
  for (const auto& [name, node] : script->functions) {
    if (!name.starts_with(own) || speaks_of_itself(*node)) continue;
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
  // Others must not take it for one that somebody made.
  const bool before = std::exchange(machine.alone, true);
  given_by(machine, unit, function);
  machine.alone = before;
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
    ValueRef value = parameter_given(machine, constructor->node, parameter, line);
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

// A field's name as the file spells it.
std::string spelled_field(const Node& node, const std::string& field) {
  if (node.kind == NodeKind::assign && !node.children.empty() &&
      node.children[0].kind == NodeKind::field && lower(node.children[0].text) == field) {
    return node.children[0].text;
  }
  for (const Node& child : node.children) {
    std::string spelled = spelled_field(child, field);
    if (!spelled.empty()) return spelled;
  }
  return {};
}

// What is to hold a token and holds nothing yet gets it from outside.
void fill_tokens(const std::shared_ptr<const Unit>& unit, const std::string& name,
                 const ValueRef& object) {
  for (auto& [field, value] : object->object->fields) {
    const bool empty = is_nothing(value) || literal(value).value_or("x").empty();
    if (!empty || !speaks_of_token(field)) continue;
    const std::string spelled = spelled_field(unit->code->file, field);
    value = given_field(unit->path, name, spelled.empty() ? field : spelled);
  }
}

// `@Autowired private WebClient client;`, `private final Ado ado;` of a class whose constructor is
// generated: what a framework gives for their types.
void fill_typed(Machine& machine, const std::shared_ptr<const Unit>& unit, const std::string& name,
                const ValueRef& object) {
  const Script* script = machine.library.script(unit->path);
  if (script == nullptr) return;
  const auto unset = script->unset_fields.find(name);
  if (unset == script->unset_fields.end()) return;
  machine.unit = unit;
  for (const Script::UnsetField& field : unset->second) {
    if (object->object->fields.contains(lower(field.name))) continue;
    ValueRef value = field_of_type(machine, {field.type, field.name, field.told}, 1);
    if (value) object->object->fields[lower(field.name)] = std::move(value);
  }
}

// `this.pat = pat` of a parameter, anywhere within.
bool keeps_token(const Node& node, const Node& function) {
  const auto is_parameter = [&function](const Node& value) {
    return value.kind == NodeKind::name &&
           std::any_of(function.args.begin(), function.args.end(),
                       [&value](const Arg& one) { return one.name == value.text; });
  };
  if (node.kind == NodeKind::assign && node.children.size() == 2) {
    const Node& target = node.children[0];
    const bool own_field = target.kind == NodeKind::field && !target.children.empty() &&
                           target.children[0].text == "this" && speaks_of_token(target.text);
    if (own_field && is_parameter(node.children[1])) return true;
  }
  return std::any_of(node.children.begin(), node.children.end(),
                     [&function](const Node& one) { return keeps_token(one, function); });
}

// SetToken(token), init(), connect(): what makes an object fit for its other methods. Not
// InitiateRequest(request).
bool prepares(std::string_view method) {
  static constexpr std::array<std::string_view, 9> words = {
      "set",     "setup",     "init",  "initialize",  "initialise",
      "connect", "configure", "login", "authenticate"};
  const std::vector<std::string> name = name_words(method);
  return !name.empty() && std::find(words.begin(), words.end(), name.front()) != words.end();
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
      const bool first =
          prepares(at->first.substr(name.size() + 1)) || keeps_token(*at->second, *at->second);
      if (!first || ++count > most) continue;
      machine.function = at->first;
      run_uncalled(machine, {at->second, unit_of_file(machine, path), {}, 0, object});
    }
  }
}

}  // namespace

void run_uncalled(Machine& machine, const Closure& function) {
  // The run that left it undone came to no end with more steps.
  const std::size_t fewer = machine.library.undone(function.node) ? max_steps - steps_again : 0;
  machine.steps += fewer;
  machine.library.run_by_itself(function.node);
  const ValueRef& object = function.receiver;
  const bool has_fields = object && object->kind == ValueKind::object;
  const auto fields = has_fields ? object->object->fields : std::map<std::string, ValueRef>();
  Memory before = machine.memory;
  const std::size_t loaded = machine.load_order.size();
  const ValueRef result = result_alone(machine, function);
  if (makes_bean(*function.node)) note_bean(machine, *function.node, result);
  run_held_by_result(machine, result);
  for (const auto& [name, value] : fields) {
    if (!is_nothing(value)) object->object->fields[name] = value;
  }
  keep_loaded(machine, loaded, before);
  machine.memory = std::move(before);
  machine.steps -= fewer;
}

ValueRef object_made_alone(Machine& machine, const std::shared_ptr<const Unit>& unit,
                           const std::string& name) {
  ValueRef object = constructed_alone(machine, unit, name);
  if (object->kind == ValueKind::object) {
    fill_typed(machine, unit, name, object);
    prepare(machine, unit, name, object);
    fill_tokens(unit, name, object);
  }
  machine.unit = unit;
  return object;
}

}  // namespace patdown::trace
