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
     "scope": "vso.work_write vso.code", "targetAccounts": ["a"], "token": null},
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
  for (const char* text : {"", "[]", "{}", R"({"value": 1})", "{\"patTokens\": [", "not json"}) {
    INFO(text);
    CHECK_THROWS_AS(read_inventory(text, "x.json"), Error);
  }
}

}  // namespace
}  // namespace patdown
