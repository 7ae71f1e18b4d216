#pragma once

// Which URL does `az devops invoke --area A --resource R --route-parameters …` go to?
//
// The extension asks the organization for the route of a resource; the frequent ones are known
// here. Others become _apis/A/R, with {} for the parameters.

#include "token/trace/value.h"

#include <string>
#include <utility>
#include <vector>

namespace patdown::trace {

struct InvokedRoute {
  std::string area;
  std::string resource;
  std::vector<std::pair<std::string, ValueRef>> parameters;  // names lower case
};

std::string route_of(const InvokedRoute& route);

}  // namespace patdown::trace
