#pragma once

// How was this text made from another that was looked at before?
//
// Git stores most objects as deltas: pieces copied from a base, and inserted bytes. A visitor that
// remembers what it found in the base need only look at what is new. Pieces are ascending and leave
// no gap; neighbours that continue each other in the base are one piece.

#include "core/span.h"

#include <cstddef>
#include <limits>
#include <memory>
#include <span>
#include <string_view>

namespace patdown {

struct DeltaPiece {
  static constexpr std::size_t inserted = std::numeric_limits<std::size_t>::max();

  Span here;  // in the text
  std::size_t base =
      inserted;  // where the same bytes begin in the base; `inserted` if they are new
};

// What a visitor keeps of a text for the deltas made from it. The walk holds it, unread, as long as
// a delta may need it.
class Remembered {
 public:
  Remembered() = default;
  virtual ~Remembered() = default;
  Remembered(const Remembered&) = delete;
  Remembered& operator=(const Remembered&) = delete;
  Remembered(Remembered&&) = delete;
  Remembered& operator=(Remembered&&) = delete;
};

// Borrows both; valid while the text is visited.
struct Delta {
  std::span<const DeltaPiece> pieces;
  std::string_view base_text;
  const Remembered* base = nullptr;  // what the visitor returned for the base; null if nothing
};

}  // namespace patdown
