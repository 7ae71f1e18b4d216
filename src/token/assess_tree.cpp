#include "core/day.h"
#include "core/sentence.h"
#include "token/assess.h"
#include "token/documented_grant.h"
#include "token/mint_text.h"
#include "token/pipeline/azure.h"
#include "token/pipeline/azure_export.h"
#include "token/pipeline/pipelines.h"
#include "token/scope_findings.h"
#include "token/trace/concerned_scripts.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

namespace patdown {
namespace {

void append(std::vector<Finding>& all, std::vector<Finding> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::vector<DeclaredGrant> with_documented(std::span<const DeclaredGrant> declared,
                                           const std::vector<DocumentedGrant>& documented) {
  std::vector<DeclaredGrant> grants(declared.begin(), declared.end());
  for (const DocumentedGrant& document : documented) {
    if (document.variables.empty()) continue;
    DeclaredGrant grant;
    grant.names = document.variables;
    grant.grant.scopes = document.scopes;
    grant.grant.from = "documentation";
    grant.grant.path = document.path;
    grant.grant.line = document.at.line;
    grants.push_back(std::move(grant));
  }
  return grants;
}

// Marks what has expired.
std::vector<DeclaredGrant> on_day(const std::string& today, std::vector<DeclaredGrant> grants) {
  const auto now = day_number(today);
  for (DeclaredGrant& declared : grants) {
    const auto end = day_number(declared.grant.valid_to);
    declared.grant.expired = now && end && *end < *now;
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

TokenTrace trace_tree(const Tree& tree, const TreeClues& clues, bool declared, const Tracing& how) {
  TokenTrace trace;
  trace.pipelines = read_azure_pipelines(tree, how.only);
  const bool any = declared || !trace.pipelines.empty() || clues.any();
  if (!any && clues.exports().empty()) return trace;
  std::vector<Pipeline> workflows = read_other_pipelines(tree, how.only);
  std::move(workflows.begin(), workflows.end(), std::back_inserter(trace.pipelines));
  std::vector<Pipeline> exports = read_azure_exports(tree, clues.exports());
  std::move(exports.begin(), exports.end(), std::back_inserter(trace.pipelines));
  std::optional<PathSet> concerned;
  if (!declared && how.only == nullptr) concerned = trace::concerned_files(tree, clues);
  Tracing narrowed = how;
  if (concerned) narrowed.only = &*concerned;
  trace.traced = trace_tokens(tree, trace.pipelines, clues, narrowed);
  return trace;
}

Assessment assess(const TokenTrace& trace, const OtherTexts& texts,
                  std::span<const DeclaredGrant> grants, const TokenLimits& limits) {
  const Traced& traced = trace.traced;
  std::vector<Finding> minting = minting_findings(traced.uses);
  const std::set<std::string> traced_minting = files_that_mint(minting);
  for (const auto& [path, minted] : texts.minting()) {
    if (!traced_minting.contains(path)) minting.push_back(minting_finding(minted, path));
  }
  const std::vector<DocumentedGrant> documented = texts.documented();

  Assessment result;
  result.partly_read = traced.partly_read;
  for (const Pipeline& pipeline : trace.pipelines) {
    result.partly_read.insert(result.partly_read.end(), pipeline.partly_read.begin(),
                              pipeline.partly_read.end());
  }
  std::sort(result.partly_read.begin(), result.partly_read.end());
  result.partly_read.erase(std::unique(result.partly_read.begin(), result.partly_read.end()),
                           result.partly_read.end());

  // The catalog takes milliseconds to load: most trees name no token.
  if (!traced.uses.empty() || !documented.empty() || !grants.empty()) {
    const Catalog& catalog = Catalog::azure_devops();
    const std::vector<DeclaredGrant> declared =
        on_day(limits.today, with_documented(grants, documented));
    result.tokens = judge_tokens(catalog, traced.uses, declared, result.partly_read);
    append(result.findings, verdict_findings(catalog, result.tokens));
    append(result.findings, lifecycle_findings(declared, result.tokens, limits));
  }
  append(result.findings, std::move(minting));
  append(result.findings, checkout_findings(trace.pipelines));
  for (const auto& [path, minted] : texts.living()) {
    if (auto finding = minted_life_finding(minted, path, limits))
      result.findings.push_back(std::move(*finding));
  }
  for (const auto& [path, text] : texts.widening()) {
    result.findings.push_back(job_scope_finding(text, path));
  }
  append(result.findings, document_findings(documented, result.tokens));
  for (Finding& finding : result.findings) {
    finding.message = as_sentence(std::move(finding.message));
    finding.fix = as_sentence(std::move(finding.fix));
  }
  return result;
}

Assessment assess_tokens(const Tree& tree, std::span<const DeclaredGrant> grants, unsigned threads,
                         const TokenLimits& limits) {
  OtherTexts texts;
  texts.look_at_all(tree, threads);
  const TokenTrace trace = trace_tree(tree, texts.clues(), !grants.empty(), {.threads = threads});
  return assess(trace, texts, grants, limits);
}

}  // namespace patdown
