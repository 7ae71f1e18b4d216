#include "token/trace/client_object.h"

#include "core/letters.h"
#include "token/trace/client_extras.h"
#include "token/trace/emit.h"
#include "token/trace/leaving_tokens.h"
#include "token/trace/names.h"
#include "token/trace/outside.h"
#include "token/trace/request_url.h"
#include "token/trace/url_object.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>

namespace patdown::trace {
namespace {

constexpr std::size_t max_depth_of_objects = 6;  // a client in a client in …

constexpr std::array<std::string_view, 5> url_fields = {"url", "requesturi", "uri", "request_uri",
                                                        "address"};
constexpr std::array<std::string_view, 3> verb_fields = {"verb", "method", "httpmethod"};
constexpr std::array<std::string_view, 7> header_fields = {
    "headers",        "header",    "defaultrequestheaders", "defaultheaders", "default_headers",
    "requestheaders", "addheaders"};
constexpr std::array<std::string_view, 8> auth_fields = {
    "auth",          "credentials", "credential", "authorization",
    "authenticator", "handlers",    "creds",      "basic_auth"};
constexpr std::array<std::string_view, 10> base_fields = {
    "baseurl",   "baseaddress", "base_url", "baseuri",    "base_uri",
    "prefixurl", "base",        "endpoint", "url_prefix", "rooturl"};

template <std::size_t size>
ValueRef first_field(const ValueRef& object, const std::array<std::string_view, size>& names) {
  if (!object) return nullptr;
  for (const std::string_view name : names) {
    ValueRef value = field_or_null(object, name);
    if (value && !is_nothing(value)) return value;
  }
  return nullptr;
}

void add(std::vector<FoundCredential>& all, std::vector<FoundCredential> more) {
  all.insert(all.end(), more.begin(), more.end());
}

bool is_empty(const ValueRef& value) {
  return is_nothing(value) || (value->kind == ValueKind::text && value->text.empty());
}

// User and password: the token is the password, or the user if there is none.
std::vector<FoundCredential> in_pair(const ValueRef& user, const ValueRef& password) {
  if (is_empty(password)) return in_secret(user);
  std::vector<FoundCredential> found = in_secret(password);
  for (FoundCredential& one : found) one.basic = one.basic || is_empty(user);
  return found;
}

std::vector<FoundCredential> in_object(const ValueRef& object, std::size_t depth);

std::vector<FoundCredential> in_value(const ValueRef& value, std::size_t depth);

// [("Authorization", x), ("Accept", y)]
bool is_list_of_headers(const ValueRef& list) {
  return !list->parts.empty() &&
         std::all_of(list->parts.begin(), list->parts.end(), [](const ValueRef& one) {
           return one->kind == ValueKind::list && one->parts.size() == 2 && literal(one->parts[0]);
         });
}

std::vector<FoundCredential> in_list(const ValueRef& value, std::size_t depth) {
  if (is_list_of_headers(value)) {
    std::vector<FoundCredential> in_headers;
    for (const ValueRef& one : value->parts) {
      const bool telling = lower(*literal(one->parts[0])).ends_with("authorization");
      if (telling) add(in_headers, in_value(one->parts[1], depth + 1));
    }
    return in_headers;
  }
  if (value->parts.size() == 2 && value->parts[0]->kind != ValueKind::object) {
    return in_pair(value->parts[0], value->parts[1]);
  }
  std::vector<FoundCredential> found;
  for (const ValueRef& part : value->parts) add(found, in_value(part, depth + 1));
  return found;
}

std::vector<FoundCredential> in_choice(const ValueRef& value, std::size_t depth) {
  std::vector<FoundCredential> found;
  for (std::size_t k = 0; k < value->parts.size(); ++k) {
    for (FoundCredential& one : in_value(value->parts[k], depth)) {
      const auto arms = merge(one.arms, value->arms[k]);
      if (!arms) continue;
      one.arms = *arms;
      found.push_back(std::move(one));
    }
  }
  return found;
}

std::vector<FoundCredential> in_value(const ValueRef& value, std::size_t depth) {
  if (!value || depth > max_depth_of_objects) return {};
  switch (value->kind) {
    case ValueKind::object:
      return in_object(value, depth);
    case ValueKind::list:
      return in_list(value, depth);
    case ValueKind::choice:
      return in_choice(value, depth);
    case ValueKind::join:
      if (literal_prefix(value).starts_with(':')) return in_user_info(value);
      return in_header(value);
    default:
      return in_header(value);
  }
}

std::vector<FoundCredential> in_object(const ValueRef& object, std::size_t depth) {
  for (const char* name : {"password", "pass", "token", "accesstoken", "access_token",
                           "personalaccesstoken", "personal_access_token", "pat"}) {
    const ValueRef value = field_or_null(object, name);
    if (!value || is_nothing(value)) continue;
    ValueRef user = field_or_null(object, "username");
    if (!user) user = field_or_null(object, "user");
    return in_pair(user ? user : nothing(), value);
  }
  std::vector<FoundCredential> found;
  if (const ValueRef auth = first_field(object, auth_fields)) {
    // Of what a library makes: { auth: 'basic' } would only choose a way.
    const bool secret = auth->kind == ValueKind::text && !object->object->type.empty();
    add(found, secret ? in_secret(auth) : in_value(auth, depth + 1));
  }
  if (const ValueRef headers = first_field(object, header_fields)) {
    add(found, in_value(headers, depth + 1));
  }
  // axios keeps those of all verbs apart: `headers.common`.
  const ValueRef common = found.empty() ? field_or_null(object, "common") : nullptr;
  if (common && common->kind == ValueKind::object) add(found, in_value(common, depth + 1));
  // What the variable held before somebody set a header of it (assignment.cpp).
  const ValueRef held = found.empty() ? field_or_null(object, held_key) : nullptr;
  if (held) add(found, in_value(held, depth + 1));
  return found;
}

bool is_absolute(const ValueRef& url) {
  for (const Variant& variant : variants_of(url)) {
    if (variant.pieces.empty()) continue;
    const ValueRef& first = variant.pieces.front();
    if (first->kind == ValueKind::text) {
      return first->text.find("://") != std::string::npos;
    }
    return first->kind == ValueKind::source && first->source.kind == SourceKind::collection;
  }
  return false;
}

// { hostname: 'dev.azure.com', path: '/acme/_apis/…' }
ValueRef url_of_parts(const ValueRef& options) {
  ValueRef host = field_or_null(options, "hostname");
  if (!host) host = field_or_null(options, "host");
  const ValueRef path = field_or_null(options, "path");
  if (!host || !path) return nullptr;
  return join({text_value("https://"), host, text_value("/"), path});
}

ValueRef url_in(const Request& request) {
  if (request.url) return url_text(request.url);
  for (const ValueRef& object : {request.request, request.client}) {
    if (!object) continue;
    if (ValueRef url = first_field(object, url_fields)) return url_text(url);
    if (ValueRef url = url_of_parts(object)) return url;
  }
  return nullptr;
}

// Of an object whose class is the tree's own, `auth=PatAuth(pat)`: what its fields hold.
std::vector<FoundCredential> kept_in_fields(const ValueRef& auth) {
  std::vector<FoundCredential> found;
  for (const ValueRef& one : alternatives(auth)) {
    if (one->kind != ValueKind::object || !one->object->type.starts_with('\n')) continue;
    for (const auto& [name, field] : one->object->fields) add(found, in_value(field, 1));
  }
  return found;
}

// Whether the URL is Azure DevOps', as far as it is known.
bool may_be_azure_devops(const ValueRef& url) {
  const std::vector<RequestUrl> urls = request_urls(url);
  return std::any_of(urls.begin(), urls.end(),
                     [](const RequestUrl& one) { return one.service != UrlService::other; });
}

}  // namespace

ValueRef field_or_null(const ValueRef& object, std::string_view field) {
  if (object->kind == ValueKind::choice) {
    std::vector<ValueRef> values;
    std::vector<Arms> arms;
    for (std::size_t k = 0; k < object->parts.size(); ++k) {
      ValueRef value = field_or_null(object->parts[k], field);
      if (!value) continue;
      values.push_back(std::move(value));
      arms.push_back(object->arms[k]);
    }
    return values.empty() ? nullptr : choice(std::move(values), std::move(arms));
  }
  if (object->kind != ValueKind::object) return nullptr;
  const auto dot = field.find('.');
  const auto found = object->object->fields.find(lower(field.substr(0, dot)));
  if (found == object->object->fields.end()) return nullptr;
  return dot == std::string_view::npos ? found->second
                                       : field_or_null(found->second, field.substr(dot + 1));
}

bool is_headers_field(std::string_view field) {
  const std::string name = lower(field);
  return std::find(header_fields.begin(), header_fields.end(), name) != header_fields.end();
}

ValueRef headers_of(Machine& machine, const ValueRef& object) {
  if (ValueRef headers = first_field(object, header_fields)) return headers;
  ValueRef made = object_value("", machine.sides.empty() ? 0 : machine.sides.back().branch);
  set_field(machine, object, "headers", made);
  return made;
}

std::vector<FoundCredential> credentials_in(const ValueRef& value) {
  return in_value(value, 0);
}

ValueRef verb_text(const ValueRef& verb) {
  if (verb->kind == ValueKind::choice) {
    std::vector<ValueRef> parts;
    for (const ValueRef& part : verb->parts) parts.push_back(verb_text(part));
    return choice(std::move(parts), verb->arms);
  }
  std::string name;
  if (verb->kind == ValueKind::symbol) {
    name = verb->text.substr(verb->text.find_last_of(".:/") + 1);
  } else if (verb->kind == ValueKind::text) {
    name = verb->text;
  } else {
    return verb;
  }
  name = upper(name);
  if (name.starts_with("METHOD")) name.erase(0, 6);
  if (name.starts_with("HTTP") && name.size() > 4) name.erase(0, 4);
  while (!name.empty() && (name[0] == ':' || name[0] == '_')) name.erase(0, 1);
  return text_value(name);
}

ValueRef on_base(const ValueRef& base, const ValueRef& url) {
  return join({base, text_value("/"), url});
}

std::string with_holes(std::string_view route) {
  std::string text;
  bool inside = false;
  for (const char c : route) {
    if (!inside || c == '}') text += c;
    if (c == '{') inside = true;
    if (c == '}') inside = false;
  }
  return text;
}

std::string area_of(std::string_view client) {
  std::string name = lower(client);
  name = name.substr(name.find_last_of("./:$") + 1);
  name.erase(std::remove(name.begin(), name.end(), '_'), name.end());
  if (client.size() > 2 && client[0] == 'I' && client[1] >= 'A' && client[1] <= 'Z' &&
      client[2] >= 'a' && client[2] <= 'z') {
    name.erase(0, 1);
  }
  for (const std::string_view end : {"httpclient2", "httpclient", "client", "apiobject", "api"}) {
    if (name.size() > end.size() && name.ends_with(end)) {
      name.erase(name.size() - end.size());
      break;
    }
  }
  return name;
}

void send_request(Machine& machine, const Request& request, const Given& given) {
  Outgoing call;
  call.node = given.node;
  call.url = url_in(request);
  if (!call.url) call.url = hole("what is not known");
  ValueRef base = request.request ? first_field(request.request, base_fields) : nullptr;
  if (!base && request.client) base = first_field(request.client, base_fields);
  if (base && !is_absolute(call.url)) call.url = on_base(base, call.url);
  call.verb = request.verb;
  if (!call.verb && request.request) call.verb = first_field(request.request, verb_fields);
  if (call.verb) call.verb = verb_text(call.verb);
  call.body = request.body;
  if (!call.body && request.request) call.body = field_or_null(request.request, "body");
  note_sent_within(machine, call.body, call.url, *given.node);
  for (const ValueRef& value : {request.headers, request.auth, request.request, request.rest}) {
    if (value) add(call.credentials, credentials_in(value));
  }
  // A client that comes from outside may hold a token; beside one that is known it is only the way.
  const bool known = request.client && request.client->kind == ValueKind::object;
  if (request.client && (known || call.credentials.empty())) {
    add(call.credentials, credentials_in(request.client));
  }
  add(call.credentials, in_user_info(user_info_of(call.url)));
  if (call.credentials.empty() && sent_by_transport(machine, request.client, call)) return;
  if (call.credentials.empty() && request.auth) {
    add(call.credentials, kept_in_fields(request.auth));
  }
  if (call.credentials.empty() && may_be_azure_devops(call.url)) {
    call.from_outside = true;
    for (const ValueRef& value :
         {request.headers, request.auth, request.request, request.options, request.client}) {
      if (value && call.credentials.empty()) {
        call.credentials = outside_credentials(machine, value, given.node->line);
      }
    }
  }
  send(machine, call);
}

}  // namespace patdown::trace
