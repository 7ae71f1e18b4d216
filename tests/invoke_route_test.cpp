#include "token/trace/invoke_route.h"

#include "catch.h"
#include "rule/builtin.h"
#include "token/catalog.h"
#include "token/table.h"
#include "traced.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace patdown::trace {
namespace {

InvokedRoute route_for(const std::string& area, const std::string& resource,
                       const std::vector<std::string>& parameters) {
  InvokedResource invoked;
  invoked.area = area;
  invoked.resource = resource;
  for (const std::string& name : parameters) invoked.parameters.emplace_back(name, hole("x"));
  return route_of(invoked);
}

struct RouteCase {
  const char* area;
  const char* resource;
  std::vector<std::string> parameters;
  const char* url;
  const char* unresolved = "";
};

const RouteCase route_cases[] = {
    {"git",
     "pullRequests",
     {"pullrequestid"},
     "https://dev.azure.com/{}/_apis/git/pullrequests/{}"},
    {"git",
     "pullrequests",
     {"project", "repositoryid"},
     "https://dev.azure.com/{}/{}/_apis/git/repositories/{}/pullrequests"},
    {"git",
     "pullrequests",
     {"repositoryid"},
     "https://dev.azure.com/{}/_apis/git/repositories/{}/pullrequests"},
    {"build",
     "tags",
     {"project", "buildid"},
     "https://dev.azure.com/{}/{}/_apis/build/builds/{}/tags"},
    {"build",
     "tags",
     {"project", "buildid", "tag"},
     "https://dev.azure.com/{}/{}/_apis/build/builds/{}/tags/{}"},
    // The area's name of the service, and of its clients.
    {"wit", "workItems", {"id"}, "https://dev.azure.com/{}/_apis/wit/workitems/{}"},
    {"WorkItemTracking",
     "workItems",
     {"project", "type"},
     "https://dev.azure.com/{}/{}/_apis/wit/workitems/${}"},
    {"wit", "fields", {}, "https://dev.azure.com/{}/_apis/wit/fields"},
    {"work",
     "fields",
     {"processid"},
     "https://dev.azure.com/{}/_apis/work/processdefinitions/{}/fields",
     "several routes take these parameters"},
    {"distributedtask",
     "variablegroups",
     {"project", "groupid"},
     "https://dev.azure.com/{}/{}/_apis/distributedtask/variablegroups/{}"},
    // Services that have hosts of their own.
    {"Release", "releases", {"project"}, "https://vsrm.dev.azure.com/{}/{}/_apis/release/releases"},
    {"graph", "users", {}, "https://vssps.dev.azure.com/{}/_apis/graph/users"},
    {"ims", "identities", {}, "https://vssps.dev.azure.com/{}/_apis/identities"},
    // A parameter that no route has is left out.
    {"policy",
     "configurations",
     {"project", "scope"},
     "https://dev.azure.com/{}/{}/_apis/policy/configurations"},
    {"git",
     "nothings",
     {},
     "https://dev.azure.com/{}/_apis/git/nothings",
     "no resource nothings of git is known"},
    {"{}",
     "pullrequests",
     {},
     "https://dev.azure.com/{}/_apis/{}/pullrequests",
     "the resource is not known"},
    {"git",
     "pushes",
     {},
     "https://dev.azure.com/{}/_apis/git/pushes",
     "no route takes these parameters"},
};

TEST_CASE("an invoked resource is the route that takes its parameters") {
  for (const RouteCase& c : route_cases) {
    DYNAMIC_SECTION(c.area << " " << c.resource << " " << c.url) {
      const InvokedRoute route = route_for(c.area, c.resource, c.parameters);
      CHECK(route.url == c.url);
      CHECK(route.unresolved == c.unresolved);
    }
  }
}

std::vector<std::string> parameters_of(std::string_view path) {
  std::vector<std::string> names;
  for (auto open = path.find('{'); open != std::string_view::npos;
       open = path.find('{', open + 1)) {
    std::string name(path.substr(open + 1, path.find('}', open) - open - 1));
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (name != "organization") names.push_back(name);
  }
  return names;
}

// The table of routes and the catalog of operations come from different documents.
TEST_CASE("the catalog knows what an invoked resource is") {
  const Table table(builtin_file("scopes/azure-devops/invoke-routes.tsv"), "invoke-routes.tsv");
  constexpr std::array<const char*, 6> verbs = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"};
  std::size_t known = 0;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const std::string area(table.cell(row, table.column("area")));
    const std::string resource(table.cell(row, table.column("resource")));
    const InvokedRoute route =
        route_for(area, resource, parameters_of(table.cell(row, table.column("route"))));
    if (!route.unresolved.empty()) continue;
    INFO(area << " " << resource << " " << route.url);
    const bool any = std::any_of(verbs.begin(), verbs.end(), [&route](const char* verb) {
      return Catalog::azure_devops().request(verb, route.url).operation != nullptr;
    });
    CHECK(any);
    known += any ? 1 : 0;
  }
  CHECK(known > table.rows() * 9 / 10);
}

