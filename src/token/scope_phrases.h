#pragma once

// Which scopes of Azure DevOps does a line of a document name?
//
// "Work Items (Read & Write)", "**Code**: Read", "| Build | Read & execute |", "Agent Pools → Read,
// manage", "read access to Code", `vso.code_write`: the labels of the page on which tokens are
// made, as people write them. English words; pure.

#include "core/span.h"
#include "token/catalog.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace patdown::documents {

struct NamedScope {
  std::string scope;  // "vso.work_write"
  Span at;            // within the line
};

struct ScopesInLine {
  std::vector<NamedScope> named;  // in the order of the line
  bool unknown = false;  // access to something that is no scope: "Pull Requests (Read & Write)"
};

// An area of the page of tokens: "work", "items".
struct ScopeArea {
  std::vector<std::string> words;
  std::string joined;                                                  // "workitems"
  std::vector<std::pair<std::set<std::string>, const Scope*>> levels;  // what each scope allows
};

// Made once for a document: what the catalog offers is the same for each line. The catalog must
// outlive it.
class ScopePhrases {
 public:
  explicit ScopePhrases(const Catalog& catalog);

  ScopesInLine in(std::string_view line) const;

 private:
  const Catalog& catalog_;
  std::vector<ScopeArea> areas_;
};

}  // namespace patdown::documents
