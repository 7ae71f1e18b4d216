// Findings that follow from what is declared of a token: its dates, its reach, and that nothing
// uses it.

#include "core/day.h"
#include "token/scope_finding.h"
#include "token/scope_findings.h"

#include <algorithm>

namespace patdown {
namespace {

// Azure DevOps writes the last day of .NET, 9999-12-31, where a token never expires.
constexpr std::string_view never = "9000";
// https://devblogs.microsoft.com/devops/retirement-of-global-personal-access-tokens-in-azure-devops
constexpr std::string_view global_tokens_end = "2026-12-01";

std::string day_of(const std::string& time) {
  return time.substr(0, 10);
}

std::string days(long count) {
  return std::to_string(count) + (count == 1 ? " day" : " days");
}

// One declared token and the days that count.
class Declared {
 public:
  Declared(const DeclaredGrant& declared, const Token* user, const TokenLimits& limits)
      : declared_(declared), user_(user), limits_(limits), today_(day_number(limits.today)) {}

  void add_findings(std::vector<Finding>& findings) const {
    if (expired()) return;
    if (grant().from == "inventory" && grant().all_organizations) {
      findings.push_back(finding("azure-devops-all-organizations-token", reach()));
    }
    if (const std::string why = long_life(); !why.empty()) {
      findings.push_back(finding("azure-devops-long-lived-token", why));
    }
    if (const std::string why = old_age(); !why.empty()) {
      findings.push_back(finding("azure-devops-old-token", why));
    }
    // Who writes a token into the configuration knows that it is used.
    if (user_ == nullptr && grant().from == "inventory") {
      findings.push_back(finding("azure-devops-unused-token", no_use()));
    }
  }

 private:
  const Grant& grant() const { return declared_.grant; }

  bool expired() const {
    const auto end = day_number(grant().valid_to);
    return today_ && end && *end < *today_;
  }

  std::string name() const { return "'" + declared_.names.front() + "'"; }

  std::string reach() const {
    const bool over = limits_.today >= global_tokens_end;
    return name() + " is valid in all organizations of its owner; such tokens " +
           (over ? "no longer work since " : "stop working on ") + std::string(global_tokens_end);
  }

  // From creation to expiry; without the first, what is left of it.
  std::string long_life() const {
    if (grant().valid_to >= never) return name() + " never expires";
    const auto end = day_number(grant().valid_to);
    const auto begin = grant().created.empty() ? today_ : day_number(grant().created);
    if (!end || !begin) return {};
    const long life = *end - *begin;
    const auto most = static_cast<long>(limits_.lifetime_days);
    if (life <= most) return {};
    const std::string from =
        grant().created.empty() ? "from today" : "from " + day_of(grant().created);
    return name() + " is valid for " + days(life) + ", " + from + " to " +
           day_of(grant().valid_to) + ", and the limit is " + days(most);
  }

  std::string old_age() const {
    const auto begin = day_number(grant().created);
    if (!begin || !today_) return {};
    const auto most = static_cast<long>(limits_.rotation_days);
    if (*today_ - *begin <= most) return {};
    return name() + " was made on " + day_of(grant().created) + ", " + days(*today_ - *begin) +
           " ago, and the limit is " + days(most);
  }

  std::string no_use() const {
    return name() + " stands in the inventory, and no use of it was seen in what was scanned";
  }

  Finding finding(std::string_view rule, const std::string& message) const {
    const std::string& id = declared_.authorization;
    Finding one =
        make_scope_finding(rule, "declared:" + (id.empty() ? declared_.names.front() : id));
    one.message = message;
    one.place = place_in_file(grant().path, grant().line);
    if (user_ != nullptr) one.token = user_->id;
    return one;
  }

  const DeclaredGrant& declared_;
  const Token* user_;
  const TokenLimits& limits_;
  std::optional<long> today_;
};

}  // namespace

std::vector<Finding> lifecycle_findings(std::span<const DeclaredGrant> grants,
                                        std::span<const Token> tokens, const TokenLimits& limits) {
  std::vector<const Token*> users(grants.size(), nullptr);
  for (const Token& token : tokens) {
    for (const std::size_t i : token.declared) {
      if (i < users.size() && users[i] == nullptr) users[i] = &token;
    }
  }
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < grants.size(); ++i) {
    const std::string& from = grants[i].grant.from;
    if (from != "inventory" && from != "config") continue;
    Declared(grants[i], users[i], limits).add_findings(findings);
  }
  return findings;
}

std::optional<Finding> minted_life_finding(const MintedLife& minted, const std::string& path,
                                           const TokenLimits& limits) {
  const auto today = day_number(limits.today);
  const auto end = day_number(minted.valid_to);
  const auto most = static_cast<long>(limits.lifetime_days);
  if (!today || !end || *end - *today <= most) return std::nullopt;
  Finding finding = make_scope_finding("azure-devops-long-lived-token",
                                       "minted-in:" + path.substr(path.rfind('/') + 1));
  finding.message = "this request creates a token that is valid until " + minted.valid_to +
                    ", and the limit is " + days(most) + " from today";
  finding.place.path = path;
  finding.place.at = minted.at;
  return finding;
}

}  // namespace patdown
