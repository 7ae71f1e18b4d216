#pragma once

// What is reported about tokens, besides their verdicts?
//
// The rules are rules/scopes/azure-devops/findings.yaml; what each looks for is code, in
// scope_findings.cpp.

#include "core/finding.h"

#include <string>
#include <string_view>
#include <vector>

namespace patdown {

struct ScopeRule {
  std::string id;  // "azure-devops-over-scoped-token"
  std::string title;
  Severity severity = Severity::medium;
  Confidence confidence = Confidence::likely;
  std::string help;           // sentences: what it is and why it matters
  std::string inferred = {};  // a clause: how patdown knows
  std::string fix;            // a clause in the imperative
  std::string reference;

  friend bool operator==(const ScopeRule&, const ScopeRule&) = default;
};

// Where the rule is documented, from the top of the repository: "docs/rules/<id>.md".
std::string page_of(const ScopeRule& rule);

// In file order. Ready without YAML.
const std::vector<ScopeRule>& scope_rules();

// One of them by id. Throws Error if there is none.
const ScopeRule& scope_rule(std::string_view id);

// The same from their file, for the build and for tests. Throws Error if it is malformed.
std::vector<ScopeRule> parse_scope_rules();
// The table of them, for the build.
std::string pack_scope_rules(const std::vector<ScopeRule>& rules);

}  // namespace patdown
