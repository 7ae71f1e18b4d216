#include "token/inventory.h"

#include "catch.h"
#include "core/error.h"

namespace patdown {
namespace {

TEST_CASE("the PAT lifecycle API's answer is read") {
  const Inventory inventory = read_inventory(R"({
  "continuationToken": "",
  "patTokens": [
    {"displayName": "release bot", "validTo": "2026-12-31T23:46:23.32Z",
     "validFrom": "2026-10-01T08:00:00Z", "authorizationId": "4711", "scope": "vso.work_write vso.code", "targetAccounts": ["a"], "token": null},
    {"displayName": "old", "scope": "app_token", "targetAccounts": null}
  ]
})",
                                             "pats.json");
  REQUIRE(inventory.grants.size() == 2);
  const DeclaredGrant& first = inventory.grants[0];
  CHECK(first.names == std::vector<std::string>{"release bot"});
  CHECK(first.grant.scopes == std::vector<std::string>{"vso.code", "vso.work_write"});
  CHECK(first.grant.from == "inventory");
  CHECK(first.grant.path == "pats.json");
  CHECK(first.grant.line == 4);
  CHECK(first.grant.valid_to == "2026-12-31T23:46:23.32Z");
  CHECK(first.grant.created == "2026-10-01T08:00:00Z");
  CHECK(first.authorization == "4711");
  CHECK_FALSE(first.grant.all_organizations);
  CHECK(inventory.grants[1].grant.all_organizations);
  CHECK(inventory.grants[1].grant.line == 6);
  CHECK(inventory.partly_read.empty());
}

TEST_CASE("the token administration API's answer is read, revoked tokens are left out") {
  const Inventory inventory = read_inventory(
      R"({"value": [{"displayName": "a", "scope": "vso.build", "isValid": true},
                    {"displayName": "b", "scope": "vso.build", "isValid": false}]})",
      "admin.json");
  REQUIRE(inventory.grants.size() == 1);
  CHECK(inventory.grants[0].names.front() == "a");
  CHECK_FALSE(inventory.grants[0].grant.all_organizations);
}

TEST_CASE("one created token is an inventory of one") {
  const Inventory inventory =
      read_inventory(R"({"patToken": {"displayName": "a", "scope": "vso.build"}})", "a.json");
  CHECK(inventory.grants.size() == 1);
}

TEST_CASE("bad rows are named and skipped") {
  const Inventory inventory = read_inventory(
      R"({"value": [7, {"scope": "vso.build"},
  {"displayName": "no scope"}, {"displayName": "good", "scope": "vso.build"}]})",
      "x.json");
  CHECK(inventory.grants.size() == 1);
  REQUIRE(inventory.partly_read.size() == 3);
  CHECK(inventory.partly_read[2].why == "no scope for 'no scope'");
  CHECK(inventory.partly_read[2].line == 2);
}

TEST_CASE("what is no inventory is refused") {
  for (const char* text : {"", "{}", R"({"value": 1})", "{\"patTokens\": [", "not json",
                           "displayName\na\n", "one,two\n1,2\n"}) {
    INFO(text);
    CHECK_THROWS_AS(read_inventory(text, "x.json"), Error);
  }
}

TEST_CASE("a bare list of rows is read, in UTF-16 too") {
  const std::string text = R"([{"displayName": "a", "scope": "vso.build"}])";
  CHECK(read_inventory(text, "x.json").grants.size() == 1);
  std::string wide = "\xFF\xFE";
  for (const char c : text) wide += {c, '\0'};
  CHECK(read_inventory(wide, "x.json").grants.size() == 1);
  CHECK(read_inventory("\xEF\xBB\xBF" + text, "x.json").grants.size() == 1);
}

TEST_CASE("a CSV is read by the names of its columns") {
  const Inventory inventory = read_inventory(
      "Display Name,Scopes,Created,Expires,Variable,Cross Company Correlating Id,All Orgs,Note\r\n"
      "release bot,\"vso.work_write, vso.code\",2026-10-01,2026-12-31,RELEASE_PAT;BOT_PAT,"
      "AAAAAAAAAAAAAAAAAAAA,true,\"two\r\nlines, \"\"quoted\"\"\"\r\n"
      "\r\n"
      "other,app_token,,never,,,false,\r\n",
      "pats.csv");
  CHECK(inventory.partly_read.empty());
  REQUIRE(inventory.grants.size() == 2);
  const DeclaredGrant& first = inventory.grants[0];
  CHECK(first.names == std::vector<std::string>{"release bot", "RELEASE_PAT", "BOT_PAT"});
  CHECK(first.grant.scopes == std::vector<std::string>{"vso.code", "vso.work_write"});
  CHECK(first.grant.created == "2026-10-01");
  CHECK(first.grant.valid_to == "2026-12-31");
  CHECK(first.grant.all_organizations);
  CHECK(first.grant.line == 2);
  CHECK(first.correlating_id == "AAAAAAAAAAAAAAAAAAAA");
  CHECK(inventory.grants[1].grant.line == 5);
  CHECK(inventory.grants[1].grant.valid_to == "9999-12-31");
}

TEST_CASE("what spreadsheets and PowerShell make of a CSV is read") {
  const Inventory inventory = read_inventory(
      "#TYPE System.Object\n\"displayName\";\"scope\"\n\"a\";\"vso.build\"\n", "x.csv");
  REQUIRE(inventory.grants.size() == 1);
  CHECK(inventory.grants[0].grant.line == 3);
}

TEST_CASE("a bad row of a CSV is named, and the others stand") {
  const Inventory inventory = read_inventory(
      "displayName,scope,validTo,isValid\n"
      "a,vso.build\n"
      ",vso.build,,\n"
      "b,,,\n"
      "c,vso.build,31.12.2026,true\n"
      "revoked,vso.build,,False\n"
      "d,vso.build,2026-12-31,",
      "x.csv");
  REQUIRE(inventory.grants.size() == 2);
  CHECK(inventory.grants[0].grant.valid_to.empty());
  CHECK(inventory.grants[1].names.front() == "d");
  std::vector<std::string> whys;
  for (const PartlyRead& partly : inventory.partly_read) whys.push_back(partly.why);
  CHECK(whys == std::vector<std::string>{
                    "a row of 2 cells, where the header has 4", "a row without displayName",
                    "no scope for 'b'",
                    "'31.12.2026' of 'c' is no day as 2026-01-31: its age is not judged"});
}

}  // namespace
}  // namespace patdown
