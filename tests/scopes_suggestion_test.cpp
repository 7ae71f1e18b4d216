#include "catch.h"
#include "memory_tree.h"
#include "output/output.h"
#include "report/config.h"
#include "rule/example.h"
#include "token/assess.h"

#include <string>
#include <vector>

namespace patdown {
namespace {

MemoryTree repository() {
  const std::string pat = expand("‹azdo-pat-new›", 2).text;
  return {
      {"azure-pipelines.yml",
       "steps:\n"
       "- bash: ./eng/items.sh\n"
       "  env:\n    BOARD_PAT: $(BOARD_PAT)\n"
       "- bash: |\n"
       "    curl -u \":$X\" \"$SOMEWHERE\"\n"
       "    curl -u \":$X\" https://dev.azure.com/acme/shop/_apis/build/builds\n"
       "  env:\n    X: $(BUILD_PAT)\n"
       "- bash: |\n    curl -H \"Authorization: Bearer $T\" "
       "$(System.CollectionUri)$(System.TeamProject)/_apis/build/builds\n"
       "  env:\n    T: $(System.AccessToken)\n"},
      {"eng/items.sh",
       "curl -u \":$BOARD_PAT\" -X PATCH https://dev.azure.com/acme/shop/_apis/wit/workitems/7\n"
       "curl -u \":$BOARD_PAT\" https://dev.azure.com/acme/shop/_apis/git/repositories\n"},
      {"eng/odd.ps1",
       "param($Pat)\n"
       "$h = @{ Authorization = 'Basic ' + "
       "[Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(\":$Pat\")) }\n"
       "Invoke-RestMethod https://dev.azure.com/acme/_apis/Contribution/HierarchyQuery -Method "
       "Post "
       "-Headers $h\n"},
      {"eng/leak.sh",
       "PAT=" + pat + "\ncurl -u \":$PAT\" https://dev.azure.com/acme/shop/_apis/build/builds\n"}};
}

Report report_of(const MemoryTree& tree, const std::vector<DeclaredGrant>& grants) {
  Report report;
  report.tokens = assess_tokens(tree, grants).tokens;
  return report;
}

TEST_CASE("a suggestion is a configuration, and with it the tokens are judged exact") {
  const MemoryTree tree = repository();
  const Report before = report_of(tree, {});
  REQUIRE(before.tokens.size() == 5);
  const std::string yaml = write_scopes_suggestion(before);
  INFO(yaml);
  // What forces a scope stands as the reason, not the call before it, which is not known.
  CHECK(yaml.find("reason: \"GET https://dev.azure.com/acme/shop/_apis/build/builds at "
                  "azure-pipelines.yml:7\"") != std::string::npos);
  CHECK(yaml.find("reason: \"GET https://dev.azure.com/acme/shop/_apis/git/repositories at "
                  "eng/items.sh:2; PATCH https://dev.azure.com/acme/shop/_apis/wit/workitems/7 at "
                  "eng/items.sh:1\"") != std::string::npos);
  const Config config = parse_config(yaml, ".patdown.yml");
  REQUIRE(config.tokens.size() == 3);
  CHECK(config.tokens[0].names.front() == "BOARD_PAT");
  CHECK(config.tokens[0].grant.scopes == std::vector<std::string>{"vso.code", "vso.work_write"});
  CHECK(config.tokens[2].grant.scopes == std::vector<std::string>{"app_token"});

  for (const Token& token : report_of(tree, config.tokens).tokens) {
    INFO(token.name);
    const bool declared = token.kind != "job-token" && !token.id.starts_with("literal:");
    CHECK(token.grant.has_value() == declared);
    CHECK(token.excess.empty());
    CHECK(token.missing.empty());
    if (token.name == "$(BOARD_PAT)") CHECK(token.outcome == Outcome::exact);
  }
}

TEST_CASE("what cannot be suggested is a comment that says why") {
  const std::string yaml = write_scopes_suggestion(report_of(repository(), {}));
  CHECK(yaml.find("the job's own token: the project's settings decide") != std::string::npos);
  CHECK(yaml.find("hard-coded: revoke it") != std::string::npos);
  CHECK(yaml.find("not all are known") != std::string::npos);
  CHECK(parse_config(write_scopes_suggestion(Report()), ".patdown.yml").tokens.empty());
}

TEST_CASE("names and calls cannot break out of a suggestion") {
  Report report;
  Token token;
  token.id = "env:x\n- name: evil";
  token.name = "a\"b: [c]\n#\\d";
  token.kind = "pat";
  token.minimal = {"vso.work"};
  token.complete = true;
  token.uses.emplace_back();
  token.uses.front().call = "GET https://x/\"#\n  scopes: [app_token]";
  token.uses.front().use.path = "p\tq.sh";
  token.because = {{.scope = "vso.work", .uses = {0}, .why = {}}};
  report.tokens = {token};
  const std::string yaml = write_scopes_suggestion(report);
  INFO(yaml);
  const Config config = parse_config(yaml, ".patdown.yml");
  REQUIRE(config.tokens.size() == 1);
  CHECK(config.tokens[0].grant.scopes == std::vector<std::string>{"vso.work"});
}

Token named(const char* id, const char* path, const std::vector<std::string>& scopes) {
  Token token;
  token.id = id;
  token.name = "$pat";
  token.kind = "pat";
  token.complete = true;
  token.uses.emplace_back();
  token.uses.front().call = "az x";
  token.uses.front().use.path = path;
  token.uses.front().use.line = 2;
  token.uses.push_back(token.uses.front());
  token.minimal = scopes;
  for (const std::string& scope : scopes)
    token.because.push_back({.scope = scope, .uses = {0}, .why = {}});
  return token;
}

TEST_CASE("of tokens that share a name every reason is given, once, and no scope in vain") {
  Report report;
  report.tokens = {named("param:a.ps1:pat", "a.ps1", {"vso.code_write", "vso.identity"}),
                   named("param:b.ps1:pat", "b.ps1", {"vso.code"}),
                   named("param:c.ps1:pat", "c.ps1", {"vso.work"})};
  const std::string yaml = write_scopes_suggestion(report);
  CHECK(yaml.substr(yaml.find("  # param:")) ==
        R"(  # param:a.ps1:pat: both uses are known
  # param:b.ps1:pat: both uses are known
  # param:c.ps1:pat: both uses are known
  - name: "pat"
    scopes: [vso.code_write, vso.identity, vso.work]
    reason: "az x at a.ps1:2; az x at c.ps1:2"
)");
}

TEST_CASE("the paragraph for a README names scopes, calls and what is not known") {
  Report report = report_of(repository(), {});
  report.scope_labels = {{"vso.work_write", "Work Items: Read & write"},
                         {"vso.code", "Code: Read"}};
  const std::string text = write_scopes_markdown(report);
  INFO(text);
  CHECK(text.find("### `$(BOARD_PAT)`\n\nThe token needs these scopes, because of what it is used "
                  "for:\n") != std::string::npos);
  CHECK(text.find("| Work Items: Read & write (`vso.work_write`) | `PATCH "
                  "https://dev.azure.com/acme/shop/_apis/wit/workitems/7` (Work Items - Update), "
                  "eng/items.sh:1 |\n") != std::string::npos);
  CHECK(text.find("| Full access (`app_token`) | ") != std::string::npos);
  CHECK(text.find("It may need more, since these uses are not known:\n\n- azure-pipelines.yml:") !=
        std::string::npos);
}

TEST_CASE("texts of the repository are no markup in the paragraph") {
  Report report;
  Token token;
  token.name = "a`b";
  token.minimal = {"vso.work"};
  token.uses.emplace_back();
  token.uses.front().call = "GET https://x/|y`z";
  token.uses.front().use.path = "<b>|*.sh";
  token.because = {{.scope = "vso.work", .uses = {0}, .why = {}}};
  report.tokens = {token};
  const std::string text = write_scopes_markdown(report);
  CHECK(text.find("### `a'b`\n") != std::string::npos);
  CHECK(text.find("`GET https://x/\\|y'z`, \\<b\\>\\|\\*.sh:0 |") != std::string::npos);
}

}  // namespace
}  // namespace patdown
