#include "token/trace/client_blocks.h"

#include "token/trace/client_call.h"
#include "token/trace/evaluate.h"
#include "token/trace/variant.h"

#include <string>

namespace patdown::trace {
namespace {

// The type of the innermost object that has a row for `name`, and that object.
std::optional<std::pair<std::string, ValueRef>> lent_with(const Machine& machine,
                                                          std::string_view name) {
  if (!machine.unit || machine.unit->language != "kotlin") return std::nullopt;
  for (auto lent = machine.lent.rbegin(); lent != machine.lent.rend(); ++lent) {
    std::string method = (*lent)->object->type + ".";
    method += name;
    const auto row = client_row(machine.unit->language, method);
    if (row && !row->row->call.ends_with('*')) return std::pair(method, *lent);
  }
  return std::nullopt;
}

}  // namespace

ValueRef given_to_blocks(const LibraryCall& call, const ValueRef& object) {
  for (const GivenArg& arg : call.given.args) {
    if (arg.value->kind != ValueKind::function) continue;
    const bool lends = object->kind == ValueKind::object;
    if (lends) call.machine.lent.push_back(object);
    run_closure(call.machine, arg.value, object, {object});
    if (lends) call.machine.lent.pop_back();
  }
  return object;
}

ValueRef asked(const LibraryCall& call, const ValueRef& request) {
  given_to_blocks(call, request);
  Given given;
  given.callee = "send";
  given.node = call.given.node;
  const auto sent = library_call(call.machine, call.gives + ".send", request, given);
  return sent ? *sent : hole("a response");
}

std::optional<ValueRef> call_on_lent(Machine& machine, const Given& given) {
  const auto lent = lent_with(machine, given.callee);
  return lent ? library_call(machine, lent->first, lent->second, given) : std::nullopt;
}

bool set_on_lent(Machine& machine, std::string_view name, const ValueRef& value) {
  const auto lent = lent_with(machine, std::string(name) + "=");
  if (!lent) return false;
  Given given;
  given.callee = std::string(name);
  given.node = &machine.unit->code->file;
  given.args.push_back({"", "", value, false});
  library_call(machine, lent->first, lent->second, given);
  return true;
}

}  // namespace patdown::trace
