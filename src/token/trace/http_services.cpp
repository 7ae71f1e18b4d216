#include "token/trace/http_services.h"

#include "token/trace/client_extras.h"
#include "token/trace/client_object.h"
#include "token/trace/evaluate.h"
#include "token/trace/library.h"
#include "token/trace/modules.h"
#include "token/trace/names.h"
#include "token/trace/program.h"
#include "token/trace/variant.h"

#include <vector>

namespace patdown::trace {
namespace {

constexpr const char* client_type = "HttpClient";

std::string key_of(std::string_view name) {
  return "\nhttp client\n" + std::string(name);
}

// The last name of a type: "\npath\nAdo" and "Services.Ado" are "Ado".
std::string type_name(const ValueRef& type) {
  const std::string text =
      type->kind == ValueKind::symbol ? type->text : literal(type).value_or("");
  return text.substr(text.find_last_of("\n.") + 1);
}

// Runs `(client) => …` and `(provider, client) => …`.
void configure(const LibraryCall& call, const ValueRef& client) {
  for (const GivenArg& arg : call.given.args) {
    if (arg.value->kind != ValueKind::function) continue;
    std::vector<ValueRef> given = {client};
    if (arg.value->closure->node->args.size() > 1) given.insert(given.begin(), hole("services"));
    run_closure(call.machine, arg.value, client, given);
  }
}

// A handler as it stands, as a function makes it, or one that is made of its type.
ValueRef handler_of(Machine& machine, const GivenArg& arg) {
  if (arg.value->kind == ValueKind::function) {
    return run_closure(machine, arg.value, nothing(), {hole("services")});
  }
  const bool own_type =
      arg.name == "<>" && is_own(arg.value) && !own_of(arg.value->text).member.empty();
  if (!own_type) return arg.value;
  const std::shared_ptr<const Unit> unit = machine.unit;
  const std::string function = machine.function;
  const Own own = own_of(arg.value->text);
  ValueRef made = object_made_alone(machine, unit_of_file(machine, own.path), own.member);
  machine.unit = unit;
  machine.function = function;
  return made;
}

}  // namespace

ValueRef registered_client(const LibraryCall& call) {
  const unsigned branch = call.machine.sides.empty() ? 0 : call.machine.sides.back().branch;
  ValueRef client = object_value(client_type, branch);
  configure(call, client);
  const ValueRef name = positional(call.given, 0);
  if (const auto text = name ? literal(name) : std::nullopt) {
    call.machine.library.note_made(key_of(*text), client);
  }
  for (const GivenArg& arg : call.given.args) {
    if (arg.name == "<>") call.machine.library.note_made(key_of(type_name(arg.value)), client);
  }
  return client;
}

ValueRef configured_client(const LibraryCall& call) {
  if (!call.object) return hole("a client");
  configure(call, call.object);
  return call.object;
}

ValueRef created_client(const LibraryCall& call) {
  const ValueRef name = positional(call.given, 0);
  const auto text = name ? literal(name) : std::nullopt;
  const std::vector<ValueRef> made =
      text ? call.machine.library.made(key_of(*text)) : std::vector<ValueRef>();
  return made.empty() ? object_value(client_type, 0) : choice(made);
}

ValueRef client_for(const Machine& machine, std::string_view class_name) {
  const std::vector<ValueRef> made = machine.library.made(key_of(class_name));
  return made.empty() ? nullptr : choice(made);
}

void add_handlers(const LibraryCall& call, const ValueRef& client) {
  for (const GivenArg& arg : call.given.args) {
    for (const ValueRef& handler : alternatives(handler_of(call.machine, arg))) {
      if (handler->kind != ValueKind::object || !handler->object->type.starts_with('\n')) continue;
      const ValueRef request = object_value("HttpRequestMessage", 0);
      set_field(call.machine, request, "headers", object_value("", 0));
      Given inner;
      inner.callee = "SendAsync";
      inner.node = call.given.node;
      inner.args.push_back({"", "", request, false});
      inner.args.push_back({"", "", hole("a condition"), false});
      if (own_object_method(call.machine, handler, inner)) {
        add_headers(call.machine, client, request);
      }
    }
  }
}

}  // namespace patdown::trace
