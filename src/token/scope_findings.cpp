#include "token/scope_findings.h"

#include "core/letters.h"
#include "token/advice.h"
#include "token/grant_name.h"
#include "token/scope_finding.h"

#include <algorithm>
#include <map>
#include <set>

namespace patdown {
namespace {

bool holds_full_access(const Token& token) {
  const auto& scopes = token.grant->scopes;
  return std::find(scopes.begin(), scopes.end(), "app_token") != scopes.end();
}

bool is_hard_coded(const Token& token) {
  return token.id.starts_with("literal:");
}

std::string held(const Catalog& catalog, const Token& token) {
  return holds_full_access(token) ? "full access" : described(catalog, token.grant->scopes);
}

std::string message_of(const Catalog& catalog, const Token& token) {
  const std::string needs = described(catalog, *token.minimal);
  const bool listed = token.outcome == Outcome::over_scoped && !holds_full_access(token) &&
                      token.grant->from == "documentation";
  if (listed) {
    // Whoever follows the document makes such a token.
    std::string text = token.grant->path;
    text.append(":").append(std::to_string(token.grant->line)).append(" asks for ");
    text.append(held(catalog, token)).append(" for ").append(token.name);
    return text.append(", and its uses need ").append(needs);
  }
  if (token.outcome == Outcome::over_scoped) {
    return token.name + " holds " + held(catalog, token) + ", and its uses need " + needs;
  }
  if (token.outcome == Outcome::under_scoped) {
    return token.name + " lacks " + described(catalog, token.missing) + " for one of its uses";
  }
  return token.name + " is used for what " + token.replaceable_by + " can do: " + needs;
}

// Empty for verdicts that are no finding.
std::string_view rule_of(const Token& token) {
  switch (token.outcome) {
    case Outcome::over_scoped:
      if (is_hard_coded(token)) return "azure-devops-hard-coded-over-scoped-token";
      return holds_full_access(token) ? "azure-devops-full-access-token"
                                      : "azure-devops-over-scoped-token";
    case Outcome::under_scoped:
      return "azure-devops-under-scoped-token";
    case Outcome::replaceable:
      return "azure-devops-replaceable-token";
    case Outcome::unknown:
    case Outcome::unscopable:
    case Outcome::exact:
      break;
  }
  return {};
}

// The call that shows the verdict best: one that is refused, else the first.
const PricedUse& telling_use(const Catalog& catalog, const Token& token) {
  if (token.outcome != Outcome::under_scoped) return token.uses.front();
  const auto has = catalog.closure(token.grant->scopes);
  const auto refused = [&](const PricedUse& use) {
    return use.scopes && !use.scopes->empty() &&
           std::none_of(use.scopes->begin(), use.scopes->end(), [&](const ScopeSet& set) {
             return std::includes(has.begin(), has.end(), set.begin(), set.end());
           });
  };
  const auto found = std::find_if(token.uses.begin(), token.uses.end(), refused);
  return found == token.uses.end() ? token.uses.front() : *found;
}

std::string minted_what(bool full_access, bool everywhere) {
  if (full_access && everywhere) return "with full access for all organizations";
  return full_access ? "with full access" : "for all organizations";
}

bool asks_full_access(const MintedToken& minted) {
  return std::any_of(minted.scopes.begin(), minted.scopes.end(), [](const std::string& scope) {
    return lower(scope).find("app_token") != std::string::npos;
  });
}

// What the job's own token cannot do, an identity of its own can, without a stored secret.
bool workload_identity_could(const Token& token) {
  // What a service connection holds may be one already.
  const bool connection = token.id.starts_with("service-connection:");
  const bool stored = token.kind == "pat" && !is_hard_coded(token) && !connection;
  if (!stored || !token.complete || !token.replaceable_by.empty() || !token.minimal) return false;
  if (token.minimal->empty() || token.outcome == Outcome::unscopable) return false;
  return std::all_of(token.uses.begin(), token.uses.end(),
                     [](const PricedUse& use) { return use.use.call.in_pipeline; });
}

Finding verdict_finding(const Catalog& catalog, const Token& token, std::string_view rule) {
  const PricedUse& shown = telling_use(catalog, token);
  Finding finding = make_scope_finding(rule, token.id);
  finding.token = token.id;
  finding.trace = shown.use.trace;
  add_place_once(finding, place_of_use(shown.use));
  for (const PricedUse& use : token.uses) add_place_once(finding, place_of_use(use.use));
  return finding;
}

}  // namespace

std::vector<Finding> verdict_findings(const Catalog& catalog, std::span<const Token> tokens) {
  std::vector<Finding> findings;
  for (const Token& token : tokens) {
    if (token.uses.empty()) continue;
    if (const std::string_view rule = rule_of(token); !rule.empty()) {
      findings.push_back(verdict_finding(catalog, token, rule));
      findings.back().message = message_of(catalog, token);
      findings.back().fix = token.advice;
    } else if (workload_identity_could(token)) {
      findings.push_back(
          verdict_finding(catalog, token, "azure-devops-workload-identity-possible"));
      findings.back().message = token.name + " is used in pipelines alone, for " +
                                described(catalog, *token.minimal) +
                                "; a workload identity could do it without a stored secret";
    }
  }
  return findings;
}

std::vector<Finding> minting_findings(std::span<const TokenUse> uses) {
  std::map<std::string, Finding> by_credential;
  for (const TokenUse& use : uses) {
    const MintedToken& minted = use.call.minted;
    const bool full = asks_full_access(minted);
    if (use.call.kind != CallKind::mint || !(full || minted.all_organizations)) continue;
    auto [found, fresh] = by_credential.try_emplace(use.credential.id);
    if (fresh) {
      found->second = make_scope_finding("azure-devops-full-access-minted", use.credential.id);
      found->second.token = use.credential.id;
      found->second.message =
          "this request creates a token " + minted_what(full, minted.all_organizations);
      found->second.trace = use.trace;
    }
    add_place_once(found->second, place_of_use(use));
  }
  std::vector<Finding> findings;
  findings.reserve(by_credential.size());
  for (auto& [id, finding] : by_credential) findings.push_back(std::move(finding));
  return findings;
}

Finding minting_finding(const MintText& minted, const std::string& path) {
  Finding finding =
      make_scope_finding("azure-devops-full-access-minted", "minted-in:" + file_name_of(path));
  finding.message = "this request body asks for a token " +
                    minted_what(minted.full_access, minted.all_organizations);
  finding.place.path = path;
  finding.place.at = minted.at;
  return finding;
}

std::vector<Finding> checkout_findings(std::span<const Pipeline> pipelines) {
  std::map<std::string, Finding> by_file;
  for (const Pipeline& pipeline : pipelines) {
    for (const Step& step : pipeline.steps) {
      if (step.kind != StepKind::checkout) continue;
      const auto setting =
          std::find_if(step.inputs.begin(), step.inputs.end(),
                       [](const auto& input) { return input.first == "persistcredentials"; });
      if (setting == step.inputs.end() || bare_name(setting->second.text) != "true") continue;
      auto [found, fresh] = by_file.try_emplace(step.path);
      if (fresh) {
        found->second = make_scope_finding("azure-devops-persisted-credentials",
                                           "checkout-in:" + file_name_of(step.path));
        found->second.message =
            "the checkout leaves the job's token in .git/config for every later step";
      }
      const PipelineText& text = setting->second;
      const bool placed = text.line > 0;
      add_place_once(found->second, place_in_file(step.path, placed ? text.line : step.line,
                                                  placed ? text.column : 1));
    }
  }
  std::vector<Finding> findings;
  findings.reserve(by_file.size());
  for (auto& [path, finding] : by_file) findings.push_back(std::move(finding));
  return findings;
}

Finding job_scope_finding(const JobScopeText& text, const std::string& path) {
  Finding finding = make_scope_finding("azure-devops-job-scope-not-limited",
                                       "job-scope-in:" + file_name_of(path));
  finding.message = "the job's token may reach beyond its project: " + text.setting;
  finding.place.path = path;
  finding.place.at = text.at;
  return finding;
}

std::vector<Finding> document_findings(std::span<const DocumentedGrant> documented,
                                       std::span<const Token> tokens) {
  std::map<std::string, Finding> by_subject;
  for (const DocumentedGrant& grant : documented) {
    if (grant.scopes != std::vector<std::string>{"app_token"}) continue;
    std::set<std::string> names;
    for (const std::string& variable : grant.variables) names.insert(bare_name(variable));
    const bool justified = std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
      if (token.outcome != Outcome::unscopable) return false;
      return names.empty() || names.contains(bare_name(token.name));
    });
    if (justified) continue;
    const auto meant = std::find_if(tokens.begin(), tokens.end(), [&](const Token& token) {
      return names.contains(bare_name(token.name));
    });
    const std::string subject =
        meant == tokens.end() ? "documented:" + lower(grant.sentence) : meant->id;
    auto [found, fresh] = by_subject.try_emplace(subject);
    if (fresh) {
      found->second = make_scope_finding("azure-devops-full-access-documented", subject);
      if (meant != tokens.end()) found->second.token = meant->id;
      found->second.message = "readers are told to create a token with full access";
      if (meant != tokens.end() && meant->outcome == Outcome::over_scoped) {
        found->second.fix = "ask for " + described(Catalog::azure_devops(), *meant->minimal) +
                            " instead of full access";
      }
    }
    Place place;
    place.path = grant.path;
    place.at = grant.at;
    add_place_once(found->second, std::move(place));
  }
  std::vector<Finding> findings;
  findings.reserve(by_subject.size());
  for (auto& [subject, finding] : by_subject) findings.push_back(std::move(finding));
  return findings;
}

}  // namespace patdown
