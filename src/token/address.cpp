#include "token/address.h"

#include "core/letters.h"
#include "core/text.h"
#include "token/plain_holes.h"
#include "token/table.h"

#include <algorithm>
#include <array>
#include <optional>

namespace patdown {
namespace {

constexpr std::array<std::string_view, 4> markers = {"_apis", "_git", "_packaging", "_odata"};

// Others whose paths hold `_apis` or `_git` too: the runners of GitHub Actions speak the same
// protocol to GitHub, and documentation has pages about both.
constexpr std::array<std::string_view, 7> others = {
    "githubusercontent.com", "github.com",          "ghe.com",          "docs.microsoft.com",
    "learn.microsoft.com",   "azure.microsoft.com", "stackoverflow.com"};

// What people write into the path that belongs into the query.
constexpr std::string_view version = "api-version=";

std::string percent_decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = i + 2 < text.size() && text[i] == '%' ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low < 0) {
      result += text[i];
      continue;
    }
    result += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return result;
}

// Takes a scheme off `url`; false if there is none. `web` says whether it is one of the web.
bool take_scheme(std::string_view& url, bool& web) {
  const std::size_t end = url.find("://");
  if (end == std::string_view::npos || url.substr(0, end).find('/') != std::string_view::npos) {
    return false;
  }
  const std::string name = lower(url.substr(0, end));
  web = name == "http" || name == "https" || has_hole(name);
  url.remove_prefix(end + 3);
  while (!url.empty() && url.front() == '/') url.remove_prefix(1);
  return true;
}

// Takes the host off `url` and returns it; nullopt for a relative URL or one that begins with a
// hole for the base.
std::optional<std::string> take_host(std::string_view& url, bool& web) {
  if (take_scheme(url, web)) {
    while (web && take_scheme(url, web)) {
    }
  } else if (url.substr(0, 2) == "//") {
    url.remove_prefix(2);
  } else {
    const std::string_view first = url.substr(0, url.find('/'));
    const bool host = first.find('.') != std::string_view::npos && !has_hole(first.substr(0, 2)) &&
                      first.front() != '_';
    if (!host) return std::nullopt;
  }
  const std::size_t end = std::min(url.find('/'), url.size());
  std::string host = lower(url.substr(0, end));
  url.remove_prefix(end);
  if (const auto at = host.rfind('@'); at != std::string::npos) host.erase(0, at + 1);
  if (const auto colon = host.find(':'); colon != std::string::npos) host.resize(colon);
  if (host.empty()) return std::nullopt;
  return host;
}

bool is_marker_end(std::string_view segment, std::string_view marker) {
  if (same_ignoring_case(segment, marker)) return true;
  // "{}_apis": the base ends with a slash of its own.
  return ends_with_ignoring_case(segment, marker) &&
         is_hole(segment.substr(0, segment.size() - marker.size()));
}

void place_segments(const std::vector<std::string_view>& segments, Address& address) {
  for (const std::string_view segment : segments) {
    if (!address.marker.empty()) {
      address.tail.push_back(percent_decoded(segment));
      continue;
    }
    std::string decoded = percent_decoded(segment);
    const auto marker = std::find_if(markers.begin(), markers.end(), [&](std::string_view name) {
      return is_marker_end(decoded, name);
    });
    if (marker == markers.end()) {
      address.prefix.push_back(std::move(decoded));
      continue;
    }
    address.marker = *marker;
    if (decoded.size() > marker->size()) address.prefix.emplace_back(hole);
  }
  if (!address.tail.empty() && lower(address.tail.back()).starts_with(version)) {
    address.tail.pop_back();
  }
  if (address.marker.empty() && !segments.empty() &&
      ends_with_ignoring_case(segments.back(), ".asmx")) {
    address.marker = ".asmx";
  }
}

// "A" and a GUID: how a shard names an organization.
bool is_shard_name(std::string_view segment) {
  return segment.size() == 37 && lower(segment.front()) == 'a' &&
         std::all_of(segment.begin() + 1, segment.end(),
                     [](char c) { return c == '-' || hex_value(c) >= 0; });
}

// Whether `host` is an organization's label in front of `legacy`'s suffix; the label if so.
std::optional<std::string> legacy_organization(std::string_view host, std::string_view legacy) {
  constexpr std::string_view parameter = "{organization}";
  if (!legacy.starts_with(parameter)) return std::nullopt;
  const std::string_view suffix = legacy.substr(parameter.size());
  if (host.size() <= suffix.size() || !host.ends_with(suffix)) return std::nullopt;
  const std::string_view label = host.substr(0, host.size() - suffix.size());
  if (label.find('.') != std::string_view::npos) return std::nullopt;
  return std::string(label);
}

