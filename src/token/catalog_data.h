#pragma once

// The catalog's tables as read: what Catalog answers from. Private to catalog*.cpp.

#include "token/address.h"
#include "token/catalog.h"
#include "token/route.h"

#include <map>
#include <string_view>
#include <vector>

namespace patdown {

// Further scopes that a command needs if one of `options` is given (or, negated, if none is).
struct CommandCondition {
  bool negated = false;
  std::vector<std::string_view> options = {};
  std::vector<ScopeSet> scopes = {};
};

struct CommandRow {
  std::string_view command;
  std::size_t operation = 0;
  std::vector<CommandCondition> when = {};
};

struct CatalogData {
  std::vector<Scope> scopes;
  std::vector<Operation> operations;    // requests first, then commands
  std::vector<Route> routes;            // of the requests, same index
  std::vector<std::size_t> successors;  // of the requests; itself if there is none
  std::vector<CommandRow> commands;
  std::vector<HostName> hosts;
  std::map<std::string_view, std::size_t> scope_index;      // into scopes' names
  std::map<std::string_view, std::size_t> operation_index;  // by id
};

// From the tables in the program. Throws Error if one is malformed.
CatalogData load_catalog();

// The answer to a request: the one operation that fits best, or why there is none.
Answer match_request(const CatalogData& data, std::string_view verb, const Address& address);

}  // namespace patdown
