#include "token/trace/declared_route.h"

#include "core/letters.h"
#include "token/trace/classes.h"
#include "token/trace/client_object.h"
#include "token/trace/evaluate.h"
#include "token/trace/http_services.h"
#include "token/trace/library.h"
#include "token/trace/modules.h"
#include "token/trace/names.h"
#include "token/trace/program.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {
namespace {

constexpr const char* base_field = "baseurl";
constexpr const char* client_field = "\nclient";  // of Refit's

// The text of an annotation's argument; empty if there is none.
std::string text_at(const Node& annotation, std::size_t at) {
  if (at >= annotation.args.size()) return {};
  const Node& value = annotation.args[at].value;
  return value.kind == NodeKind::text ? value.text : std::string();
}

// Whether nothing but annotations says what the method does.
bool lacks_body(const Node& method) {
  if (method.children.empty()) return false;
  const Node& last = method.children.back();
  return last.text == "annotation" && text_at(last, 0) == "abstract";
}

bool is_verb(std::string_view name) {
  static constexpr std::array<std::string_view, 7> verbs = {"GET",    "POST", "PUT",    "PATCH",
                                                            "DELETE", "HEAD", "OPTIONS"};
  return std::find(verbs.begin(), verbs.end(), name) != verbs.end();
}

// "GET" of an annotation that is one, of Refit's `[Get("/x")]` too; empty for others.
std::string verb_of(const Node& annotation, const Node& method) {
  std::string name = text_at(annotation, 0);
  if (is_verb(name)) return name;
  const bool refit = is_verb(upper(name)) && lacks_body(method) && annotation.args.size() > 1;
  return refit ? upper(name) : std::string();
}

// What stands for `name` in the route: what is annotated so, else the parameter of that name.
ValueRef given_for(Machine& machine, std::string_view name, const Node& method) {
  for (const Node& annotation : method.children) {
    const std::string kind = annotation.text == "annotation" ? text_at(annotation, 0) : "";
    const bool names = kind == "Path" || kind == "AliasAs";
    if (names && text_at(annotation, 1) == name && annotation.args.size() > 2) {
      return evaluate(machine, annotation.args.back().value);
    }
  }
  for (const Arg& parameter : method.args) {
    if (!same_ignoring_case(parameter.name, name)) continue;
    Node itself;
    itself.kind = NodeKind::name;
    itself.text = parameter.name;
    return program_name(machine, itself);
  }
  return hole(std::string(name));
}

// "a/{org}/b" with what is known of org.
ValueRef filled(Machine& machine, const std::string& path, const Node& method) {
  std::vector<ValueRef> pieces;
  for (std::size_t at = 0; at < path.size();) {
    const auto open = path.find('{', at);
    pieces.push_back(text_value(path.substr(at, open - at)));
    const auto close = path.find('}', at);
    if (open == std::string::npos || close == std::string::npos) break;
    // "{id:guid}", "{**path}"
    std::string name = path.substr(open + 1, close - open - 1);
    name.erase(std::min(name.find(':'), name.size()));
    name.erase(0, name.find_first_not_of('*'));
    pieces.push_back(given_for(machine, name, method));
    at = close + 1;
  }
  return join(std::move(pieces));
}

void add_headers(Machine& machine, const Node& annotation, const ValueRef& headers) {
  const std::string kind = text_at(annotation, 0);
  const auto set = [&](const std::string& name, const ValueRef& value) {
    headers->object->fields[lower(name)] = value;
  };
  if (kind == "Header" && annotation.args.size() > 2) {
    set(text_at(annotation, 1), evaluate(machine, annotation.args.back().value));
  }
  // Refit's [Authorize("Bearer")]
  if (kind == "Authorize" && annotation.args.size() > 1) {
    set("Authorization", evaluate(machine, annotation.args.back().value));
  }
  if (kind != "Headers") return;
  for (const Arg& arg : annotation.args) {
    const ValueRef lines = evaluate(machine, arg.value);
    for (const ValueRef& line : elements(lines)) {
      const std::string prefix = literal_prefix(line);
      const auto colon = prefix.find(':');
      if (colon == std::string::npos) continue;
      const auto begin = prefix.find_first_not_of(' ', colon + 1);
      set(prefix.substr(0, colon),
          without_prefix(line, begin == std::string::npos ? colon + 1 : begin));
    }
  }
}

}  // namespace

bool declares_route(const Node& method) {
  return std::any_of(method.children.begin(), method.children.end(), [&method](const Node& child) {
    return child.kind == NodeKind::call && child.text == "annotation" &&
           !verb_of(child, method).empty();
  });
}

