#include "token/assess.h"
#include "token/documented_grant.h"
#include "token/mint_text.h"
#include "token/pipeline/azure.h"
#include "token/scope_findings.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace patdown {
namespace {

void append(std::vector<Finding>& all, std::vector<Finding> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// What the other files say: documents about grants, any other text about tokens that it creates.
struct OtherTexts {
  std::vector<DocumentedGrant> documented;
  std::vector<Finding> minting;
};

OtherTexts read_other_texts(const Tree& tree, const std::set<std::string>& traced) {
  OtherTexts result;
  for (const std::string& path : tree.paths()) {
    const auto text = tree.read(path);
    if (!text) continue;
    if (is_document(path)) {
      auto found = documented_grants(path, *text);
      std::move(found.begin(), found.end(), std::back_inserter(result.documented));
    } else if (!traced.contains(path)) {
      if (const auto minted = find_minted_token(*text)) {
        result.minting.push_back(minting_finding(*minted, path));
      }
    }
  }
  return result;
}

std::vector<DeclaredGrant> with_documented(std::span<const DeclaredGrant> declared,
                                           const std::vector<DocumentedGrant>& documented) {
  std::vector<DeclaredGrant> grants(declared.begin(), declared.end());
  for (const DocumentedGrant& document : documented) {
    if (document.variables.empty()) continue;
    DeclaredGrant grant;
    grant.names = document.variables;
    grant.grant.scopes = {"app_token"};
    grant.grant.from = "documentation";
    grant.grant.path = document.path;
    grant.grant.line = document.at.line;
    grants.push_back(std::move(grant));
  }
  return grants;
}

// Files where the tracer has seen a token being created: the text need not say it again.
std::set<std::string> files_that_mint(const std::vector<Finding>& findings) {
  std::set<std::string> files;
  for (const Finding& finding : findings) {
    files.insert(finding.place.path);
    for (const Place& place : finding.places) files.insert(place.path);
  }
  return files;
}

}  // namespace

Assessment assess_tokens(const Tree& tree, std::span<const DeclaredGrant> grants) {
  const std::vector<Pipeline> pipelines = read_azure_pipelines(tree);
  const Traced traced = trace_tokens(tree, pipelines);
  std::vector<Finding> minting = minting_findings(traced.uses);
  OtherTexts others = read_other_texts(tree, files_that_mint(minting));

  Assessment result;
  result.partly_read = traced.partly_read;
  for (const Pipeline& pipeline : pipelines) {
    result.partly_read.insert(result.partly_read.end(), pipeline.partly_read.begin(),
                              pipeline.partly_read.end());
  }
  std::sort(result.partly_read.begin(), result.partly_read.end());
  result.partly_read.erase(std::unique(result.partly_read.begin(), result.partly_read.end()),
                           result.partly_read.end());

  // The catalog takes milliseconds to load: most trees name no token.
  if (!traced.uses.empty() || !others.documented.empty() || !grants.empty()) {
    const Catalog& catalog = Catalog::azure_devops();
    result.tokens = judge_tokens(catalog, traced.uses, with_documented(grants, others.documented),
                                 result.partly_read);
    append(result.findings, verdict_findings(catalog, result.tokens));
  }
  append(result.findings, std::move(minting));
  append(result.findings, std::move(others.minting));
  append(result.findings, checkout_findings(pipelines));
  append(result.findings, document_findings(others.documented, result.tokens));
  return result;
}

}  // namespace patdown
