#pragma once

// What did one rule cost in a scan, and what did it find?

#include <cstddef>
#include <cstdint>
#include <string>

namespace patdown {

struct RuleCost {
  std::string rule;
  std::uint64_t hits = 0;         // of its anchors
  std::uint64_t searches = 0;     // of its pattern, near those hits
  std::uint64_t bytes = 0;        // that were searched
  std::uint64_t nanoseconds = 0;  // of searching and judging, all threads together
  std::size_t findings = 0;

  friend bool operator==(const RuleCost&, const RuleCost&) = default;
};

}  // namespace patdown
