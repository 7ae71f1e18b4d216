#include "token/price.h"

#include "catch.h"

namespace patdown {
namespace {

struct Shown {
  const char* name;
  CallKind kind;
  const char* verb;
  const char* url;
  const char* shown;
};

const Shown calls[] = {
    {"a request", CallKind::request, "GET", "https://dev.azure.com/a/_apis/projects?x=1",
     "GET https://dev.azure.com/a/_apis/projects"},
    {"a request of an unknown verb", CallKind::request, "", "https://dev.azure.com/a",
     "{} https://dev.azure.com/a"},
    {"a request to an unknown address", CallKind::request, "GET", "", "GET {}"},
    {"a request of which nothing is known", CallKind::request, "", "", ""},
    {"git without an address", CallKind::git, "push", "", "git push {}"},
    {"git with credentials in its address", CallKind::git, "fetch",
     "https://me:x@dev.azure.com/a/_git/b", "git fetch https://dev.azure.com/a/_git/b"},
    {"a feed without an address", CallKind::feed, "write", "", "write {}"},
    {"an agent without an address", CallKind::agent, "", "", "register agent {}"},
    {"an agent of an environment", CallKind::agent, "environment", "",
     "register agent in environment {}"},
};

TEST_CASE("a call is shown with a hole for what is not known of it") {
  for (const Shown& c : calls) {
    DYNAMIC_SECTION(c.name) {
      TokenUse use;
      use.call.kind = c.kind;
      use.call.verb = c.verb;
      use.call.url = c.url;
      CHECK(price(Catalog::azure_devops(), use).use.call == c.shown);
    }
  }
}

}  // namespace
}  // namespace patdown
