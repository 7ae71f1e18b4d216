#include "token/trace/declared_route.h"

#include "core/letters.h"
#include "token/trace/client_object.h"
#include "token/trace/evaluate.h"
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

bool is_verb(std::string_view name) {
  static constexpr std::array<std::string_view, 7> verbs = {"GET",    "POST", "PUT",    "PATCH",
                                                            "DELETE", "HEAD", "OPTIONS"};
  return std::find(verbs.begin(), verbs.end(), name) != verbs.end();
}

// The text of an annotation's argument; empty if there is none.
std::string text_at(const Node& annotation, std::size_t at) {
  if (at >= annotation.args.size()) return {};
  const Node& value = annotation.args[at].value;
  return value.kind == NodeKind::text ? value.text : std::string();
}

// "a/{org}/b" with what is known of org.
ValueRef filled(Machine& machine, const std::string& path, const std::vector<Node>& annotations) {
  std::vector<ValueRef> pieces;
  for (std::size_t at = 0; at < path.size();) {
    const auto open = path.find('{', at);
    pieces.push_back(text_value(path.substr(at, open - at)));
    const auto close = path.find('}', at);
    if (open == std::string::npos || close == std::string::npos) break;
    const std::string name = path.substr(open + 1, close - open - 1);
    const auto given =
        std::find_if(annotations.begin(), annotations.end(), [&](const Node& annotation) {
          return annotation.kind == NodeKind::call && text_at(annotation, 0) == "Path" &&
                 text_at(annotation, 1) == name;
        });
    const bool known = given != annotations.end() && !given->args.empty();
    pieces.push_back(known ? evaluate(machine, given->args.back().value) : hole(name));
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
  return std::any_of(method.children.begin(), method.children.end(), [](const Node& child) {
    return child.kind == NodeKind::call && child.text == "annotation" && is_verb(text_at(child, 0));
  });
}

void send_declared_route(Machine& machine, const Node& call) {
  const std::string verb = text_at(call, 0);
  if (!is_verb(verb) || machine.active.empty()) return;
  const Node* method = machine.active.back().node;
  if (method == nullptr || method->kind != NodeKind::function) return;
  const std::vector<Node>& annotations = method->children;
  Request request;
  request.verb = text_value(verb);
  request.headers = object_value("headers", 0);
  if (call.args.size() > 1) request.url = filled(machine, text_at(call, 1), annotations);
  for (const Node& annotation : annotations) {
    if (annotation.kind != NodeKind::call || annotation.text != "annotation") return;
    add_headers(machine, annotation, request.headers);
    if (text_at(annotation, 0) == "Url")
      request.url = evaluate(machine, annotation.args.back().value);
  }
  if (!request.url || request.headers->object->fields.empty()) return;
  const std::string url = literal_prefix(request.url);
  if (url.find("://") == std::string::npos) {
    Node itself;
    itself.kind = NodeKind::name;
    itself.text = "this";
    const ValueRef object = program_name(machine, itself);
    ValueRef base = hole("the base of the requests");
    if (object->kind == ValueKind::object) {
      const auto known = object->object->fields.find(base_field);
      if (known != object->object->fields.end()) base = known->second;
    }
    request.url = on_base(base, request.url);
  }
  Given given;
  given.node = &call;
  send_request(machine, request, given);
}

std::optional<ValueRef> declared_api(Machine& machine, const ValueRef& object, const Node& call) {
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
