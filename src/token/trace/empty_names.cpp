#include "token/trace/empty_names.h"

#include "core/letters.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace patdown::trace {
namespace {

// Of "https://h/a//_apis/b?c": "h", "a", "", "_apis", "b".
std::vector<std::string_view> names_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url = url.substr(scheme + 3);
  url = url.substr(0, url.find('?'));
  std::vector<std::string_view> names;
  while (true) {
    const auto slash = url.find('/');
    names.push_back(url.substr(0, slash));
    if (slash == std::string_view::npos) return names;
    url.remove_prefix(slash + 1);
  }
}

// Whether the other is the same with names where these are empty.
bool lacks_names_of(const std::vector<std::string_view>& names,
                    const std::vector<std::string_view>& other) {
  if (names.size() != other.size()) return false;
  bool lacks = false;
  for (std::size_t k = 0; k < names.size(); ++k) {
    if (same_ignoring_case(names[k], other[k])) continue;
    if (!names[k].empty()) return false;
    lacks = true;
  }
  return lacks;
}

// From where the route begins: what stands before it may be left out.
std::vector<std::string_view>::const_iterator route_of(const std::vector<std::string_view>& names) {
  const auto marker = std::find(names.begin(), names.end(), "_apis");
  return marker == names.end() ? marker : marker + 1;
}

bool lacks_in_the_middle(const std::vector<std::string_view>& names) {
  const auto first = std::find(route_of(names), names.end(), "");
  return first != names.end() && first + 1 != names.end();
}

// Empty if no name of the route is.
std::string filled(const std::string& url, const std::vector<std::string_view>& names) {
  const auto route = route_of(names);
  if (std::find(route, names.end(), "") == names.end()) return {};
  std::string text = url.substr(0, url.find("://") + 3);
  for (auto at = names.begin(); at != names.end(); ++at) {
    if (at != names.begin()) text += '/';
    text += at->empty() && at >= route ? std::string_view("{}") : *at;
  }
  return text;
}

}  // namespace

void fill_empty_names(std::vector<RequestUrl>& urls) {
  std::vector<std::vector<std::string_view>> names;
  names.reserve(urls.size());
  for (const RequestUrl& one : urls) names.push_back(names_of(one.text));
  std::vector<bool> dropped(urls.size(), false);
  for (std::size_t k = 0; k < urls.size(); ++k) {
    urls[k].filled = filled(urls[k].text, names[k]);
    dropped[k] = lacks_in_the_middle(names[k]) &&
                 std::any_of(names.begin(), names.end(),
                             [&](const auto& other) { return lacks_names_of(names[k], other); });
  }
  std::vector<RequestUrl> kept;
  kept.reserve(urls.size());
  for (std::size_t k = 0; k < urls.size(); ++k) {
    if (!dropped[k]) kept.push_back(std::move(urls[k]));
  }
  urls = std::move(kept);
}

}  // namespace patdown::trace
