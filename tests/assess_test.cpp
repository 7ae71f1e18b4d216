#include "token/assess.h"

#include "catch.h"

#include <optional>
#include <string>
#include <vector>

namespace patdown {
namespace {

const Catalog& catalog() {
  return Catalog::azure_devops();
}

// A use of `$(BOT_PAT)`; a row states only what is unusual in it.
TokenUse use_of(Call call) {
  TokenUse use;
  use.credential = {.id = "azure-pipelines:bot_pat",
                    .name = "$(BOT_PAT)",
                    .kind = "pat",
                    .path = "azure-pipelines.yml",
                    .line = 3};
  use.call = std::move(call);
  use.path = "azure-pipelines.yml";
  use.line = 7;
  use.column = 3;
  use.trace = {{.path = "azure-pipelines.yml", .line = 3, .note = "named here"}};
  return use;
}

TokenUse request(const char* verb, const char* url) {
  Call call;
  call.verb = verb;
  call.url = url;
  return use_of(call);
}

TokenUse command(const char* words, std::vector<std::string> options = {}) {
  Call call;
  call.kind = CallKind::command;
  call.command = words;
  call.options = std::move(options);
  return use_of(call);
}

TokenUse git(const char* verb, const char* url) {
  Call call;
  call.kind = CallKind::git;
  call.verb = verb;
  call.url = url;
  return use_of(call);
}

TokenUse unresolved(const char* why) {
  TokenUse use = request("GET", "{}");
  use.unresolved = why;
  return use;
}

TokenUse in_own_pipeline(TokenUse use) {
  use.call.in_pipeline = true;
  use.call.own_organization = true;
  return use;
}

const TokenUse read_item = request("GET", "https://dev.azure.com/o/p/_apis/wit/workitems/1");
const TokenUse write_item = request("PATCH", "https://dev.azure.com/o/p/_apis/wit/workitems/1");
const TokenUse read_build = request("GET", "https://dev.azure.com/{}/{}/_apis/build/builds/7");
const TokenUse thread =
    request("POST", "https://dev.azure.com/o/p/_apis/git/repositories/r/pullRequests/3/threads");
const TokenUse hierarchy =
    request("POST", "https://dev.azure.com/o/_apis/Contribution/HierarchyQuery");
const TokenUse badge = request("GET", "https://dev.azure.com/o/p/_apis/build/status/7");
const TokenUse acl = request("GET", "https://dev.azure.com/o/_apis/accesscontrollists/x");
const TokenUse pats = request("GET", "https://vssps.dev.azure.com/o/_apis/tokens/pats");
const TokenUse environments =
    request("GET", "https://dev.azure.com/o/p/_apis/pipelines/environments");
const TokenUse web_page = request("GET", "https://dev.azure.com/o/p/_workitems/edit/1");

using Names = std::vector<std::string>;

struct Case {
  const char* name;
  std::optional<Names> granted;
  std::vector<TokenUse> uses;
  Outcome outcome;
  Names minimal = {};
  Names excess = {};
  Names missing = {};
};

const Case cases[] = {
    {"just enough", {{"vso.work"}}, {read_item}, Outcome::exact, {"vso.work"}},
    {"enough for several",
     {{"vso.build", "vso.work_write"}},
     {read_item, write_item, read_build},
     Outcome::exact,
     {"vso.build", "vso.work_write"}},
    {"writing where reading would do",
     {{"vso.work_write"}},
     {read_item},
     Outcome::over_scoped,
     {"vso.work"},
     {"vso.work_write"}},
    {"full access",
     {{"app_token"}},
     {write_item},
     Outcome::over_scoped,
     {"vso.work_write"},
     {"app_token"}},
    {"one scope that nothing uses",
     {{"vso.code", "vso.work"}},
     {read_item},
     Outcome::over_scoped,
     {"vso.work"},
     {"vso.code"}},
    {"a scope that another implies is no excess",
     {{"vso.work", "vso.work_write"}},
     {write_item},
     Outcome::exact,
     {"vso.work_write"}},
    {"too little",
     {{"vso.work"}},
     {write_item},
     Outcome::under_scoped,
     {"vso.work_write"},
     {},
     {"vso.work_write"}},
    {"too little here and too much there",
     {{"vso.code", "vso.work"}},
     {write_item},
     Outcome::under_scoped,
     {"vso.work_write"},
     {},
     {"vso.work_write"}},
    {"the wider of two alternatives is held",
     {{"vso.code_write"}},
     {thread},
     Outcome::exact,
     {"vso.threads_full"}},
    {"the grant is not known", {}, {read_item}, Outcome::unknown, {"vso.work"}},
    {"one use is not resolved",
     {{"app_token"}},
     {read_item, unresolved("the URL comes from a response")},
     Outcome::unknown,
     {"vso.work"}},
    {"one use has no published scope",
     {{"app_token"}},
     {read_item, acl},
     Outcome::unknown,
     {"vso.work"}},
    {"one use takes no token of this kind",
     {{"app_token"}},
     {read_item, pats},
     Outcome::unknown,
     {"vso.work"}},
    {"one use needs full access",
     {{"app_token"}},
     {read_item, hierarchy},
     Outcome::unscopable,
     {"app_token"}},
    {"full access is needed, the grant is not known",
     {},
     {hierarchy},
     Outcome::unscopable,
     {"app_token"}},
    {"a badge needs nothing", {{"vso.work"}}, {read_item, badge}, Outcome::exact, {"vso.work"}},
    {"a web page is no use", {{"vso.work"}}, {read_item, web_page}, Outcome::exact, {"vso.work"}},
    {"a disputed alternative is enough to hold",
     {{"vso.build"}},
     {read_build, environments},
     Outcome::exact,
     {"vso.build", "vso.environment_manage"}},
    {"and is no reason to take the sure one away",
     {{"vso.build", "vso.environment_manage"}},
     {read_build, environments},
     Outcome::exact,
     {"vso.build", "vso.environment_manage"}},
    {"the job's token could do it",
     {},
     {in_own_pipeline(read_build)},
     Outcome::replaceable,
     {"vso.build"}},
    {"the job's token could do it, and it holds too much",
     {{"app_token"}},
     {in_own_pipeline(read_build)},
     Outcome::over_scoped,
     {"vso.build"},
     {"app_token"}},
    {"one use is outside the pipeline",
     {{"vso.build"}},
     {in_own_pipeline(read_build), read_build},
     Outcome::exact,
     {"vso.build"}},
    {"the job's token cannot do it",
     {},
     {in_own_pipeline(request("POST", "https://dev.azure.com/{}/_apis/projects"))},
     Outcome::unknown,
     {"vso.project_manage"}},
    {"clone, push and a pull request",
     {},
     {git("fetch", "https://dev.azure.com/example/shop/_git/web"),
      git("push", "https://dev.azure.com/example/shop/_git/web"),
      request("POST",
              "https://dev.azure.com/example/shop/_apis/git/repositories/web/pullrequests")},
     Outcome::unknown,
     {"vso.code_write"}},
    {"a command", {}, {command("az pipelines run")}, Outcome::unknown, {"vso.build_execute"}},
    {"a command whose option needs more",
     {},
     {command("az boards work-item update", {"--id", "--assigned-to"})},
     Outcome::unknown,
     {"vso.identity", "vso.work_write"}},
    {"a command that asks for one of two beside another",
     {},
     {command("az pipelines variable-group create", {"--authorize"})},
     Outcome::unknown,
     {"vso.pipelineresources_manage", "vso.variablegroups_manage"}},
};

std::vector<DeclaredGrant> declared(const std::optional<Names>& scopes,
                                    const char* name = "BOT_PAT") {
  if (!scopes) return {};
  DeclaredGrant grant;
  grant.names = {name};
  grant.grant.scopes = *scopes;
  grant.grant.from = "config";
  return {grant};
}

TEST_CASE("judge_tokens compares what a token may do with what it does") {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const auto tokens = judge_tokens(catalog(), c.uses, declared(c.granted), {});
      REQUIRE(tokens.size() == 1);
      const Token& token = tokens.front();
      INFO(token.advice);
      CHECK(name_of(token.outcome) == name_of(c.outcome));
      REQUIRE(token.minimal.has_value());
      CHECK(*token.minimal == c.minimal);
      CHECK(token.excess == c.excess);
      CHECK(token.missing == c.missing);
      CHECK(token.complete == token.unresolved.empty());
      CHECK_FALSE(token.advice.empty());
    }
  }
}

