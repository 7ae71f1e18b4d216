#pragma once

// What rules cost, for people and for programs: docs/output.md names the fields. The dearest first.

#include "report/rule_cost.h"

#include <string>
#include <vector>

namespace patdown {

std::string write_rule_costs_text(std::vector<RuleCost> costs);
std::string write_rule_costs_json(std::vector<RuleCost> costs);

}  // namespace patdown
