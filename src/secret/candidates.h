#pragma once

// In which windows of a text may its rules hold?

#include "core/span.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace patdown {

// The windows of one text to confirm in, by rule.
class Candidates {
 public:
  explicit Candidates(std::size_t rules) : windows_(rules) {}

  // Forgets the windows of the text before.
  void clear();
  void add(std::uint32_t rule, Span window);
  // Sorts and merges: afterwards the windows of a rule are ascending and apart.
  void settle();

  // Rules with a window, ascending after settle().
  const std::vector<std::uint32_t>& rules() const { return touched_; }
  const std::vector<Span>& windows(std::uint32_t rule) const { return windows_[rule]; }

 private:
  std::vector<std::vector<Span>> windows_;  // indexed by rule
  std::vector<std::uint32_t> touched_;
};

}  // namespace patdown
