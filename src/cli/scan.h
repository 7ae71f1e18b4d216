#pragma once

// The scan itself, from options to a report. What commands share.

#include "cli/options.h"
#include "report/report.h"
#include "report/rule_cost.h"

#include <iosfwd>
#include <string>
#include <vector>

namespace patdown {

// Looks at everything that `options` ask for. `in` is what --stdin reads. Throws Error if a target
// cannot be opened or a configuration is wrong.
Report scan(const Options& options, std::istream& in);

// The tokens alone, without looking for leaks.
Report scan_scopes(const Options& options, std::istream& in);

// What looking for leaks costs, rule by rule.
std::vector<RuleCost> profile_rules(const Options& options, std::istream& in);

// The day that decides what has expired: --today, else the system's, in UTC.
std::string today_of(const Options& options);

}  // namespace patdown
