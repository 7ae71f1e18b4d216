#include "catch.h"
#include "token/scope_findings.h"

#include <string>
#include <vector>

namespace patdown {
namespace {

using Rules = std::vector<std::string>;

struct Case {
  const char* name;
  Grant grant;
  bool used;
  Rules rules;
};

Grant row(std::string created, std::string valid_to) {
  Grant grant;
  grant.scopes = {"vso.work"};
  grant.from = "inventory";
  grant.path = "pats.json";
  grant.line = 4;
  grant.valid_to = std::move(valid_to);
  grant.created = std::move(created);
  return grant;
}

Grant for_all_organizations() {
  Grant grant = row("2026-10-01", "2026-12-15");
  grant.all_organizations = true;
  return grant;
}

Grant of_the_configuration(const char* expires) {
  Grant grant = row("", expires);
  grant.from = "config";
  return grant;
}

const std::string long_lived = "azure-devops-long-lived-token";
const std::string old = "azure-devops-old-token";
const std::string unused = "azure-devops-unused-token";
const std::string everywhere = "azure-devops-all-organizations-token";

// The day is 2026-11-29, the limits are 90 and 180 days.
const std::vector<Case> cases = {
    {"90 days", row("2026-10-01T10:00:00Z", "2026-12-30T10:00:00Z"), true, {}},
    {"91 days", row("2026-10-01", "2026-12-31"), true, {long_lived}},
    {"no day of creation, 90 days left", row("", "2027-02-27"), true, {}},
    {"no day of creation, 91 days left", row("", "2027-02-28"), true, {long_lived}},
    {"never expires", row("2026-11-01", "9999-12-31T23:59:59Z"), true, {long_lived}},
    {"180 days old", row("2026-06-02", "2026-11-30"), true, {long_lived}},
    {"181 days old", row("2026-06-01", "2026-11-30"), true, {long_lived, old}},
    {"no dates at all", row("", ""), true, {}},
    {"expires today", row("2026-10-01", "2026-11-29"), true, {}},
    {"expired, old and unused", row("2020-01-01", "2026-11-28"), false, {}},
    {"used nowhere", row("2026-10-01", "2026-12-01"), false, {unused}},
    {"for all organizations", for_all_organizations(), true, {everywhere}},
    {"declared in the configuration, 91 days left",
     of_the_configuration("2027-02-28"),
     true,
     {long_lived}},
    {"declared in the configuration, used nowhere", of_the_configuration(""), false, {}},
};

std::vector<Finding> findings_of(const Grant& grant, bool used, const TokenLimits& limits) {
  DeclaredGrant declared;
  declared.names = {"release bot"};
  declared.grant = grant;
  std::vector<Token> tokens(1);
  tokens.front().id = "env:release_bot";
  if (used) tokens.front().declared = {0};
  return lifecycle_findings(std::vector{declared}, tokens, limits);
}

TEST_CASE("the dates and the reach of a declared token are judged") {
  const TokenLimits limits{.today = "2026-11-29"};
  for (const Case& c : cases) {
    INFO(c.name);
    Rules rules;
    for (const Finding& finding : findings_of(c.grant, c.used, limits)) {
      rules.push_back(finding.rule);
      CHECK(finding.place.path == "pats.json");
      CHECK(finding.place.at.line == 4);
      CHECK(finding.token == (c.used ? "env:release_bot" : ""));
    }
    CHECK(rules == c.rules);
  }
}

TEST_CASE("the messages say since when, until when and what the limit is") {
  const TokenLimits limits{.lifetime_days = 30, .rotation_days = 60, .today = "2026-11-29"};
  const auto findings = findings_of(row("2026-01-01", "2027-01-01T00:00:00Z"), true, limits);
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].message ==
        "'release bot' is valid for 365 days, from 2026-01-01 to 2027-01-01, and the limit is 30 "
        "days");
  CHECK(findings[1].message ==
        "'release bot' was made on 2026-01-01, 332 days ago, and the limit is 60 days");
  const auto reach = findings_of(for_all_organizations(), true, {.today = "2026-12-01"});
  REQUIRE(reach.size() == 1);
  CHECK(reach[0].message.find("no longer work since 2026-12-01") != std::string::npos);
}

TEST_CASE("a request that wants a token for longer than the limit is a finding") {
  TokenLimits limits;
  limits.today = "2026-11-29";
  const auto finding =
      minted_life_finding({.at = {}, .valid_to = "2027-11-29"}, "a/mint.json", limits);
  REQUIRE(finding);
  CHECK(finding->rule == "azure-devops-long-lived-token");
  CHECK(
      finding->message ==
      "this request creates a token that is valid until 2027-11-29, and the limit is 90 days from "
      "today");
  CHECK(finding->place.path == "a/mint.json");
  CHECK_FALSE(minted_life_finding({.at = {}, .valid_to = "2027-02-27"}, "x", limits));
  limits.today = "";
  CHECK_FALSE(minted_life_finding({.at = {}, .valid_to = "2099-01-01"}, "x", limits));
}

TEST_CASE("a token keeps its fingerprint when its row moves or is renamed") {
  DeclaredGrant one;
  one.names = {"a"};
  one.grant = row("", "9999-12-31");
  one.authorization = "4711";
  DeclaredGrant other = one;
  other.names = {"b"};
  other.grant.line = 9;
  const TokenLimits limits{.today = "2026-11-29"};
  const auto findings = lifecycle_findings(std::vector{one, other}, {}, limits);
  REQUIRE(findings.size() == 4);
  CHECK(findings[0].fingerprint == findings[2].fingerprint);
  CHECK(findings[0].fingerprint != findings[1].fingerprint);
}

}  // namespace
}  // namespace patdown
