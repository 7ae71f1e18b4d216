#pragma once

// What does a rule cost? Counted where a scanner is asked to; elsewhere nothing is.

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace patdown {

// Of one rule. Threads add to it at once.
struct RuleMeter {
  std::atomic<std::uint64_t> hits = 0;         // of its anchors
  std::atomic<std::uint64_t> searches = 0;     // calls of RE2 for its pattern
  std::atomic<std::uint64_t> bytes = 0;        // that those were given
  std::atomic<std::uint64_t> nanoseconds = 0;  // of searching and judging
};

// Adds the time of its scope to a meter; to none if that is null.
class MeteredScope {
 public:
  explicit MeteredScope(RuleMeter* meter) : meter_(meter) {
    if (meter_ != nullptr) begin_ = Clock::now();
  }
  ~MeteredScope() {
    if (meter_ == nullptr) return;
    const auto passed = std::chrono::nanoseconds(Clock::now() - begin_);
    meter_->nanoseconds += static_cast<std::uint64_t>(passed.count());
  }
  MeteredScope(const MeteredScope&) = delete;
  MeteredScope& operator=(const MeteredScope&) = delete;
  MeteredScope(MeteredScope&&) = delete;
  MeteredScope& operator=(MeteredScope&&) = delete;

 private:
  using Clock = std::chrono::steady_clock;

  RuleMeter* meter_;
  Clock::time_point begin_;
};

}  // namespace patdown
