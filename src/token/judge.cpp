#include "token/judge.h"

#include "token/advice.h"
#include "token/assess.h"
#include "token/name_words.h"
#include "token/price.h"
#include "token/reasons.h"
#include "token/requirement.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace patdown {
namespace {

constexpr std::string_view entra_kind = "entra-token";

using Needs = std::vector<std::vector<ScopeSet>>;

constexpr std::string_view full_access = "app_token";
constexpr std::string_view job_token = "$(System.AccessToken)";

void note_partly_read(Token& token, const std::vector<const TokenUse*>& uses,
                      std::span<const PartlyRead> partly_read) {
  std::set<std::string_view> files;
  for (const TokenUse* use : uses) {
    files.insert(use->path);
    for (const TraceStep& step : use->trace) files.insert(step.path);
  }
  for (const PartlyRead& part : partly_read) {
    if (!part.path.empty() && !files.contains(part.path)) continue;
    token.unresolved.push_back({.path = part.path, .line = part.line, .why = part.why});
  }
}

// A name that the catalog does not know may be misspelt, or newer than the catalog.
void note_unknown_scopes(const Catalog& catalog, Token& token) {
  if (!token.grant) return;
  for (const std::string& name : token.grant->scopes) {
    if (name == full_access || catalog.scope(name) != nullptr) continue;
    token.unresolved.push_back({.path = token.grant->path,
                                .line = token.grant->line,
                                .why = "it holds '" + name + "', which is no scope known here"});
  }
}

// Whether the job's own token could make every call.
bool job_token_could(const Catalog& catalog, const Token& token) {
  const bool other = token.kind == "job-token" || token.kind == entra_kind;
  if (other || !token.minimal || token.uses.empty()) return false;
  const bool own = std::all_of(token.uses.begin(), token.uses.end(), [](const PricedUse& use) {
    return use.use.call.in_pipeline && use.use.call.own_organization && !use.needs_full_access;
  });
  return own && std::all_of(token.minimal->begin(), token.minimal->end(), [&](const auto& name) {
           const Scope* scope = catalog.scope(name);
           return scope != nullptr && scope->job_token;
         });
}

Outcome outcome_of(const Token& token, bool needs_full_access) {
  // What an Entra token may do is what its owner may; there is nothing to hold it against.
  if (!token.complete || token.kind == entra_kind) return Outcome::unknown;
  if (needs_full_access) return Outcome::unscopable;
  if (!token.missing.empty()) return Outcome::under_scoped;
  if (!token.excess.empty()) return Outcome::over_scoped;
  if (!token.replaceable_by.empty()) return Outcome::replaceable;
  return token.grant ? Outcome::exact : Outcome::unknown;
}

void decide(const Catalog& catalog, Token& token) {
  Needs stated;
  Needs sure;
  bool needs_full_access = false;
  std::size_t known = 0;
  for (const PricedUse& use : token.uses) {
    needs_full_access |= use.needs_full_access;
    if (use.needs_full_access || use.scopes) ++known;
    if (!use.scopes || use.scopes->empty()) continue;
    stated.push_back(*use.scopes);
    sure.push_back(use.sure.empty() ? *use.scopes : use.sure);
  }
  token.complete = token.unresolved.empty() && known == token.uses.size() && known > 0;
  if (needs_full_access) {
    token.minimal = {std::string(full_access)};
  } else if (known > 0) {
    token.minimal = least_scopes(catalog, sure).minimal;
  }
  bool silent = false;
  if (token.grant && token.complete && !needs_full_access) {
    Comparison comparison = compare(catalog, stated, token.grant->scopes);
    // What a document lists may be for a part of what the program does: that it lacks something is
    // not said.
    const bool listed = token.grant->from == "documentation" && !comparison.missing.empty();
    if (!listed) token.missing = std::move(comparison.missing);
    silent = listed;
    token.excess = std::move(comparison.excess);
    // A disputed alternative is enough to hold, and too little to advise: never take the sure one
    // away.
    std::erase_if(token.excess, [&](const std::string& name) {
      return std::find(token.minimal->begin(), token.minimal->end(), name) != token.minimal->end();
    });
  }
  if (token.complete && job_token_could(catalog, token)) token.replaceable_by = job_token;
  token.outcome = silent ? Outcome::unknown : outcome_of(token, needs_full_access);
  give_reasons(catalog, token);
  token.advice = advise(catalog, token);
}

// A loop over URLs, or a helper that many call, fails in one place for one reason.
void keep_first_of_each(std::vector<Unresolved>& all) {
  std::set<std::tuple<std::string, std::size_t, std::string>> seen;
  std::erase_if(all, [&](const Unresolved& one) {
    return !seen.emplace(one.path, one.line, one.why).second;
  });
}

// nullopt if nothing says that this is a token of Azure DevOps.
std::optional<Token> judge_one(const Catalog& catalog, const std::vector<const TokenUse*>& uses,
                               std::span<const DeclaredGrant> grants,
                               std::span<const PartlyRead> partly_read) {
  const Credential& first = uses.front()->credential;
  Token token;
  token.id = first.id;
  token.name = first.name;
  token.kind = first.kind.empty() ? "unknown" : first.kind;
  token.declared_path = first.path;
  token.declared_line = first.line;
  token.declared = grants_naming(names_of(uses, grants), grants);
  token.grant = surest_grant(grants, token.declared);
  bool ours = false;
  bool elsewhere = false;
  for (const TokenUse* use : uses) {
    if (token.kind == "unknown" && !use->credential.kind.empty()) token.kind = use->credential.kind;
    Price priced = price(catalog, *use);
    ours |= priced.names_azure_devops;
    elsewhere |= priced.elsewhere;
    if (priced.elsewhere) continue;
    if (!priced.why.empty()) {
      token.unresolved.push_back({.path = use->path, .line = use->line, .why = priced.why});
    }
    token.uses.push_back(std::move(priced.use));
  }
  const auto guessed =
      std::find_if(uses.begin(), uses.end(), [](const TokenUse* use) { return use->likely; });
  if (guessed != uses.end()) {
    token.unresolved.push_back({.path = (*guessed)->path,
                                .line = (*guessed)->line,
                                .why = "functions here are given a token that is likely this one"});
  }
  if (names_no_token(token.name)) {
    token.unresolved.push_back(
        {.path = token.declared_path,
         .line = token.declared_line,
         .why = "the token itself has no name here: whoever gives it may use it elsewhere"});
  }
  const bool likely = !elsewhere && (token.kind != "unknown" || token.grant);
  if (token.uses.empty() || !(ours || likely)) return std::nullopt;
  note_partly_read(token, uses, partly_read);
  note_unknown_scopes(catalog, token);
  keep_first_of_each(token.unresolved);
  decide(catalog, token);
  return token;
}

}  // namespace

