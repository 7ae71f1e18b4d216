#pragma once

// Which request does a method without a body send, by its annotations?
//
// Retrofit: `@POST("{org}/_apis/git/repositories") fun create(@Path("org") org: String,
// @Header("Authorization") auth: String): Call<Repo>`, on the base that Retrofit.Builder was given.
// https://square.github.io/retrofit/declarations/
//
// Refit and RestEase of .NET: `[Get("/_apis/projects/{id}")] Task<Project> Project(string id);`, on
// the client that AddRefitClient registers, or that `RestService.For<IApi>(client)` is given.
// https://github.com/reactiveui/refit

#include "token/trace/call.h"

#include <optional>

namespace patdown::trace {

// Whether the annotations of a method without a body say what it sends.
bool declares_route(const Node& method);
// `call`: an annotation that runs as the first statements of the method do. Sends the request if it
// is a route.
void send_declared_route(Machine& machine, const Node& call);
// retrofit.create(Api::class.java), RestService.For<IApi>(client): an object of that interface;
// nullopt for other calls.
std::optional<ValueRef> declared_api(Machine& machine, const ValueRef& object, const Node& call);
// Likewise where a constructor asks for the interface `type`, of the client that is registered for
// it; null if none is.
ValueRef registered_api(Machine& machine, const std::string& type);

}  // namespace patdown::trace