// Fills in base and host for a host of Azure DevOps Services; false if it is none.
bool settle_service(std::string host, const std::vector<HostName>& hosts, Address& address) {
  if (host.ends_with(hole)) {  // "https://dev.azure.com$path"
    host.resize(host.size() - hole.size());
    if (!host.ends_with("azure.com") && !host.ends_with("visualstudio.com")) return false;
    address.prefix.insert(address.prefix.begin(), std::string(hole));
  }
  for (const HostName& row : hosts) {
    if (host != row.host && host != row.legacy) continue;
    address.base = Base::service;
    address.host = row.host;
    if (address.prefix.size() > 1 && is_shard_name(address.prefix[1])) {
      address.prefix.erase(address.prefix.begin() + 1);
    }
    return true;
  }
  for (const HostName& row : hosts) {
    const auto organization = legacy_organization(host, row.legacy);
    if (!organization) continue;
    address.base = Base::service;
    address.host = row.host;
    if (!address.prefix.empty() && is_shard_name(address.prefix.front())) {
      address.prefix.erase(address.prefix.begin());
    }
    address.prefix.insert(address.prefix.begin(), *organization);
    return true;
  }
  if (!host.ends_with(".dev.azure.com") || host == "ssh.dev.azure.com") return false;
  address.base = Base::service;
  address.host = has_hole(host) ? std::string(hole) + ".dev.azure.com" : host;
  return true;
}

// "dev.azure.com.example.net/…", "example.net/dev.azure.com/…": no server of one's own is called
// so.
bool imitates_service(std::string_view host, const std::vector<std::string>& prefix) {
  constexpr std::array<std::string_view, 2> clouds = {"dev.azure.com", "visualstudio.com"};
  return std::any_of(clouds.begin(), clouds.end(), [&](std::string_view cloud) {
    return host.find(std::string(cloud) + ".") != std::string_view::npos ||
           std::any_of(prefix.begin(), prefix.end(), [&](const std::string& segment) {
             return ends_with_ignoring_case(segment, cloud);
           });
  });
}

// "https://ghe.example.net/_services/pipelines/…/_apis/…": GitHub's server for its runners.
bool speaks_for_others(const std::vector<std::string>& prefix) {
  return !prefix.empty() && same_ignoring_case(prefix.front(), "_services");
}

void settle_base(const std::optional<std::string>& host, const std::vector<HostName>& hosts,
                 Address& address) {
  if (!host) {
    address.base = Base::unknown;
    return;
  }
  if (settle_service(*host, hosts, address)) {
    // The default collection of old, behind the organization.
    if (address.prefix.size() > 1 && same_ignoring_case(address.prefix[1], "DefaultCollection")) {
      address.prefix.erase(address.prefix.begin() + 1);
    }
    return;
  }
  const bool marked = !address.marker.empty() && address.marker != ".asmx";
  if (has_hole(*host)) {
    // "{}.example.net" belongs to somebody else; "{}" may be anything.
    const bool domain = host->find('.', host->rfind('}')) != std::string::npos;
    address.base = marked || !domain ? Base::unknown : Base::foreign;
    return;
  }
  const bool other = std::any_of(others.begin(), others.end(), [&](std::string_view name) {
    return *host == name || host->ends_with("." + std::string(name));
  });
  const bool tfs = !address.prefix.empty() && same_ignoring_case(address.prefix.front(), "tfs");
  if (other || imitates_service(*host, address.prefix)) return;
  // At the root of a server of nobody known, only `_apis` speaks for itself.
  if (address.prefix.empty() && address.marker != "_apis") return;
  if (speaks_for_others(address.prefix)) return;
  if (!marked && !(tfs && address.marker == ".asmx")) return;
  address.base = Base::on_premises;
  if (tfs) address.prefix.erase(address.prefix.begin());
}

}  // namespace

bool has_hole(std::string_view segment) {
  return segment.find(hole) != std::string_view::npos;
}

bool is_hole(std::string_view segment) {
  if (segment.empty()) return false;
  while (segment.starts_with(hole)) segment.remove_prefix(hole.size());
  return segment.empty();
}

Address parse_address(std::string_view url, const std::vector<HostName>& hosts) {
  Address address;
  const std::string plain = plain_holes(url);
  std::string_view rest = plain;
  rest = rest.substr(0, rest.find('#'));
  auto question = rest.find('?');
  // `url + (known ? "&" : "?") + "api-version=7.1"`, its first side.
  if (question == std::string_view::npos && rest.find('&') < rest.rfind('=')) {
    question = rest.find('&');
  }
  if (question != std::string_view::npos) {
    address.query = rest.substr(question + 1);
    rest = rest.substr(0, question);
  }
  bool web = true;
  const std::optional<std::string> host = take_host(rest, web);
  if (!web) return address;
  place_segments(split_words(rest, '/'), address);
  settle_base(host, hosts, address);
  address.prefix_open =
      address.base == Base::unknown || std::any_of(address.prefix.begin(), address.prefix.end(),
                                                   [](const auto& s) { return has_hole(s); });
  return address;
}

}  // namespace patdown
