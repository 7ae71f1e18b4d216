#include "token/trace/methods.h"

#include "core/letters.h"
#include "token/trace/assignment.h"
#include "token/trace/callees.h"
#include "token/trace/evaluate.h"
#include "token/trace/kept_outside.h"
#include "token/trace/names.h"
#include "token/trace/sources.h"
#include "token/trace/text_commands.h"
#include "token/trace/url_object.h"
#include "token/trace/variant.h"

#include <algorithm>

namespace patdown::trace {
namespace {

ValueRef first_of(const Given& given) {
  const ValueRef value = positional(given, 0);
  return value ? value : nothing();
}

std::vector<ValueRef> rest_of(const Given& given, std::size_t from) {
  std::vector<ValueRef> rest;
  for (std::size_t k = from; k < given.args.size(); ++k) {
    for (const ValueRef& value : elements(given.args[k].value)) rest.push_back(value);
  }
  return rest;
}

ValueRef joined_by(const ValueRef& separator, const std::vector<ValueRef>& values) {
  std::vector<ValueRef> parts;
  for (const ValueRef& value : values) {
    if (!parts.empty()) parts.push_back(separator);
    parts.push_back(value);
  }
  return join(std::move(parts));
}

ValueRef encode_or_decode(Machine& machine, const std::string& method, const Given& given) {
  const ValueRef value = first_of(given);
  if (method == "tobase64string") {
    return encoded(value, step_at(machine, given.node->line, "encoded in base64"));
  }
  return value->kind == ValueKind::encoded ? value->parts.front() : derived(value);
}

ValueRef string_type(const std::string& method, const Given& given) {
  if (method == "format") return format_braces(first_of(given), rest_of(given, 1));
  if (method == "concat") return join(rest_of(given, 0));
  if (method == "join") return joined_by(first_of(given), rest_of(given, 1));
  return hole("a computed value");
}

ValueRef environment_type(Machine& machine, const std::string& method, const Given& given) {
  const auto name = literal(first_of(given));
  if (!name) return hole("the environment");
  if (method == "getenvironmentvariable")
    return environment_value(machine, *name, given.node->line);
  const ValueRef value = positional(given, 1);
  if (method == "setenvironmentvariable" && value) set_environment(machine, *name, value);
  return nothing();
}

// A method of the scripts' own class `type`, or of the only class that has it if the type is not
// known; readers name it "Class.Method".
const Closure* own_method(Machine& machine, const std::string& type, const std::string& method) {
  const std::string end = lower(type) + "." + lower(method);
  const Closure* found = nullptr;
  for (const auto& [name, closure] : machine.functions) {
    if (!type.empty() ? name != end : !name.ends_with(end)) continue;
    if (found != nullptr) return nullptr;
    found = &closure;
  }
  return found;
}

std::optional<ValueRef> call_own(Machine& machine, const std::string& type, const ValueRef& object,
                                 const Given& given) {
  const Closure* own = own_method(machine, type, given.callee);
  if (own == nullptr) return std::nullopt;
  Given with_receiver = given;
  with_receiver.receiver = object;
  return call_function(machine, Closure(*own), std::move(with_receiver));
}

ValueRef static_method(Machine& machine, const std::string& type, const Given& given) {
  const std::string method = lower(given.callee);
  if (method == "new") return construct(machine, type, given);
  const std::string kind = short_type(type);
  if (kind == "convert") return encode_or_decode(machine, method, given);
  if (kind == "string") return string_type(method, given);
  if (kind == "environment") return environment_type(machine, method, given);
  if (kind == "marshal") return first_of(given);
  if (kind == "file" && method.starts_with("readall")) {
    return file_content(machine, first_of(given), given.node->line);
  }
  if (kind == "path" && method == "combine") return joined_by(text_value("/"), rest_of(given, 0));
  if (kind == "uri" || kind == "httputility" || kind == "webutility") {
    // Escaping a whole URL leaves its form alone.
    const bool whole = method == "escapeuristring" || method == "unescapedatastring" ||
                       method == "urldecode" || method == "urlpathencode";
    return whole ? first_of(given) : derived(first_of(given));
  }
  if (kind == "webrequest" && method == "create") {
    ValueRef request = object_value("webrequest", 0);
    request->object->fields["url"] = first_of(given);
    return request;
  }
  if (auto value = call_own(machine, kind, nullptr, given)) return *value;
  return hole("the output of " + given.callee);
}

// Add, Set and the like of hashtables, dictionaries and headers.
std::optional<ValueRef> table_method(Machine& machine, const std::string& method,
                                     const ValueRef& object, const Given& given) {
  const bool adds = method == "add" || method == "set" || method == "set_item" ||
                    method == "tryaddwithoutvalidation" || method == "append";
  if (adds && given.args.size() >= 2) {
    const auto name = literal(given.args[0].value);
    if (name) set_field(machine, object, *name, given.args[1].value);
    return nothing();
  }
  if (method == "add" && given.args.size() == 1) {
    // "Authorization: Basic x" in one text.
    const std::string text = literal_prefix(given.args[0].value);
    const auto colon = text.find(':');
    if (colon == std::string::npos) return nothing();
    set_field(machine, object, text.substr(0, colon),
              without_prefix(given.args[0].value, colon + 1));
    return nothing();
  }
  if (method == "clone") {
    ValueRef copy = object_value(object->object->type, object->object->branch);
    copy->object->fields = object->object->fields;
    return copy;
  }
  if (method == "remove" || method == "clear") return nothing();
  if (method == "getnetworkcredential") return object;
  return std::nullopt;
}

// System.Text.StringBuilder: its text grows.
std::optional<ValueRef> builder_method(Machine& machine, const std::string& method,
                                       const ValueRef& object, const Given& given) {
  if (object->object->type != "stringbuilder") return std::nullopt;
  const ValueRef text = object->object->fields["text"];
  if (method == "tostring") return text;
  ValueRef more;
  if (method == "append" || method == "appendline") more = first_of(given);
  if (method == "appendformat") more = format_braces(first_of(given), rest_of(given, 1));
  const ValueRef grown = more && !is_nothing(more) ? join({text, more}) : text;
  set_field(machine, object, "text", more ? grown : hole("a computed text"));
  return object;
}

ValueRef object_method(Machine& machine, const ValueRef& object, const Given& given) {
  const std::string method = lower(given.callee);
  if (method == "tostring" && is_url_object(object)) return url_text(object);
  if (auto value = builder_method(machine, method, object, given)) return *value;
  if (auto value = call_own(machine, object->object->type, object, given)) return *value;
  if (auto value = web_client_method(machine, object, given)) return *value;
  if (auto value = table_method(machine, method, object, given)) return *value;
  const auto field = object->object->fields.find(method);
  if (field != object->object->fields.end() && field->second->kind == ValueKind::function) {
    return call_function(machine, *field->second->closure, given);
  }
  return hole("the output of " + given.callee);
}

// `$list.Add(x)` changes the variable.
bool append_to_list(Machine& machine, const Node& call, const ValueRef& object,
                    const Given& given) {
  const std::string method = lower(given.callee);
  if (object->kind != ValueKind::list || (method != "add" && method != "addrange")) return false;
  std::vector<ValueRef> parts = object->parts;
  for (const ValueRef& value : rest_of(given, 0)) parts.push_back(value);
  assign_to(machine, call.children.front(), list_of(std::move(parts)));
  return true;
}

ValueRef value_method(Machine& machine, const ValueRef& object, const Given& given) {
  if (object->kind == ValueKind::object) return object_method(machine, object, given);
  const std::string method = lower(given.callee);
  if (object->kind == ValueKind::function) {
    std::vector<ValueRef> arguments;
    for (const GivenArg& arg : given.args) arguments.push_back(arg.value);
    return run_closure(machine, object, nothing(), arguments);
  }
  if (auto value = text_method(method, object, given)) return *value;
  return object->kind == ValueKind::hole ? object : derived(object);
}

}  // namespace

std::string short_type(std::string_view type) {
  std::string name = lower(type);
  if (name.starts_with('[')) name.erase(0, 1);
  name = name.substr(0, name.find_first_of("[]` "));
  const auto dot = name.rfind('.');
  return dot == std::string::npos ? name : name.substr(dot + 1);
}

ValueRef construct_own(Machine& machine, const std::string& type, const Given& given) {
  ValueRef object = object_value(type, machine.sides.empty() ? 0 : machine.sides.back().branch);
  Node itself;
  itself.kind = NodeKind::name;
  itself.text = "this";
  const ValueRef defaults = look_up(machine, itself);  // what the classes' properties start with
  if (defaults->kind == ValueKind::object) object->object->fields = defaults->object->fields;
  Given constructor = given;
  constructor.callee = type;
  call_own(machine, type, object, constructor);
  return object;
}

ValueRef evaluate_method(Machine& machine, const Node& call) {
  const Node& receiver = call.children.front();
  if (receiver.kind == NodeKind::name && receiver.scope == "type") {
    return static_method(machine, receiver.text, gather(machine, call));
  }
  const ValueRef object = evaluate(machine, receiver);
  const Given given = gather(machine, call);
  const std::string method = lower(given.callee);
  // [Text.Encoding]::UTF8.GetBytes(x)
  if (method == "getbytes" || method == "getstring") return first_of(given);
  if (append_to_list(machine, call, object, given)) return nothing();
  if (object->kind == ValueKind::hole) {
    if (auto value = call_own(machine, "", object, given)) return *value;
  }
  std::vector<ValueRef> values;
  for (const ValueRef& one : alternatives(object))
    values.push_back(value_method(machine, one, given));
  return choice(std::move(values),
                object->kind == ValueKind::choice ? object->arms : std::vector<Arms>());
}

std::optional<ValueRef> text_method(const std::string& method, const ValueRef& object,
                                    const Given& given) {
  const auto is = [&method](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), method) != names.end();
  };
  if (is({"tostring", "trim", "tolower", "toupper", "tolowerinvariant", "toupperinvariant",
          "normalize"})) {
    return object;
  }
  if (method == "trimend" || method == "trimstart") {
    const std::string cut = given.args.empty() ? " " : literal(given.args[0].value).value_or(" ");
    if (method == "trimstart" || object->kind == ValueKind::hole) return object;
    std::string whole = literal(object).value_or("");
    if (whole.empty()) return object;
    while (!whole.empty() && cut.find(whole.back()) != std::string::npos) whole.pop_back();
    return text_value(whole);
  }
  if (is({"removeprefix", "delete_prefix"}) && !given.args.empty()) {
    const auto cut = literal(given.args[0].value);
    if (!cut) return derived(object);
    return literal_prefix(object).starts_with(*cut) ? without_prefix(object, cut->size()) : object;
  }
  if (is({"removesuffix", "delete_suffix", "chomp"}) && !given.args.empty()) {
    const auto cut = literal(given.args[0].value);
    return cut ? without_suffix(object, *cut) : object;
  }
  if (method == "replace" && given.args.size() >= 2) {
    const auto what = literal(given.args[0].value);
    const auto by = literal(given.args[1].value);
    if (!what) return derived(object);
    if (by) {
      return map_text(
          object, [&what, &by](std::string_view text) { return replace_all(text, *what, *by); });
    }
    // "…{org}…".Replace("{org}", $org)
    const ValueRef format = map_text(object, [&what](std::string_view text) {
      return replace_all(replace_all(replace_all(text, *what, "\x04"), "{", "{{"), "}", "}}");
    });
    return format_braces(
        map_text(format, [](std::string_view text) { return replace_all(text, "\x04", "{0}"); }),
        {given.args[1].value});
  }
  if (method == "split" && !given.args.empty()) {
    const std::string separator = literal(given.args[0].value).value_or("");
    if (separator.size() == 1 && object->kind != ValueKind::hole)
      return list_of(split(object, separator[0]));
  }
  if (is({"contains", "startswith", "endswith", "equals", "indexof", "getlength"})) {
    return hole("a condition");
  }
  return std::nullopt;
}

}  // namespace patdown::trace
