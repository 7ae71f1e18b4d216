#include "catch.h"
#include "output/output.h"

#include <nlohmann/json.hpp>

namespace patdown {
namespace {

using Json = nlohmann::json;

PricedUse use_of(const char* path, std::size_t line) {
  PricedUse priced;
  priced.use.path = path;
  priced.use.line = line;
  priced.use.column = 5;
  priced.call = "PATCH https://dev.azure.com/{}/{}/_apis/wit/$batch";
  return priced;
}

Report scopes_report() {
  Report report;
  report.version = "1.2.3";
  report.rules_digest = "d1";
  report.today = "2026-11-25";
  report.scope_labels = {{"vso.work_write", "Work Items: Read & write"}, {"vso.odd", ""}};

  Token wide;
  wide.id = "azure-pipelines:release_pat";
  wide.name = "$(RELEASE_PAT)";
  wide.kind = "pat";
  wide.declared_path = "azure-pipelines.yml";
  wide.declared_line = 4;
  Grant grant;
  grant.scopes = {"app_token"};
  grant.from = "config";
  grant.path = ".patdown.yml";
  grant.line = 3;
  grant.valid_to = "2027-01-01";
  wide.grant = grant;
  PricedUse known = use_of("azure-pipelines.yml", 12);
  known.operation = "wit/work-item-batch-update";
  known.operation_title = "Work Item Batch Update";
  known.scopes = {{{"vso.work_write"}, {"vso.odd", "vso.work"}}};
  known.use.trace = {{.path = "azure-pipelines.yml", .line = 4, .note = "declared"}};
  PricedUse free = use_of("b.sh", 2);
  free.operation = "core/health";
  free.scopes.emplace();
  wide.uses = {known, free};
  wide.minimal = {{"vso.work_write"}};
  wide.because = {{.scope = "vso.work_write", .uses = {0}, .why = {}}};
  wide.not_needed = {{.scope = "app_token", .uses = {}, .why = "no call needs more"},
                     {.scope = "vso.work_full", .uses = {}, .why = "no call needs what it adds"}};
  wide.complete = true;
  wide.outcome = Outcome::over_scoped;
  wide.replaceable_by = "$(System.AccessToken)";
  wide.excess = {"app_token"};
  wide.advice = "Make a token with Work Items: Read & write.";

  Token unknown;
  unknown.id = "env:ado_pat";
  unknown.name = "$env:ADO_PAT";
  PricedUse unresolved = use_of("c.ps1", 7);
  unresolved.use.unresolved = "the URL comes from a response";
  unknown.uses = {unresolved};
  unknown.unresolved = {{.path = "c.ps1", .line = 7, .why = "the URL comes from a response"}};

  report.tokens = {wide, unknown};
  return report;
}

TEST_CASE("the scopes JSON names what is known of a token") {
  const Json root = Json::parse(write_scopes_json(scopes_report()));
  CHECK(root["schema"] == 1);
  REQUIRE(root["tokens"].size() == 2);
  CHECK(root["tokens"][0] == Json::parse(R"json({
    "id": "azure-pipelines:release_pat", "name": "$(RELEASE_PAT)", "platform": "azure-devops",
    "kind": "pat", "declared_at": {"path": "azure-pipelines.yml", "line": 4},
    "grant": {"scopes": ["app_token"], "from": "config", "path": ".patdown.yml", "line": 3,
              "valid_to": "2027-01-01"},
    "uses": [
      {"path": "azure-pipelines.yml", "line": 12, "column": 5,
       "call": "PATCH https://dev.azure.com/{}/{}/_apis/wit/$batch",
       "operation": "wit/work-item-batch-update", "scopes": ["vso.work_write", "vso.odd+vso.work"],
       "trace": [{"path": "azure-pipelines.yml", "line": 4, "note": "declared"}]},
      {"path": "b.sh", "line": 2, "column": 5,
       "call": "PATCH https://dev.azure.com/{}/{}/_apis/wit/$batch",
       "operation": "core/health", "scopes": [], "trace": []}],
    "minimal": ["vso.work_write"],
    "because": [{"scope": "vso.work_write", "uses": [0]}],
    "not_needed": [{"scope": "app_token", "why": "no call needs more"},
                   {"scope": "vso.work_full", "why": "no call needs what it adds"}],
    "read_only": false, "complete": true, "unresolved": [], "verdict": "over-scoped",
    "replaceable_by": "$(System.AccessToken)", "excess": ["app_token"], "missing": [],
    "advice": "Make a token with Work Items: Read & write."
})json"));
}

TEST_CASE("what is not known of a token is null") {
  const Json token = Json::parse(write_scopes_json(scopes_report()))["tokens"][1];
  for (const char* field : {"declared_at", "grant", "minimal", "replaceable_by"}) {
    INFO(field);
    CHECK(token[field].is_null());
  }
  CHECK(token["uses"][0]["operation"].is_null());
  CHECK(token["uses"][0]["scopes"].is_null());
  CHECK(token["verdict"] == "unknown");
  CHECK(token["complete"] == false);
  CHECK(token["unresolved"][0]["why"] == "the URL comes from a response");
}

TEST_CASE("verdicts are spelled as the report says") {
  struct Case {
    Outcome outcome;
    const char* name;
  };
  const Case cases[] = {
      {Outcome::unknown, "unknown"},           {Outcome::unscopable, "unscopable"},
      {Outcome::under_scoped, "under-scoped"}, {Outcome::over_scoped, "over-scoped"},
      {Outcome::replaceable, "replaceable"},   {Outcome::exact, "exact"}};
  for (const Case& c : cases) {
    Report report = scopes_report();
    report.tokens[0].outcome = c.outcome;
    CHECK(Json::parse(write_scopes_json(report))["tokens"][0]["verdict"] == c.name);
  }
}

TEST_CASE("the scopes text tells what a token does, needs and holds") {
  CHECK(write_scopes_text(scopes_report(), {}) ==
        R"(over-scoped: $(RELEASE_PAT) (azure-devops pat)
  --> azure-pipelines.yml:4
  used
    azure-pipelines.yml:12: PATCH https://dev.azure.com/{}/{}/_apis/wit/$batch
      Work Item Batch Update → vso.work_write (Work Items: Read & write), or vso.odd and vso.work
    b.sh:2: PATCH https://dev.azure.com/{}/{}/_apis/wit/$batch
      core/health → no scope
  needs:    vso.work_write (Work Items: Read & write)
            vso.work_write, because of PATCH https://dev.azure.com/{}/{}/_apis/wit/$batch at azure-pipelines.yml:12
  holds:    app_token (Full access), until 2027-01-01, as config says at .patdown.yml:3
  too much: app_token (Full access)
  not:      app_token (Full access): no call needs more
            vso.work_full: no call needs what it adds
  instead:  $(System.AccessToken) could do all of this
  do:       Make a token with Work Items: Read & write.

unknown: $env:ADO_PAT (azure-devops): not every use is known
  in the way
    c.ps1:7: the URL comes from a response
  needs:    not known
  holds:    not known

2 tokens: 1 over-scoped, 1 unknown
)");
}

// One token of a script, with one use of a command.
Token token_of(const char* name, const char* path, const char* command, const char* scope) {
  Token token;
  token.id = std::string("param:") + path + ":" + name;
  token.name = name;
  token.declared_path = path;
  token.declared_line = 1;
  token.uses = {use_of(path, 3)};
  token.uses[0].call = command;
  token.uses[0].operation_title = command;
  token.uses[0].scopes = {{{scope}}};
  token.minimal = {{scope}};
  token.because = {{.scope = scope, .uses = {0}, .why = {}}};
  token.complete = true;
  token.advice = "All it needs is that.";
  return token;
}

TEST_CASE("what tokens hold is asked for once, and nothing is said twice") {
  Report report;
  report.tokens = {token_of("$pat", "a.ps1", "az repos list", "vso.code"),
                   token_of("$pat", "b.ps1", "az boards query", "vso.work")};
  CHECK(write_scopes_text(report, {}) ==
        R"(unknown: $pat (azure-devops): every use is known, what it holds is not
  --> a.ps1:1
  used
    a.ps1:3: az repos list
      → vso.code
  needs:    vso.code
  holds:    not known

unknown: $pat (azure-devops): every use is known, what it holds is not
  --> b.ps1:1
  used
    b.ps1:3: az boards query
      → vso.work
  needs:    vso.work
  holds:    not known

To judge: what 2 tokens hold is not known. Say it under `tokens:` in .patdown.yml (`patdown scopes --suggest` writes the block), or by an inventory.

2 tokens: 2 unknown
)");
}

TEST_CASE("the paragraph for a README tells tokens of one name apart, and names a call once") {
  Report report;
  report.tokens = {token_of("$pat", "a.ps1", "az repos list", "vso.code"),
                   token_of("$pat", "b.ps1", "az boards query", "vso.work"),
                   token_of("the text \"<PAT>\"", "c.ps1", "az repos list", "vso.code")};
  PricedUse again = report.tokens[0].uses[0];
  again.use.line = 8;
  PricedUse elsewhere = again;
  elsewhere.use.path = "d.ps1";
  report.tokens[0].uses.push_back(again);
  report.tokens[0].uses.push_back(elsewhere);
  report.tokens[0].because[0].uses = {0, 1, 2};
  const std::string text = write_scopes_markdown(report);
  CHECK_THAT(text, Catch::Contains("### `$pat` in a.ps1\n"));
  CHECK_THAT(text, Catch::Contains("### `$pat` in b.ps1\n"));
  CHECK_THAT(text, Catch::Contains("### The text \"\\<PAT\\>\"\n"));
  CHECK_THAT(text, Catch::Contains("| `vso.code` | `az repos list`, a.ps1:3, 8, d.ps1:8 |\n"));
}

TEST_CASE("a token without a name of its own is told from what it is used with") {
  Report report = scopes_report();
  report.tokens.back().name = "$gitClient";
  CHECK(write_scopes_text(report, {}).find("unknown: the token behind $gitClient (") !=
        std::string::npos);
  CHECK(write_scopes_markdown(report).find("### The token behind `$gitClient`\n") !=
        std::string::npos);
}

TEST_CASE("a token that only reads is said to") {
  Report report = scopes_report();
  report.tokens[0].read_only = true;
  CHECK(Json::parse(write_scopes_json(report))["tokens"][0]["read_only"] == true);
  CHECK_THAT(write_scopes_text(report, {}), Catch::Contains("            it only reads\n"));
}

TEST_CASE("uses of one meaning in one place are shown once") {
  Report report = scopes_report();
  const PricedUse first = report.tokens[0].uses[0];
  report.tokens[0].uses.push_back(first);
  report.tokens[0].uses.back().call = "PATCH https://dev.azure.com/{}/_apis/wit/$batch";
  report.tokens[0].uses.push_back(first);
  report.tokens[0].uses.back().use.line = 13;
  const std::string call = "PATCH https://dev.azure.com/{}/{}/_apis/wit/$batch";
  const std::string text = write_scopes_text(report, {});
  CHECK_THAT(text, Catch::Contains(":12: " + call + " and 1 more like it\n"));
  CHECK_THAT(text, Catch::Contains(":13: " + call + "\n"));
  CHECK_THAT(text, !Catch::Contains("https://dev.azure.com/{}/_apis"));
}

TEST_CASE("uses that two tokens have are shown once") {
  Report report = scopes_report();
  Token& first = report.tokens[0];
  first.uses.push_back(use_of("c.sh", 3));
  first.uses.back().scopes = {{{"vso.work_write"}}};
  report.tokens[1] = first;
  report.tokens[1].name = "$(OTHER_PAT)";
  const std::string text = write_scopes_text(report, {});
  CHECK_THAT(text, Catch::Contains("  used      as $(RELEASE_PAT) is, above\n  needs:    vso."));
  CHECK(text.find("c.sh:3") == text.rfind("c.sh:3"));
}

TEST_CASE("a bound is named where not all uses are known") {
  Report report = scopes_report();
  report.tokens[0].complete = false;
  CHECK_THAT(
      write_scopes_text(report, {}),
      Catch::Contains("vso.work_write (Work Items: Read & write), for the uses that are known\n"));
}

TEST_CASE("no tokens is said in words") {
  CHECK(write_scopes_text({}, {}) == "no token uses found\n");
  CHECK(Json::parse(write_scopes_json({}))["tokens"] == Json::array());
}

}  // namespace
}  // namespace patdown
