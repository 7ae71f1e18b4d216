#pragma once

// Which client does a service of .NET get that asks for one, by a name or by its own type?
//
// `services.AddHttpClient("ado", client => …)` says in one file what `factory.CreateClient("ado")`
// gives in another, and `AddHttpClient<Ado>(…)` what the constructor of Ado is given. Handlers
// (`AddHttpMessageHandler`, `new HttpClient(new PatHandler(pat))`) see every request, and what they
// add to its headers is the client's.

#include "token/trace/client_args.h"

#include <string>
#include <string_view>

namespace patdown::trace {

// `AddHttpClient(…)`: the client, which what follows may change.
ValueRef registered_client(const LibraryCall& call);
// `….ConfigureHttpClient((services, client) => …)`: the client, changed.
ValueRef configured_client(const LibraryCall& call);
// `CreateClient("ado")`: the one of that name, else one that nobody registered.
ValueRef created_client(const LibraryCall& call);
// What the constructor of the class is given for a client; null if it is not known.
ValueRef client_for(const Machine& machine, std::string_view class_name);
// Runs the handlers among the arguments for the client.
void add_handlers(const LibraryCall& call, const ValueRef& client);

}  // namespace patdown::trace
