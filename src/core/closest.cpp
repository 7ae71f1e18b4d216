#include "core/closest.h"

#include <algorithm>
#include <vector>

namespace patdown {
namespace {

constexpr std::size_t longest_word = 200;  // nobody mistypes more, and the table is quadratic

// Optimal string alignment distance.
std::size_t edits(std::string_view a, std::string_view b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> cost((a.size() + 1) * width);
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i * width] = i;
  for (std::size_t k = 0; k <= b.size(); ++k) cost[k] = k;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t k = 1; k <= b.size(); ++k) {
      const std::size_t replaced = cost[(i - 1) * width + k - 1] + (a[i - 1] == b[k - 1] ? 0 : 1);
      std::size_t best =
          std::min({cost[(i - 1) * width + k] + 1, cost[i * width + k - 1] + 1, replaced});
      if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1]) {
        best = std::min(best, cost[(i - 2) * width + k - 2] + 1);
      }
      cost[i * width + k] = best;
    }
  }
  return cost.back();
}

}  // namespace

std::string_view closest(std::string_view word, std::span<const std::string_view> known) {
  if (word.size() > longest_word) return {};
  std::string_view best;
  std::size_t fewest = longest_word;
  for (const std::string_view candidate : known) {
    const std::size_t count = edits(word, candidate);
    if (count >= fewest || count > std::max<std::size_t>(1, candidate.size() / 3)) continue;
    fewest = count;
    best = candidate;
  }
  return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> known) {
  const std::string_view best = closest(word, known);
  return best.empty() ? "" : "; did you mean '" + std::string(best) + "'?";
}

}  // namespace patdown
