#pragma once

// A rule made executable.

#include "rule/checks.h"
#include "rule/rule.h"
#include "secret/expression.h"
#include "secret/needed_run.h"
#include "secret/rule_meter.h"

#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

namespace patdown {

// Borrows the rule. Immutable; threads share it.
class CompiledRule {
 public:
  // Throws Error if the rule names a check that does not exist. What it costs goes to `meter`, if
  // there is one, which must outlive it.
  explicit CompiledRule(const Rule& rule, RuleMeter* meter = nullptr);

  const Rule& rule() const { return rule_; }
  const Expression& pattern() const { return pattern_; }
  const Check* check() const { return check_; }  // nullptr if the rule has none
  // False if the pattern can hold nowhere in `text`, or only where the rule drops what it holds on.
  // Much quicker than asking the pattern.
  bool may_hold_in(std::string_view text) const;
  // The most bytes of a match, or a bound for patterns that have none.
  std::size_t reach() const { return reach_; }
  // Whether the rule looks at files of this path; an empty path fits.
  bool fits(std::string_view path) const;
  // Whether the rule's `near` holds in `text`; true if there is none.
  bool near_in(std::string_view text, Span window) const;
  bool has_near() const { return near_ != nullptr; }
  // Whether one of the rule's own exceptions drops the secret, or a secret on that line.
  bool excepts_secret(std::string_view secret) const;
  bool excepts_line(std::string_view line) const;
  bool has_line_exceptions() const { return !not_line_.empty(); }
  RuleMeter* meter() const { return meter_; }  // mostly null

 private:
  using Expressions = std::vector<std::unique_ptr<const Expression>>;

  const Rule& rule_;
  RuleMeter* meter_;
  Expression pattern_;
  std::unique_ptr<const Expression> near_;
  std::unique_ptr<const Expression> path_;
  Expressions not_secret_;
  Expressions not_line_;
  const Check* check_ = nullptr;
  std::size_t reach_ = 0;
  mutable std::once_flag needs_known_;
  mutable std::optional<NeededRun> needs_;
};

}  // namespace patdown
