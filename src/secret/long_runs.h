#pragma once

// Where do many characters of base64 stand in a row?
//
// Most tokens are such a run, of either alphabet (RFC 4648, sections 4 and 5: letters, digits and
// `+/` or `-_`), and so is everything encoded. Of source code they are a tenth or less, which makes
// them cheap to look at closely.

#include "core/span.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace patdown {

// Shorter runs are words. 20 characters hold 15 bytes.
constexpr std::size_t least_long_run = 20;

bool in_long_runs(char c);

// The end of the run that goes on at `at`, which may be `at` itself.
std::size_t long_run_end(std::string_view text, std::size_t at);

// The first run of at least `least_long_run` characters at or behind `from`; of one that `from`
// stands in, what follows. Empty, at the end of the text, if there is none.
Span next_long_run(std::string_view text, std::size_t from);

// Those of one text, found once for all who ask for them.
class LongRuns {
 public:
  void find(std::string_view text);
  // What next_long_run() says of the text.
  Span next(std::size_t from) const;

 private:
  std::size_t size_ = 0;
  std::vector<Span> runs_;  // ascending
};

}  // namespace patdown
