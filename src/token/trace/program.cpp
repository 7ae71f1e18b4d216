#include "token/trace/program.h"

#include "core/letters.h"
#include "token/trace/assignment.h"
#include "token/trace/classes.h"
#include "token/trace/client_blocks.h"
#include "token/trace/client_call.h"
#include "token/trace/client_extras.h"
#include "token/trace/client_object.h"
#include "token/trace/client_table.h"
#include "token/trace/declared_route.h"
#include "token/trace/evaluate.h"
#include "token/trace/go_structs.h"
#include "token/trace/list_methods.h"
#include "token/trace/modules.h"
#include "token/trace/names.h"
#include "token/trace/variant.h"

#include <algorithm>

namespace patdown::trace {
namespace {

bool is_type_name(std::string_view name) {
  const auto dot = name.find_last_of("./");
  const char first = name.empty() ? ' ' : name[dot == std::string_view::npos ? 0 : dot + 1];
  return first >= 'A' && first <= 'Z';
}

ValueRef call_symbol(Machine& machine, const ValueRef& callee, const Given& given) {
  if (is_own(callee)) return construct_symbol(machine, callee, given);
  if (auto value = library_call(machine, callee->text, nullptr, given)) return *value;
  if (is_type_name(callee->text)) {
    if (auto made = library_call(machine, callee->text + ".new", nullptr, given)) return *made;
  }
  return unknown_call(machine, callee->text, nullptr, given);
}

ValueRef this_value(Machine& machine) {
  Node itself;
  itself.kind = NodeKind::name;
  itself.text = "this";
  return program_name(machine, itself);
}

// super().m(x), super.m(x), super(x), base(x)
std::optional<ValueRef> call_base(Machine& machine, const std::string& method, const Given& given) {
  const ValueRef type = running_class(machine);
  if (!type) return std::nullopt;
  const ValueRef base = base_of(machine, type->text);
  if (!base) return nothing();
  Given with_receiver = given;
  with_receiver.receiver = this_value(machine);
  if (!is_own(base) && method != "new") {
    const ValueRef& object = with_receiver.receiver;
    if (auto value = library_call(machine, base->text + "." + method, object, given)) return value;
    return unknown_call(machine, method, object, given);
  }
  if (!is_own(base)) {
    // The library's constructor fills the object in.
    auto made = library_call(machine, base->text + ".new", nullptr, given);
    if (!made) made = library_call(machine, base->text, nullptr, given);
    const ValueRef& object = with_receiver.receiver;
    if (made && (*made)->kind == ValueKind::object && object->kind == ValueKind::object) {
      for (const auto& [name, value] : (*made)->object->fields) {
        set_field(machine, object, name, value);
      }
    }
    return nothing();
  }
  if (const auto found = method_of(machine, base->text, method)) {
    return call_function(machine, *found, std::move(with_receiver));
  }
  return nothing();
}

// What stands for the class that is extended; elsewhere it is a name like any other.
bool is_super(const Machine& machine, std::string_view name) {
  return name == (machine.unit->language == "csharp" ? "base" : "super");
}

bool is_super(const Machine& machine, const Node& node) {
  return (node.kind == NodeKind::call || node.kind == NodeKind::name) &&
         is_super(machine, node.text);
}

Given named(Given given, const Node& call) {
  given.callee = call.text;
  return given;
}

// Java's CompletableFuture.
bool gives_on(std::string_view method) {
  return method == "thenAccept" || method == "thenApply" || method == "thenCompose";
}

bool is_callback_of(const Node& call) {
  return call.text == "then" || call.text == "catch" || call.text == "finally" ||
         call.text == "let" || call.text == "also" || call.text == "run" || call.text == "apply" ||
         call.text == "ifPresent" || gives_on(call.text);
}

// A request of a .http file.
ValueRef send_http(Machine& machine, const Node& call) {
  const Given given = gather(machine, call);
  Request request;
  request.verb = positional(given, 0);
  request.url = positional(given, 1);
  request.headers = argument(given, {"headers"});
  request.body = argument(given, {"body"});
  send_request(machine, request, given);
  return hole("a response");
}

bool has_own_method(Machine& machine, const ValueRef& value, const std::string& method) {
  return value->kind == ValueKind::object && value->object->type.starts_with('\n') &&
         method_of(machine, value->object->type, method);
}

// A choice but for the alternatives that are left out.
template <typename LeftOut>
ValueRef without(const ValueRef& all, LeftOut is_left_out) {
  std::vector<ValueRef> values;
  std::vector<Arms> arms;
  for (std::size_t k = 0; k < all->parts.size(); ++k) {
    if (is_left_out(all->parts[k])) continue;
    values.push_back(all->parts[k]);
    arms.push_back(all->arms[k]);
  }
  return choice(std::move(values), std::move(arms));
}

// `service || new Service()`, where nobody here gives a service: what tests put in its place does
// what it does.
ValueRef without_stand_ins(Machine& machine, const ValueRef& object, const std::string& method) {
  if (object->kind != ValueKind::choice) return object;
  const auto is_own_one = [&](const ValueRef& one) { return has_own_method(machine, one, method); };
  if (std::none_of(object->parts.begin(), object->parts.end(), is_own_one)) return object;
  return without(object, [](const ValueRef& one) {
    return one->kind == ValueKind::source && one->source.kind == SourceKind::parameter;
  });
}

bool is_client(const ValueRef& value, const std::string& method, bool has_method) {
  if (value->kind != ValueKind::object || !value->object->type.starts_with("sdk:")) return false;
  const std::string area = value->object->type.substr(4);
  return is_sdk_client(area) && sdk_method(area, method).has_value() == has_method;
}

// `clients[typeof(T)]`, where clients of several kinds lie: the one that is meant has the method.
ValueRef with_method(const ValueRef& object, const std::string& method) {
  if (object->kind != ValueKind::choice) return object;
  const bool any = std::any_of(object->parts.begin(), object->parts.end(),
                               [&](const ValueRef& one) { return is_client(one, method, true); });
  if (!any) return object;
  return without(object, [&](const ValueRef& one) { return is_client(one, method, false); });
}

ValueRef call_method(Machine& machine, const Node& call) {
  const Node& receiver = call.children.front();
  if (is_super(machine, receiver) && machine.unit->language != "rust") {
    const bool constructs = call.text == "__init__" || call.text == "initialize";
    const Given given = gather(machine, call);
    if (auto value = call_base(machine, constructs ? "new" : call.text, given)) return *value;
  }
  if (call.text == "new" && receiver.kind == NodeKind::name && receiver.scope == "type") {
    return program_construct(machine, call);
  }
  ValueRef object = evaluate(machine, receiver);
  if (auto api = declared_api(machine, object, call)) return *api;
  const Given given = named(gather(machine, call), call);
  if (auto value = call_on_class(machine, receiver, object, given)) return *value;
  // promise.then(x => …): the value itself is what the function gets.
  if (is_callback_of(call) && !given.args.empty() &&
      given.args[0].value->kind == ValueKind::function) {
    const ValueRef result = run_closure(machine, given.args[0].value, object, {object});
    const bool given_on = call.text == "then" || call.text == "let" || call.text == "run";
    return given_on || gives_on(call.text) ? result : object;
  }
  if (change_list(machine, receiver, object, given)) return object;
  object = with_method(without_stand_ins(machine, object, call.text), call.text);
  return each(object, [&](const ValueRef& one) {
    return method_of_value(machine, resolved(machine, one), given);
  });
}

}  // namespace

// The class whose method runs, from the name of the function: "Class.method".
ValueRef running_class(Machine& machine) {
  for (auto at = machine.active.rbegin(); at != machine.active.rend(); ++at) {
    if (at->node == nullptr || at->node->kind != NodeKind::function) continue;
    const auto dot = at->node->text.find('.');
    if (dot == std::string::npos) continue;
    return symbol("\n" + machine.unit->path + "\n" + at->node->text.substr(0, dot));
  }
  return nullptr;
}

ValueRef call_value(Machine& machine, const ValueRef& callee, const Given& given) {
  return each(callee, [&](const ValueRef& one) -> ValueRef {
    switch (one->kind) {
      case ValueKind::function: {
        Given bound = given;
        if (one->closure->receiver && !bound.receiver) bound.receiver = one->closure->receiver;
        return call_function(machine, Closure(*one->closure), std::move(bound));
      }
      case ValueKind::symbol:
        return call_symbol(machine, one, given);
      case ValueKind::object:
        if (auto value = call_sdk_method(machine, one, given)) return *value;
        if (auto value = library_call(machine, one->object->type, one, given)) return *value;
        break;
      default:
        break;
    }
    ValueRef result = unknown_call(machine, given.callee, nullptr, given);
    const bool token = std::any_of(given.args.begin(), given.args.end(), [](const GivenArg& arg) {
      return speaks_of_token(arg.value->source.name);
    });
    // A function that comes from outside brings along what it gives.
    return holds_source(one) && !token ? hole("the output of " + given.callee, {one}) : result;
  });
}

// Python's getattr(args, "pat", None): the field, or else what stands there. Null if nobody knows
// which field.
static ValueRef attribute_by_name(Machine& machine, const Given& given) {
  const ValueRef object = positional(given, 0);
  const ValueRef name = positional(given, 1);
  if (!object || !name) return nullptr;
  const std::vector<ValueRef> names = alternatives(name);
  const bool known = std::all_of(names.begin(), names.end(),
                                 [](const ValueRef& one) { return literal(one).has_value(); });
  if (!known) return nullptr;
  ValueRef field = each(name, [&](const ValueRef& one) {
    return program_field(machine, object, literal(one).value_or(""), given.node->line);
  });
  ValueRef otherwise = positional(given, 2);
  if (!otherwise) return field;
  if (is_nothing(field)) return otherwise;
  return holds_source(otherwise) ? choice({field, otherwise}) : field;
}

// `const fetch = await proxied(client)`: what goes by that name is used as that function is.
static bool is_fetch_of_others(const Machine& machine, const ValueRef& callee,
                               std::string_view name) {
  const std::string& language = machine.unit->language;
  return name == "fetch" && callee->kind == ValueKind::hole &&
         (language == "typescript" || language == "javascript");
}

static ValueRef call_by_name(Machine& machine, const Node& call) {
  Node name;
  name.kind = NodeKind::name;
  name.text = call.text;
  name.scope = called_name;
  name.line = call.line;
  const ValueRef callee = program_name(machine, name);
  Given given = named(gather(machine, call), call);
  if (is_fetch_of_others(machine, callee, call.text)) {
    if (auto value = library_call(machine, "fetch", nullptr, given)) return *value;
  }
  if (!machine.lent.empty() && callee->kind != ValueKind::function) {
    if (auto value = call_on_lent(machine, given)) return *value;
  }
  // A method that is called without its object.
  if (callee->kind != ValueKind::symbol || is_own(callee))
    return call_value(machine, callee, given);
  if (call.text == "getattr" && machine.unit->language == "python") {
    if (ValueRef field = attribute_by_name(machine, given)) return field;
  }
  const ValueRef itself = inside_function(machine) ? this_value(machine) : nothing();
  if (itself->kind == ValueKind::object) {
    if (auto value = own_object_method(machine, itself, given)) return *value;
  } else if (const ValueRef type = running_class(machine)) {
    std::string library;
    if (const auto method = method_of(machine, type->text, call.text, &library)) {
      return call_function(machine, *method, std::move(given));
    }
    auto value = library.empty() ? std::nullopt
                                 : library_call(machine, library + "." + call.text, nullptr, given);
    if (value) return *value;
  }
  return call_value(machine, callee, given);
}

// `commands[word](x)`: which function of a table it is, the word says, and nobody knows it: all.
static std::optional<ValueRef> call_any_of_table(Machine& machine, const Node& call) {
  const Node& callee = call.children.front();
  if (callee.kind != NodeKind::index || callee.children.size() != 2) return std::nullopt;
  if (literal(evaluate(machine, callee.children[1]))) return std::nullopt;
  const ValueRef table = evaluate(machine, callee.children[0]);
  if (table->kind != ValueKind::object) return std::nullopt;
  const std::map<std::string, ValueRef> fields = table->object->fields;
  const Given given = gather(machine, call);
  std::vector<ValueRef> results;
  for (const auto& [name, field] : fields) {
    if (field->kind != ValueKind::function) continue;
    Given named_so = given;
    named_so.callee = name;
    results.push_back(call_value(machine, field, named_so));
  }
  if (results.empty()) return std::nullopt;
  return choice(std::move(results));
}

// `this(…)`, `: this(…)`: another constructor of the class whose one runs.
static std::optional<ValueRef> call_other_constructor(Machine& machine, Given given) {
  const ValueRef type = running_class(machine);
  const auto constructor = type ? method_of(machine, type->text, "new") : std::nullopt;
  if (!constructor) return std::nullopt;
  given.receiver = this_value(machine);
  given.callee = "this";
  return call_function(machine, *constructor, std::move(given));
}

// What the call of a generic method says that its type parameter is.
static ValueRef type_argument(Machine& machine, const Node& call) {
  Node given;
  given.kind = NodeKind::name;
  given.text = "<>";
  const ValueRef types = program_name(machine, given);
  if (types->kind != ValueKind::list || call.args.size() != 1) return hole("a type");
  for (std::size_t k = 0; k < types->parts.size(); ++k) {
    if (call.args[0].value.text == std::to_string(k)) return types->parts[k];
  }
  return hole("a type");
}

static bool names_url(const ValueRef& value) {
  if (value->kind == ValueKind::text) {
    return value->text.find("://") != std::string::npos ||
           value->text.find("_apis/") != std::string::npos;
  }
  return value->kind == ValueKind::join &&
         std::any_of(value->parts.begin(), value->parts.end(), names_url);
}

// `new(…)` of the type that is wanted there. What is not declared beside it, what it is given
// tells: a URL, or a scheme and what is sent with it. Never what the running class makes.
static ValueRef make_wanted(Machine& machine, const Node& call) {
  const Given given = gather(machine, call);
  std::string_view type;
  if (given.args.size() == 1 && names_url(given.args[0].value)) type = "Uri.new";
  if (given.args.size() == 2) {
    const auto scheme = literal(given.args[0].value);
    if (scheme == "Basic" || scheme == "Bearer") type = "AuthenticationHeaderValue.new";
  }
  if (!type.empty()) {
    if (auto made = library_call(machine, std::string(type), nullptr, given)) return *made;
  }
  return unknown_call(machine, call.text, nullptr, given);
}

ValueRef program_call(Machine& machine, const Node& call) {
  if (call.children.empty()) {
    if (call.text == "import") return import_value(machine, call);
    if (call.text == "http" && machine.unit->language == "http") return send_http(machine, call);
    if (call.text == "annotation") send_declared_route(machine, call);
    if (call.text == "extends" || call.text == "annotation" || call.text == "block" ||
        call.text == "type_parameters" || call.text == "unset_field" ||
        call.text == "struct_type") {
      return nothing();
    }
    if (call.text == "declared" && machine.unit->language == "go") {
      return note_declared(machine, call);
    }
    if (call.text == "type_argument") return type_argument(machine, call);
    if (is_super(machine, call.text)) {
      if (auto value = call_base(machine, "new", gather(machine, call))) return *value;
      return nothing();
    }
    if (call.text == "this") {
      if (auto value = call_other_constructor(machine, gather(machine, call))) return *value;
    }
    if (call.text == "new" && machine.unit->language == "csharp") return make_wanted(machine, call);
    return call_by_name(machine, call);
  }
  if (call.text.empty()) {
    if (auto value = call_any_of_table(machine, call)) return *value;
    const ValueRef callee = evaluate(machine, call.children.front());
    Given given = gather(machine, call);
    given.callee = "a computed function";
    return call_value(machine, callee, given);
  }
  return call_method(machine, call);
}

}  // namespace patdown::trace
