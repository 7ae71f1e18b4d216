#pragma once

// The scanners of one command: rules are compiled once, however many paths are looked at.

#include "cli/rule_set.h"
#include "report/rule_cost.h"
#include "secret/scanner.h"

#include <deque>
#include <future>
#include <memory>
#include <vector>

namespace patdown {

class Scanners {
 public:
  enum class Metering { off, on };
  explicit Scanners(Metering metering) : metering_(metering) {}

  // Makes the scanner of all built-in rules, which most commands want, beside what the caller does
  // until then. Once at most, before the first of().
  void make_ready();

  // For the active rules of `rules`, which must outlive this.
  const Scanner& of(const RuleSet& rules);

  // What each rule has cost so far, if that is metered; the findings are not known here.
  std::vector<RuleCost> costs() const;

 private:
  struct Made {
    std::vector<const Rule*> rules;
    std::vector<RuleMeter> meters;  // one a rule, or none
    std::unique_ptr<const Scanner> scanner;
  };

  static void make(Made& made, Metering metering);

  Metering metering_;
  std::deque<Made> made_;
  std::future<void> making_;  // of the first; last here, as it waits for its end
};

}  // namespace patdown
