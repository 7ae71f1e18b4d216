#include "cli/scanners.h"

#include <algorithm>

namespace patdown {

void Scanners::make(Made& made, Metering metering) {
  if (metering == Metering::on) made.meters = std::vector<RuleMeter>(made.rules.size());
  made.scanner = std::make_unique<const Scanner>(made.rules, made.meters);
}

void Scanners::make_ready() {
  making_ = std::async(std::launch::async, [&made = made_.emplace_back(), metering = metering_] {
    made.rules = builtin_rules_by_id();
    make(made, metering);
  });
}

const Scanner& Scanners::of(const RuleSet& rules) {
  if (making_.valid()) making_.get();
  const auto known = std::ranges::find(made_, rules.active, &Made::rules);
  if (known != made_.end()) return *known->scanner;
  Made& made = made_.emplace_back();
  made.rules = rules.active;
  make(made, metering_);
  return *made.scanner;
}

std::vector<RuleCost> Scanners::costs() const {
  std::vector<RuleCost> costs;
  for (const Made& made : made_) {
    for (std::size_t i = 0; i < made.meters.size(); ++i) {
      const RuleMeter& meter = made.meters[i];
      costs.push_back({.rule = made.rules[i]->id,
                       .hits = meter.hits,
                       .searches = meter.searches,
                       .bytes = meter.bytes,
                       .nanoseconds = meter.nanoseconds});
    }
  }
  return costs;
}

}  // namespace patdown
