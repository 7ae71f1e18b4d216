#pragma once

// What does the catalog know about a request, an operation, a command or a scope?
//
// The answer behind `patdown explain`: "PATCH https://dev.azure.com/o/p/_apis/wit/workitems/1",
// "wit/work-items-update", "az pipelines run", "vso.work_write". Pure.

#include "token/catalog.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

enum class Subject { request, operation, command, scope };

// For a scope, `scopes` is its own name, and `operations` is what it opens by itself.
struct Explanation {
  Subject subject = Subject::request;
  std::string request;  // as asked
  std::string platform = "azure-devops";
  std::string status;  // "known", "undocumented", "anonymous", "no-pat", "not-an-api"
  bool has_operation = false;
  std::string operation;  // its id, title, verb, route
  std::string title;
  std::string verb;
  std::string route;
  // Alternatives, `a+b` for both at once; [] none needed; nullopt if not known or no PAT will do.
  std::optional<std::vector<std::string>> scopes;
  std::vector<std::string> advised;     // those of `scopes` that no document disputes, if not all
  std::vector<std::string> implies;     // subject scope only
  std::vector<std::string> implied_by;  // scopes that hold one of the alternatives, sorted
  std::vector<std::string> labels;      // as the token page shows the alternatives
  std::vector<std::string> operations;  // subject scope only: ids
  std::string note;
  bool needs_full_access = false;
};

// "VERB URL"; a URL alone is taken for a GET.
Explanation explain_request(const Catalog& catalog, std::string_view request);

// Whatever `subject` is; nullopt if the catalog knows no such operation, command or scope, and it
// is no request either.
std::optional<Explanation> explain(const Catalog& catalog, std::string_view subject);

}  // namespace patdown