TEST_CASE("a grant joins by name, however the name is written") {
  for (const char* name : {"BOT_PAT", "bot_pat", "$(BOT_PAT)", "${{ secrets.Bot_Pat }}",
                           "$env:BOT_PAT", "$BOT_PAT", "%BOT_PAT%", "secrets.BOT_PAT"}) {
    const auto tokens = judge_tokens(catalog(), {read_item}, declared({{"vso.work"}}, name), {});
    INFO(name);
    REQUIRE(tokens.size() == 1);
    CHECK(tokens.front().grant.has_value());
  }
  const auto tokens = judge_tokens(catalog(), {read_item}, declared({{"vso.work"}}, "BOT"), {});
  CHECK_FALSE(tokens.front().grant.has_value());
}

TEST_CASE("the surest of several grants counts, and contradictions say nothing") {
  auto grants = declared({{"app_token"}});
  grants.front().grant.from = "documentation";
  grants.push_back(declared({{"vso.work"}}).front());
  CHECK(judge_tokens(catalog(), {read_item}, grants, {}).front().outcome == Outcome::exact);

  grants = declared({{"app_token"}});
  grants.push_back(declared({{"vso.work"}}).front());
  CHECK_FALSE(judge_tokens(catalog(), {read_item}, grants, {}).front().grant.has_value());
}

