#pragma once

// What does an object of a client library hold: which URL, verb, headers and token?
//
// Libraries call the same things by different names (BaseAddress, baseURL, base_url); these know
// them all. Requests and clients are objects of a library's type; options are tables.

#include "token/trace/call.h"
#include "token/trace/credential.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {

// The field of an object or of each alternative; null if there is none.
ValueRef field_or_null(const ValueRef& object, std::string_view field);
// The object's headers, made if it has none.
ValueRef headers_of(Machine& machine, const ValueRef& object);
// Whether the field of an object is where its headers are.
bool is_headers_field(std::string_view field);

// Every token that a value authenticates with: a header, a pair of user and password, a credential,
// a client that holds one of these.
std::vector<FoundCredential> credentials_in(const ValueRef& value);

// "POST", HttpMethod.Post, http.MethodPost, :post, Net::HTTP::Post
ValueRef verb_text(const ValueRef& verb);
// `url` behind `base`, whichever of them has the slash.
ValueRef on_base(const ValueRef& base, const ValueRef& url);
// "dev.azure.com/{organization}/x" → "dev.azure.com/{}/x"
std::string with_holes(std::string_view route);
// The area of a client of Azure DevOps: "GitHttpClient", "git_client", "IGitApi" → "git"
std::string area_of(std::string_view client);

struct Request {
  ValueRef client;   // an object; may be null, as may all
  ValueRef request;  // an object: a request, options
  ValueRef url;
  ValueRef verb;
  ValueRef headers;
  ValueRef auth;
  ValueRef body;
  ValueRef rest;     // of arguments that are not known: what they were made from
  ValueRef options;  // in which headers would stand, if it were known what they are
};
void send_request(Machine& machine, const Request& request, const Given& given);

}  // namespace patdown::trace
