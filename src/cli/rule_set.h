#pragma once

// Which rules are active? The built-in ones, those of --rules folders, less what the configuration
// switches off.

#include "report/config.h"
#include "report/report.h"
#include "rule/rule.h"

#include <string>
#include <vector>

namespace patdown {

struct RuleSet {
  std::vector<const Rule*> active;  // secret rules, ordered by id
  std::vector<std::string> disabled_scope_rules;
  std::string digest;  // of everything that decides a result, 32 hex digits
};

// Every rule id there is, secret and scope rules, for checking a configuration.
std::vector<std::string> known_rule_ids(const std::vector<Rule>& added);

// The rules in the .yaml files of `folders`. Throws Error if there is none or one is wrong.
std::vector<Rule> read_rule_folders(const std::vector<std::string>& folders);

// What choose_rules() activates where nothing is added or switched off.
std::vector<const Rule*> builtin_rules_by_id();

// `added`, of --rules folders, must outlive the result. Throws Error if no rule is left: a scan
// without rules would look clean.
RuleSet choose_rules(const std::vector<Rule>& added, const Config& config);

// The rules that `findings` name, sorted by id.
std::vector<RuleInfo> describe_rules(const std::vector<Finding>& findings, const RuleSet& rules);

}  // namespace patdown