TEST_CASE("a token that is granted and used nowhere is not judged") {
  CHECK(judge_tokens(catalog(), {}, declared({{"app_token"}}), {}).empty());
}

TEST_CASE("a token of another service is not ours") {
  TokenUse elsewhere = request("GET", "https://api.github.com/repos/o/r");
  CHECK(judge_tokens(catalog(), {elsewhere}, {}, {}).empty());
  elsewhere.credential.kind = "unknown";
  TokenUse open = unresolved("the URL is a parameter");
  open.credential.kind = "unknown";
  CHECK(judge_tokens(catalog(), {open}, {}, {}).empty());
  CHECK(judge_tokens(catalog(), {git("push", "https://github.com/o/r.git")}, {}, {}).empty());
}

TEST_CASE("a construct that was not read makes the tokens of its file unknown, and no others") {
  const std::vector<PartlyRead> here = {{.path = "azure-pipelines.yml", .line = 40, .why = "odd"}};
  const std::vector<PartlyRead> there = {{.path = "other.yml", .line = 40, .why = "odd"}};
  const auto grants = declared({{"app_token"}});
  const Token token = judge_tokens(catalog(), {read_item}, grants, here).front();
  CHECK(token.outcome == Outcome::unknown);
  CHECK_FALSE(token.complete);
  REQUIRE(token.unresolved.size() == 1);
  CHECK(token.unresolved.front().line == 40);
  CHECK(judge_tokens(catalog(), {read_item}, grants, there).front().outcome ==
        Outcome::over_scoped);
}

TEST_CASE("what stands in the way names the call, and each reason in a place once") {
  const TokenUse nameless = [] {
    TokenUse use = use_of({});
    use.unresolved = "tool.exe takes it";
    return use;
  }();
  const TokenUse no_verb = [] {
    TokenUse use = request("", "https://dev.azure.com/o/_apis/wit/fields");
    use.unresolved = "the verb is not known";
    return use;
  }();
  const std::vector<TokenUse> uses = {read_item, nameless, nameless, no_verb,
                                      request("PUT", "https://dev.azure.com/o/_apis/no/such")};
  const auto tokens = judge_tokens(catalog(), uses, {}, {});
  REQUIRE(tokens.size() == 1);
  std::vector<std::string> whys;
  for (const Unresolved& one : tokens[0].unresolved) whys.push_back(one.why);
  CHECK(whys == std::vector<std::string>{
                    "tool.exe takes it",
                    "{} https://dev.azure.com/o/_apis/wit/fields: the verb is not known",
                    "PUT https://dev.azure.com/o/_apis/no/such: no published operation has this "
                    "path"});
}

TEST_CASE("what is published in part is needed, and keeps the token open") {
  const std::vector<TokenUse> uses = {command("terraform resource azuredevops_team_members")};
  const Token token = judge_tokens(catalog(), uses, {}, {}).at(0);
  CHECK(token.minimal == std::vector<std::string>{"vso.identity"});
  CHECK_FALSE(token.complete);
  REQUIRE(token.unresolved.size() == 1);
  CHECK(token.unresolved[0].why.find("not published") != std::string::npos);
}

TEST_CASE("a token that is only likely this one keeps the verdict open") {
  TokenUse sure = request("GET", "https://dev.azure.com/acme/_apis/projects");
  TokenUse likely = request("POST", "https://dev.azure.com/acme/shop/_apis/build/builds");
  likely.likely = true;
  const auto grants = declared({{"vso.code_write"}});
  const std::vector<Token> tokens = judge_tokens(catalog(), {sure, likely}, grants, {});
  REQUIRE(tokens.size() == 1);
  CHECK(tokens[0].outcome == Outcome::unknown);
  CHECK_FALSE(tokens[0].complete);
  CHECK(tokens[0].minimal == std::vector<std::string>{"vso.build_execute"});
  CHECK(judge_tokens(catalog(), {sure}, grants, {})[0].outcome != Outcome::unknown);
}

