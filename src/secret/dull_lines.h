#pragma once

// Which lines of a text can hide nothing behind their escapes?
//
// Source code writes "\n" in every other line, to end a line of what it prints. Such a line is cut
// by its escapes into stretches that stand in the text as they are: an anchor that keeps to lines
// hits in one of them only if it hits there already.

#include "core/span.h"
#include "secret/long_runs.h"
#include "secret/view.h"

#include <cstddef>
#include <string_view>

namespace patdown {

// Whether `line` of the view's text has no backslash but those of line feeds, and nothing that an
// anchor or another encoding could hold to once they are line feeds. False if the hits in the text
// are not known.
bool is_dull_line(const View& view, Span line);

// The lines of a text that are not dull, one after the other. Where the text's hits and long runs
// are known, the others are not even looked at: something in a line must tell that it is not dull.
class TellingLines {
 public:
  // Of `text`, which is the view's or its begin; borrows both.
  TellingLines(const View& view, std::string_view text);

  // The first line that is not dull at or behind the one of `at`; an empty one, where it is to be
  // asked again or at the end of the text, if that is further away. `at` must not descend.
  Span next(std::size_t at);

 private:
  // The first byte at or behind `from` that tells, each of its own kind.
  std::size_t telling_byte(std::size_t from);
  std::size_t telling_hit(std::size_t from);
  std::size_t run_beside_feed(std::size_t from);

  const View& view_;
  std::string_view text_;
  RunsIn runs_;
  std::size_t next_hit_ = 0;
  // Found last, and good until they are passed.
  std::size_t backslash_ = 0;
  std::size_t percent_ = 0;
  std::size_t run_ = 0;
  bool begun_ = false;
};

}  // namespace patdown
