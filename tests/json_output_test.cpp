#include "catch.h"
#include "output/output.h"
#include "samples.h"

#include <sstream>

#include <nlohmann/json.hpp>

namespace patdown {
namespace {

using Json = nlohmann::json;

TEST_CASE("the JSON names what the report holds") {
  const Json root = Json::parse(write_json(sample_report()));
  CHECK(root["schema"] == 1);
  CHECK(root["tool"] == Json::parse(R"({"name":"patdown","version":"1.2.3","rules":"d1"})"));
  REQUIRE(root["findings"].size() == 4);
  const Json& leak = root["findings"][0];
  const Json expected = Json::parse(R"({
    "kind": "leak", "rule": "acme-token", "title": "Acme token", "severity": "critical",
    "confidence": "proven", "message": "Whoever holds this Acme token acts as its owner.",
    "fix": "Revoke it.", "path": "src/my app.sh",
    "line": 12, "column": 8, "end_line": 12, "end_column": 20,
    "commit": "1111111111111111111111111111111111111111",
    "author": "Robin <robin@example.net>", "date": "2026-01-31T12:00:00Z", "in_head": true,
    "source": "worktree", "masked": "abcd…wxyz",
    "fingerprint": "00112233445566778899aabbccddeeff",
    "proof": {"method": "crc32-base62", "owner_id": "3154062"}, "places_total": 16,
    "token": "literal:00112233445566778899aabbccddeeff"})");
  Json without_places = leak;
  without_places.erase("places");
  CHECK(without_places == expected);
  REQUIRE(leak["places"].size() == 4);
  CHECK(leak["places"][0] == Json::parse(R"({
    "path": "a.txt", "line": 3, "column": 1, "source": "history",
    "commit": "1111111111111111111111111111111111111111"})"));
}

TEST_CASE("a text of a commit has no path, and what is not known is null") {
  const Json root = Json::parse(write_json(sample_report()));
  const Json& message = root["findings"][1];
  CHECK(message["path"].is_null());
  CHECK(message["source"] == "commit-message");
  CHECK(message["author"].is_null());
  CHECK_FALSE(message.contains("proof"));
  CHECK_FALSE(message.contains("secret"));
  const Json& scope = root["findings"][3];
  CHECK(scope["kind"] == "scope");
  CHECK(scope["commit"].is_null());
  CHECK(scope["masked"].is_null());
  CHECK(scope["trace"][1] == Json::parse(R"({"path":"x.sh","line":9,"note":"sent here"})"));
}

TEST_CASE("an end that is not known is the beginning") {
  const Json scope = Json::parse(write_json(sample_report()))["findings"][3];
  CHECK(scope["end_line"] == 7);
  CHECK(scope["end_column"] == 3);
}

TEST_CASE("bytes that are no UTF-8 are replaced") {
  const Json root = Json::parse(write_json(sample_report()));
  CHECK(root["findings"][2]["path"] == "lib/wow!\xEF\xBF\xBD.zip!in/conf.ini");
}

TEST_CASE("the secret is written only when it was to be revealed") {
  Report report = sample_report();
  report.findings[0].revealed = "plain";
  CHECK(Json::parse(write_json(report))["findings"][0]["secret"] == "plain");
}

TEST_CASE("the coverage says what was looked at and what was not") {
  const Json coverage = Json::parse(write_json(sample_report()))["coverage"];
  CHECK(coverage == Json::parse(R"({
    "blobs": 1234, "bytes": 1536, "commits": 1, "tags": 0, "notes": 0, "files": 5,
    "skipped": [{"what": "submodule", "why": "vendor/x is not entered", "count": 1}],
    "unreadable": [{"object": "1111111111111111111111111111111111111111", "why": "missing"},
                   {"path": "locked file", "why": "permission denied"}],
    "partly_read": [{"path": "ci.yml", "line": 4, "why": "odd indentation"}],
    "suppressed": {"baseline": 2, "allow": 1, "path": 0},
    "today": "2026-11-25", "complete": false})"));
}

TEST_CASE("JSON lines are the findings and the coverage") {
  const Json root = Json::parse(write_json(sample_report()));
  std::istringstream lines(write_jsonl(sample_report()));
  std::vector<Json> parsed;
  for (std::string line; std::getline(lines, line);) parsed.push_back(Json::parse(line));
  REQUIRE(parsed.size() == 5);
  for (std::size_t i = 0; i < 4; ++i) CHECK(parsed[i] == root["findings"][i]);
  CHECK(parsed[4] == Json{{"coverage", root["coverage"]}});
}

TEST_CASE("a clean report has an empty list") {
  Report report;
  const Json root = Json::parse(write_json(report));
  CHECK(root["findings"] == Json::array());
  CHECK(root["coverage"]["complete"] == true);
}

}  // namespace
}  // namespace patdown
