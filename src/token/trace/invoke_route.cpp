#include "token/trace/invoke_route.h"

#include "core/letters.h"
#include "rule/builtin.h"
#include "token/table.h"
#include "token/trace/variant.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace patdown::trace {
namespace {

using Names = std::set<std::string>;

struct KnownRoute {
  std::string area;     // lower case, as the clients call it
  std::string segment;  // likewise, the first of the path: what the service calls most areas
  std::string resource;
  std::string_view host;
  std::string_view path;
  Names parameters;  // lower case, without the organization
};

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  for (const std::string_view segment : patdown::split_words(path, '/')) {
    if (!segment.empty()) segments.push_back(segment);
  }
  return segments;
}

// "{id}", "${type}": the name between the braces; empty for other segments.
std::string parameter_in(std::string_view segment) {
  const auto open = segment.find('{');
  const auto close = segment.find('}');
  if (open == std::string_view::npos || close == std::string_view::npos) return {};
  return lower(segment.substr(open + 1, close - open - 1));
}

std::vector<KnownRoute> load() {
  const Table table(builtin_file("scopes/azure-devops/invoke-routes.tsv"), "invoke-routes.tsv");
  const auto area = table.column("area");
  const auto resource = table.column("resource");
  const auto host = table.column("host");
  const auto path = table.column("route");
  std::vector<KnownRoute> routes;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    KnownRoute route;
    route.area = lower(table.cell(row, area));
    route.resource = lower(table.cell(row, resource));
    route.host = table.cell(row, host);
    route.path = table.cell(row, path);
    bool behind = false;
    for (const std::string_view segment : segments_of(route.path)) {
      if (behind && route.segment.empty()) route.segment = lower(segment);
      behind |= segment == "_apis";
      const std::string name = parameter_in(segment);
      if (!name.empty() && name != "organization") route.parameters.insert(name);
    }
    routes.push_back(std::move(route));
  }
  return routes;
}

const std::vector<KnownRoute>& known_routes() {
  static const std::vector<KnownRoute> routes = load();
  return routes;
}

// Areas that the service calls otherwise than its clients and its paths do.
std::string folded_area(std::string_view area) {
  const std::string name = lower(area);
  return name == "ims" ? "identities" : name;
}

// What the service calls an area stands in the path: the clients' "WorkItemTracking" holds both
// "wit" and "work/processes".
std::vector<const KnownRoute*> routes_of(std::string_view area, std::string_view resource) {
  std::vector<const KnownRoute*> by_path;
  std::vector<const KnownRoute*> by_client;
  const std::string wanted = folded_area(area);
  for (const KnownRoute& route : known_routes()) {
    if (route.resource != lower(resource)) continue;
    if (route.segment == wanted) by_path.push_back(&route);
    if (route.area == wanted) by_client.push_back(&route);
  }
  return by_path.empty() ? by_client : by_path;
}

// Of routes that differ in their project alone, the one with it: it may be left out.
bool has_all(const Names& given, const Names& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&given](const std::string& name) {
    return given.contains(name) || name == "project" || name == "team";
  });
}

std::string url_of(const KnownRoute& route, const Names& given) {
  std::string url = "https://" + std::string(route.host);
  for (const std::string_view segment : segments_of(route.path)) {
    const std::string name = parameter_in(segment);
    const bool optional = name == "project" || name == "team";
    if (optional && !given.contains(name)) continue;
    url += '/';
    if (name.empty()) {
      url += segment;
    } else {
      url += std::string(segment.substr(0, segment.find('{'))) + "{}";
    }
  }
  return url;
}

std::size_t given_of(const KnownRoute& route, const Names& given) {
  return static_cast<std::size_t>(
      std::count_if(route.parameters.begin(), route.parameters.end(),
                    [&given](const std::string& name) { return given.contains(name); }));
}

}  // namespace

InvokedRoute route_of(const InvokedResource& invoked) {
  InvokedRoute result;
  result.url = "https://dev.azure.com/{}/_apis/" + invoked.area + "/" + invoked.resource;
  if (invoked.area == "{}" || invoked.resource == "{}") {
    result.unresolved = "the resource is not known";
    return result;
  }
  Names given;
  for (const auto& [name, value] : invoked.parameters) given.insert(name);
  const std::vector<const KnownRoute*> routes = routes_of(invoked.area, invoked.resource);
  std::size_t most = 0;
  Names urls;
  for (const KnownRoute* route : routes) {
    if (!has_all(given, route->parameters)) continue;
    const std::size_t count = given_of(*route, given);
    if (count < most) continue;
    if (count > most) urls.clear();
    most = count;
    urls.insert(url_of(*route, given));
  }
  if (urls.empty()) {
    result.unresolved =
        routes.empty() ? "no resource " + invoked.resource + " of " + invoked.area + " is known"
                       : "no route takes these parameters";
    return result;
  }
  result.url = *urls.begin();
  if (urls.size() > 1) result.unresolved = "several routes take these parameters";
  if (invoked.open) result.unresolved = "the route's parameters are not known";
  return result;
}

}  // namespace patdown::trace
