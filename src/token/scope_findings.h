#pragma once

// Which findings follow from tokens, calls, pipelines and documents?
//
// Pure. Each function fills one rule of rules/scopes/azure-devops/findings.yaml or a few that
// belong together; docs/rules has a page for each rule.

#include "core/finding.h"
#include "token/declared_grant.h"
#include "token/documented_grant.h"
#include "token/job_scope_text.h"
#include "token/limits.h"
#include "token/mint_text.h"
#include "token/pipeline/step.h"
#include "token/token.h"

#include <span>
#include <string>
#include <vector>

namespace patdown {

// Full access where scopes suffice, over-scoped, hard-coded and over-scoped, under-scoped,
// replaceable; else whether a workload identity would do. One at most for each token.
std::vector<Finding> verdict_findings(const Catalog& catalog, std::span<const Token> tokens);

// Calls that create a token with full access or for all organizations.
std::vector<Finding> minting_findings(std::span<const TokenUse> uses);

// The same, seen in a text; `path` holds it.
Finding minting_finding(const MintText& minted, const std::string& path);

// A request that wants its token to live longer than the limit; nullopt if it does not.
std::optional<Finding> minted_life_finding(const MintedLife& minted, const std::string& path,
                                           const TokenLimits& limits);

// Checkouts that leave the job's token behind.
std::vector<Finding> checkout_findings(std::span<const Pipeline> pipelines);

// A text that widens what the job's token may reach; `path` holds it.
Finding job_scope_finding(const JobScopeText& text, const std::string& path);

// What the age and the reach of a declared token say, and whether anything uses it: for all
// organizations, longer-lived than the limit, older than the limit, in the inventory and unused.
// `grants` are those that `tokens` were judged with. Expired ones harm nobody and are left out.
std::vector<Finding> lifecycle_findings(std::span<const DeclaredGrant> grants,
                                        std::span<const Token> tokens, const TokenLimits& limits);

// Documents that ask for full access, unless a token that they may mean really needs it.
std::vector<Finding> document_findings(std::span<const DocumentedGrant> documented,
                                       std::span<const Token> tokens);

}  // namespace patdown
