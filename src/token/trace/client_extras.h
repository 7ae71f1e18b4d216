#pragma once

// Which tokens does a library get in other ways than as its argument?

#include "token/trace/client_args.h"
#include "token/trace/emit.h"

#include <optional>
#include <string_view>
#include <vector>

namespace patdown::trace {

// Where a token must stand and nobody knows what does, it is named as it is written: `options.pat`,
// `readToken()`. `value` itself if it says more, or is no token.
ValueRef named_as_written(const LibraryCall& call, const ValueRef& value);
// Likewise of ":token" that is about to be encoded, where nobody knows what stands behind the
// colon, or nothing does yet. `written` is the code that says it.
ValueRef named_in_pair(const Machine& machine, const ValueRef& value, const Node& written);

// `axios.interceptors.request.use(config => …)`, OkHttp's `addInterceptor { chain -> … }`: the
// function runs on an object of the row's type; the headers that it puts there are the client's
// from now on. The client is the object's `body`, else the object that the call is made on, which
// comes back.
ValueRef intercepted(const LibraryCall& call);

// What a function has put into the headers of a request is the client's.
void add_headers(Machine& machine, const ValueRef& client, const ValueRef& request);

// Go's `http.Client{Transport: &transport{…}}`: the transport's RoundTrip sends, with headers of
// its own. False if the client has no transport of the tree's own.
bool sent_by_transport(Machine& machine, const ValueRef& client, const Outgoing& call);

// `client.getBuilds` that is not called but passed on: null if the client has no such method.
ValueRef sdk_method_value(const ValueRef& client, std::string_view method);
// Likewise of any object of a library, whose method is known to be one: `rest.get`.
ValueRef library_method_value(const ValueRef& client, std::string_view method);
// Calls what the two above or bound_function() gave; nullopt for other values.
std::optional<ValueRef> call_sdk_method(Machine& machine, const ValueRef& value,
                                        const Given& given);
// `partial(f, pat)`, `f.bind(null, pat)`: a function that has been given some of its arguments.
ValueRef bound_function(const ValueRef& function, const std::vector<GivenArg>& args);
// JavaScript's f.bind(…), f.call(…), f.apply(…), which name what `this` is first.
ValueRef call_with_this(Machine& machine, const ValueRef& function, const Given& given);
// `submit(f, x)`: the function runs with the arguments that stand elsewhere in the call.
ValueRef run_for(const LibraryCall& call);

}  // namespace patdown::trace
