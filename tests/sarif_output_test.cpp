#include "catch.h"
#include "output/output.h"
#include "output/sarif_result.h"
#include "samples.h"

#include <cstdlib>
#include <fstream>

#include <nlohmann/json.hpp>

namespace patdown {
namespace {

using Parsed = nlohmann::json;

Parsed run_of(const Report& report) {
  const Parsed log = Parsed::parse(write_sarif(report));
  REQUIRE(log["runs"].size() == 1);
  return log["runs"][0];
}

TEST_CASE("every result points at the rule it names") {
  const Parsed run = run_of(sample_report());
  const Parsed& rules = run["tool"]["driver"]["rules"];
  REQUIRE(run["results"].size() == 4);
  for (const Parsed& result : run["results"]) {
    const auto index = result["ruleIndex"].get<std::size_t>();
    REQUIRE(index < rules.size());
    CHECK(rules[index]["id"] == result["ruleId"]);
  }
}

TEST_CASE("a rule carries what code scanning services read") {
  const Parsed rule = run_of(sample_report())["tool"]["driver"]["rules"][1];
  CHECK(rule["id"] == "acme-token");
  CHECK(rule["name"] == "AcmeToken");
  CHECK(rule["helpUri"] == "https://example.net/tokens");
  CHECK(rule["defaultConfiguration"]["level"] == "error");
  CHECK(rule["properties"]["security-severity"] == "9.8");
  CHECK(rule["properties"]["precision"] == "very-high");
  CHECK(rule["properties"]["tags"][0] == "security");
}

TEST_CASE("a leak in a file has a region with the masked secret") {
  const Parsed result = run_of(sample_report())["results"][0];
  const Parsed& physical = result["locations"][0]["physicalLocation"];
  CHECK(physical["artifactLocation"] ==
        Parsed::parse(R"({"uri": "src/my%20app.sh", "uriBaseId": "SRCROOT"})"));
  CHECK(physical["region"] == Parsed::parse(R"({
    "startLine": 12, "startColumn": 8, "endLine": 12, "endColumn": 20,
    "snippet": {"text": "abcd…wxyz"}})"));
  CHECK(result["level"] == "error");
  CHECK(result["partialFingerprints"] ==
        Parsed::parse(R"({"patdown/v1": "00112233445566778899aabbccddeeff"})"));
  REQUIRE(result["relatedLocations"].size() == 4);
  CHECK(result["relatedLocations"][3]["id"] == 4);
  CHECK(result["properties"]["commit"] == old_commit);
}

TEST_CASE("a text of a commit has an artifact too, without a region") {
  const Parsed location = run_of(sample_report())["results"][1]["locations"][0];
  CHECK(location["physicalLocation"]["artifactLocation"]["uri"] == ".git");
  CHECK_FALSE(location["physicalLocation"].contains("region"));
  CHECK(location["logicalLocations"][0]["fullyQualifiedName"] ==
        "message of commit 222222222222, line 3");
}

TEST_CASE("a member of an archive points at the archive") {
  const Parsed location = run_of(sample_report())["results"][2]["locations"][0];
  CHECK(location["physicalLocation"]["artifactLocation"]["uri"] == "lib/wow%21%FF.zip");
  CHECK_FALSE(location["physicalLocation"].contains("region"));
  CHECK(location["logicalLocations"][0]["kind"] == "archive member");
}

TEST_CASE("a scope finding shows the way from token to call") {
  const Parsed result = run_of(sample_report())["results"][3];
  CHECK(result["level"] == "note");
  const Parsed& steps = result["codeFlows"][0]["threadFlows"][0]["locations"];
  REQUIRE(steps.size() == 2);
  CHECK(steps[1]["location"]["message"]["text"] == "sent here");
  CHECK(steps[1]["location"]["physicalLocation"]["region"]["startLine"] == 9);
}

TEST_CASE("an incomplete run says so") {
  const Parsed run = run_of(sample_report());
  const Parsed& invocation = run["invocations"][0];
  CHECK(invocation["executionSuccessful"] == false);
  REQUIRE(invocation["toolExecutionNotifications"].size() == 3);
  CHECK(invocation["toolExecutionNotifications"][1]["locations"][0]["physicalLocation"]
                  ["artifactLocation"]["uri"] == "locked%20file");
  CHECK(run["columnKind"] == "utf16CodeUnits");
  CHECK(run_of(Report{})["invocations"][0]["executionSuccessful"] == true);
}

TEST_CASE("the repository is named by a URI or not at all") {
  struct Case {
    const char* address;
    const char* uri;
  };
  const Case cases[] = {{"https://example.net/a.git", "https://example.net/a.git"},
                        {"git@example.net:a/b.git", "ssh://git@example.net/a/b.git"},
                        {"/srv/git/a.git", ""},
                        {"C:/git/a.git", ""},
                        {"", ""}};
  for (const Case& c : cases) {
    INFO(c.address);
    Report report;
    report.repository = c.address;
    const Parsed run = run_of(report);
    if (*c.uri == '\0') {
      CHECK_FALSE(run.contains("versionControlProvenance"));
    } else {
      CHECK(run["versionControlProvenance"][0]["repositoryUri"] == c.uri);
    }
  }
}

TEST_CASE("a path becomes a relative reference") {
  CHECK(uri_of_path("a/b-c_d.e~f") == "a/b-c_d.e~f");
  CHECK(uri_of_path("100%/c:d#e?f") == "100%25/c%3Ad%23e%3Ff");
  CHECK(uri_of_path("\xC3\xA4") == "%C3%A4");
}

// With PATDOWN_SARIF_SAMPLES, a folder, the samples are kept there: tests/sarif_valid.sh holds them
// against the schema.
TEST_CASE("the samples can be parsed", "[sarif-samples]") {
  const char* const folder = std::getenv("PATDOWN_SARIF_SAMPLES");
  Report bare;
  bare.version = "0.0.1";
  bare.findings = {worktree_leak()};  // a rule that the report does not describe
  for (const auto& [name, report] : {std::pair("everything", sample_report()), {"bare", bare}}) {
    const std::string text = write_sarif(report);
    CHECK(Parsed::parse(text)["version"] == "2.1.0");
    if (folder == nullptr) continue;
    std::ofstream file(std::string(folder) + "/" + name + ".sarif", std::ios::binary);
    file << text;
    REQUIRE(file.good());
  }
}

}  // namespace
}  // namespace patdown
