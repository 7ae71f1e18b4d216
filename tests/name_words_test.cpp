#include "token/name_words.h"

#include "catch.h"

namespace patdown {
namespace {

TEST_CASE("a name is taken apart at its signs and capitals") {
  using Words = std::vector<std::string>;
  CHECK(name_words("$AZURE_DEVOPS_CACHE_DIR") == Words{"azure", "devops", "cache", "dir"});
  CHECK(name_words("$options.AzdoOrganization") == Words{"options", "azdo", "organization"});
  CHECK(name_words("gitClient2") == Words{"git", "client2"});
  CHECK(name_words("sourcePAT") == Words{"source", "pat"});
  CHECK(name_words("").empty());
}

TEST_CASE("what a token is used with is not taken for its name") {
  for (const char* name :
       {"$API_URL", "$options.AzdoOrganization", "$AZURE_DEVOPS_CACHE_DIR", "$vmrUri", "$gitClient",
        "$WorkHttpClient", "$connection", "$cancellationToken"}) {
    INFO(name);
    CHECK(names_no_token(name));
  }
  // Variables of pipelines and service connections are named by people, for their tokens.
  for (const char* name :
       {"$PAT", "$ADO_TOKEN", "$credentials", "$(FeedConnection)", "$env:REPO_PAT",
        "service connection deploy-server", "secrets.DEPLOY_SERVER"}) {
    INFO(name);
    CHECK_FALSE(names_no_token(name));
  }
}

}  // namespace
}  // namespace patdown
