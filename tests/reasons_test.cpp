#include "token/reasons.h"

#include "catch.h"
#include "token/assess.h"

#include <string>
#include <vector>

namespace patdown {
namespace {

const Catalog& catalog() {
  return Catalog::azure_devops();
}

TokenUse use_of(const char* verb, const std::string& route, std::size_t line) {
  TokenUse use;
  use.credential = {
      .id = "env:ado_pat", .name = "$ADO_PAT", .kind = "pat", .path = "a.sh", .line = 1};
  use.call.verb = verb;
  use.call.url = "https://dev.azure.com/o/p/_apis/" + route;
  use.path = "a.sh";
  use.line = line;
  return use;
}

Token judged(const std::vector<TokenUse>& uses, std::vector<std::string> scopes = {}) {
  std::vector<DeclaredGrant> grants;
  if (!scopes.empty()) {
    grants.emplace_back();
    grants.back().names = {"ADO_PAT"};
    grants.back().grant.scopes = std::move(scopes);
    grants.back().grant.from = "config";
  }
  const auto tokens = judge_tokens(catalog(), uses, grants, {});
  REQUIRE(tokens.size() == 1);
  return tokens.front();
}

std::string why_not(const Token& token, const std::string& scope) {
  for (const ScopeReason& reason : token.not_needed) {
    if (reason.scope == scope) return reason.why;
  }
  return "not named";
}

const TokenUse read_item = use_of("GET", "wit/workitems/1", 3);
const TokenUse query = use_of("POST", "wit/wiql", 4);
const TokenUse write_item = use_of("PATCH", "wit/workitems/1", 5);
const TokenUse list_builds = use_of("GET", "build/builds", 6);
const TokenUse thread = use_of("POST", "git/repositories/r/pullRequests/3/threads", 7);
const TokenUse internal = use_of("POST", "Contribution/HierarchyQuery", 8);

TEST_CASE("each scope of the least set names the calls that force it") {
  const Token token = judged({read_item, query, write_item, list_builds});
  REQUIRE(token.because.size() == 2);
  CHECK(token.because[0].scope == "vso.build");
  CHECK(token.because[0].uses == std::vector<std::size_t>{3});
  // What only reads is open to vso.work, which vso.work_write includes.
  CHECK(token.because[1].scope == "vso.work_write");
  CHECK(token.because[1].uses == std::vector<std::size_t>{2});
  CHECK_FALSE(token.read_only);
}

TEST_CASE("every scope of every least set is forced by a call") {
  const std::vector<TokenUse> all = {read_item, query, write_item, list_builds, thread};
  for (std::size_t subset = 1; subset < (std::size_t{1} << all.size()); ++subset) {
    std::vector<TokenUse> uses;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if ((subset >> i & 1U) != 0) uses.push_back(all[i]);
    }
    const Token token = judged(uses);
    REQUIRE(token.minimal);
    REQUIRE(token.because.size() == token.minimal->size());
    for (const ScopeReason& reason : token.because) CHECK_FALSE(reason.uses.empty());
  }
}

TEST_CASE("a token that only reads is said to, and why no write scope is needed") {
  const Token token = judged({read_item, query}, {"vso.work_full"});
  CHECK(token.read_only);
  CHECK(why_not(token, "vso.work_full") ==
        "what needs vso.work only reads, POST https://dev.azure.com/o/p/_apis/wit/wiql too");
  CHECK(why_not(judged({read_item}), "vso.work_write") == "what needs vso.work only reads");
}

TEST_CASE("what is held for nothing says so") {
  const Token token = judged({write_item}, {"vso.work_write", "vso.code_manage"});
  CHECK(why_not(token, "vso.code_manage") == "no call needs it");
  CHECK(why_not(token, "vso.work_full") == "no call needs what it adds to vso.work_write");
  CHECK(why_not(judged({write_item}, {"app_token"}), "app_token") ==
        "no call needs more than vso.work_write");
}

TEST_CASE("what a call accepts too is named, with what is enough") {
  const Token token = judged({thread});
  REQUIRE(token.minimal == std::vector<std::string>{"vso.threads_full"});
  CHECK(why_not(token, "vso.code_write").find("accepts it too, and vso.threads_full does all") !=
        std::string::npos);
}

TEST_CASE("several scopes do all together") {
  const Token token = judged({thread, write_item});
  CHECK(why_not(token, "vso.code_write").find("and vso.threads_full and vso.work_write do all") !=
        std::string::npos);
}

TEST_CASE("a token without a name of its own may be used elsewhere") {
  TokenUse use = use_of("GET", "build/builds", 3);
  use.credential = {.id = "var:a.cs:gitclient",
                    .name = "$gitClient",
                    .kind = "unknown",
                    .path = "a.cs",
                    .line = 2};
  const std::vector<TokenUse> uses = {use};
  const Token token = judge_tokens(catalog(), uses, {}, {}).at(0);
  CHECK_FALSE(token.complete);
  REQUIRE(token.unresolved.size() == 1);
  CHECK(token.unresolved[0].path == "a.cs");
}

TEST_CASE("full access is forced by the call that no scope opens") {
  const Token token = judged({read_item, internal}, {"app_token"});
  REQUIRE(token.because.size() == 1);
  CHECK(token.because[0].scope == "app_token");
  CHECK(token.because[0].uses == std::vector<std::size_t>{1});
  CHECK(token.not_needed.empty());
}

TEST_CASE("nothing that is needed stands among what is not") {
  const Token token = judged({read_item, query, write_item, list_builds, thread}, {"app_token"});
  const auto held = catalog().closure(*token.minimal);
  for (const ScopeReason& reason : token.not_needed) {
    INFO(reason.scope);
    CHECK_FALSE(std::binary_search(held.begin(), held.end(), reason.scope));
  }
}

TEST_CASE("a scope that a call would accept is told apart from one that none does") {
  TokenUse projects = use_of("GET", "projects", 9);
  projects.call.url = "https://dev.azure.com/o/_apis/projects";
  const Token token = judged({projects, write_item}, {"vso.project", "vso.wiki", "vso.work_write"});
  CHECK(why_not(token, "vso.project") ==
        "GET https://dev.azure.com/o/_apis/projects accepts it too, and vso.work_write does all");
  CHECK(why_not(token, "vso.wiki") == "no call needs it");
}

}  // namespace
}  // namespace patdown
