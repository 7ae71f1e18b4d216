#include "token/scope_findings.h"

#include "catch.h"
#include "core/secret_text.h"
#include "token/assess.h"
#include "token/scope_rule.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace patdown {
namespace {

const Catalog& catalog() {
  return Catalog::azure_devops();
}

TokenUse use_of(const char* verb, const char* url) {
  TokenUse use;
  use.credential = {
      .id = "env:ado_pat", .name = "$ADO_PAT", .kind = "pat", .path = "a.sh", .line = 1};
  use.call.verb = verb;
  use.call.url = url;
  use.path = "a.sh";
  use.line = 5;
  use.column = 9;
  use.trace = {{.path = "a.sh", .line = 1, .note = "read from the environment"}};
  return use;
}

std::vector<Token> judged(const std::vector<TokenUse>& uses, std::vector<std::string> scopes) {
  DeclaredGrant grant;
  grant.names = {"ADO_PAT"};
  grant.grant.scopes = std::move(scopes);
  grant.grant.from = "config";
  return judge_tokens(catalog(), uses, std::vector<DeclaredGrant>{grant}, {});
}

const TokenUse read_item = use_of("GET", "https://dev.azure.com/o/p/_apis/wit/workitems/1");
const TokenUse write_item = use_of("PATCH", "https://dev.azure.com/o/p/_apis/wit/workitems/1");
const TokenUse hierarchy =
    use_of("POST", "https://dev.azure.com/o/_apis/Contribution/HierarchyQuery");

TEST_CASE("the rules of tokens are complete and their ids differ") {
  REQUIRE(scope_rules().size() == 14);
  std::set<std::string> ids;
  for (const ScopeRule& rule : scope_rules()) {
    INFO(rule.id);
    CHECK(ids.insert(rule.id).second);
    CHECK(rule.id.starts_with("azure-devops-"));
    CHECK_FALSE(rule.title.empty());
    CHECK_FALSE(rule.help.empty());
    CHECK_FALSE(rule.fix.empty());
    CHECK(rule.reference.starts_with("https://"));
    CHECK_FALSE(rule.inferred.empty());
  }
}

TEST_CASE("an over-scoped token is one finding, with the way and the replacement") {
  TokenUse second = read_item;
  second.line = 8;
  const auto findings = verdict_findings(catalog(), judged({read_item, second}, {"app_token"}));
  REQUIRE(findings.size() == 1);
  const Finding& finding = findings.front();
  CHECK(finding.rule == "azure-devops-full-access-token");
  CHECK(finding.kind == FindingKind::scope);
  CHECK(finding.message ==
        "$ADO_PAT holds full access, and its uses need Work Items: Read (vso.work)");
  CHECK(finding.place.path == "a.sh");
  CHECK(finding.place.at.line == 5);
  CHECK(finding.place.at.column == 9);
  CHECK(finding.places.size() == 1);
  CHECK(finding.places_total == 1);
  CHECK(finding.token == "env:ado_pat");
  CHECK(finding.trace.size() == 1);
  CHECK(finding.fingerprint == fingerprint_of(finding.rule, "env:ado_pat", false));
  CHECK(finding.fix.find("allOrgs") != std::string::npos);
}

TEST_CASE("an under-scoped token is shown where it is refused") {
  TokenUse refused = write_item;
  refused.line = 11;
  const auto findings = verdict_findings(catalog(), judged({read_item, refused}, {"vso.work"}));
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().rule == "azure-devops-under-scoped-token");
  CHECK(findings.front().place.at.line == 11);
}

TEST_CASE("exact, unscopable and unknown tokens are no findings") {
  CHECK(verdict_findings(catalog(), judged({read_item}, {"vso.work"})).empty());
  CHECK(verdict_findings(catalog(), judged({hierarchy}, {"app_token"})).empty());
  CHECK(verdict_findings(catalog(), judge_tokens(catalog(), {read_item}, {}, {})).empty());
}

TEST_CASE("a replaceable token is a finding") {
  TokenUse use = use_of("GET", "https://dev.azure.com/{}/{}/_apis/build/builds/1");
  use.call.in_pipeline = true;
  use.call.own_organization = true;
  const auto findings = verdict_findings(catalog(), judge_tokens(catalog(), {use}, {}, {}));
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().rule == "azure-devops-replaceable-token");
}

TEST_CASE("code that creates a token is reported if it asks for too much") {
  TokenUse mint = use_of("POST", "https://vssps.dev.azure.com/o/_apis/tokens/pats");
  mint.call.kind = CallKind::mint;
  mint.call.minted.scopes = {"vso.work"};
  CHECK(minting_findings(std::vector<TokenUse>{mint}).empty());
  mint.call.minted.scopes = {"app_token"};
  const auto full = minting_findings(std::vector<TokenUse>{mint});
  REQUIRE(full.size() == 1);
  CHECK(full.front().message == "this request creates a token with full access");
  mint.call.minted = {.scopes = {"vso.work"}, .all_organizations = true};
  CHECK(minting_findings(std::vector<TokenUse>{mint}).size() == 1);
}

