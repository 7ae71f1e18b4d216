#include "token/mint_text.h"

#include "catch.h"

namespace patdown {
namespace {

struct Case {
  const char* name;
  const char* text;
  bool full_access;
  bool all_organizations;
};

const Case cases[] = {
    {"a body in JSON", R"({"displayName": "x", "scope": "app_token", "allOrgs": false})", true,
     false},
    {"both at once", R"({"scope":"app_token","allOrgs":true})", true, true},
    {"quotes escaped", R"(body = "{\"scope\": \"app_token\", \"allOrgs\": \"false\"}")", true,
     false},
    {"single quotes, the API's path near",
     "requests.post(f'{u}/_apis/tokens/pats', json={'scope': 'app_token'})", true, false},
    {"an assignment", "$body.scope = 'app_token' # _apis/Tokens/Pats", true, false},
    {"a hash of Ruby", ":scope => \"app_token\", :allOrgs => false", true, false},
    {"a PowerShell constant", "@{ scope = 'vso.code'; allOrgs = $true } # _apis/tokens/pats", false,
     true},
    {"all organizations beside the API", "allOrgs: true\nurl: https://x/_apis/tokens/pats", false,
     true},
    {"full access, but of another API", R"({"scope": "app_token"})", false, false},
    {"a narrow scope", R"({"scope": "vso.work", "allOrgs": false})", false, false},
    {"the word in a comparison", "if (token.scope == app_tokens) { allOrgs = x }", false, false},
    {"another key", R"({"kind": "app_token", "allOrgs": false})", false, false},
    {"a longer key", R"({"myscope": "app_token", "allOrgs": false})", false, false},
    {"a longer value", R"({"scope": "app_token_x", "allOrgs": false})", false, false},
    {"all organizations of something else", "allOrgs: true", false, false},
    {"nothing", "", false, false},
};

TEST_CASE("find_minted_token sees the body that asks for too much") {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const auto found = find_minted_token(c.text);
      REQUIRE(found.has_value() == (c.full_access || c.all_organizations));
      if (!found) continue;
      CHECK(found->full_access == c.full_access);
      CHECK(found->all_organizations == c.all_organizations);
    }
  }
}

TEST_CASE("find_minted_life sees until when the token is to live") {
  struct Row {
    const char* text;
    const char* day;  // empty: none
  };
  const Row rows[] = {
      {R"(POST _apis/tokens/pats {"scope": "vso.code", "validTo": "2027-06-30T00:00:00Z"})",
       "2027-06-30"},
      {"$b = @{ validTo = '2027-06-30' } # _apis/Tokens/Pats", "2027-06-30"},
      {"json={'validTo': end}; url = '/_apis/tokens/pats'", ""},
      {"$b = @{ validTo = (Get-Date).AddYears(9) } # _apis/tokens/pats", ""},
      {R"(_apis/tokens/pats {"validTo": "2027-06-31"})", ""},
      {R"({"validTo": "2027-06-30"})", ""},
      {R"(_apis/tokens/pats {"invalidTo": "2027-06-30"})", ""},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const auto found = find_minted_life(row.text);
    CHECK((found ? found->valid_to : "") == row.day);
  }
}

TEST_CASE("find_minted_token says where") {
  const auto found = find_minted_token("{\n  \"allOrgs\": false,\n  \"scope\": \"app_token\"\n}\n");
  REQUIRE(found.has_value());
  CHECK(found->at.line == 3);
  CHECK(found->at.column == 4);
}

}  // namespace
}  // namespace patdown
