#pragma once

// What does a scan remember of a text, so that a text made from it costs only what is new in it?
//
// Every hit of an anchor, every place where a rule was tried with all that was looked at there, and
// every encoded run that held something to judge. What stands in an unchanged stretch of the next
// text, with everything that was looked at for it, need not be asked again: the answer would be the
// same.

#include "core/delta.h"
#include "core/span.h"
#include "secret/copy_map.h"
#include "secret/decode.h"
#include "secret/found.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace patdown {

// Hits of one anchor, one ending at each byte from `first` to `last`.
struct AnchorHit {
  std::uint32_t anchor = 0;
  std::uint32_t place = 0;  // that it belongs to, as an index
  std::size_t first = 0;
  std::size_t last = 0;
};

// The windows of one rule that touch, searched as one.
struct TriedPlace {
  std::uint32_t rule = 0;
  Span window;
  std::size_t start = 0;  // of the search: where the window begins, or behind a secret before it
  std::size_t floor = 0;  // where the search behind it may begin; 0: it says nothing
  Reach looked;           // what decided
  std::uint32_t first_found = 0;
  std::uint32_t end_found = 0;
};

// An encoded run of the text in which, or in what it decodes to again, something was judged.
struct HiddenRun {
  Coding coding = Coding::base64;
  Span run;
  Reach looked;
  // The roots that its secrets name, see Found: from the one behind `first_root` on.
  std::uint32_t first_root = 0;
  std::uint32_t roots = 0;
  std::uint32_t first_found = 0;
  std::uint32_t end_found = 0;
};

class ScanMemory : public Remembered {
 public:
  const void* scanner = nullptr;  // that it belongs to
  // Deltas of this text must be scanned whole: it is not plain, or near a limit.
  bool opaque = false;
  std::vector<AnchorHit> hits;     // ordered by `first`
  std::size_t longest_row = 0;     // last - first of a hit, at most
  std::vector<TriedPlace> places;  // in no order
  std::vector<HiddenRun> hidden;   // in no order
  std::vector<Found> found;        // before repeats are dropped
  // About what a whole scan would have spent of its budgets.
  std::size_t decoded_bytes = 0;
  std::size_t confirmed_bytes = 0;
  std::size_t size = 0;  // of the text
};

}  // namespace patdown
