#include "token/scope_phrases.h"

#include "catch.h"

#include <string>
#include <vector>

namespace patdown {
namespace {

struct Case {
  const char* line;
  std::vector<std::string> scopes;
  bool unknown = false;  // access to what is no scope
};

const Case cases[] = {
    {"Create a PAT with Work Items (Read & Write).", {"vso.work_write"}},
    {"- **Code**: Read", {"vso.code"}},
    {"- Code → `Read`", {"vso.code"}},
    {"* build: read & execute", {"vso.build_execute"}},
    {"| **Build** | Read | Pipeline runs and logs |", {"vso.build"}},
    {"| Work Items | Read & Write | Get, query, create |", {"vso.work_write"}},
    {"- `Work Items (Read)` - Read work items", {"vso.work"}},
    {"| **Work Items** | Read & Write | Query and view work items, read/add comments |",
     {"vso.work_write"}},
    {"Work Items: Read, write, & manage", {"vso.work_full"}},
    {"Requires Code (read), Project and team (read), User profile (read)",
     {"vso.code", "vso.project", "vso.profile"}},
    {"PAT with `Code (Read)` and `Code (Write)` scopes", {"vso.code", "vso.code_write"}},
    {"Build (Read); Release (Read, write, & execute)", {"vso.build", "vso.release_execute"}},
    {"Agent Pools (read, manage)", {"vso.agentpools_manage"}},
    {"Agent Pools: Read &amp; manage", {"vso.agentpools_manage"}},
    {"Member Entitlement Management: Read & write", {"vso.memberentitlementmanagement_write"}},
    {"Project & Team (Read)", {"vso.project"}},
    {"a token with Code Read and Work Items Read permissions", {"vso.code", "vso.work"}},
    {"generate a PAT with **read access on Code**", {"vso.code"}},
    {"read access to Work Items, and Code (Read) access", {"vso.work", "vso.code"}},
    {"  - `vso.work_write` — create and update work items", {"vso.work_write"}},
    {"Service Connections (Read & query)", {"vso.serviceendpoint_query"}},
    {"Pull Request Threads (Read & write)", {"vso.threads_full"}},
    {"Pull Requests (Read & Write)", {}, true},
    {"`vso.everything`", {}, true},
    {"Work Items: Full", {}, true},
    {"Build the project, then read the log.", {}},
    {"This code reads work items.", {}},
    {"", {}},
};

TEST_CASE("lines of documents name scopes as people write them") {
  const documents::ScopePhrases phrases(Catalog::azure_devops());
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.line) {
      std::vector<std::string> scopes;
      const documents::ScopesInLine said = phrases.in(c.line);
      for (const documents::NamedScope& one : said.named) scopes.push_back(one.scope);
      CHECK(scopes == c.scopes);
      CHECK(said.unknown == c.unknown);
    }
  }
}

}  // namespace
}  // namespace patdown
