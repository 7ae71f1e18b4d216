#include "core/letters.h"
#include "token/trace/classes.h"
#include "token/trace/client_call.h"
#include "token/trace/client_extras.h"
#include "token/trace/client_object.h"
#include "token/trace/client_table.h"
#include "token/trace/crates.h"
#include "token/trace/evaluate.h"
#include "token/trace/library.h"
#include "token/trace/list_methods.h"
#include "token/trace/methods.h"
#include "token/trace/modules.h"
#include "token/trace/names.h"
#include "token/trace/operands.h"
#include "token/trace/program.h"
#include "token/trace/sources.h"
#include "token/trace/url_object.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>

namespace patdown::trace {
namespace {

void merge_into(Machine& machine, const ValueRef& object, const Given& given) {
  for (const GivenArg& arg : given.args) {
    if (!arg.name.empty()) {
      set_field(machine, object, arg.name, arg.value);
    } else if (arg.value->kind == ValueKind::object) {
      for (const auto& [name, value] : arg.value->object->fields) {
        set_field(machine, object, name, value);
      }
    }
  }
}

// What `out var client` or `out client` names; empty if the argument is none.
std::string out_variable(const Given& given) {
  if (given.node == nullptr || given.node->args.size() != 2) return {};
  const Node& argument = given.node->args[1].value;
  const bool declares = argument.kind == NodeKind::hole && argument.children.empty();
  if (argument.kind != NodeKind::name && !declares) return {};
  const std::string name = argument.text.substr(argument.text.rfind(' ') + 1);
  return std::all_of(name.begin(), name.end(), is_word_letter) ? name : std::string();
}

// What a cache makes of what it is to make on demand: `GetOrAdd(key, k => new Client(k))`.
ValueRef made_on_demand(Machine& machine, const ValueRef& key, const ValueRef& maker) {
  return maker->kind == ValueKind::function ? run_closure(machine, maker, key, {key}) : maker;
}

// Tables that keep what is made on demand.
std::optional<ValueRef> cache_method(Machine& machine, const ValueRef& object, const Given& given) {
  const std::string method = lower(given.callee);
  const auto is = [&method](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), method) != names.end();
  };
  const ValueRef key = positional(given, 0);
  const ValueRef second = positional(given, 1);
  if (!key || !second) return std::nullopt;
  if (is({"tryadd", "addorupdate", "getoradd", "putifabsent", "computeifabsent", "getorcreate",
          "getorcreateasync"})) {
    ValueRef value = made_on_demand(machine, key, second);
    set_element(machine, object, key, value);
    return value;
  }
  const std::string name = method == "trygetvalue" ? out_variable(given) : std::string();
  if (name.empty()) return std::nullopt;
  const auto known = literal(key);
  ValueRef value = field_or_null(object, known ? std::string_view(*known) : any_key);
  set_program_variable(machine, name, value ? value : hole("an element"));
  return hole("a condition");
}

// Maps and lists of every language.
std::optional<ValueRef> collection_method(Machine& machine, const ValueRef& object,
                                          const Given& given) {
  const std::string method = lower(given.callee);
  const auto is = [&method](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), method) != names.end();
  };
  const ValueRef first = positional(given, 0);
  const ValueRef second = positional(given, 1);
  if (is({"set", "put", "add", "append", "header", "addheader", "setheader", "setdefault",
          "setrequestheader", "tryaddwithoutvalidation", "store", "headers_set"}) &&
      first && second) {
    set_element(machine, object, first, second);
    return object;
  }
  if (is({"has", "contains", "containskey", "includes", "delete", "remove", "clear", "isempty"})) {
    return hole("a condition");
  }
  if (is({"update", "merge", "putall", "addall", "merge!"})) {
    merge_into(machine, object, given);
    return object;
  }
  if (is({"get", "fetch", "getordefault", "dig", "getvalue"}) && first) {
    const auto name = literal(first);
    if (!name) {
      const ValueRef any = field_or_null(object, any_key);
      return any ? any : hole("an element");
    }
    const ValueRef value = field_of(machine, object, *name);
    if (is_nothing(value) && second) return second;
    return value;
  }
  if (is({"values"})) {
    if (ValueRef any = field_or_null(object, any_key)) return list_of({any});
  }
  if (is({"items", "entries", "keys", "values", "copy", "clone", "dup", "tojson", "to_h",
          "toobject", "tojs"})) {
    return object;
  }
  return std::nullopt;
}

