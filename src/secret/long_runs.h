#pragma once

// Where do many characters of base64 stand in a row?
//
// Most tokens are such a run, of either alphabet (RFC 4648, sections 4 and 5: letters, digits and
// `+/` or `-_`), and so is everything encoded. Of source code they are a tenth or less, which makes
// them cheap to look at closely.

#include "core/span.h"

#include <cstddef>
#include <span>
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

 private:
  friend class RunsIn;

  std::size_t size_ = 0;    // of the text
  std::vector<Span> runs_;  // ascending
};

// Those in one part of a text, one after the other, as if the text ended with it.
class RunsIn {
 public:
  // `known`: the text's own, or null.
  RunsIn(std::string_view text, Span part, const LongRuns* known);

  // Whether they were found before.
  bool knows() const { return knows_; }
  // What next_long_run() says. `from` must not descend.
  Span next(std::size_t from);

 private:
  std::string_view text_;  // up to the end of the part
  bool knows_ = false;
  std::span<const Span> known_;
};

}  // namespace patdown
