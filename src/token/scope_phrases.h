#pragma once

// Which scopes of Azure DevOps does a line of a document name?
//
// "Work Items (Read & Write)", "**Code**: Read", "| Build | Read & execute |", "Agent Pools → Read,
// manage", "read access to Code", `vso.code_write`: the labels of the page on which tokens are
// made, as people write them. English words; pure.

#include "core/span.h"
#include "token/catalog.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown::documents {

struct NamedScope {
  std::string scope;  // "vso.work_write"
  Span at;            // within the line
};

// In the order of the line.
std::vector<NamedScope> scopes_named(const Catalog& catalog, std::string_view line);

// Whether it grants access to something that is no scope: "Pull Requests (Read & Write)".
bool names_no_scope(const Catalog& catalog, std::string_view line);

}  // namespace patdown::documents