bool is_text_like(const ValueRef& value) {
  return value->kind == ValueKind::text || value->kind == ValueKind::join ||
         value->kind == ValueKind::source || value->kind == ValueKind::encoded;
}

// A method that sends if its object is a session may be a router's `get("/things", handler)`.
std::optional<ValueRef> method_of_any(Machine& machine, const ValueRef& object,
                                      const Given& given) {
  const std::string name = "*." + given.callee;
  auto value = library_call(machine, name, object, given);
  const auto row = value ? client_row(machine.unit->language, name) : std::nullopt;
  if (!row || row->row->does != Does::send) return value;
  for (const GivenArg& arg : given.args) {
    if (arg.value->kind != ValueKind::function) continue;
    run_closure(machine, arg.value, nothing(), {hole("an argument")});
  }
  return value;
}

// `session.patch(url)` of a session from a module that is not here, `services.AddHttpClient(…)`.
std::optional<ValueRef> method_of_unknown(Machine& machine, const ValueRef& object,
                                          const Given& given) {
  const auto row = client_row(machine.unit->language, "*." + given.callee);
  if (!row) return std::nullopt;
  const Does does = row->row->does;
  if (does != Does::send && does != Does::service && does != Does::serve) return std::nullopt;
  return method_of_any(machine, object, given);
}

// Kotlin's `fun String.encoded()`, which is read as a function of its file: on what it is called
// on.
std::optional<ValueRef> extension_call(Machine& machine, const ValueRef& object,
                                       const Given& given) {
  if (machine.unit->language != "kotlin") return std::nullopt;
  ValueRef function = global_name(machine, given.callee);
  if (function->kind == ValueKind::symbol) {
    // One of another package, which is imported by its name.
    const auto file = machine.library.file_of_function(given.callee, "kotlin");
    if (!file) return std::nullopt;
    function = member_of(machine, own_symbol(*file), given.callee);
  }
  if (function->kind != ValueKind::function) return std::nullopt;
  Given bound = given;
  bound.receiver = object;
  return call_function(machine, *function->closure, std::move(bound));
}

// Object.assign(target, more…): the target, which takes over the fields of all others.
std::optional<ValueRef> assigned(Machine& machine, const ValueRef& object, const Given& given) {
  const ValueRef target = positional(given, 0);
  const bool assigns = object->text == "Object" && given.callee == "assign" && target;
  if (!assigns || target->kind != ValueKind::object) return std::nullopt;
  for (std::size_t k = 1; k < given.args.size(); ++k) {
    for (const auto& [key, field] : taken_over(given.args[k].value)) {
      set_field(machine, target, key, field);
    }
  }
  return target;
}

ValueRef method_of_symbol(Machine& machine, const ValueRef& written, const Given& given) {
  const ValueRef object = crate_module(machine, written);
  if (!is_own(object)) {
    const std::string name = object->text + "." + given.callee;
    if (auto value = assigned(machine, object, given)) return *value;
    if (auto value = library_call(machine, name, nullptr, given)) return *value;
    // Kotlin's Request.Builder() makes one.
    const bool type = !given.callee.empty() && given.callee[0] >= 'A' && given.callee[0] <= 'Z';
    auto made = type ? library_call(machine, name + ".new", nullptr, given) : std::nullopt;
    if (!made) made = method_of_unknown(machine, object, given);
    if (!made) made = sdk_call(machine, object, given);
    return made ? *made : unknown_call(machine, name, nullptr, given);
  }
  const bool constructor = machine.unit->language != "rust";  // there `new` is any function
  if (constructor && given.callee == "new" && object->text.find('\n', 1) != std::string::npos) {
    return construct_class(machine, object->text, given);
  }
  Given with_class = given;
  if (object->text.find('\n', 1) != std::string::npos) with_class.receiver = object;
  return call_value(machine, member_of(machine, object, given.callee), with_class);
}

