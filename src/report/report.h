#pragma once

// All of it, in order: what is written out.

#include "core/finding.h"
#include "core/problem.h"
#include "token/token.h"

#include <map>
#include <string>
#include <vector>

namespace patdown {

// How a finding's rule is described in SARIF and in text.
struct RuleInfo {
  std::string id;
  std::string title;
  std::string help;           // sentences: what it is, the risk, what to do
  std::string reference;      // URL; may be empty
  std::string inferred = {};  // a clause: how patdown knows; empty for secrets
  Severity severity = Severity::high;
  Confidence confidence = Confidence::likely;
  FindingKind kind = FindingKind::leak;
};

struct Report {
  std::string version;
  std::string rules_digest;
  std::string today;              // YYYY-MM-DD
  std::string root;               // the scanned root as the user named it
  std::string repository;         // origin's address without credentials; or empty
  std::string revision;           // HEAD's commit; or empty
  std::string branch;             // or empty
  std::vector<Finding> findings;  // sorted: severity descending, path, line, column, rule
  std::vector<Token> tokens;      // scopes report
  std::map<std::string, std::string> scope_labels;  // as the token page names them, by scope
  std::vector<RuleInfo> rules;                      // of the findings, sorted by id
  Coverage coverage;
  SuppressedCounts suppressed;
};

// The order of a report.
void sort_findings(std::vector<Finding>& findings);

// A hard-coded token is one finding: what the scope half says of the credential
// "literal:<fingerprint>" goes into the leak with that fingerprint, with the way to the call, and
// the scope findings of that token go away. A leak whose token is used and breaks no rule says what
// it is used for.
void join_halves(Report& report);

// Sets `token` of each leak that is also used.
void link_tokens(Report& report);

}  // namespace patdown
