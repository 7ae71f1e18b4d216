#pragma once

// Which parts of a text stood in its base in the same words, and where is it new?
//
// The pieces of a delta as a search needs them: stretches long enough to be worth remembering, and
// the changes between them. Where bytes were left out nothing is new, but neighbours have changed:
// such a seam is a change of no bytes.

#include "core/delta.h"
#include "core/span.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace patdown {

// A range of bytes that may lie beyond the text: byte -1 stands for "the text begins at 0", the
// byte at its size for "it ends there". Half-open.
struct Reach {
  std::int64_t begin = 0;
  std::int64_t end = 0;

  friend bool operator==(const Reach&, const Reach&) = default;
};

// The smallest that holds both.
Reach both(const Reach& a, const Reach& b);

// The same bytes in a text where they stand `by` further on.
std::size_t moved(std::size_t at, std::int64_t by);
Span moved(Span span, std::int64_t by);
Reach moved(Reach reach, std::int64_t by);

// Sorts; spans that overlap or touch become one.
void join(std::vector<Span>& spans);

// Bytes of the text that are bytes of the base.
struct Stretch {
  Span here;
  std::int64_t shift = 0;   // place in the text - place in the base
  bool from_begin = false;  // it begins both texts
  bool to_end = false;      // it ends both texts

  // Whether all of `reach`, a range in the text, lies within.
  bool holds(const Reach& reach) const;
  // The same for a range in the base.
  bool holds_of_base(const Reach& reach) const;
  // What of `span`, a range in the base, stands here; nullopt if nothing.
  std::optional<Span> part_of(Span span) const;
};

class CopyMap {
 public:
  // All of a text of `size` bytes is new.
  explicit CopyMap(std::size_t size);
  CopyMap(const Delta& delta, std::size_t size);

  // Ascending.
  const std::vector<Stretch>& stretches() const { return stretches_; }
  const std::vector<Span>& changes() const { return changes_; }
  // Whether `reach`, a range in the text, is in no stretch as a whole.
  bool is_new(const Reach& reach) const;

 private:
  std::vector<Stretch> stretches_;
  std::vector<Span> changes_;
};

}  // namespace patdown