Comparison compare(const Catalog& catalog, std::span<const std::vector<ScopeSet>> needs,
                   std::span<const std::string> granted) {
  const std::vector<std::string> held = catalog.closure(granted);
  Needs unmet;
  Needs met;  // with the alternatives that the grant has
  for (const auto& alternatives : needs) {
    std::vector<ScopeSet> within;
    std::copy_if(alternatives.begin(), alternatives.end(), std::back_inserter(within),
                 [&](const ScopeSet& set) {
                   return std::includes(held.begin(), held.end(), set.begin(), set.end());
                 });
    if (within.empty()) {
      unmet.push_back(alternatives);
    } else {
      met.push_back(std::move(within));
    }
  }
  Comparison result;
  if (!unmet.empty()) {
    result.missing = least_scopes(catalog, unmet).minimal;
    return result;
  }
  const std::vector<std::string> needed = catalog.closure(least_scopes(catalog, met).minimal);
  const std::set<std::string> distinct(granted.begin(), granted.end());
  for (const std::string& name : distinct) {
    if (!std::binary_search(needed.begin(), needed.end(), name)) result.excess.push_back(name);
  }
  return result;
}

std::vector<Token> judge_tokens(const Catalog& catalog, const std::vector<TokenUse>& uses,
                                std::span<const DeclaredGrant> grants,
                                std::span<const PartlyRead> partly_read) {
  std::map<std::string, std::vector<const TokenUse*>> by_credential;
  for (const TokenUse& use : uses) by_credential[use.credential.id].push_back(&use);
  std::vector<Token> tokens;
  for (auto& [id, group] : by_credential) {
    std::stable_sort(group.begin(), group.end(), [](const TokenUse* a, const TokenUse* b) {
      return std::tie(a->path, a->line, a->column) < std::tie(b->path, b->line, b->column);
    });
    if (auto token = judge_one(catalog, group, grants, partly_read)) {
      tokens.push_back(std::move(*token));
    }
  }
  return tokens;
}

}  // namespace patdown
