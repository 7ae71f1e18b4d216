#pragma once

// Which line and column does a byte stand at?
//
// Lines end at LF, CRLF or a lone CR and count from 1. Columns count from 1 in UTF-16 code units,
// as SARIF has them; a byte that is no valid UTF-8 counts as one unit. A byte order mark at the
// start counts as nothing.

#include "core/span.h"

#include <string_view>
#include <vector>

namespace patdown {

struct Position {
  std::size_t line = 1;
  std::size_t column = 1;
  std::size_t end_line = 1;
  std::size_t end_column = 1;  // of the first unit behind the span

  friend auto operator<=>(const Position&, const Position&) = default;
};

// Finds line starts once, answers many questions. Borrows the text.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);

  Position position_of(Span span) const;
  // Line `number` (from 1) without its end; empty beyond the last.
  std::string_view line(std::size_t number) const;
  std::size_t lines() const { return starts_.size(); }

 private:
  struct LineColumn {
    std::size_t line = 1;
    std::size_t column = 1;
  };
  LineColumn locate(std::size_t offset) const;

  std::string_view text_;
  std::vector<std::size_t> starts_;
};

}  // namespace patdown
