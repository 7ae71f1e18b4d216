#pragma once

// Which Azure DevOps tokens do the documents tell people to make: with full access, or with which
// scopes?
//
// "The inventory needs an Azure DevOps token with **Full access** in the variable
// ADO_INVENTORY_PAT." Such a sentence is a finding of its own, and what it says of a variable is a
// grant. Advice against it ("do not choose full access") is none, and neither is a sentence that
// only speaks of such tokens: instruction.h says what instructs.

#include "core/position.h"
#include "core/tree.h"
#include "token/document.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown {

struct DocumentedGrant {
  std::string path;
  Position at;                         // of the words that ask for full access
  std::vector<std::string> scopes;     // "app_token" for full access
  std::vector<std::string> variables;  // named in the same paragraph; may be empty
  std::string sentence;                // the line, trimmed and cut to 200 bytes
};

inline constexpr std::size_t max_document = std::size_t{1}
                                            << 20U;  // bytes; larger ones are not read

// Those with full access in one document, which keeps its text and is read from its start.
std::vector<DocumentedGrant> documented_grants(documents::Document& document);

// The lists of scopes: "**Required scopes** for AZDO_PAT: - Code (Read) - Work Items (Read &
// write)". A list counts if it is the only one below its heading and says neither "optional" nor
// "or", and if one variable is sure to hold the token: the only one that the section, else the
// document names.
std::vector<DocumentedGrant> documented_scopes(documents::Document& document);

}  // namespace patdown
