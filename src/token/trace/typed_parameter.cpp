#include "token/trace/typed_parameter.h"

#include "token/name_words.h"
#include "token/trace/beans.h"
#include "token/trace/classes.h"
#include "token/trace/client_call.h"
#include "token/trace/client_object.h"
#include "token/trace/client_table.h"
#include "token/trace/declared_route.h"
#include "token/trace/http_services.h"
#include "token/trace/library.h"
#include "token/trace/modules.h"
#include "token/trace/object_tokens.h"
#include "token/trace/program.h"
#include "token/trace/sources.h"
#include "token/trace/spring_properties.h"
#include "token/trace/variant.h"

#include <algorithm>

namespace patdown::trace {
namespace {

constexpr std::size_t max_injected = 48;     // objects that are made for one run
constexpr std::size_t max_implementing = 4;  // classes that one interface may stand for

// "Models.GitHttpClient" is the client "git"; empty if it is none.
std::string sdk_client_of(Machine& machine, std::string_view type) {
  const std::string& language = machine.unit->language;
  if (language == "go") {
    // git.Client of the package …/azuredevops/git
    const auto dot = type.find('.');
    if (dot == std::string_view::npos || type.substr(dot + 1) != "Client") return {};
    const ValueRef package = global_name(machine, type.substr(0, dot));
    const bool client = package->kind == ValueKind::symbol &&
                        package->text.find("azuredevops/") != std::string::npos;
    if (!client) return {};
    std::string area = package->text.substr(package->text.rfind('/') + 1);
    return is_sdk_client(area) ? area : "";
  }
  const std::string name(type.substr(type.find_last_of(".:") + 1));
  if (!name.ends_with("Client") && !name.ends_with("Api")) return {};
  std::string area = area_of(name);
  return is_sdk_client(area) ? area : "";
}

// The tree's own class of that name; null if there is none.
ValueRef own_class(Machine& machine, std::string_view type) {
  ValueRef found;
  while (!type.empty()) {
    const auto dot = type.find('.');
    const std::string_view name = type.substr(0, dot);
    found = found ? member_of(machine, found, name) : global_name(machine, name);
    if (found->kind != ValueKind::symbol || dot == std::string_view::npos) break;
    type.remove_prefix(dot + 1);
  }
  return found && is_own(found) && !own_of(found->text).member.empty() ? found : nullptr;
}

struct Methods {
  bool any = false;       // besides constructors and properties
  bool abstract = false;  // one without a body
};

Methods methods_of(Machine& machine, const std::string& type) {
  const Own own = own_of(type);
  const Script* script = machine.library.script(own.path);
  Methods found;
  if (script == nullptr) return found;
  const std::string begin = own.member + ".";
  const std::shared_ptr<const Unit> unit = unit_of_file(machine, own.path);
  for (auto at = script->functions.lower_bound(begin);
       at != script->functions.end() && at->first.starts_with(begin); ++at) {
    if (at->first == begin + "new") continue;
    found.abstract = found.abstract || is_abstract(*at->second);
    // Of C# and the like a method without parameters may be read as a property is.
    const bool property =
        is_property({at->second, unit, {}, 0, nullptr}) && at->second->children.size() < 2;
    found.any = found.any || !property;
  }
  return found;
}

// "AZDO_PAT", "AzureDevOps:Pat": the name of a setting that is a token.
bool names_token(const Node& node) {
  constexpr std::size_t longest = 64;
  const bool name = node.kind == NodeKind::text && node.text.size() <= longest &&
                    node.text.find(' ') == std::string::npos;
  if (!name) return false;
  const std::vector<std::string> words = name_words(node.text);
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "pat" || word == "secret" || word == "password" || word.ends_with("token");
  });
}

// `getenv("AZDO_PAT")`, `settings["Pat"]`, anywhere within.
bool reads_token(const Node& node) {
  const bool asks = node.kind == NodeKind::call || node.kind == NodeKind::index;
  const auto names = [asks](const Node& one) {
    return (asks && names_token(one)) || reads_token(one);
  };
  return std::any_of(node.children.begin(), node.children.end(), names) ||
         std::any_of(node.args.begin(), node.args.end(),
                     [&names](const Arg& arg) { return names(arg.value); });
}

// Whether a method of the class is given a token, or asks for one itself.
bool takes_token(Machine& machine, const std::string& type) {
  const Own own = own_of(type);
  const Script* script = machine.library.script(own.path);
  if (script == nullptr) return false;
  const std::string begin = own.member + ".";
  for (auto at = script->functions.lower_bound(begin);
       at != script->functions.end() && at->first.starts_with(begin); ++at) {
    const std::vector<Arg>& parameters = at->second->args;
    if (at->first == begin + "new") continue;
    const bool given = std::any_of(parameters.begin(), parameters.end(),
                                   [](const Arg& one) { return speaks_of_token(one.name); });
    if (given || reads_token(*at->second)) return true;
  }
  return false;
}