Step checkout(const char* value) {
  Step step;
  step.kind = StepKind::checkout;
  step.path = "azure-pipelines.yml";
  step.line = 4;
  step.inputs = {{"persistcredentials", {.text = value, .line = 6, .column = 7}}};
  return step;
}

TEST_CASE("a checkout that keeps the job's token is reported once a file") {
  Pipeline pipeline;
  pipeline.steps = {checkout("true"), checkout("true"), checkout("false")};
  const auto findings = checkout_findings(std::vector<Pipeline>{pipeline, pipeline});
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().rule == "azure-devops-persisted-credentials");
  CHECK(findings.front().place.at.line == 6);
  CHECK(findings.front().places.empty());
  pipeline.steps = {checkout("false"), checkout("")};
  CHECK(checkout_findings(std::vector<Pipeline>{pipeline}).empty());
}

TEST_CASE("a document that asks for full access is reported, unless it is needed") {
  documents::Document document = documents::open_document(
      "README.md", "Create an Azure DevOps token with full access and put it in ADO_PAT.\n");
  const auto documented = documented_grants(document);
  REQUIRE(documented.size() == 1);
  const auto narrow = judged({read_item}, {"app_token"});
  const auto findings = document_findings(documented, narrow);
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().token == "env:ado_pat");
  CHECK(findings.front().place.path == "README.md");
  CHECK(findings.front().fix == "ask for Work Items: Read (vso.work) instead of full access");
  CHECK(document_findings(documented, judged({hierarchy}, {"app_token"})).empty());
  CHECK(document_findings(documented, {}).size() == 1);

  auto unnamed = documented;
  unnamed.front().variables.clear();
  CHECK(document_findings(unnamed, judged({hierarchy}, {"app_token"})).empty());
  CHECK(document_findings(unnamed, narrow).size() == 1);
}

TEST_CASE("scopes in excess are another rule than full access") {
  const auto findings = verdict_findings(catalog(), judged({read_item}, {"vso.work_write"}));
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().rule == "azure-devops-over-scoped-token");
  CHECK(findings.front().severity == Severity::medium);
}

TEST_CASE("a hard-coded token that holds too much is told by its hash") {
  TokenUse use = read_item;
  use.credential = {.id = "literal:0123",
                    .name = "hard-coded token abcd…wxyz",
                    .kind = "pat",
                    .path = "a.sh",
                    .line = 1,
                    .correlating_id = "AAAAAAAAAAAAAAAAAAAA"};
  DeclaredGrant row;
  row.names = {"release bot"};
  row.grant.scopes = {"app_token"};
  row.grant.from = "inventory";
  row.correlating_id = "BBBBBBBBBBBBBBBBBBBB";
  CHECK(verdict_findings(catalog(), judge_tokens(catalog(), {use}, std::vector{row}, {})).empty());
  row.correlating_id = "AAAAAAAAAAAAAAAAAAAA";
  const auto findings =
      verdict_findings(catalog(), judge_tokens(catalog(), {use}, std::vector{row}, {}));
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().rule == "azure-devops-hard-coded-over-scoped-token");
  CHECK(findings.front().token == "literal:0123");
}

TEST_CASE("a stored token of pipelines alone could be a workload identity") {
  TokenUse use = write_item;  // another organization than the pipeline's own
  use.call.in_pipeline = true;
  const auto findings = verdict_findings(catalog(), judge_tokens(catalog(), {use}, {}, {}));
  REQUIRE(findings.size() == 1);
  CHECK(findings.front().rule == "azure-devops-workload-identity-possible");
  CHECK(findings.front().severity == Severity::info);
  use.unresolved = "the URL comes from a response";
  CHECK(verdict_findings(catalog(), judge_tokens(catalog(), {use}, {}, {})).empty());
}

// Whole documents, not words of a sentence: "## What to do" is a line.
std::set<std::string> headings_of(const std::filesystem::path& page) {
  std::set<std::string> headings;
  std::ifstream file(page);
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) headings.insert(line);
  }
  return headings;
}

TEST_CASE("every rule of tokens has its page") {
  const std::filesystem::path root = PATDOWN_SOURCE_DIR;
  std::set<std::string> pages;
  for (const ScopeRule& rule : scope_rules()) {
    INFO(rule.id);
    CHECK(page_of(rule) == "docs/rules/" + rule.id + ".md");
    pages.insert(rule.id + ".md");
    const std::set<std::string> headings = headings_of(root / page_of(rule));
    CHECK(headings == std::set<std::string>{"# " + rule.id, "## What it is", "## Why it matters",
                                            "## How patdown knows", "## What to do",
                                            "## How to silence it"});
    std::ifstream file(root / page_of(rule));
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    CHECK(text.find(rule.title + ". Severity " + std::string(name_of(rule.severity)) +
                    ", confidence " + std::string(name_of(rule.confidence)) + ".") !=
          std::string::npos);
    CHECK(text.find(rule.reference) != std::string::npos);
    CHECK(text.find("disable: [" + rule.id + "]") != std::string::npos);
  }
  for (const auto& entry : std::filesystem::directory_iterator(root / "docs/rules")) {
    INFO(entry.path());
    CHECK(pages.contains(entry.path().filename().string()));
  }
}

}  // namespace
}  // namespace patdown
