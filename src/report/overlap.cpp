#include "report/overlap.h"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <tuple>

namespace patdown {
namespace {

// Neighbours that one hit is compared with: more overlap nowhere but in hostile input, where the
// work must not become quadratic.
constexpr std::size_t most_neighbours = 200;

auto blob_of(const Hit& hit) {
  return std::tie(hit.path, hit.object, hit.inside, hit.origin);
}

bool stands_before(const Hit* a, const Hit* b) {
  if (blob_of(*a) != blob_of(*b)) return blob_of(*a) < blob_of(*b);
  return std::tie(a->match.span, a->match.rule->id, a->match.secret) <
         std::tie(b->match.span, b->match.rule->id, b->match.secret);
}

bool same_bytes(const Match& a, const Match& b) {
  if (a.span.begin >= b.span.end || b.span.begin >= a.span.end) return false;
  if (a.decoded.empty() != b.decoded.empty()) return true;
  const std::string& one = a.secret.reveal();
  const std::string& other = b.secret.reveal();
  return one.find(other) != std::string::npos || other.find(one) != std::string::npos;
}

bool surer(const Match& a, const Match& b) {
  const auto rank = [](const Match& match) {
    return std::tuple(match.confidence, match.rule->provider != "generic",
                      match.secret.reveal().size());
  };
  if (rank(a) != rank(b)) return rank(a) > rank(b);
  return a.rule->id < b.rule->id;
}

// For each hit the ones after it that are of the same bytes, by index.
std::vector<std::pair<std::size_t, std::size_t>> conflicts_of(const std::vector<const Hit*>& hits) {
  std::vector<std::pair<std::size_t, std::size_t>> conflicts;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const std::size_t end = std::min(hits.size(), i + 1 + most_neighbours);
    for (std::size_t k = i + 1; k < end; ++k) {
      if (blob_of(*hits[i]) != blob_of(*hits[k])) break;
      if (hits[k]->match.span.begin >= hits[i]->match.span.end) break;
      if (same_bytes(hits[i]->match, hits[k]->match)) conflicts.emplace_back(i, k);
    }
  }
  return conflicts;
}

}  // namespace

std::vector<const Hit*> surest(const std::vector<Hit>& hits) {
  std::vector<const Hit*> sorted;
  sorted.reserve(hits.size());
  for (const Hit& hit : hits) sorted.push_back(&hit);
  std::ranges::stable_sort(sorted, stands_before);

  // A hit falls only to a surer one that stays, so the pairs go by their winner, surest first.
  std::vector<std::pair<std::size_t, std::size_t>> pairs = conflicts_of(sorted);
  for (auto& [winner, loser] : pairs) {
    if (surer(sorted[loser]->match, sorted[winner]->match)) std::swap(winner, loser);
  }
  std::ranges::stable_sort(pairs, [&](const auto& a, const auto& b) {
    return surer(sorted[a.first]->match, sorted[b.first]->match);
  });
  std::vector<bool> fallen(sorted.size(), false);
  for (const auto& [winner, loser] : pairs) {
    if (!fallen[winner]) fallen[loser] = true;
  }
  std::vector<const Hit*> kept;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    if (!fallen[i]) kept.push_back(sorted[i]);
  }
  return kept;
}

}  // namespace patdown
