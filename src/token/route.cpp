#include "token/route.h"

#include "core/letters.h"
#include "token/table.h"

#include <algorithm>
#include <array>

namespace patdown {
namespace {

constexpr std::array<std::string_view, 4> markers = {"_apis", "_git", "_packaging", "_odata"};

// Hosts that no Azure DevOps Server stands for.
constexpr std::array<std::string_view, 3> cloud_only = {
    "app.vssps.visualstudio.com", "marketplace.visualstudio.com", "status.dev.azure.com"};

bool contains(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The name inside `{name}`, `${name}`, `@{name}`; empty for a literal.
std::string_view parameter_name(std::string_view segment) {
  const auto open = segment.find('{');
  if (open == std::string_view::npos || segment.back() != '}') return {};
  return segment.substr(open + 1, segment.size() - open - 2);
}

// Whether `pattern`, with holes that stand for anything, fits `literal`. Holes are few: quadratic
// at worst.
bool hole_pattern_fits(std::string_view pattern, std::string_view literal) {
  const std::size_t first = pattern.find(hole);
  if (first == std::string_view::npos) return same_ignoring_case(pattern, literal);
  if (literal.size() < first ||
      !same_ignoring_case(pattern.substr(0, first), literal.substr(0, first))) {
    return false;
  }
  literal.remove_prefix(first);
  pattern.remove_prefix(first + hole.size());
  // Between holes, the leftmost place of each piece is as good as any.
  while (true) {
    const std::size_t next = pattern.find(hole);
    const std::string_view piece = pattern.substr(0, next);
    if (next == std::string_view::npos) return ends_with_ignoring_case(literal, piece);
    const auto found = std::search(literal.begin(), literal.end(), piece.begin(), piece.end(),
                                   [](char a, char b) { return lower(a) == lower(b); });
    if (found == literal.end() && !piece.empty()) return false;
    literal.remove_prefix(static_cast<std::size_t>(found - literal.begin()) + piece.size());
    pattern.remove_prefix(next + hole.size());
  }
}

bool fit_literal(std::string_view given, std::string_view literal, Fit& fit) {
  if (!has_hole(given)) {
    if (!same_ignoring_case(given, literal)) return false;
    --fit.few_literals;
    return true;
  }
  if (!is_hole(given) && !hole_pattern_fits(given, literal)) return false;
  // "builds{}": the hole is a query string.
  const bool whole = given.size() == literal.size() + hole.size() &&
                     same_ignoring_case(given.substr(0, literal.size()), literal);
  if (whole) {
    --fit.few_literals;
  } else {
    ++fit.loose;
  }
  return true;
}

bool fit_segment(std::string_view given, const RouteSegment& wanted, Fit& fit) {
  if (!wanted.parameter) return fit_literal(given, wanted.text, fit);
  if (wanted.text.empty()) return true;
  if (given.starts_with(wanted.text)) {
    --fit.few_literals;
    return true;
  }
  return given.starts_with(hole);
}

bool fits_host(const Route& route, const Address& address) {
  switch (address.base) {
    case Base::unknown:
      return true;
    case Base::on_premises:
      return std::find(cloud_only.begin(), cloud_only.end(), route.host) == cloud_only.end();
    case Base::service:
      break;
    case Base::foreign:
      return false;
  }
  if (route.host == address.host) return true;
  constexpr std::string_view services = ".dev.azure.com";
  if (route.host == "{service}.dev.azure.com") return address.host.ends_with(services.substr(1));
  return has_hole(address.host) && route.host.ends_with(services);
}

// The depth before the marker: fits as published, fits only because a hole is there, or not.
bool fit_depth(const Route& route, const Address& address, Fit& fit) {
  if (address.base == Base::unknown || route.marker == ".asmx") return true;
  const std::size_t depth = address.prefix.size();
  if (depth >= route.least_prefix && depth <= route.most_prefix) return true;
  ++fit.wrong_depth;
  // The specification's own examples leave a team out where its routes demand one.
  if (address.prefix_open || (depth > 0 && depth < route.least_prefix)) return true;
  // Its examples of servers leave the collection out too; a server may be published below one, or
  // in a virtual directory.
  if (address.base == Base::on_premises && depth == 0) return true;
  return address.base == Base::on_premises && depth >= route.least_prefix + 1 &&
         depth <= route.most_prefix + 1;
}

// "service=git-upload-pack" in a route decides; a bare name or a placeholder is only a hint.
bool fit_query(const Route& route, const Address& address, Fit& fit) {
  const auto given = split_words(address.query, '&');
  for (const std::string_view wanted : route.query) {
    const auto equals = wanted.find('=');
    const bool fixed = wanted.find('{') == std::string_view::npos;
    const bool there = std::any_of(given.begin(), given.end(), [&](std::string_view pair) {
      return fixed ? same_ignoring_case(pair, wanted)
                   : same_ignoring_case(pair.substr(0, pair.find('=')), wanted.substr(0, equals));
    });
    if (fixed && !there) return false;
    fit.query += there ? -1 : 1;
  }
  return true;
}

}  // namespace

Route make_route(std::string_view host, std::string_view route, std::string_view optional,
                 std::string_view spans) {
  Route made;
  made.host = host;
  const auto question = route.find('?');
  if (question != std::string_view::npos) made.query = split_words(route.substr(question + 1), '&');
  const auto may_miss = split_words(optional);
  std::string_view last;
  for (const std::string_view segment : split_words(route.substr(0, question), '/')) {
    const std::string_view name = parameter_name(segment);
    if (!made.marker.empty()) {
      last = name;
      const bool parameter = !name.empty();
      made.tail.push_back({.text = parameter ? segment.substr(0, segment.find('{')) : segment,
                           .parameter = parameter});
      continue;
    }
    if (segment.ends_with(".asmx")) {
      made.marker = ".asmx";
    } else if (std::find(markers.begin(), markers.end(), segment) != markers.end()) {
      made.marker = segment;
    } else {
      ++made.most_prefix;
      if (!contains(may_miss, name)) ++made.least_prefix;
    }
  }
  made.last_optional = !last.empty() && contains(may_miss, last);
  made.last_spans = !last.empty() && last == spans;
  return made;
}

std::optional<Fit> fit(const Route& route, const Address& address) {
  if (route.marker != address.marker) return std::nullopt;
  const std::size_t wanted = route.tail.size();
  const std::size_t given = route.marker == ".asmx" ? wanted : address.tail.size();
  const bool short_by_one = given + 1 == wanted && route.last_optional;
  if (given != wanted && !short_by_one && !(given > wanted && route.last_spans))
    return std::nullopt;
  if (!fits_host(route, address)) return std::nullopt;

  Fit result;
  if (!fit_depth(route, address, result)) return std::nullopt;
  for (std::size_t i = 0; i < std::min(given, wanted); ++i) {
    if (!fit_segment(address.tail[i], route.tail[i], result)) return std::nullopt;
  }
  // A hole may be taken for a literal only beside one that was met.
  if (result.loose > 0 && result.few_literals == 0) return std::nullopt;
  if (given > wanted) result.swallowed = static_cast<int>(given - wanted);
  if (!fit_query(route, address, result)) return std::nullopt;
  return result;
}

}  // namespace patdown
