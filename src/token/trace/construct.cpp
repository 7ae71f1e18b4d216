// Objects that hold or send tokens.

#include "core/letters.h"
#include "token/trace/library.h"
#include "token/trace/methods.h"
#include "token/trace/sources.h"
#include "token/trace/url_object.h"
#include "token/trace/variant.h"

namespace patdown::trace {
namespace {

ValueRef given_or(const ValueRef& value, const ValueRef& other) {
  if (value) return value;
  return other ? other : nothing();
}

}  // namespace

ValueRef credential_object(const ValueRef& password) {
  ValueRef object = object_value("credential", 0);
  object->object->fields["password"] = password ? password : hole("a prompt");
  return object;
}

ValueRef make_object(Machine& machine, const Given& given) {
  const ValueRef type = given_or(argument(given, {"TypeName"}), positional(given, 0));
  Given rest = given;
  for (auto arg = rest.args.begin(); arg != rest.args.end(); ++arg) {
    if (!arg->name.empty() && !same_ignoring_case(arg->name, "TypeName")) continue;
    rest.args.erase(arg);
    break;
  }
  if (const ValueRef list = argument(rest, {"ArgumentList"})) {
    rest.args.clear();
    for (const ValueRef& value : elements(list)) rest.args.push_back({"", "", value, false});
  } else if (rest.args.size() == 1 && rest.args[0].value->kind == ValueKind::list) {
    const std::vector<ValueRef> values = rest.args[0].value->parts;  // New-Object T(a, b)
    rest.args.clear();
    for (const ValueRef& value : values) rest.args.push_back({"", "", value, false});
  }
  return construct(machine, sketch(type), rest);
}

ValueRef own_object_alone(Machine& machine, const std::string& type) {
  const std::string kind = lower(type);
  const auto constructor = machine.functions.find(kind + "." + kind);
  Given given;
  given.node = &machine.unit->code->file;
  if (constructor != machine.functions.end()) {
    const Node& function = *constructor->second.node;
    machine.library.touch(&function);
    machine.function.clear();
    for (const Arg& parameter : function.args) {
      const std::size_t line = parameter.value.line == 0 ? function.line : parameter.value.line;
      given.args.push_back({"", "", parameter_source(machine, parameter.name, line), false});
    }
  }
  return construct_own(machine, kind, given);
}

ValueRef construct(Machine& machine, std::string_view type, const Given& given) {
  const std::string kind = short_type(type);
  const unsigned branch = machine.sides.empty() ? 0 : machine.sides.back().branch;
  const ValueRef first = given_or(positional(given, 0), nullptr);
  const ValueRef second = given_or(positional(given, 1), nullptr);
  if (kind == "pscredential" || kind == "networkcredential") return credential_object(second);
  if (kind == "uri" || kind == "string") return given_or(first, nothing());
  if (kind == "uribuilder") return url_object(given_or(first, nothing()), branch);
  if (kind == "authenticationheadervalue") {
    return join({given_or(first, nothing()), text_value(" "), given_or(second, nothing())});
  }
  if (kind == "webclient" || kind == "httpclient") return object_value(kind, branch);
  if (kind == "httprequestmessage") {
    ValueRef request = object_value(kind, branch);
    request->object->fields["method"] = given_or(first, nothing());
    request->object->fields["requesturi"] = given_or(second, nothing());
    return request;
  }
  if (kind == "stringbuilder") {
    ValueRef builder = object_value(kind, branch);
    builder->object->fields["text"] = first ? first : text_value("");
    return builder;
  }
  if (kind == "httpmethod") return given_or(first, nothing());
  if (kind.find("list") != std::string::npos) return list_of({});
  if (kind.find("dictionary") != std::string::npos || kind == "hashtable" ||
      kind.find("collection") != std::string::npos) {
    return object_value("", branch);
  }
  if (kind == "psobject" || kind == "pscustomobject") {
    if (ValueRef fields = argument(given, {"Property"})) return fields;
    return object_value("", branch);
  }
  for (const auto& [name, function] : machine.functions) {
    if (name.starts_with(kind + ".")) return construct_own(machine, kind, given);
  }
  return hole("a new object");
}

}  // namespace patdown::trace
