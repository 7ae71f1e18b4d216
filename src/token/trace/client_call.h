#pragma once

// What does a call of a library do with the token that it is given?
//
// Applies the rows of client_table.h: sends, makes clients and requests, encodes, reads the
// environment. A token that is given to what no row knows is recorded as a use that is not
// resolved: what is done with it cannot be said.

#include "token/trace/call.h"

#include <optional>
#include <string>

namespace patdown::trace {

// A call of `name`, "requests.get"; nullopt if nothing is known of it. `object`: of a method; may
// be null.
// Whether a method of that name does nothing with a token, whatever it is called on.
bool is_quiet_method(const Machine& machine, std::string_view name);
std::optional<ValueRef> library_call(Machine& machine, const std::string& name,
                                     const ValueRef& object, const Given& given);
// A method of a client of Azure DevOps; nullopt if the object is none.
std::optional<ValueRef> sdk_call(Machine& machine, const ValueRef& object, const Given& given);
// A field of an object of a library, as far as a row knows it.
std::optional<ValueRef> library_member(Machine& machine, const ValueRef& object,
                                       std::string_view name);
// "accessToken", "pat", "credentials".
bool speaks_of_token(std::string_view name);
// What a call that nobody knows gives back.
ValueRef unknown_call(Machine& machine, const std::string& name, const ValueRef& object,
                      const Given& given);
// `name` of a library, read like a variable: "os.environ" of a key, "process.env".
ValueRef library_field(Machine& machine, const std::string& holder, std::string_view name,
                       std::size_t line);

}  // namespace patdown::trace
