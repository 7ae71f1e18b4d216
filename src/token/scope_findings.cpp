#include "token/scope_findings.h"

#include "core/secret_text.h"
#include "token/advice.h"
#include "token/grant_name.h"
#include "token/letters.h"
#include "token/scope_rule.h"

#include <algorithm>
#include <map>
#include <set>

namespace patdown {
namespace {

Finding make_finding(std::string_view rule_id, const std::string& token) {
  const ScopeRule& rule = scope_rule(rule_id);
  Finding finding;
  finding.kind = FindingKind::scope;
  finding.rule = rule.id;
  finding.title = rule.title;
  finding.severity = rule.severity;
  finding.confidence = rule.confidence;
  finding.fix = rule.fix;
  finding.in_head = true;
  finding.fingerprint = fingerprint_of(rule.id, token, false);
  finding.token = token;
  return finding;
}

Place place_at(const std::string& path, std::size_t line, std::size_t column) {
  Place place;
  place.path = path;
  place.at = {.line = std::max<std::size_t>(line, 1),
              .column = std::max<std::size_t>(column, 1),
              .end_line = std::max<std::size_t>(line, 1),
              .end_column = std::max<std::size_t>(column, 1)};
  return place;
}

Place place_of(const TokenUse& use) {
  return place_at(use.path, use.line, use.column);
}

// The first place is the finding's own, the others are listed.
void add_place(Finding& finding, Place place) {
  if (finding.place.path.empty()) {
    finding.place = std::move(place);
    return;
  }
  if (place == finding.place) return;
  if (std::find(finding.places.begin(), finding.places.end(), place) != finding.places.end())
    return;
  finding.places.push_back(std::move(place));
  ++finding.places_total;
}

std::string held(const Catalog& catalog, const Token& token) {
  const auto& scopes = token.grant->scopes;
  const bool full = std::find(scopes.begin(), scopes.end(), "app_token") != scopes.end();
  return full ? "full access" : described(catalog, scopes);
}

std::string message_of(const Catalog& catalog, const Token& token) {
  const std::string needs = described(catalog, *token.minimal);
  if (token.outcome == Outcome::over_scoped) {
    return token.name + " holds " + held(catalog, token) + ", and its uses need " + needs;
  }
  if (token.outcome == Outcome::under_scoped) {
    return token.name + " lacks " + described(catalog, token.missing) + " for one of its uses";
  }
  return token.name + " is used for what " + token.replaceable_by + " can do: " + needs;
}

std::string_view rule_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::over_scoped:
      return "azure-devops-over-scoped-token";
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

}  // namespace

std::vector<Finding> verdict_findings(const Catalog& catalog, std::span<const Token> tokens) {
  std::vector<Finding> findings;
  for (const Token& token : tokens) {
    const std::string_view rule = rule_of(token.outcome);
    if (rule.empty() || token.uses.empty()) continue;
    const PricedUse& shown = telling_use(catalog, token);
    Finding finding = make_finding(rule, token.id);
    finding.message = message_of(catalog, token);
    finding.fix = token.advice;
    finding.trace = shown.use.trace;
    add_place(finding, place_of(shown.use));
    for (const PricedUse& use : token.uses) add_place(finding, place_of(use.use));
    findings.push_back(std::move(finding));
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
      found->second = make_finding("azure-devops-full-access-minted", use.credential.id);
      found->second.message =
          "this request creates a token " + minted_what(full, minted.all_organizations);
      found->second.trace = use.trace;
    }
    add_place(found->second, place_of(use));
  }
  std::vector<Finding> findings;
  findings.reserve(by_credential.size());
  for (auto& [id, finding] : by_credential) findings.push_back(std::move(finding));
  return findings;
}

Finding minting_finding(const MintText& minted, const std::string& path) {
  // The file's own name, without its folder, so that a move changes nothing.
  Finding finding = make_finding("azure-devops-full-access-minted",
                                 "minted-in:" + path.substr(path.rfind('/') + 1));
  finding.token.clear();
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
        const std::string name = step.path.substr(step.path.rfind('/') + 1);
        found->second = make_finding("azure-devops-persisted-credentials", "checkout-in:" + name);
        found->second.token.clear();
        found->second.message =
            "the checkout leaves the job's token in .git/config for every later step";
      }
      const PipelineText& text = setting->second;
      const bool placed = text.line > 0;
      add_place(found->second,
                place_at(step.path, placed ? text.line : step.line, placed ? text.column : 1));
    }
  }
  std::vector<Finding> findings;
  findings.reserve(by_file.size());
  for (auto& [path, finding] : by_file) findings.push_back(std::move(finding));
  return findings;
}

std::vector<Finding> document_findings(std::span<const DocumentedGrant> documented,
                                       std::span<const Token> tokens) {
  std::map<std::string, Finding> by_subject;
  for (const DocumentedGrant& grant : documented) {
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
      found->second = make_finding("azure-devops-full-access-documented", subject);
      if (meant == tokens.end()) found->second.token.clear();
      found->second.message = "readers are told to create a token with full access";
      if (meant != tokens.end() && meant->outcome == Outcome::over_scoped) {
        found->second.fix = meant->advice;
      }
    }
    Place place;
    place.path = grant.path;
    place.at = grant.at;
    add_place(found->second, std::move(place));
  }
  std::vector<Finding> findings;
  findings.reserve(by_subject.size());
  for (auto& [subject, finding] : by_subject) findings.push_back(std::move(finding));
  return findings;
}

}  // namespace patdown
