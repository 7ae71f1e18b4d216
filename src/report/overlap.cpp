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

auto blob_of(const Occurrence& one) {
  return std::tie(one.place.path, one.hit->object, one.hit->inside, one.hit->origin);
}

bool stands_before(const Occurrence& a, const Occurrence& b) {
  if (blob_of(a) != blob_of(b)) return blob_of(a) < blob_of(b);
  const Match& one = a.hit->match;
  const Match& other = b.hit->match;
  return std::tie(one.span, one.rule->id, one.secret) <
         std::tie(other.span, other.rule->id, other.secret);
}

bool same_bytes(const Match& a, const Match& b) {
  if (a.span.begin >= b.span.end || b.span.begin >= a.span.end) return false;
  if (a.decoded.empty() != b.decoded.empty()) return true;
  const std::string& one = a.secret.reveal();
  const std::string& other = b.secret.reveal();
  return one.find(other) != std::string::npos || other.find(one) != std::string::npos;
}

bool surer(const Occurrence& a, const Occurrence& b) {
  const auto rank = [](const Occurrence& one) {
    const Match& match = one.hit->match;
    return std::tuple(one.confidence, match.rule->provider != "generic",
                      match.secret.reveal().size());
  };
  if (rank(a) != rank(b)) return rank(a) > rank(b);
  return a.hit->match.rule->id < b.hit->match.rule->id;
}

// For each one the ones after it that are of the same bytes, by index.
std::vector<std::pair<std::size_t, std::size_t>> conflicts_of(const std::vector<Occurrence>& all) {
  std::vector<std::pair<std::size_t, std::size_t>> conflicts;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Match& one = all[i].hit->match;
    const std::size_t end = std::min(all.size(), i + 1 + most_neighbours);
    for (std::size_t k = i + 1; k < end; ++k) {
      const Match& other = all[k].hit->match;
      if (blob_of(all[i]) != blob_of(all[k]) || other.span.begin >= one.span.end) break;
      // Two sightings of one hit are no rivals.
      if (all[i].hit != all[k].hit && same_bytes(one, other)) conflicts.emplace_back(i, k);
    }
  }
  return conflicts;
}

}  // namespace

std::vector<Occurrence> surest(std::vector<Occurrence> occurrences) {
  std::ranges::stable_sort(occurrences, stands_before);

  // One falls only to a surer one that stays, so the pairs go by their winner, surest first.
  std::vector<std::pair<std::size_t, std::size_t>> pairs = conflicts_of(occurrences);
  for (auto& [winner, loser] : pairs) {
    if (surer(occurrences[loser], occurrences[winner])) std::swap(winner, loser);
  }
  std::ranges::stable_sort(pairs, [&](const auto& a, const auto& b) {
    return surer(occurrences[a.first], occurrences[b.first]);
  });
  std::vector<bool> fallen(occurrences.size(), false);
  for (const auto& [winner, loser] : pairs) {
    if (!fallen[winner]) fallen[loser] = true;
  }
  std::vector<Occurrence> kept;
  for (std::size_t i = 0; i < occurrences.size(); ++i) {
    if (!fallen[i]) kept.push_back(std::move(occurrences[i]));
  }
  return kept;
}

}  // namespace patdown
