#pragma once

// What do functions do with the object of a library that they are lent?
//
// `Net::HTTP.start(host) { |http| … }` gives it as an argument. In Kotlin it is what names mean
// that stand alone: `client.post { url("…"); header("Authorization", token) }` calls `url` and
// `header` of the request. https://kotlinlang.org/docs/lambdas.html#function-literals-with-receiver

#include "token/trace/client_args.h"

#include <optional>
#include <string_view>

namespace patdown::trace {

// Runs the functions among the arguments with `object`; gives it back.
ValueRef given_to_blocks(const LibraryCall& call, const ValueRef& object);
// Sends the request that `call` makes when those functions are through: the row `T.send` of what it
// gives says how.
ValueRef asked(const LibraryCall& call, const ValueRef& request);
// `header(…)` where it is a method of what is lent; nullopt elsewhere.
std::optional<ValueRef> call_on_lent(Machine& machine, const Given& given);
// `method = HttpMethod.Post` likewise: whether it is a field of what is lent, `T.method=` of the
// table.
bool set_on_lent(Machine& machine, std::string_view name, const ValueRef& value);

}  // namespace patdown::trace
