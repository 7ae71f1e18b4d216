#pragma once

// Which URL does `az devops invoke --area A --resource R --route-parameters …` go to?
//
// The extension asks the organization for the route of a resource and leaves out the parameters
// that are not given. The routes that the service's own clients know stand in
// rules/scopes/azure-devops/invoke-routes.tsv.

#include "token/trace/value.h"

#include <string>
#include <utility>
#include <vector>

namespace patdown::trace {

struct InvokedResource {
  std::string area;      // "git", "wit", "distributedtask"; {} if it is not known
  std::string resource;  // "pullRequestThreads"; likewise
  std::vector<std::pair<std::string, ValueRef>> parameters;  // names lower case
  bool open = false;  // there may be further parameters that are not known
};

struct InvokedRoute {
  std::string url;         // with {} for organization and parameters
  std::string unresolved;  // why the route cannot be named; empty if it can
};

InvokedRoute route_of(const InvokedResource& invoked);

}  // namespace patdown::trace