TEST_CASE("uses are grouped by the credential's id, tokens ordered by it") {
  TokenUse other = read_build;
  other.credential.id = "azure-pipelines:a_pat";
  other.credential.name = "$(A_PAT)";
  TokenUse again = write_item;
  again.path = "a.yml";
  const auto tokens = judge_tokens(catalog(), {read_item, other, again}, {}, {});
  REQUIRE(tokens.size() == 2);
  CHECK(tokens[0].id == "azure-pipelines:a_pat");
  REQUIRE(tokens[1].uses.size() == 2);
  CHECK(tokens[1].uses[0].use.path == "a.yml");
  CHECK(tokens[1].uses[0].operation == "wit/work-items-update");
}

TEST_CASE("a shown call holds no credentials and no query") {
  const TokenUse use =
      request("GET", "https://me:hidden@dev.azure.com/o/p/_apis/wit/workitems/1?sig=hidden");
  const auto tokens = judge_tokens(catalog(), {use}, {}, {});
  CHECK(tokens.front().uses.front().call == "GET https://dev.azure.com/o/p/_apis/wit/workitems/1");
}

TEST_CASE("advice names the page's labels and the request that creates the narrower token") {
  const auto tokens = judge_tokens(catalog(), {write_item}, declared({{"app_token"}}), {});
  const std::string& advice = tokens.front().advice;
  CHECK(advice.find("Work Items: Read & write (vso.work_write)") != std::string::npos);
  CHECK(advice.find(R"({"displayName":"BOT_PAT","scope":"vso.work_write",)"
                    R"("validTo":"YYYY-MM-DDT00:00:00Z","allOrgs":false})") != std::string::npos);
}

TEST_CASE("advice warns of tokens for all organizations") {
  auto grants = declared({{"vso.work"}});
  grants.front().grant.all_organizations = true;
  const auto tokens = judge_tokens(catalog(), {read_item}, grants, {});
  CHECK(tokens.front().advice.find("2026-12-01") != std::string::npos);
}

TEST_CASE("the job's token is never called replaceable by itself") {
  TokenUse use = in_own_pipeline(read_build);
  use.credential.id = "job-token:azure-devops";
  use.credential.name = "$(System.AccessToken)";
  use.credential.kind = "job-token";
  const Token token = judge_tokens(catalog(), {use}, {}, {}).front();
  CHECK(token.outcome == Outcome::unknown);
  CHECK(token.replaceable_by.empty());
  CHECK(token.complete);
}

TEST_CASE("an Entra token shows what it needs and is never accused") {
  std::vector<TokenUse> uses = {in_own_pipeline(write_item), in_own_pipeline(hierarchy),
                                in_own_pipeline(pats)};
  for (TokenUse& use : uses) {
    use.credential.id = "entra:x.sh";
    use.credential.name = "the Entra token";
    use.credential.kind = "entra-token";
  }
  const std::vector<Token> tokens = judge_tokens(catalog(), uses, {}, {});
  REQUIRE(tokens.size() == 1);
  CHECK(tokens[0].outcome == Outcome::unknown);
  CHECK(tokens[0].replaceable_by.empty());

  const std::vector<Token> simple = judge_tokens(catalog(), {uses[0], uses[2]}, {}, {});
  REQUIRE(simple.size() == 1);
  CHECK(simple[0].advice.find("An Entra token may do what its owner may") != std::string::npos);
  CHECK(simple[0].complete);
  CHECK(simple[0].minimal == Names{"vso.pats", "vso.work_write"});
  CHECK(simple[0].outcome == Outcome::unknown);
}

TEST_CASE("a scope that nobody knows makes the verdict unknown, not over-scoped") {
  DeclaredGrant grant;
  grant.names = {"BOT_PAT"};
  grant.grant.scopes = {"vso.work", "vso.wrok_write"};
  grant.grant.from = "config";
  grant.grant.path = ".patdown.yml";
  grant.grant.line = 2;
  const auto tokens = judge_tokens(catalog(), {read_item}, std::vector{grant}, {});
  REQUIRE(tokens.size() == 1);
  CHECK(tokens[0].outcome == Outcome::unknown);
  REQUIRE(tokens[0].unresolved.size() == 1);
  CHECK(tokens[0].unresolved[0].path == ".patdown.yml");
  CHECK(tokens[0].unresolved[0].why == "it holds 'vso.wrok_write', which is no scope known here");
}

}  // namespace
}  // namespace patdown
