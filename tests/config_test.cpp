#include "report/config.h"

#include "catch.h"
#include "core/error.h"

#include <array>

namespace patdown {
namespace {

const std::array<std::string, 3> known = {"acme-token", "github-pat-classic", "generic-secret"};

std::string error_of(const std::string& yaml) {
  try {
    parse_config(yaml, "c.yml", known);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

TEST_CASE("a configuration may hold all of this") {
  const Config config = parse_config(R"(
rules: {disable: [generic-secret]}
paths:
  exclude: ["test/**", "*.min.js"]
allow:
  - fingerprint: 00112233445566778899aabbccddeeff
    reason: a test vector
    expires: 2027-02-28
    path: docs/
severity: low
limits: {lifetime: 30, rotation: 60}
tokens:
  - name: RELEASE_PAT
    aliases: [ReleasePat]
    scopes: [vso.work_write]
    expires: 2027-01-01
    reason: releases
  - {name: BOT_PAT, aliases: [the release bot]}
)",
                                     ".patdown.yml", known);
  CHECK(config.path == ".patdown.yml");
  CHECK(config.disabled_rules == std::vector<std::string>{"generic-secret"});
  CHECK(config.excluded_paths == std::vector<std::string>{"test/**", "*.min.js"});
  CHECK(config.least == Severity::low);
  REQUIRE(config.allows.size() == 1);
  CHECK(config.allows[0].fingerprint == "00112233445566778899aabbccddeeff");
  CHECK(config.allows[0].reason == "a test vector");
  CHECK(config.allows[0].expires == "2027-02-28");
  CHECK(config.allows[0].path == "docs/");
  CHECK(config.allows[0].line == 6);
  CHECK(config.limits.lifetime_days == 30);
  CHECK(config.limits.rotation_days == 60);
  REQUIRE(config.tokens.size() == 2);
  CHECK(config.tokens[0].names == std::vector<std::string>{"RELEASE_PAT", "ReleasePat"});
  CHECK(config.tokens[0].grant.scopes == std::vector<std::string>{"vso.work_write"});
  CHECK(config.tokens[0].grant.from == "config");
  CHECK(config.tokens[0].grant.path == ".patdown.yml");
  CHECK(config.tokens[0].grant.line == 13);
  CHECK(config.tokens[0].grant.valid_to == "2027-01-01");
  CHECK(config.tokens[1].names == std::vector<std::string>{"BOT_PAT", "the release bot"});
  CHECK(config.tokens[1].grant.scopes.empty());
}

TEST_CASE("an empty configuration changes nothing") {
  for (const char* yaml : {"", "# nothing\n", "---\n"}) {
    const Config config = parse_config(yaml, "c.yml", known);
    CHECK(config.least == Severity::info);
    CHECK(rule_is_active(config, "acme-token"));
  }
}

struct WrongCase {
  const char* yaml;
  const char* error;
};

TEST_CASE("a wrong configuration is refused with its line and a way out") {
  const WrongCase cases[] = {
      {"\nalow: []", "c.yml:2: unknown key 'alow'; did you mean 'allow'?"},
      {"nothing_like_it: 1", "c.yml:1: unknown key 'nothing_like_it'"},
      {"rules:\n  disabel: []", "c.yml:2: unknown key 'disabel'; did you mean 'disable'?"},
      {"rules: {disable: [github-pat-clasic]}",
       "c.yml:1: unknown rule 'github-pat-clasic'; did you mean 'github-pat-classic'?"},
      {"rules: {disable: acme-token}", "c.yml:1: 'disable' must be a list"},
      {"rules: {disable: [acme-token, github-pat-classic, generic-secret]}",
       "c.yml:1: no rule is active: a scan without rules would look clean"},
      {"rules: {enable: []}", "c.yml:1: no rule is active: a scan without rules would look clean"},
      {"rules: {enable: [acme-token], disable: [acme-token]}",
       "c.yml:1: no rule is active: a scan without rules would look clean"},
      {"severity: hihg", "c.yml:1: unknown severity 'hihg'; did you mean 'high'?"},
      {"severity: low\nseverity: high", "c.yml:2: 'severity' is given twice"},
      {"paths: {exclude: ['!a']}",
       "c.yml:1: 'exclude' takes no exceptions ('!'): name what to leave out"},
      {"paths: [a]", "c.yml:1: 'paths' must be a mapping"},
      {"allow: [{fingerprint: 00112233445566778899aabbccddeeff}]",
       "c.yml:1: an allow needs a 'reason'"},
      {"allow: [{reason: r}]", "c.yml:1: an allow needs a 'fingerprint'"},
      {"allow: [{reason: ' '}]", "c.yml:1: 'reason' must be a text that is not empty"},
      {"allow: [{fingerprint: abc, reason: r}]",
       "c.yml:1: a fingerprint has 32 digits 0-9a-f; the report shows it with each finding"},
      {"allow: [{fingerprint: 00112233445566778899aabbccddeeff, reason: r, expires: 2026-02-30}]",
       "c.yml:1: 'expires' must be a day, YYYY-MM-DD"},
      {"tokens: [{name: A}]", "c.yml:1: a token needs 'scopes'; app_token is full access"},
      {"tokens: [{scopes: [a]}]", "c.yml:1: a token needs a 'name'"},
      {"limits: {lifetime: 0}", "c.yml:1: 'lifetime' must be a number of days, from 1 to 36500"},
      {"limits: {rotation: 1y}", "c.yml:1: 'rotation' must be a number of days, from 1 to 36500"},
      {"limits: {lifetim: 1}", "c.yml:1: unknown key 'lifetim'; did you mean 'lifetime'?"},
      {"- a", "c.yml:1: the configuration must be a mapping"},
      {"a: 1\n---\nb: 2", "c.yml: more than one YAML document"},
  };
  for (const WrongCase& c : cases) {
    DYNAMIC_SECTION(c.yaml) {
      CHECK(error_of(c.yaml) == c.error);
    }
  }
}

TEST_CASE("what is no YAML is refused with its line") {
  CHECK(error_of("severity: low\n  paths: [").starts_with("c.yml:2: "));
  CHECK(error_of(std::string(100'000, '[')).starts_with("c.yml:"));
}

TEST_CASE("enable leaves only what it names, disable all but that") {
  Config only;
  only.enabled_rules = {"acme-token"};
  CHECK(rule_is_active(only, "acme-token"));
  CHECK_FALSE(rule_is_active(only, "generic-secret"));
  Config without;
  without.disabled_rules = {"acme-token"};
  CHECK_FALSE(rule_is_active(without, "acme-token"));
  CHECK(rule_is_active(without, "generic-secret"));
}

TEST_CASE("expired allows are named") {
  Config config;
  config.path = ".patdown.yml";
  config.allows = {
      {.fingerprint = "a", .reason = "old", .expires = "2026-11-24", .path = "", .line = 3},
      {.fingerprint = "b", .reason = "today", .expires = "2026-11-25", .path = ""},
      {.fingerprint = "c", .reason = "always", .expires = "", .path = ""}};
  const std::vector<Skip> expired = expired_allows(config, "2026-11-25");
  REQUIRE(expired.size() == 1);
  CHECK(expired[0].what == "expired allow");
  CHECK(expired[0].why == ".patdown.yml:3: no longer holds since 2026-11-24 (old)");
}

struct GlobCase {
  const char* glob;
  const char* path;
  bool matches;
};

// The answers of `git check-ignore --no-index` with the glob in .gitignore, but for archives.
TEST_CASE("globs mean what they mean in .gitignore") {
  const GlobCase cases[] = {
      {"*.js", "a.js", true},
      {"*.js", "x/y/a.js", true},
      {"*.js", "a.jsx", false},
      {"test", "test", true},
      {"test", "x/test/a", true},
      {"test", "testing", false},
      {"test/", "test/a", true},
      {"test/", "test", false},
      {"/test", "test/a", true},
      {"/test", "x/test", false},
      {"a/b", "a/b/c", true},
      {"a/b", "x/a/b", false},
      {"a/*/c", "a/b/c", true},
      {"a/*/c", "a/b/b/c", false},
      {"a/**/c", "a/c", true},
      {"a/**/c", "a/b/b/c", true},
      {"**/c", "c", true},
      {"**/c", "a/b/c", true},
      {"a/**", "a/b", true},
      {"a/**", "a", false},
      {"a?c", "abc", true},
      {"a?c", "a/c", false},
      {"[a-c]x", "bx", true},
      {"[!a-c]x", "bx", false},
      {"[!a-c]x", "dx", true},
      {"[]x]", "]", true},
      {"\\*", "*", true},
      {"\\*", "a", false},
      {"*a*b*c", "xaybzc", true},
      {"*a*b*c", "xaybz", false},
      {"lib/*.zip", "lib/a.zip!in/b.txt", true},
      {"*.txt", "lib/a.zip!in/b.txt", true},
      {"*", "", false},
      {"", "a", false},
  };
  for (const GlobCase& c : cases) {
    DYNAMIC_SECTION(c.glob << " and " << c.path) {
      CHECK(glob_matches(c.glob, c.path) == c.matches);
    }
  }
}

}  // namespace
}  // namespace patdown
