#pragma once

// Which bytes of a text are meant?

#include <compare>
#include <cstddef>

namespace patdown {

// A half-open range of bytes, [begin, end).
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;

  std::size_t size() const { return end - begin; }
  friend auto operator<=>(const Span&, const Span&) = default;
};

}  // namespace patdown
