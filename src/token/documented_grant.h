#pragma once

// Do the documents tell people to make an Azure DevOps token with full access?
//
// "The inventory needs an Azure DevOps token with **Full access** in the variable
// ADO_INVENTORY_PAT." Such a sentence is a finding of its own, and what it says of a variable is a
// grant. Advice against it ("do not choose full access") is none, and neither is a sentence that
// only speaks of such tokens: instruction.h says what instructs.

#include "core/position.h"
#include "core/tree.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown {

struct DocumentedGrant {
  std::string path;
  Position at;                         // of the words that ask for full access
  std::vector<std::string> variables;  // named in the same paragraph; may be empty
  std::string sentence;                // the line, trimmed and cut to 200 bytes
};

// Whether `path` is a document: *.md, *.rst, *.txt, *.adoc, README.
bool is_document(std::string_view path);

// In one document. Texts over 1 MiB are not looked at.
std::vector<DocumentedGrant> documented_grants(std::string_view path, std::string_view text);

}  // namespace patdown
