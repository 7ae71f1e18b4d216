#include "secret/found.h"

#include <algorithm>
#include <tuple>

namespace patdown {
namespace {

// Whether the secret stands in its root in another spelling.
bool respelt(const Found& found) {
  return !found.decoded.empty() && found.decoded.back() == "backslash" &&
         found.secret.size() != found.in_root.size();
}

// Of two secrets that overlap in one root, whether `a` is the one to keep.
bool better(const Found& a, const Found& b) {
  const auto rank = [](const Found& found) {
    return std::tuple(found.confidence == Confidence::proven, respelt(found));
  };
  if (rank(a) != rank(b)) return rank(a) > rank(b);
  return std::tuple(a.decoded.size(), a.in_root) < std::tuple(b.decoded.size(), b.in_root);
}

void drop_equal_secrets(std::vector<Found>& all) {
  std::ranges::sort(all, [](const Found& a, const Found& b) {
    const auto key = [](const Found& found) {
      return std::tuple(std::string_view(found.rule->rule().id), std::string_view(found.secret),
                        found.span.begin, found.decoded.size(), found.span.end, found.in_root);
    };
    const auto key_a = key(a);
    const auto key_b = key(b);
    return key_a != key_b ? key_a < key_b : a.decoded < b.decoded;
  });
  std::size_t kept = 0;
  for (Found& found : all) {
    if (kept > 0) {
      Found& last = all[kept - 1];
      const bool same = last.rule == found.rule && last.secret == found.secret &&
                        found.span.begin < last.span.end;
      if (same) {
        const bool plainer = found.decoded.size() < last.decoded.size();
        if (plainer) last = std::move(found);
        continue;
      }
    }
    if (&all[kept] != &found) all[kept] = std::move(found);
    ++kept;
  }
  all.erase(all.begin() + static_cast<std::ptrdiff_t>(kept), all.end());
}

void drop_overlaps(std::vector<Found>& all) {
  std::ranges::sort(all, {}, [](const Found& found) {
    return std::tuple(std::string_view(found.rule->rule().id), found.root, found.in_root,
                      found.decoded.size(), std::string_view(found.secret));
  });
  std::size_t kept = 0;
  for (Found& found : all) {
    if (kept > 0) {
      Found& last = all[kept - 1];
      if (last.rule == found.rule && last.root == found.root &&
          found.in_root.begin < last.in_root.end) {
        if (better(found, last)) last = std::move(found);
        continue;
      }
    }
    if (&all[kept] != &found) all[kept] = std::move(found);
    ++kept;
  }
  all.erase(all.begin() + static_cast<std::ptrdiff_t>(kept), all.end());
}

}  // namespace

std::vector<Found> without_repeats(std::vector<Found> all) {
  drop_equal_secrets(all);
  drop_overlaps(all);
  std::ranges::sort(all, {}, [](const Found& found) {
    return std::tuple(found.span, std::string_view(found.rule->rule().id),
                      std::string_view(found.secret));
  });
  return all;
}

}  // namespace patdown
