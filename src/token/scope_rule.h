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
  std::string help;  // sentences: what it is and why it matters
  std::string fix;   // a clause in the imperative
  std::string reference;
};

// In file order. Parsed on first use. Throws Error if the file is malformed: a mistake of the
// build.
const std::vector<ScopeRule>& scope_rules();

// One of them by id. Throws Error if there is none.
const ScopeRule& scope_rule(std::string_view id);

}  // namespace patdown
