#pragma once

// Which tokens leave the code in an object that is written into a file, or sent?
//
// `json.dump({"ado": {"pat": pat}}, f)`, `requests.post(backend, json={"token": pat})`: whoever
// reads the file, or gets the request, may use them for whatever it likes. A note says so where it
// happens, and the answer is open.

#include "token/trace/client_args.h"
#include "token/trace/client_object.h"

#include <string_view>
#include <vector>

namespace patdown::trace {

// Whether its own name, or the one that it is given by, speaks of a token.
bool is_token(const FoundCredential& found, std::string_view given_as);
// In any of the fields of an object, and in what stands in those; those that are tokens by a name.
std::vector<FoundCredential> tokens_within(const ValueRef& value);

// A call that writes something into a file.
ValueRef written_down(const LibraryCall& call);
// A request to `url` that is sent with this body; both may be null.
void note_sent_within(Machine& machine, const ValueRef& body, const ValueRef& url,
                      const Node& node);

}  // namespace patdown::trace
