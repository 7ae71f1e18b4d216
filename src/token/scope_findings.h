#pragma once

// Which findings follow from tokens, calls, pipelines and documents?
//
// Pure. Each function fills one rule of rules/scopes/azure-devops/findings.yaml or a few that
// belong together. The fingerprint hangs on the rule and on the token's id, never on a line.

#include "core/finding.h"
#include "token/documented_grant.h"
#include "token/mint_text.h"
#include "token/pipeline/step.h"
#include "token/token.h"

#include <span>
#include <string>
#include <vector>

namespace patdown {

// Over-scoped, under-scoped, replaceable.
std::vector<Finding> verdict_findings(const Catalog& catalog, std::span<const Token> tokens);

// Calls that create a token with full access or for all organizations.
std::vector<Finding> minting_findings(std::span<const TokenUse> uses);

// The same, seen in a text; `path` holds it.
Finding minting_finding(const MintText& minted, const std::string& path);

// Checkouts that leave the job's token behind.
std::vector<Finding> checkout_findings(std::span<const Pipeline> pipelines);

// Documents that ask for full access, unless a token that they may mean really needs it.
std::vector<Finding> document_findings(std::span<const DocumentedGrant> documented,
                                       std::span<const Token> tokens);

}  // namespace patdown
