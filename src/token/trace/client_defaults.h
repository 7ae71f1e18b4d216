#pragma once

// Which headers and credentials does a library send with calls that are given no client?
//
// `axios.defaults.auth = …`, `axios.defaults.headers.common.Authorization = …`: what is set below
// such a name of a library (`defaults` in its table) holds for the whole program, whichever file
// sets it. What a class of Ruby says of itself, `base_uri '…'`, `basic_auth '', pat`, holds for its
// file, and for the whole program if no other says such.

#include "token/trace/machine.h"

#include <string>
#include <string_view>

namespace patdown::trace {

// `holder.name = value`; false if `holder` is not below such a name.
bool keep_default(Machine& machine, const std::string& holder, const std::string& name,
                  const ValueRef& value);
// What the running file has set for the calls of a library by calls: an object, made if need be.
ValueRef defaults_of_file(Machine& machine, std::string_view library);
// What has been set for the library of a call, "axios.get"; null if nothing.
ValueRef default_client(const Machine& machine, std::string_view call);

}  // namespace patdown::trace
