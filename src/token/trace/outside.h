#pragma once

// Whose token is it, when what authenticates a call comes from code that is not in the tree?
//
// `from .gone import session`, `headers=auth.get_headers()` of a package, `gone.git_client()`: the
// call is plain to see, and that it is made with some token too. Such a token is called by the name
// that brings it along; join_tokens.h says with which others it is one. Without this the call would
// vanish, and what the program's token needs would look complete without it.

#include "token/trace/call.h"
#include "token/trace/credential.h"

#include <optional>
#include <string>
#include <vector>

namespace patdown::trace {

// The value as something with a name: a name of a library, what a function of one gives. A name
// that it has, of a parameter or a variable, it keeps. Null if it is known what it is, or that it
// is no token.
ValueRef from_outside(const Machine& machine, const ValueRef& value, std::size_t line);

// The tokens that `value` may bring along although nothing is known of it: headers, credentials, a
// client, or objects with such.
std::vector<FoundCredential> outside_credentials(const Machine& machine, const ValueRef& value,
                                                 std::size_t line);

// A client of Azure DevOps whose making is not seen.
struct OutsideClient {
  std::string area;  // that its name, or the one of the function that gives it, speaks of
  std::vector<FoundCredential> tokens;
};
// nullopt if nothing speaks of an area that has such a method.
std::optional<OutsideClient> outside_client(const Machine& machine, const ValueRef& object,
                                            const Given& given);

}  // namespace patdown::trace
