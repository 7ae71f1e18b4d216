#pragma once

// What do names, calls and fields mean in a programming language?
//
// The counterpart of what names.h, call.h and methods.h say of shells: functions see what stands
// around them where they were written, modules have names of their own, values come back by
// `return`, and what is not defined in the tree is a library's (client_call.h).

#include "token/trace/call.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace patdown::trace {

// The scope of a name that is called.
inline constexpr std::string_view called_name = "called";
ValueRef program_name(Machine& machine, const Node& name);
// The class whose method runs: a symbol; null if none does.
ValueRef running_class(Machine& machine);
// `x = None`, `let x;`, ""
bool holds_nothing(const ValueRef& value);
bool inside_function(const Machine& machine);
void set_program_variable(Machine& machine, std::string_view name, ValueRef value);
// `x = …` of a name of scope "global" or "nonlocal": it holds the value outside of the function.
void set_outside_function(Machine& machine, const Node& name, ValueRef value);
ValueRef program_call(Machine& machine, const Node& call);
// `value.name` of whatever is not an object of the tree's own.
ValueRef program_field(Machine& machine, const ValueRef& value, std::string_view name,
                       std::size_t line);
// A field that an object does not have: a property or a method of its class, its headers.
ValueRef missing_field(Machine& machine, const ValueRef& object, std::string_view name);

// `new T(…)`
ValueRef program_construct(Machine& machine, const Node& call);
// A new object of a class "\npath\nClass".
ValueRef construct_class(Machine& machine, const std::string& type, const Given& given);
// The same, which nobody has made so far for others to be looked at with.
ValueRef make_class(Machine& machine, const std::string& type, const Given& given);
// A field that whoever made an object of the class gave it.
ValueRef given_field(const std::string& path, const std::string& type, std::string_view name);
// A field for a token that holds nothing, and that no code of its class's file sets: a parser or a
// framework fills it in. Null if it is none.
ValueRef unset_token(Machine& machine, const Object& object, std::string_view name);
// One whose constructor nobody calls: it gets what comes from outside.
ValueRef object_made_alone(Machine& machine, const std::shared_ptr<const Unit>& unit,
                           const std::string& name);
// A function or method that nobody calls, on its receiver. Leaves names as they were, and fields
// that had a value: `setBaseUrl(url)` does not undo the constructor, `connect()` completes it.
void run_uncalled(Machine& machine, const Closure& function);
// Calls what a value stands for.
ValueRef call_value(Machine& machine, const ValueRef& callee, const Given& given);
// A method of any value.
ValueRef method_of_value(Machine& machine, const ValueRef& object, const Given& given);
// One of its class, or a function that a field of it holds; nullopt if there is none.
std::optional<ValueRef> own_object_method(Machine& machine, const ValueRef& object,
                                          const Given& given);
// An object of a class or of a type of a library.
ValueRef construct_symbol(Machine& machine, const ValueRef& type, const Given& given);
bool has_default(const Arg& parameter);
void bind_program(Machine& machine, const Node& function, const Given& given,
                  const std::string& callee);

// What `one` gives for every alternative of a value.
template <typename One>
ValueRef each(const ValueRef& value, One one) {
  if (value->kind != ValueKind::choice) return one(value);
  std::vector<ValueRef> results;
  for (const ValueRef& part : value->parts) results.push_back(one(part));
  return choice(std::move(results), value->arms);
}

}  // namespace patdown::trace