ValueRef method_of_object(Machine& machine, const ValueRef& object, const Given& given) {
  // What a class has, `self.class.get(url)`, its objects have here too.
  if (given.callee == "class" && given.args.empty() && machine.unit->language == "ruby") {
    return object;
  }
  if (auto value = own_object_method(machine, object, given)) return *value;
  const std::string& type = object->object->type;
  if (auto value = sdk_call(machine, object, given)) return *value;
  if (!type.empty() && !type.starts_with('\n')) {
    if (auto value = library_call(machine, type + "." + given.callee, object, given)) {
      return *value;
    }
  }
  if (auto value = extension_call(machine, object, given)) return *value;
  if (auto value = collection_method(machine, object, given)) return *value;
  if (auto value = cache_method(machine, object, given)) return *value;
  if (auto value = method_of_any(machine, object, given)) return *value;
  ValueRef result = unknown_call(machine, given.callee, object, given);
  // What a library makes of a client that holds a token is taken for the client: a request of it, a
  // part that has been set.
  const bool client = !type.empty() && !type.starts_with('\n') && !credentials_in(object).empty();
  return client && result->kind == ValueKind::hole ? object : result;
}

// A session of requests calls its method `request` for each verb, which a class of the tree may
// have made its own.
std::optional<ValueRef> request_by_verb(Machine& machine, const ValueRef& object,
                                        const Given& given, const std::string& library) {
  static constexpr std::array<std::string_view, 7> verbs = {"get",    "post", "put",    "patch",
                                                            "delete", "head", "options"};
  if (library.empty() || machine.unit->language != "python") return std::nullopt;
  if (std::find(verbs.begin(), verbs.end(), given.callee) == verbs.end()) return std::nullopt;
  const auto request = method_of(machine, object->object->type, "request");
  if (!request) return std::nullopt;
  Given with_verb = given;
  with_verb.args.insert(with_verb.args.begin(), {"", "", text_value(upper(given.callee)), false});
  with_verb.callee = "request";
  with_verb.receiver = object;
  return call_function(machine, *request, std::move(with_verb));
}

// A class of the tree that extends a client of Azure DevOps has its methods too.
std::optional<ValueRef> inherited_sdk_call(Machine& machine, const ValueRef& object,
                                           const std::string& library, const Given& given) {
  const std::string area = area_of(library);
  if (!is_sdk_client(area)) return std::nullopt;
  const ValueRef client = object_value("sdk:" + area, 0);
  client->object->fields = object->object->fields;
  return sdk_call(machine, client, given);
}

}  // namespace

std::optional<ValueRef> own_object_method(Machine& machine, const ValueRef& object,
                                          const Given& given) {
  const std::string& type = object->object->type;
  const auto with_receiver = [&] {
    Given bound = given;
    bound.receiver = object;
    return bound;
  };
  if (type.starts_with('\n')) {
    std::string library;
    auto method = method_of(machine, type, given.callee, &library);
    if (!method && given.callee == "__enter__") method = method_of(machine, type, "__aenter__");
    if (method) return call_function(machine, *method, with_receiver());
    if (auto value = request_by_verb(machine, object, given, library)) return *value;
    if (!library.empty()) {
      if (auto value = library_call(machine, library + "." + given.callee, object, given)) {
        return *value;
      }
      if (auto value = inherited_sdk_call(machine, object, library, given)) return *value;
    }
  }
  const auto field = object->object->fields.find(lower(given.callee));
  if (field != object->object->fields.end()) {
    if (field->second->kind == ValueKind::function) {
      Closure closure = *field->second->closure;
      return call_function(machine, closure, closure.receiver ? given : with_receiver());
    }
    if (auto value = call_sdk_method(machine, field->second, given)) return *value;
    // `self.open = given or urlopen`
    std::vector<ValueRef> all = alternatives(field->second);
    const bool functions =
        all.size() > 1 && std::any_of(all.begin(), all.end(), [](const ValueRef& one) {
          return one->kind == ValueKind::function || one->kind == ValueKind::symbol;
        });
    std::erase_if(all, is_nothing);
    if (functions) return call_value(machine, choice(std::move(all)), given);
    // A property's method is no method of the object: `x.headers()` reads it.
    if (given.args.empty()) return field->second;
    if (field->second->kind == ValueKind::symbol) {
      return call_value(machine, resolved(machine, field->second), given);
    }
  }
  return std::nullopt;
}

