#include "secret/copy_map.h"

#include <algorithm>

namespace patdown {
namespace {

// Shorter copies are treated as new: every change between two stretches costs a search of its own.
constexpr std::size_t least_stretch = 64;

}  // namespace

Reach both(const Reach& a, const Reach& b) {
  return {.begin = std::min(a.begin, b.begin), .end = std::max(a.end, b.end)};
}

std::size_t moved(std::size_t at, std::int64_t by) {
  return static_cast<std::size_t>(static_cast<std::int64_t>(at) + by);
}

Span moved(Span span, std::int64_t by) {
  return {.begin = moved(span.begin, by), .end = moved(span.end, by)};
}

Reach moved(Reach reach, std::int64_t by) {
  return {.begin = reach.begin + by, .end = reach.end + by};
}

void join(std::vector<Span>& spans) {
  if (!std::ranges::is_sorted(spans)) std::ranges::sort(spans);
  std::size_t kept = 0;
  for (const Span span : spans) {
    if (kept > 0 && span.begin <= spans[kept - 1].end) {
      spans[kept - 1].end = std::max(spans[kept - 1].end, span.end);
    } else {
      spans[kept++] = span;
    }
  }
  spans.resize(kept);
}

bool Stretch::holds(const Reach& reach) const {
  return (from_begin || reach.begin >= static_cast<std::int64_t>(here.begin)) &&
         (to_end || reach.end <= static_cast<std::int64_t>(here.end));
}

bool Stretch::holds_of_base(const Reach& reach) const {
  return holds({.begin = reach.begin + shift, .end = reach.end + shift});
}

std::optional<Span> Stretch::part_of(Span span) const {
  const Span there = moved(here, -shift);
  const Span part{.begin = std::max(span.begin, there.begin), .end = std::min(span.end, there.end)};
  if (part.begin >= part.end) return std::nullopt;
  return moved(part, shift);
}

CopyMap::CopyMap(std::size_t size) : changes_{{.begin = 0, .end = size}} {}

CopyMap::CopyMap(const Delta& delta, std::size_t size) {
  stretches_.reserve(delta.pieces.size());
  changes_.reserve(delta.pieces.size() + 1);
  std::size_t known = 0;  // the end of the last stretch
  for (const DeltaPiece& piece : delta.pieces) {
    if (piece.base == DeltaPiece::inserted || piece.here.size() < least_stretch) continue;
    const Stretch stretch{.here = piece.here,
                          .shift = static_cast<std::int64_t>(piece.here.begin) -
                                   static_cast<std::int64_t>(piece.base),
                          .from_begin = piece.here.begin == 0 && piece.base == 0,
                          .to_end = piece.here.end == size &&
                                    piece.base + piece.here.size() == delta.base_text.size()};
    if (!stretch.from_begin) changes_.push_back({.begin = known, .end = piece.here.begin});
    stretches_.push_back(stretch);
    known = piece.here.end;
  }
  if (stretches_.empty() || !stretches_.back().to_end) {
    changes_.push_back({.begin = known, .end = size});
  }
}

bool CopyMap::is_new(const Reach& reach) const {
  // The last stretch that begins at or before the range, or the first one.
  auto next = std::ranges::upper_bound(stretches_, reach.begin, {}, [](const Stretch& stretch) {
    return static_cast<std::int64_t>(stretch.here.begin);
  });
  if (next != stretches_.begin()) --next;
  return next == stretches_.end() || !next->holds(reach);
}

}  // namespace patdown
