#include "token/declared_grant.h"

#include "token/grant_name.h"

#include <algorithm>

namespace patdown {
namespace {

// The sources of grants, the surest first.
int rank_of(const Grant& grant) {
  if (grant.from == "config") return 0;
  if (grant.from == "inventory") return 1;
  return grant.from == "code" ? 2 : 3;
}

bool is_meant(const DeclaredGrant& declared, const TokenNames& token) {
  if (token.correlating_ids.contains(declared.correlating_id)) return true;
  return std::any_of(declared.names.begin(), declared.names.end(), [&](const std::string& name) {
    return token.names.contains(bare_name(name));
  });
}

void complete_dates(Grant& grant, const Grant& other) {
  if (grant.valid_to.empty()) {
    grant.valid_to = other.valid_to;
    grant.expired = other.expired;
  }
  if (grant.created.empty()) grant.created = other.created;
  grant.all_organizations = grant.all_organizations || other.all_organizations;
}

}  // namespace

TokenNames names_of(std::span<const TokenUse* const> uses, std::span<const DeclaredGrant> grants) {
  TokenNames token;
  for (const TokenUse* use : uses) {
    const Credential& credential = use->credential;
    token.names.insert(bare_name(credential.name));
    const std::string& id = credential.id;
    const bool named =
        id.starts_with("azure-pipelines:") || id.starts_with("env:") || id.starts_with("secrets:");
    if (named) token.names.insert(bare_name(id.substr(id.find(':') + 1)));
    if (!credential.correlating_id.empty()) {
      token.correlating_ids.insert(credential.correlating_id);
    }
  }
  token.names.erase("");
  const TokenNames own = token;
  for (const DeclaredGrant& declared : grants) {
    if (declared.grant.from != "config" || !is_meant(declared, own)) continue;
    for (const std::string& alias : declared.names) token.names.insert(bare_name(alias));
  }
  return token;
}

std::vector<std::size_t> grants_naming(const TokenNames& names,
                                       std::span<const DeclaredGrant> grants) {
  std::vector<std::size_t> naming;
  for (std::size_t i = 0; i < grants.size(); ++i) {
    if (is_meant(grants[i], names)) naming.push_back(i);
  }
  return naming;
}

std::optional<Grant> surest_grant(std::span<const DeclaredGrant> grants,
                                  const std::vector<std::size_t>& naming) {
  std::optional<Grant> best;
  bool contradicted = false;
  std::vector<const Grant*> rows;  // of the inventory
  for (const std::size_t i : naming) {
    const Grant& grant = grants[i].grant;
    if (grant.from == "inventory") rows.push_back(&grant);
    if (grant.scopes.empty()) continue;
    if (!best || rank_of(grant) < rank_of(*best)) {
      best = grant;
      contradicted = false;
    } else if (rank_of(grant) == rank_of(*best) && grant.scopes != best->scopes) {
      contradicted = true;
    }
  }
  if (contradicted) best.reset();
  // Several rows of one name may be tokens that followed each other: then no date is sure.
  if (best && rows.size() == 1) complete_dates(*best, *rows.front());
  return best;
}

}  // namespace patdown