// `response.json()`, `response.json().get("url")`; null if it is none.
static ValueRef method_of_response(Machine& machine, const ValueRef& object,
                                   const std::string& method,
                                   const std::optional<std::string>& field) {
  if (!object->answer) return nullptr;
  if (field) return field_of(machine, object, *field);
  const bool reads = method == "json" || method == "text" || method == "readasstringasync";
  return reads ? object : nullptr;
}

ValueRef method_of_value(Machine& machine, const ValueRef& object, const Given& given) {
  switch (object->kind) {
    case ValueKind::symbol:
      return method_of_symbol(machine, object, given);
    case ValueKind::object:
      // JavaScript's f.call(…), f.bind(…)
      if (auto value = call_sdk_method(machine, object, given)) return *value;
      return method_of_object(machine, object, given);
    case ValueKind::list:
      return list_method(machine, object, given);
    case ValueKind::function:
      if (given.callee == "bind" || given.callee == "call" || given.callee == "apply") {
        return call_with_this(machine, object, given);
      }
      return call_value(machine, object, given);
    default:
      break;
  }
  if (object->kind == ValueKind::source && is_entra_token(object->source)) {
    // credential.get_token("…/.default"), token.secret(): still that token, if it is for us.
    const ValueRef resource = positional(given, 0);
    return is_other_resource(resource) ? hole("an Entra token") : object;
  }
  const bool ruby = machine.unit->language == "ruby";
  const std::string method = lower(given.callee);
  const bool reads = method == "get" || method == "fetch" || method == "dig";
  const ValueRef key = reads ? positional(given, 0) : nullptr;
  const auto field = key ? literal(key) : std::nullopt;
  if (ValueRef part = method_of_response(machine, object, method, field)) return part;
  if (field && object->kind == ValueKind::source && field->find('/') == std::string::npos) {
    return field_of(machine, object, *field);
  }
  const std::string format = given.args.empty() ? "" : literal(given.args[0].value).value_or("");
  if (method == "tostring" && lower(format) == "base64") {
    const Node& call = *given.node;
    const Node& written = call.children.empty() ? call : call.children.front();
    const ValueRef pair = named_in_pair(machine, object, written);
    return encoded(pair, step_at(machine, given.node->line, "encoded in base64"));
  }
  if (auto value = extension_call(machine, object, given)) return *value;
  if (auto value = method_of_any(machine, object, given)) return *value;
  if (is_text_like(object) || object->kind == ValueKind::hole) {
    if (auto value = text_method(lower(given.callee), object, given)) return *value;
  }
  for (const GivenArg& arg : given.args) {
    if (arg.value->kind == ValueKind::function) {
      run_closure(machine, arg.value, nothing(), {hole("an element")});
    }
  }
  // Ruby's `uri.path`.
  if (ruby && given.args.empty() && is_text_like(object)) {
    if (ValueRef part = part_of_url(url_text(object), given.callee)) return part;
  }
  // `config.get_pat()` of what comes from outside is as good as a field of it; all fields of Ruby
  // are methods.
  if (object->kind == ValueKind::source && object->source.kind == SourceKind::parameter &&
      given.args.empty() && (ruby || speaks_of_token(given.callee))) {
    return field_of_source(object, given.callee);
  }
  return unknown_call(machine, given.callee, object, given);
}

}  // namespace patdown::trace
