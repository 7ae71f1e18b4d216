#pragma once

// How much does each token need, and does it hold more?
//
// The heart of patdown's second half: uses are grouped by credential, priced by the catalog,
// compared with the grant. Pure; everything it knows is in its arguments. "Too much" is said only
// when every use is known; a wrong accusation costs a user more than a missed one.
//
// One verdict, the first that holds: unknown (a use is not resolved, or a reader could not read
// near it) · unscopable · under-scoped · over-scoped · replaceable · exact.

#include "core/finding.h"
#include "core/tree.h"
#include "token/declared_grant.h"
#include "token/limits.h"
#include "token/other_texts.h"
#include "token/path_set.h"
#include "token/pipeline/step.h"
#include "token/token.h"
#include "token/trace/tracer.h"

#include <set>
#include <span>
#include <string>
#include <vector>

namespace patdown {

struct Assessment {
  std::vector<Token> tokens;      // ordered by id
  std::vector<Finding> findings;  // rules of rules/scopes: over-scoped, minted full access, …
  std::vector<PartlyRead> partly_read;
};

// What the pipelines and scripts of a tree do with tokens; nothing is traced where nothing in the
// tree speaks of Azure DevOps. `clues`, of every file of `tree`, may still be gathered. `declared`:
// somebody has declared tokens, which may be those of any code.
struct TokenTrace {
  std::vector<Pipeline> pipelines;
  Traced traced;
};
TokenTrace trace_tree(const Tree& tree, const TreeClues& clues, bool declared,
                      const Tracing& how = {});

// Prices and judges what was traced, and what the other files were found to say.
Assessment assess(const TokenTrace& trace, const OtherTexts& texts,
                  std::span<const DeclaredGrant> grants, const TokenLimits& limits = {});

// All of it for everything in `tree`, whose files are read from up to `threads` threads at once.
Assessment assess_tokens(const Tree& tree, std::span<const DeclaredGrant> grants,
                         unsigned threads = 1, const TokenLimits& limits = {});

// What concerns the files `changed` of `tree`: tokens that are declared, used or passed on in one
// of them, and what stands in them. Looked at are these files, who names them and what they call;
// and for a token of which there is something to say whoever names the token, since a verdict
// counts every use in the tree. Where no changed file can be part of a use, nothing else is read.
Assessment assess_change(const Tree& tree, std::span<const DeclaredGrant> grants,
                         const std::set<std::string>& changed, unsigned threads = 1,
                         const TokenLimits& limits = {});

// From traced uses alone, for tests: groups, prices, judges.
std::vector<Token> judge_tokens(const Catalog& catalog, const std::vector<TokenUse>& uses,
                                std::span<const DeclaredGrant> grants,
                                std::span<const PartlyRead> partly_read);

}  // namespace patdown
