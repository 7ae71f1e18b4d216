#pragma once

// Which token does a value authenticate with?
//
// Reads what stands in an authentication position: the value of an Authorization header, "user:pw",
// a credential object, an environment variable that a program takes its token from. A text counts
// where nothing but a token can stand, be it a placeholder.

#include "token/trace/machine.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown::trace {

struct FoundCredential {
  Credential credential;
  std::vector<TraceStep> trace;
  Arms arms;                 // the sides of branches on which it is this one
  bool basic = false;        // base64 of ":token", as only few services take it
  bool spelled_out = false;  // a text in the code: "<YOUR_PAT>"; another file means another token
};

// `value` of an Authorization header: "Basic …", "Bearer …", or a whole `Name: value` line.
std::vector<FoundCredential> in_header(const ValueRef& value);
// "user:token", ":token", "token:"; or a token alone.
std::vector<FoundCredential> in_user_info(const ValueRef& value);
// The token itself, plain or in base64; or an object that holds one.
std::vector<FoundCredential> in_token(const ValueRef& value);
// Likewise where nothing but a token can stand: a password, what a client library takes for one.
std::vector<FoundCredential> in_secret(const ValueRef& value);
// The userinfo of a URL; nothing gives none.
ValueRef user_info_of(const ValueRef& url);

// Whether a token may be what this stands for; not of a response, a condition, a token of Entra.
bool may_be_token(const Value& hole);
// Whether the name speaks of a token of Azure DevOps, not of an address there.
bool names_azure_devops(std::string_view name);
// "CACHE_DIR", "$ToolsFolder": a place, whatever else the name speaks of.
bool names_a_folder(std::string_view name);

}  // namespace patdown::trace
