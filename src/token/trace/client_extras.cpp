#include "token/trace/client_extras.h"

#include "token/trace/client_call.h"
#include "token/trace/client_object.h"
#include "token/trace/client_table.h"
#include "token/trace/evaluate.h"
#include "token/trace/names.h"
#include "token/trace/program.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"

#include <algorithm>
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

// Nothing says what it is, and it may be a token.
bool may_be_unknown_token(const ValueRef& value) {
  return value->kind == ValueKind::symbol || is_nothing(value) ||
         (value->kind == ValueKind::hole && may_be_token(*value)) ||
         (value->kind == ValueKind::text && value->text.empty());
}

// How the last value within is written, `":" + options.pat`, `bytes(f":{pat}", "ascii")`; empty if
// that is longer.
std::string last_written(const Node& node) {
  if (node.kind == NodeKind::join || node.kind == NodeKind::list) {
    const auto last = std::find_if(node.children.rbegin(), node.children.rend(),
                                   [](const Node& child) { return child.kind != NodeKind::text; });
    return last == node.children.rend() ? std::string() : last_written(*last);
  }
  if (node.kind == NodeKind::call && !node.args.empty()) {
    // The first word, `bytes(f":{pat}", "ascii")`; behind a pattern, `Format("{0}:{1}", "", pat)`,
    // the last.
    std::string inside = last_written(node.args.front().value);
    if (inside.empty()) inside = last_written(node.args.back().value);
    return inside.empty() ? as_written(node) : inside;
  }
  const bool method = node.kind == NodeKind::call && !node.children.empty();
  if (method && as_written(node.children.front()).empty()) {
    return last_written(node.children.front());
  }
  return as_written(node);
}

// All fields of Ruby are methods.
ValueRef named_so(const Machine& machine, std::string name, std::size_t line) {
  if (machine.unit->language == "ruby") name = replace_all(name, "()", "");
  return script_variable(machine, name, line);
}

}  // namespace

ValueRef named_as_written(const LibraryCall& call, const ValueRef& value) {
  if (!credentials_in(value).empty() || call.given.node == nullptr) return value;
  const bool pair = value->kind == ValueKind::list && !value->parts.empty();
  const ValueRef& secret = pair ? value->parts.back() : value;
  const std::vector<Arg>& written = call.given.node->args;
  if (!may_be_unknown_token(secret) || written.size() != call.given.args.size()) return value;
  for (std::size_t k = 0; k < written.size(); ++k) {
    const bool whole = pair && call.given.args[k].value == value;
    if (!whole && call.given.args[k].value != secret) continue;
    const std::string name = whole ? last_written(written[k].value) : as_written(written[k].value);
    // The second of a pair is a password, whatever it is called.
    if (name.empty() || (!pair && !speaks_of_token(name))) continue;
    ValueRef named = named_so(call.machine, name, call.given.node->line);
    if (!pair) return named;
    std::vector<ValueRef> parts = value->parts;
    parts.back() = std::move(named);
    return list_of(std::move(parts));
  }
  return value;
}

ValueRef named_in_pair(const Machine& machine, const ValueRef& value, const Node& written) {
  if (!machine.unit->program()) return value;
  const bool joined = value->kind == ValueKind::join && !value->parts.empty();
  const ValueRef& head = joined ? value->parts.front() : value;
  if (head->kind != ValueKind::text || holds_source(value)) return value;
  const auto colon = head->text.find(':');
  if (colon == std::string::npos || colon + 1 < head->text.size()) return value;
  const bool open =
      !joined || std::all_of(value->parts.begin() + 1, value->parts.end(), may_be_unknown_token);
  const std::string name = open ? last_written(written) : "";
  if (name.empty()) return value;
  return join({head, named_so(machine, name, written.line)});
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
  return library_method_value(client, method);
}

ValueRef library_method_value(const ValueRef& client, std::string_view method) {
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
