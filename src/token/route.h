#pragma once

// Does a request's address fit a published route, and how well?
//
// A Route is one row's host and route, taken apart; it borrows the table's text. Better fits
// compare smaller: first fewer holes taken for literals, then the right number of segments before
// the marker, then fewer segments swallowed by a last parameter, then more literals, then the
// query.

#include "token/address.h"

#include <compare>
#include <optional>
#include <string_view>
#include <vector>

namespace patdown {

struct RouteSegment {
  std::string_view text;  // a literal; or the sign in front of a parameter: "$" of `${type}`
  bool parameter = false;
};

struct Route {
  std::string_view host;  // "dev.azure.com", "{service}.dev.azure.com", "{server}"
  std::string_view marker;
  std::size_t least_prefix = 0;  // segments before the marker
  std::size_t most_prefix = 0;
  std::vector<RouteSegment> tail;
  bool last_optional = false;           // the last parameter may be missing
  bool last_spans = false;              // the last parameter may hold slashes
  std::vector<std::string_view> query;  // "service=git-upload-pack" must be there; names are a hint
};

// `optional`: names of parameters that may be missing. `spans`: the last parameter's name if it may
// hold slashes.
Route make_route(std::string_view host, std::string_view route, std::string_view optional,
                 std::string_view spans);

struct Fit {
  int loose = 0;         // holes taken for a literal
  int wrong_depth = 0;   // more or fewer segments before the marker than published
  int swallowed = 0;     // segments beyond the first that the last parameter takes
  int few_literals = 0;  // the number of literals met, negated
  int query = 0;         // published query parameters that are missing, less those that are there

  friend auto operator<=>(const Fit&, const Fit&) = default;
};

std::optional<Fit> fit(const Route& route, const Address& address);

}  // namespace patdown
