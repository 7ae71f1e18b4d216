// Methods of the client libraries for Azure DevOps.

#include "token/catalog.h"
#include "token/trace/client_call.h"
#include "token/trace/client_object.h"
#include "token/trace/client_table.h"
#include "token/trace/emit.h"
#include "token/trace/outside.h"
#include "token/trace/response.h"

#include <algorithm>

namespace patdown::trace {
namespace {

// The crate azure_devops_rust_api is made from the specification that the catalog is made from:
// `git_client.repositories_client().list(…)` is the operation "git/repositories-list".
std::optional<ValueRef> rust_sdk_call(Machine& machine, const ValueRef& object,
                                      const std::string& area, const Given& given) {
  constexpr std::string_view end = "_client";
  if (object->kind != ValueKind::object) return std::nullopt;
  std::string name = given.callee;
  std::replace(name.begin(), name.end(), '_', '-');
  if (given.callee.size() > end.size() && given.callee.ends_with(end)) {
    ValueRef group =
        object_value("sdk:" + area + "/" + name.substr(0, name.size() - end.size()), 0);
    const auto auth = object->object->fields.find("auth");
    if (auth != object->object->fields.end()) group->object->fields["auth"] = auth->second;
    return group;
  }
  if (area.find('/') == std::string::npos) return std::nullopt;
  const Operation* operation = Catalog::azure_devops().operation(area + "-" + name);
  if (operation == nullptr) return std::nullopt;
  Outgoing call;
  call.fixed_verb = operation->verb;
  call.url = text_value("https://" + operation->host + with_holes(operation->route));
  call.credentials = credentials_in(object);
  call.node = given.node;
  send(machine, call);
  return hole("a response");
}

}  // namespace

std::optional<ValueRef> sdk_call(Machine& machine, const ValueRef& object, const Given& given) {
  std::string area;
  std::vector<FoundCredential> credentials;
  if (object->kind == ValueKind::object && object->object->type.starts_with("sdk:")) {
    area = object->object->type.substr(4);
    credentials = credentials_in(object);
  } else {
    auto client = outside_client(machine, object, given);
    if (!client) return std::nullopt;
    area = std::move(client->area);
    credentials = std::move(client->tokens);
  }
  if (machine.unit->language == "rust") {
    if (auto value = rust_sdk_call(machine, object, area, given)) return value;
  }
  auto method = sdk_method(area, given.callee);
  // A client all the same, whatever its type parameter stands for.
  if (!method && !is_sdk_client(area)) method = sdk_method_of_any(given.callee);
  if (!method) {
    if (object->kind != ValueKind::object) return std::nullopt;
    if (auto value = library_call(machine, "sdk." + given.callee, object, given)) return value;
    if (is_quiet_method(machine, given.callee)) return hole("what is not sent anywhere");
    Call call;
    record(machine, call, credentials, *given.node,
           "no route is known for " + given.callee + " of the client " + area);
    return hole("a response");
  }
  if (method->route.empty()) return hole("what is not sent anywhere");
  Outgoing call;
  call.fixed_verb = std::string(method->verb);
  call.url = text_value("https://" + with_holes(method->route));
  call.credentials = std::move(credentials);
  call.node = given.node;
  send(machine, call);
  return response_to(call.url, call.fixed_verb);
}

}  // namespace patdown::trace