const TraceCase az_cases[] = {
    {"options that say nothing of the route",
     {{"x.sh",
       R"~(export AZURE_DEVOPS_EXT_PAT="$ADO_PAT"
az devops invoke --org https://dev.azure.com/acme --area build --resource builds --route-parameters project=shop --query-parameters '$top=1' statusFilter=completed --api-version 7.1 -o json
az devops invoke --area build --resource builds --route-parameters $params
az devops invoke --area "$area" --resource builds
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/{}/{}/_apis/build/builds | x.sh:2\n"
     "$ADO_PAT | ? the route's parameters are not known | x.sh:3\n"
     "$ADO_PAT | ? the resource is not known | x.sh:4\n"},
    {"az rest sends the header that it is given, else an Entra token",
     {{"x.sh",
       R"~(B64=$(printf ":%s" "$ADO_PAT" | base64)
az rest --method patch --url https://dev.azure.com/acme/_apis/projects/1 --headers "Content-Type=application/json" "Authorization=Basic $B64" --body @x
az rest --uri https://dev.azure.com/acme/_apis/projects --resource 499b84ac-1321-427f-aa17-267ca6975798
)~"}},
     "$ADO_PAT | PATCH https://dev.azure.com/acme/_apis/projects/1 | x.sh:2\n"
     "the Microsoft Entra token of x.sh | GET https://dev.azure.com/acme/_apis/projects | "
     "x.sh:3\n"},
    {"the token of a login from a pipe, a here-string and a file",
     {{"x.sh",
       R"~(echo "$ADO_PAT" | az devops login --organization https://dev.azure.com/acme
az repos list --org https://dev.azure.com/acme
az devops logout
az devops login <<< "$OTHER_PAT"
az boards query --wiql x
)~"}},
     "$ADO_PAT | az repos list | x.sh:2\n"
     "$OTHER_PAT | az boards query | x.sh:5\n"},
    {"the variable of a step, a job and the pipeline",
     {{"azure-pipelines.yml",
       R"~(trigger: none
variables:
  AZURE_DEVOPS_EXT_PAT: $(ROOT_PAT)
jobs:
- job: a
  steps:
  - bash: az repos list
- job: b
  variables:
    AZURE_DEVOPS_EXT_PAT: $(JOB_PAT)
  steps:
  - bash: az pipelines list
  - pwsh: az boards query
    env:
      AZURE_DEVOPS_EXT_PAT: $(System.AccessToken)
)~"}},
     "$(ROOT_PAT) | az repos list | azure-pipelines.yml:7 own\n"
     "$(JOB_PAT) | az pipelines list | azure-pipelines.yml:12 own\n"
     "$(System.AccessToken) | az boards query | azure-pipelines.yml:13 own\n"},
};

TEST_CASE("the token of az") {
  check(az_cases);
}

}  // namespace
}  // namespace patdown::trace
