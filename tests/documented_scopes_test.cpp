#include "catch.h"
#include "token/documented_grant.h"

#include <string>
#include <vector>

namespace patdown {
namespace {

struct Case {
  const char* name;
  const char* text;
  std::vector<std::string> scopes;  // empty: no grant
  std::vector<std::string> variables;
};

const Case cases[] = {
    {"a table below a heading that names the variable",
     "# Azure DevOps dashboard\n\n### Token\n\nSet the `AZDO_PAT` environment variable.\n\n"
     "**Required PAT Scopes:**\n| Scope | Access | Used For |\n|---|---|---|\n"
     "| **Build** | Read | Pipeline runs |\n| **Work Items** | Read & Write | Work items |\n",
     {"vso.build", "vso.work_write"},
     {"AZDO_PAT"}},
    {"a list, and the one variable of the document in another section",
     "# azdo sync\n\n## Prerequisites\n\nA personal access token with these scopes:\n"
     "- Work Items: Read\n- Code: Read\n\n## Start\n\nexport ADO_PAT=…\n",
     {"vso.code", "vso.work"},
     {"ADO_PAT"}},
    {"a sentence",
     "Azure DevOps: create a PAT with Work Items (Read & write) and store it in BOARD_PAT.\n",
     {"vso.work_write"},
     {"BOARD_PAT"}},
    {"two variables, one of which may be meant",
     "Azure DevOps tokens ADO_PAT and FEED_PAT need Code (Read).\n",
     {},
     {}},
    {"no variable", "Create an Azure DevOps PAT with Code (Read).\n", {}, {}},
    {"one of several",
     "ADO_PAT is an Azure DevOps token with Code (Read) or Code (Read & write).\n",
     {},
     {}},
    {"not all are needed",
     "ADO_PAT: an Azure DevOps token with these scopes:\n- Code: Read\n"
     "- Work Items: Read (optional)\n",
     {},
     {}},
    {"for a part of what the program does",
     "ADO_PAT holds the Azure DevOps PAT.\n\n"
     "A PAT used to write comments needs the `Code (read & write)` scope.\n",
     {},
     {}},
    {"two lists in one section",
     "ADO_PAT, an Azure DevOps token, needs these scopes:\n- Code: Read\n\nFor the exporter, that "
     "runs\nas a service,\nthe token needs\n- Work Items: Read\n",
     {},
     {}},
    {"access to what is no scope",
     "ADO_PAT, an Azure DevOps token, needs:\n- Code (Read)\n- Pull Requests (Read & write)\n",
     {},
     {}},
    {"another service", "GITHUB_TOKEN, a GitHub token, needs Code (Read).\n", {}, {}},
    {"advice against it", "Do not give the Azure DevOps token ADO_PAT Code (Full).\n", {}, {}},
    {"no token is spoken of",
     "# Azure DevOps\n\nPeople need these permissions:\n- Code: Read\n",
     {},
     {}},
};

TEST_CASE("documented_scopes reads the one list that a token is to have") {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      documents::Document document = documents::open_document("README.md", c.text);
      const auto grants = documented_scopes(document);
      REQUIRE(grants.size() == (c.scopes.empty() ? 0U : 1U));
      if (grants.empty()) continue;
      CHECK(grants.front().scopes == c.scopes);
      CHECK(grants.front().variables == c.variables);
    }
  }
}

}  // namespace
}  // namespace patdown
