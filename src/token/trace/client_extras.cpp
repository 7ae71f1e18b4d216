#include "token/trace/client_extras.h"

#include "token/trace/client_call.h"
#include "token/trace/client_object.h"
#include "token/trace/client_table.h"
#include "token/trace/evaluate.h"
#include "token/trace/names.h"
#include "token/trace/program.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"

#include <string>
#include <vector>

namespace patdown::trace {
namespace {

constexpr std::string_view sdk_type = "sdk:";
constexpr std::string_view bound_type = "sdk method";
constexpr std::string_view function_type = "bound function";

// `options.pat`, `readToken()`; empty if it is longer.
std::string as_written(const Node& node) {
  switch (node.kind) {
    case NodeKind::name:
      return node.text;
    case NodeKind::field: {
      const std::string holder = node.children.empty() ? "" : as_written(node.children.front());
      return holder.empty() ? "" : holder + "." + node.text;
    }
    case NodeKind::call: {
      if (node.text.empty() || node.text == "new") return "";
      const std::string holder = node.children.empty() ? "" : as_written(node.children.front());
      if (!node.children.empty() && holder.empty()) return "";
      std::string written = holder;
      if (!written.empty()) written += '.';
      return written.append(node.text).append("()");
    }
    default:
      return "";
  }
}

}  // namespace

ValueRef named_as_written(const LibraryCall& call, const ValueRef& value) {
  if (!credentials_in(value).empty() || call.given.node == nullptr) return value;
  const bool pair = value->kind == ValueKind::list && !value->parts.empty();
  const ValueRef& secret = pair ? value->parts.back() : value;
  const bool open = secret->kind == ValueKind::symbol || is_nothing(secret) ||
                    (secret->kind == ValueKind::hole && may_be_token(*secret)) ||
                    (secret->kind == ValueKind::text && secret->text.empty());
  const std::vector<Arg>& written = call.given.node->args;
  if (!open || written.size() != call.given.args.size()) return value;
  for (std::size_t k = 0; k < written.size(); ++k) {
    if (call.given.args[k].value != secret) continue;
    const std::string name = as_written(written[k].value);
    if (name.empty() || !speaks_of_token(name)) continue;
    ValueRef named = script_variable(call.machine, name, call.given.node->line);
    if (!pair) return named;
    std::vector<ValueRef> parts = value->parts;
    parts.back() = std::move(named);
    return list_of(std::move(parts));
  }
  return value;
}

namespace {

// What a function, or an object with such a method, makes of the request.
ValueRef run_interceptor(const LibraryCall& call, const ValueRef& given, const ValueRef& request) {
  if (given->kind == ValueKind::function) {
    return run_closure(call.machine, given, nothing(), {request});
  }
  Given inner;
  inner.callee = "intercept";
  inner.node = call.given.node;
  inner.args.push_back({"", "", request, false});
  if (given->kind != ValueKind::object) return nothing();
  return own_object_method(call.machine, given, inner).value_or(nothing());
}

}  // namespace

void add_headers(Machine& machine, const ValueRef& client, const ValueRef& request) {
  const ValueRef headers = headers_of(machine, client);
  for (const ValueRef& one : alternatives(request)) {
    const ValueRef added = field_or_null(one, "headers");
    for (const ValueRef& table : added ? alternatives(added) : std::vector<ValueRef>()) {
      if (table->kind != ValueKind::object) continue;
      for (const auto& [name, value] : table->object->fields) {
        set_field(machine, headers, name, value);
      }
    }
  }
}

bool sent_by_transport(Machine& machine, const ValueRef& client, const Outgoing& call) {
  const ValueRef transport = client ? field_or_null(client, "transport") : nullptr;
  if (!transport || machine.unit->language != "go") return false;
  bool sent = false;
  for (const ValueRef& one : alternatives(transport)) {
    if (one->kind != ValueKind::object || !one->object->type.starts_with('\n')) continue;
    const ValueRef request = object_value("net/http.Request", 0);
    request->object->fields["url"] = call.url;
    request->object->fields["verb"] = call.verb ? call.verb : text_value("GET");
    Given given;
    given.callee = "RoundTrip";
    given.node = call.node;
    given.args.push_back({"", "", request, false});
    sent = own_object_method(machine, one, given).has_value() || sent;
  }
  return sent;
}

ValueRef intercepted(const LibraryCall& call) {
  if (!call.object || call.object->kind != ValueKind::object) return nothing();
  const ValueRef holder = field_or_null(call.object, "body");
  const ValueRef client = holder && holder->kind == ValueKind::object ? holder : call.object;
  for (const GivenArg& arg : call.given.args) {
    const ValueRef request = object_value(call.gives, 0);
    set_field(call.machine, request, "headers", object_value("", 0));
    const ValueRef result = run_interceptor(call, arg.value, request);
    add_headers(call.machine, client, request);
    if (result != request) add_headers(call.machine, client, result);
  }
  return call.object;
}

ValueRef sdk_method_value(const ValueRef& client, std::string_view method) {
  const std::string& type = client->object->type;
  if (!type.starts_with(sdk_type) || !sdk_method(type.substr(sdk_type.size()), method))
    return nullptr;
  ValueRef bound = object_value(std::string(bound_type), 0);
  bound->object->fields["client"] = client;
  bound->object->fields["name"] = text_value(std::string(method));
  return bound;
}

ValueRef bound_function(const ValueRef& function, const std::vector<GivenArg>& args) {
  ValueRef bound = object_value(std::string(function_type), 0);
  std::vector<ValueRef> positional_args;
  ValueRef named = object_value("", 0);
  for (const GivenArg& arg : args) {
    if (arg.name.empty()) {
      positional_args.push_back(arg.value);
    } else {
      named->object->fields[arg.name] = arg.value;
    }
  }
  bound->object->fields["function"] = function;
  bound->object->fields["given"] = list_of(std::move(positional_args));
  bound->object->fields["named"] = std::move(named);
  return bound;
}

namespace {

ValueRef call_bound(Machine& machine, const Object& bound, const Given& given) {
  Given whole = given;
  whole.args.clear();
  for (const ValueRef& value : bound.fields.at("given")->parts) {
    whole.args.push_back({"", "", value, false});
  }
  whole.args.insert(whole.args.end(), given.args.begin(), given.args.end());
  for (const auto& [name, value] : bound.fields.at("named")->object->fields) {
    if (!named_argument(given, name)) whole.args.push_back({name, name, value, false});
  }
  return call_value(machine, bound.fields.at("function"), whole);
}

}  // namespace

ValueRef call_with_this(Machine& machine, const ValueRef& function, const Given& given) {
  Given rest = given;
  if (!rest.args.empty()) rest.args.erase(rest.args.begin());
  if (given.callee == "bind") {
    return rest.args.empty() ? function : bound_function(function, rest.args);
  }
  if (given.callee == "apply" && !rest.args.empty()) {
  return library_method_value(client, method);
}

ValueRef library_method_value(const ValueRef& client, std::string_view method) {
    const ValueRef list = rest.args.front().value;
    rest.args.clear();
    for (const ValueRef& value : elements(list)) rest.args.push_back({"", "", value, false});
  }
  return call_value(machine, function, rest);
}

ValueRef run_for(const LibraryCall& call) {
  const ValueRef function = selected(call, call.row.url);
  const ValueRef all = selected(call, call.row.body);
  if (!function) return hole("the output of " + std::string(call.row.call));
  Given given;
  given.node = call.given.node;
  given.callee = "a function that runs elsewhere";
  if (all) {
    for (const ValueRef& value : elements(all)) given.args.push_back({"", "", value, false});
  }
  for (const GivenArg& arg : call.given.args) {
    const bool own = arg.name == "target" || arg.name == "args" || arg.name == "name";
    if (!arg.name.empty() && arg.name != "<>" && !own) given.args.push_back(arg);
  }
  given.open = call.given.open;
  return call_value(call.machine, function, given);
}

std::optional<ValueRef> call_sdk_method(Machine& machine, const ValueRef& value,
                                        const Given& given) {
  if (value->kind == ValueKind::object && value->object->type == function_type) {
    return call_bound(machine, *value->object, given);
  }
  if (value->kind != ValueKind::object || value->object->type != bound_type) return std::nullopt;
  Given inner = given;
  inner.callee = literal(value->object->fields["name"]).value_or("");
  const ValueRef client = value->object->fields["client"];
  if (auto result = sdk_call(machine, client, inner)) return result;
  return library_call(machine, client->object->type + "." + inner.callee, client, inner);
}

}  // namespace patdown::trace
