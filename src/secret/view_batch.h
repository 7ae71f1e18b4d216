#pragma once

// Which of many short decoded texts are worth a search?
//
// Source code has an escape in every other line, and next to none hides anything. One look at many
// views together costs less than a look at each: most hold no anchor and nothing encoded again.

#include "secret/anchors.h"
#include "secret/decode.h"
#include "secret/view.h"

#include <cstddef>
#include <string>
#include <vector>

namespace patdown {

class ViewBatch {
 public:
  // Takes a view made by escapes, and a copy of its text. Leaves memory for the next one in `view`:
  // there are so many of them that asking for it would cost more than the look.
  void add(View& view);
  bool full() const { return text_.size() >= full_bytes; }

  // Calls `visit`, in order, with those in which something may be found, and forgets all.
  void sift(const Anchors& anchors, Anchors::Scratch& scratch, const ViewVisitor& visit);
  void clear();

 private:
  static constexpr std::size_t full_bytes = std::size_t{32} << 10U;
  // Whose memory is kept, and of so many changes.
  static constexpr std::size_t most_kept = 1024;
  static constexpr std::size_t most_changes = 256;

  // The view that holds the byte before `end`, or whose separator it is, is worth it.
  void mark(std::size_t end);

  std::string text_;               // each view's, and a line feed behind it
  std::vector<View> views_;        // as many as ends_; those behind are memory
  std::vector<std::size_t> ends_;  // of their texts in `text_`
  std::vector<bool> marked_;
};

}  // namespace patdown
