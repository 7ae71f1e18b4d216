// PowerShell's web cmdlets and .NET's web clients.

#include "core/letters.h"
#include "token/trace/callees.h"
#include "token/trace/emit.h"
#include "token/trace/evaluate.h"
#include "token/trace/names.h"
#include "token/trace/response.h"
#include "token/trace/sources.h"
#include "token/trace/url_object.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>

namespace patdown::trace {
namespace {

struct Method {
  std::string_view name;  // lower case, without Async
  std::string_view verb;
};

constexpr std::array<Method, 20> client_methods = {{
    {"downloadstring", "GET"},
    {"downloaddata", "GET"},
    {"downloadfile", "GET"},
    {"openread", "GET"},
    {"uploadstring", "POST"},
    {"uploaddata", "POST"},
    {"uploadfile", "POST"},
    {"uploadvalues", "POST"},
    {"get", "GET"},
    {"getstring", "GET"},
    {"getstream", "GET"},
    {"getbytearray", "GET"},
    {"post", "POST"},
    {"postasjson", "POST"},
    {"put", "PUT"},
    {"putasjson", "PUT"},
    {"patch", "PATCH"},
    {"delete", "DELETE"},
    {"getresponse", ""},
    {"send", ""},
}};

void add(std::vector<FoundCredential>& all, std::vector<FoundCredential> more) {
  all.insert(all.end(), more.begin(), more.end());
}

bool is_web_cmdlet(const Machine& machine, const Given& given) {
  const std::string name = lower(given.callee);
  for (const std::string_view known : {"invoke-restmethod", "irm", "invoke-webrequest", "iwr"}) {
    if (name == known) return true;
  }
  const bool alias = machine.unit->powershell && (name == "curl" || name == "wget");
  return alias && (argument(given, {"Uri"}) || argument(given, {"Headers"}) ||
                   argument(given, {"Method"}) || argument(given, {"UseBasicParsing"}));
}

ValueRef field_or_null(const Object& object, const char* name) {
  const auto found = object.fields.find(name);
  return found == object.fields.end() ? nullptr : found->second;
}

std::vector<FoundCredential> held_by(const ValueRef& object) {
  std::vector<FoundCredential> found;
  for (const char* field : {"headers", "defaultrequestheaders", "credentials"}) {
    if (const ValueRef value = field_or_null(*object->object, field)) add(found, in_header(value));
  }
  return found;
}

// HttpClient.SendAsync(request): the request says what is sent, the client may hold the token.
void send_request(Machine& machine, const ValueRef& client, const ValueRef& request,
                  const Given& given) {
  if (request->kind != ValueKind::object) return;
  Outgoing call;
  call.verb = field_or_null(*request->object, "method");
  call.url = field_or_null(*request->object, "requesturi");
  if (!call.url) call.url = field_or_null(*request->object, "url");
  call.credentials = held_by(client);
  if (client != request) add(call.credentials, held_by(request));
  call.node = given.node;
  send(machine, call);
}

ValueRef with_base_address(const ValueRef& client, const ValueRef& url) {
  const ValueRef base = field_or_null(*client->object, "baseaddress");
  if (!base || literal_prefix(url).find("://") != std::string::npos) return url;
  return join({base, text_value("/"), url});
}

}  // namespace

std::optional<ValueRef> rest_command(Machine& machine, const Given& given) {
  if (!is_web_cmdlet(machine, given)) return std::nullopt;
  Outgoing call;
  call.url = argument(given, {"Uri"});
  if (!call.url) call.url = positional(given, 0);
  if (!call.url && given.open) call.url = hole("arguments that are not known");
  call.verb = argument(given, {"CustomMethod", "Method"});
  call.body = argument(given, {"Body"});
  call.node = given.node;
  for (const ValueRef& part : {argument(given, {"Headers"}), argument(given, {"Token"}),
                               argument(given, {"Credential"})}) {
    if (part) add(call.credentials, in_header(forced(machine, part)));
  }
  if (call.url) {
    call.url = url_text(forced(machine, call.url));
    add(call.credentials, in_user_info(user_info_of(call.url)));
  }
  if (call.verb) call.verb = forced(machine, call.verb);
  if (call.body) call.body = forced(machine, call.body);
  send(machine, call);
  return response_to(call.url, call.verb);
}

std::optional<ValueRef> web_client_method(Machine& machine, const ValueRef& object,
                                          const Given& given) {
  const std::string& type = object->object->type;
  if (type != "webclient" && type != "httpclient" && type != "webrequest") return std::nullopt;
  std::string name = lower(given.callee);
  if (name.ends_with("async")) name.erase(name.size() - 5);
  if (name.ends_with("task")) name.erase(name.size() - 4);
  const auto* method = std::find_if(client_methods.begin(), client_methods.end(),
                                    [&name](const Method& one) { return one.name == name; });
  if (method == client_methods.end()) return std::nullopt;
  if (method->verb.empty()) {
    const ValueRef request = given.args.empty() ? object : given.args[0].value;
    send_request(machine, object, request, given);
    return hole("a response");
  }
  if (given.args.empty()) return hole("a response");
  Outgoing call;
  call.url = with_base_address(object, given.args[0].value);
  call.fixed_verb = std::string(method->verb);
  if (name.starts_with("upload") && given.args.size() >= 3) {
    call.fixed_verb.clear();
    call.verb = given.args[1].value;
  }
  if (given.args.size() >= 2) call.body = given.args.back().value;
  call.credentials = held_by(object);
  call.node = given.node;
  send(machine, call);
  return call.verb ? response_to(call.url, call.verb) : response_to(call.url, call.fixed_verb);
}

}  // namespace patdown::trace