void send_declared_route(Machine& machine, const Node& call) {
  if (machine.active.empty()) return;
  const Node* method = machine.active.back().node;
  if (method == nullptr || method->kind != NodeKind::function) return;
  const std::string verb = verb_of(call, *method);
  if (verb.empty()) return;
  Request request;
  request.verb = text_value(verb);
  request.headers = object_value("headers", 0);
  if (call.args.size() > 1) {
    // "/a/" + Resource + "/{id}"
    const auto path = literal(evaluate(machine, call.args[1].value));
    request.url = filled(machine, path.value_or("{a path}"), *method);
  }
  for (const Node& annotation : method->children) {
    if (annotation.kind != NodeKind::call || annotation.text != "annotation") return;
    add_headers(machine, annotation, request.headers);
    if (text_at(annotation, 0) == "Url")
      request.url = evaluate(machine, annotation.args.back().value);
  }
  Node itself;
  itself.kind = NodeKind::name;
  itself.text = "this";
  const ValueRef object = program_name(machine, itself);
  request.client = field_or_null(object, client_field);
  const bool may_authenticate = request.client || !request.headers->object->fields.empty();
  if (!request.url || !may_authenticate) return;
  const bool whole = literal_prefix(request.url).find("://") != std::string::npos;
  if (!whole && !request.client) {
    const ValueRef base = field_or_null(object, base_field);
    request.url = on_base(base ? base : hole("the base of the requests"), request.url);
  }
  Given given;
  given.node = &call;
  send_request(machine, request, given);
}

namespace {

ValueRef api_of(Machine& machine, const std::string& type, const ValueRef& client) {
  ValueRef api = object_value(type, machine.sides.empty() ? 0 : machine.sides.back().branch);
  if (const ValueRef constants = fields_of_class(machine, type)) {
    api->object->fields = constants->object->fields;
  }
  api->object->fields[client_field] = client;
  return api;
}

// RestService.For<IApi>("https://dev.azure.com/acme"), RestService.For<IApi>(client)
std::optional<ValueRef> refit_api(Machine& machine, const ValueRef& maker, const Node& call) {
  const bool named = maker->kind == ValueKind::symbol &&
                     (maker->text.ends_with("RestService") || maker->text.ends_with("RestClient"));
  if (call.text != "For" || !named) return std::nullopt;
  const Given given = gather(machine, call);
  const ValueRef first = positional(given, 0);
  for (const GivenArg& arg : given.args) {
    if (arg.name != "<>" || !is_own(arg.value) || !first) continue;
    if (first->kind == ValueKind::object) return api_of(machine, arg.value->text, first);
    const ValueRef client = object_value("HttpClient", 0);
    client->object->fields["baseaddress"] = first;
    return api_of(machine, arg.value->text, client);
  }
  return std::nullopt;
}

}  // namespace

ValueRef registered_api(Machine& machine, const std::string& type) {
  const Own own = own_of(type);
  const Script* script = machine.library.script(own.path);
  if (script == nullptr) return nullptr;
  const std::string begin = own.member + ".";
  for (auto at = script->functions.lower_bound(begin);
       at != script->functions.end() && at->first.starts_with(begin); ++at) {
    if (!declares_route(*at->second)) continue;
    const ValueRef client = client_for(machine, own.member);
    return client ? api_of(machine, type, client) : nullptr;
  }
  return nullptr;
}

std::optional<ValueRef> declared_api(Machine& machine, const ValueRef& object, const Node& call) {
  if (auto api = refit_api(machine, object, call)) return api;
  if (call.text != "create" || object->kind != ValueKind::object || call.args.empty()) {
    return std::nullopt;
  }
  if (object->object->type != "Retrofit") return std::nullopt;
  // Api::class.java, Api.class, create<Api>()
  const Node* last = &call.args.back().value;
  while (last->kind == NodeKind::field && !last->children.empty()) last = &last->children.front();
  const std::string& written = last->text;
  const ValueRef type = global_name(machine, written.substr(0, written.find_first_of(":.")));
  if (!is_own(type)) return std::nullopt;
  Given given;
  given.node = &call;
  ValueRef api = construct_class(machine, type->text, given);
  for (const char* field : {"baseurl", "base", "url"}) {
    const auto known = object->object->fields.find(field);
    if (known != object->object->fields.end()) api->object->fields[base_field] = known->second;
  }
  return api;
}

}  // namespace patdown::trace
