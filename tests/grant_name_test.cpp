#include "token/grant_name.h"

#include "catch.h"

namespace patdown {
namespace {

struct Case {
  const char* spelling;
  const char* name;
};

const Case cases[] = {
    {"RELEASE_PAT", "release_pat"},
    {"$(RELEASE_PAT)", "release_pat"},
    {"${{ secrets.RELEASE_PAT }}", "release_pat"},
    {"${{variables.RELEASE_PAT}}", "release_pat"},
    {"$[ variables.RELEASE_PAT ]", "release_pat"},
    {"$env:RELEASE_PAT", "release_pat"},
    {"${env:RELEASE_PAT}", "release_pat"},
    {"${RELEASE_PAT}", "release_pat"},
    {"$RELEASE_PAT", "release_pat"},
    {"%RELEASE_PAT%", "release_pat"},
    {"secrets.RELEASE_PAT", "release_pat"},
    {"secrets:RELEASE_PAT", "release_pat"},
    {"process.env.RELEASE_PAT", "release_pat"},
    {"os.environ[\"RELEASE_PAT\"]", "release_pat"},
    {"`RELEASE_PAT`", "release_pat"},
    {"$(pat--build-access)", "pat--build-access"},
    {"My deployment token", "my deployment token"},
    {"  ", ""},
    {"$", "$"},
    {"$()", "()"},
};

TEST_CASE("bare_name leaves out case and what surrounds a name") {
  for (const Case& c : cases) {
    INFO(c.spelling);
    CHECK(bare_name(c.spelling) == c.name);
  }
}

TEST_CASE("plain_name keeps the case") {
  CHECK(plain_name("$(Release_Pat)") == "Release_Pat");
}

}  // namespace
}  // namespace patdown
