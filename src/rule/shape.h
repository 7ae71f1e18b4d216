#pragma once

// Which bytes can a match of an expression hold, in what order, and how many?
//
// A rough answer: it may say that more is possible than is, never less.

#include "rule/byte_class.h"
#include "rule/term.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace patdown {

// Where a line feed may stand in what a part matches. A set of these, by `|`.
enum LineFeeds : unsigned {
  no_line_feed = 0,
  line_feed_alone = 1,  // it is all of it
  line_feed_first = 2,
  line_feed_last = 4,
  line_feed_within = 8,
};

// A stretch of an expression.
struct ShapePart {
  static constexpr std::size_t unbounded = Term::unbounded;

  ByteSet bytes;          // of which any may stand in what it matches
  std::size_t least = 0;  // how many, at least
  std::size_t most = 0;   // and at most
  unsigned line_feeds = no_line_feed;
  bool looks = false;  // at what stands beside it: ^, $, \b
};

// The parts of `expression`, one behind the other. Empty if read_term() does not understand it.
std::vector<ShapePart> shape_of(std::string_view expression);

// Parts that follow each other as one.
ShapePart joined(const std::vector<ShapePart>& parts);

// Whether a line feed in a match is always its first byte or its last.
bool stays_in_line(std::string_view expression);

}  // namespace patdown