// What stands for an object while it is being made.
bool is_being_made(const ValueRef& object) {
  return object && is_nothing(object);
}

// Whether the file speaks of Azure DevOps, or is one of those that another one's objects consist
// of.
bool speaks(Machine& machine, const std::string& type) {
  const std::vector<std::string>& programs = machine.library.programs();
  const auto is_one = [&programs](const std::string& path) {
    return std::binary_search(programs.begin(), programs.end(), path);
  };
  const bool within = std::any_of(machine.injected.begin(), machine.injected.end(),
                                  [](const auto& one) { return is_being_made(one.second); });
  return within || is_one(own_of(type).path) || is_one(machine.unit->path);
}

// An object of the class, as somebody made it or as one is made by itself; null if it has no
// methods that are worth it.
ValueRef injected(Machine& machine, const std::string& type) {
  const auto known = machine.injected.find(type);
  if (known != machine.injected.end()) {
    return is_being_made(known->second) ? nullptr : known->second;
  }
  if (machine.injected.size() >= max_injected) return nullptr;
  ValueRef& object = machine.injected[type];
  const std::vector<ValueRef> made = machine.library.made(type);
  if (!made.empty()) return object = choice(made);
  if (!speaks(machine, type) || !methods_of(machine, type).any) return nullptr;
  const std::shared_ptr<const Unit> unit = machine.unit;
  const std::string function = machine.function;
  const Own own = own_of(type);
  object = nothing();
  ValueRef alone = object_made_alone(machine, unit_of_file(machine, own.path), own.member);
  machine.unit = unit;
  machine.function = function;
  // One that neither holds a token nor is given one may as well be anything.
  const bool useful = takes_token(machine, type) || !tokens_held(alone).empty();
  machine.injected[type] = useful ? alone : nullptr;
  return machine.injected[type];
}

ValueRef of_class(Machine& machine, const std::string& type) {
  if (ValueRef api = registered_api(machine, type)) return api;
  if (!methods_of(machine, type).abstract) return injected(machine, type);
  std::vector<ValueRef> objects;
  for (const ValueRef& one : classes_implementing(machine, type)) {
    if (methods_of(machine, one->text).abstract || objects.size() >= max_implementing) continue;
    if (ValueRef object = injected(machine, one->text)) objects.push_back(std::move(object));
  }
  return objects.empty() ? nullptr : choice(std::move(objects));
}

}  // namespace

ValueRef field_of_type(Machine& machine, const Wanted& wanted, std::size_t line) {
  if (ValueRef variable = property_value(machine, wanted.told, line)) return variable;
  if (ValueRef setting = spring_setting(machine, wanted.told, line)) return setting;
  if (ValueRef bean = bean_for(machine, wanted)) return bean;
  const ValueRef own = own_class(machine, wanted.type);
  return own ? of_class(machine, own->text) : nullptr;
}

ValueRef parameter_of_type(Machine& machine, const Node* function, const Arg& parameter,
                           std::size_t line) {
  if (parameter.key.empty() || !machine.unit->program()) return nullptr;
  const std::string& type = parameter.key.front().text;
  const std::string area = sdk_client_of(machine, type);
  if (!area.empty()) {
    ValueRef client = object_value("sdk:" + area, 0);
    client->object->fields["auth"] = parameter_source(machine, parameter.name, line);
    return client;
  }
  const auto dot = machine.function.rfind(".new");
  if (type == "HttpClient" && machine.unit->language == "csharp" && dot != std::string::npos) {
    if (ValueRef client = client_for(machine, machine.function.substr(0, dot))) return client;
  }
  if (machine.unit->language == "java" || machine.unit->language == "kotlin") {
    const std::string_view told =
        function == nullptr ? std::string_view() : told_of(*function, parameter.name);
    return field_of_type(machine, {type, parameter.name, told}, line);
  }
  const ValueRef own = own_class(machine, type);
  return own ? of_class(machine, own->text) : nullptr;
}

ValueRef parameter_given(Machine& machine, const Node* function, const Arg& parameter,
                         std::size_t line) {
  ValueRef typed = parameter_of_type(machine, function, parameter, line);
  return typed ? typed : parameter_source(machine, parameter.name, line);
}

ValueRef injected_service(const LibraryCall& call) {
  Machine& machine = call.machine;
  const std::size_t line = call.given.node->line;
  for (const GivenArg& arg : call.given.args) {
    if (arg.name != "<>" || arg.value->kind != ValueKind::symbol) continue;
    const std::string& type = arg.value->text;
    // Which settings they are is left out where names of types are read.
    if (type.find("IOptions") != std::string::npos) {
      return parameter_source(machine, "options", line);
    }
    if (!is_own(arg.value)) break;
    if (ValueRef service = of_class(machine, type)) return service;
    return parameter_source(machine, own_of(type).member, line);
  }
  return hole("a service");
}

}  // namespace patdown::trace
