#include "token/trace/client_settings.h"

#include "core/letters.h"
#include "token/trace/arguments.h"
#include "token/trace/go_structs.h"
#include "token/trace/kept_outside.h"
#include "token/trace/names.h"
#include "token/trace/sources.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace patdown::trace {
namespace {

ValueRef read_environment(const LibraryCall& call) {
  const ValueRef name = selected(call, call.row.url);
  const auto text = name ? literal(name) : std::nullopt;
  if (!text) return hole("the environment");
  return environment_value(call.machine, *text, call.given.node->line);
}

// The longest of several names, `new[] { "--pat", "-p" }`.
std::optional<std::string> name_of_flag(const ValueRef& names) {
  std::optional<std::string> longest;
  for (const ValueRef& one : elements(names)) {
    const auto text = literal(one);
    if (text && (!longest || text->size() > longest->size())) longest = text;
  }
  return longest;
}

ValueRef read_flag(const LibraryCall& call) {
  ValueRef name = selected(call, call.row.url);
  // `result.GetValue(patOption)`: what the option itself stands for.
  if (name && name->kind == ValueKind::source) return name;
  const auto text = name ? name_of_flag(name) : std::nullopt;
  if (!text) return hole("the command line");
  return flag_value(call.machine, *text, selected(call, call.row.body), call.given.node->line);
}

// parser.add_argument("-p", "--pat", default=x): the longest name is the field's.
ValueRef declared(const LibraryCall& call) {
  const ValueRef& parser = call.object;
  if (!parser || parser->kind != ValueKind::object) return nothing();
  std::string name;
  for (const GivenArg& arg : call.given.args) {
    const std::string text = arg.name.empty() ? literal(arg.value).value_or("") : "";
    if (text.size() > name.size()) name = text;
  }
  if (name.empty()) return nothing();
  const ValueRef standard = selected(call, call.row.body);
  const std::size_t line = call.given.node->line;
  ValueRef value;
  if (name.starts_with('-')) {
    value = flag_value(call.machine, name, standard, line);
  } else {
    auto& count = parser->object->fields["\n"];
    const std::size_t index = count ? count->parts.size() : 0;
    std::vector<ValueRef> counted(index + 1, nothing());
    count = list_of(std::move(counted));
    value = word_value(call.machine, index, name, standard, line);
  }
  while (name.starts_with('-')) name.erase(0, 1);
  if (const ValueRef field = named_argument(call.given, "dest"))
    name = literal(field).value_or(name);
  std::replace(name.begin(), name.end(), '-', '_');
  parser->object->fields[lower(name)] = value;
  return nothing();
}

}  // namespace

ValueRef setting_read(const LibraryCall& call) {
  switch (call.row.does) {
    case Does::env:
      return read_environment(call);
    case Does::flag:
      return read_flag(call);
    case Does::fill:
      return filled_struct(call);
    case Does::declare:
      return declared(call);
    default:
      break;
  }
  const ValueRef path = selected(call, call.row.url);
  return path ? file_content(call.machine, path, call.given.node->line) : hole("a file");
}

}  // namespace patdown::trace
