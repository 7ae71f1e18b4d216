#include "token/trace/invoke_route.h"

#include "token/trace/variant.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace patdown::trace {
namespace {

struct Route {
  std::string_view area;
  std::string_view resource;  // lower case
  std::string_view path;      // a segment in braces is left out if the parameter is not given
};

// From the locations that dev.azure.com answers to OPTIONS _apis.
constexpr std::array<Route, 22> routes = {{
    {"git", "repositories", "git/repositories/{repositoryid}"},
    {"git", "pullrequests", "git/repositories/{repositoryid}/pullRequests/{pullrequestid}"},
    {"git", "pullrequestthreads",
     "git/repositories/{repositoryid}/pullRequests/{pullrequestid}/threads/{threadid}"},
    {"git", "pullrequeststatuses",
     "git/repositories/{repositoryid}/pullRequests/{pullrequestid}/statuses/{statusid}"},
    {"git", "pullrequestreviewers",
     "git/repositories/{repositoryid}/pullRequests/{pullrequestid}/reviewers/{reviewerid}"},
    {"git", "pullrequestlabels",
     "git/repositories/{repositoryid}/pullRequests/{pullrequestid}/labels/{labelidorname}"},
    {"git", "refs", "git/repositories/{repositoryid}/refs"},
    {"git", "items", "git/repositories/{repositoryid}/items"},
    {"git", "commits", "git/repositories/{repositoryid}/commits/{commitid}"},
    {"git", "pushes", "git/repositories/{repositoryid}/pushes/{pushid}"},
    {"build", "builds", "build/builds/{buildid}"},
    {"build", "definitions", "build/definitions/{definitionid}"},
    {"build", "timeline", "build/builds/{buildid}/timeline/{timelineid}"},
    {"build", "artifacts", "build/builds/{buildid}/artifacts"},
    {"build", "tags", "build/builds/{buildid}/tags/{tag}"},
    {"pipelines", "runs", "pipelines/{pipelineid}/runs/{runid}"},
    {"pipelines", "pipelines", "pipelines/{pipelineid}"},
    {"policy", "configurations", "policy/configurations/{configurationid}"},
    {"distributedtask", "variablegroups", "distributedtask/variablegroups/{groupid}"},
    {"distributedtask", "environments", "distributedtask/environments/{environmentid}"},
    {"wit", "workitems", "wit/workitems/{id}"},
    {"serviceendpoint", "endpoints", "serviceendpoint/endpoints/{endpointid}"},
}};

bool has(const InvokedRoute& route, std::string_view name) {
  return std::any_of(route.parameters.begin(), route.parameters.end(),
                     [name](const auto& parameter) { return parameter.first == name; });
}

std::string filled(std::string_view path, const InvokedRoute& route) {
  std::string text;
  while (!path.empty()) {
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(path.size(), segment.size() + 1));
    const bool parameter = segment.starts_with('{');
    const bool inner = !path.empty();
    if (parameter && !inner && !has(route, segment.substr(1, segment.size() - 2))) continue;
    text += "/";
    text += parameter ? std::string_view("{}") : segment;
  }
  return text;
}

}  // namespace

std::string route_of(const InvokedRoute& route) {
  std::string url = "https://dev.azure.com/{}";
  if (has(route, "project")) url += "/{}";
  url += "/_apis";
  const std::string area = lower(route.area);
  const std::string resource = lower(route.resource);
  for (const Route& known : routes) {
    if (area == lower(known.area) && resource == known.resource) {
      return url + filled(known.path, route);
    }
  }
  url += "/" + route.area + "/" + route.resource;
  const bool more = std::any_of(route.parameters.begin(), route.parameters.end(),
                                [](const auto& parameter) { return parameter.first != "project"; });
  return more ? url + "/{}" : url;
}

}  // namespace patdown::trace
