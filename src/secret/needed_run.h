#pragma once

// Can a rule hold in a stretch of text at all? A look at the bytes that costs a hundredth of asking
// RE2, for rules whose secret is one run of a class of bytes: `…([0-9A-Za-z_-]{16,200})…`.

#include "rule/rule.h"

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace patdown {

class NeededRun {
 public:
  // nullopt if the rule's secret is not of that kind, or not in every match.
  static std::optional<NeededRun> of(const Rule& rule);

  // Whether `text` holds enough such bytes in a row, with a digit among them if the rule drops
  // secrets without. A run that reaches the end of `text` may go on behind it.
  bool may_be_in(std::string_view text) const;

  friend bool operator==(const NeededRun&, const NeededRun&) = default;

 private:
  bool takes(char c) const { return bytes_[static_cast<unsigned char>(c)]; }

  std::array<bool, 256> bytes_{};
  std::size_t least_ = 0;
  bool digit_ = false;
};

}  // namespace patdown
