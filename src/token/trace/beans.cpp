#include "token/trace/beans.h"

#include "token/trace/library.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace patdown::trace {
namespace {

// The text of an annotation's argument: the one of that name, else the first behind its own name.
std::string_view text_of(const Node& annotation, std::string_view name) {
  std::string_view first;
  for (std::size_t k = 1; k < annotation.args.size(); ++k) {
    const Arg& arg = annotation.args[k];
    if (arg.value.kind != NodeKind::text) continue;
    if (arg.name == name) return arg.value.text;
    if (arg.name.empty() && first.empty()) first = arg.value.text;
  }
  return first;
}

bool is_annotation(const Node& node, std::string_view name) {
  return node.kind == NodeKind::call && node.text == "annotation" && !node.args.empty() &&
         node.args[0].value.text == name;
}

std::string name_key(std::string_view name) {
  return "\nbean\n" + std::string(name);
}

std::string type_key(std::string_view type) {
  return "\nbean type\n" + std::string(type.substr(type.find_last_of(".\n") + 1));
}

}  // namespace

bool makes_bean(const Node& function) {
  for (const Node& node : function.children) {
    if (is_annotation(node, "Bean")) return true;
  }
  return false;
}

void note_bean(const Machine& machine, const Node& function, const ValueRef& value) {
  std::string_view name = std::string_view(function.text).substr(function.text.rfind('.') + 1);
  for (const Node& node : function.children) {
    if (!is_annotation(node, "Bean")) continue;
    const std::string_view written = text_of(node, "name");
    if (!written.empty()) name = written;
  }
  for (const ValueRef& one : alternatives(value)) {
    // Of the tree's own classes it is known who made one.
    const bool library = one->kind == ValueKind::object && !one->object->type.starts_with('\n');
    if (!library || one->object->type.empty()) continue;
    machine.library.note_made(name_key(name), one);
    machine.library.note_made(type_key(one->object->type), one);
  }
}

ValueRef bean_for(const Machine& machine, const Wanted& wanted) {
  // Spring Boot makes these by itself.
  static constexpr std::array<std::string_view, 3> builders = {
      "RestTemplateBuilder", "WebClient.Builder", "RestClient.Builder"};
  if (std::find(builders.begin(), builders.end(), wanted.type) != builders.end()) {
    return object_value(std::string(wanted.type), 0);
  }
  const std::string_view type = wanted.type.substr(wanted.type.rfind('.') + 1);
  const std::vector<ValueRef> of_type = machine.library.made(type_key(type));
  if (of_type.empty()) return nullptr;
  for (const std::string_view name : {wanted.told, wanted.name}) {
    const std::vector<ValueRef> named = machine.library.made(name_key(name));
    if (!named.empty()) return choice(named);
    if (name == wanted.told && !name.empty()) return nullptr;
  }
  return of_type.size() == 1 ? of_type.front() : nullptr;
}

std::string_view told_of(const Node& function, std::string_view parameter) {
  for (const Node& node : function.children) {
    const bool tells = is_annotation(node, "Qualifier") || is_annotation(node, "Named") ||
                       is_annotation(node, "Value");
    if (!tells) continue;
    const Node& of = node.args.back().value;
    if (of.kind == NodeKind::name && of.text == parameter) return text_of(node, "value");
  }
  return {};
}

bool makes_client_beans(std::string_view text) {
  static constexpr std::array<std::string_view, 4> clients = {"WebClient", "RestTemplate",
                                                              "RestClient", "OkHttpClient"};
  return text.find("@Bean") != std::string_view::npos &&
         std::any_of(clients.begin(), clients.end(), [text](std::string_view client) {
           return text.find(client) != std::string_view::npos;
         });
}

}  // namespace patdown::trace
