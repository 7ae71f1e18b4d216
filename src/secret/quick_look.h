#pragma once

// Can an expression hold in a short stretch of text? Tells "no" without compiling it.
//
// What RE2 makes of an expression costs as much as searching a megabyte with it, and most of those
// that some text comes near to hold nowhere in a tree. Their first stretches are looked at by
// trying one way after the other, for as many steps as compiling may cost; then it is not known.

#include "core/span.h"
#include "rule/term.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string_view>

namespace patdown {

// Threads may share one.
class QuickLook {
 public:
  explicit QuickLook(std::string_view expression);

  // False only if `expression` holds nowhere in `window`, whatever stands around it.
  bool may_hold_in(std::string_view text, Span window) const;

 private:
  std::optional<Term> term_;       // nullopt: nothing is known
  std::array<bool, 256> first_{};  // bytes that a match may begin with
  mutable std::atomic<std::int64_t> steps_left_;
};

}  // namespace patdown
