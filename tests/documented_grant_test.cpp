#include "token/documented_grant.h"

#include "catch.h"

namespace patdown {
namespace {

struct Case {
  const char* name;
  const char* text;
  bool found;
  std::vector<std::string> variables = {};
};

const Case cases[] = {
    {"a variable is named",
     "The inventory needs an Azure DevOps token with **Full access** in the variable "
     "ADO_INVENTORY_PAT.\n",
     true,
     {"ADO_INVENTORY_PAT"}},
    {"no variable is named", "Create an Azure DevOps personal access token with full access.\n",
     true},
    {"a list of steps",
     "1. Open Azure DevOps\n2. Create a new PAT (personal access token)\n3. Select *Full access*\n",
     true},
    {"the platform stands elsewhere in the document",
     "# Azure DevOps sync\n\nSet `SYNC_TOKEN` to a token with full access.\n",
     true,
     {"SYNC_TOKEN"}},
    {"all scopes", "Generate a token for dev.azure.com with all scopes.\n", true},
    {"two variables",
     "Export AZP_TOKEN or AZDO_PAT, Azure DevOps tokens with full access.\n",
     true,
     {"AZDO_PAT", "AZP_TOKEN"}},
    {"advice against it", "Do not give the Azure DevOps token full access.\n", false},
    {"advice against it, shortened", "You don't need an Azure DevOps PAT with full access.\n",
     false},
    {"another way", "Choose these scopes for the Azure DevOps PAT instead of full access.\n",
     false},
    {"a refusal in another sentence",
     "Azure DevOps tokens do not last. Create a token with full access for this.\n", true},
    {"another service", "Create a GitHub token with full access.\n", false},
    {"another service in a document about ours",
     "# Azure DevOps to GitHub\n\nCreate a GitHub token with full access.\n", false},
    {"people, not tokens", "Azure DevOps administrators have full access to the project.\n", false},
    {"scopes are named", "Create an Azure DevOps PAT with Work Items: Read.\n", false},
    {"nothing", "", false},
};

TEST_CASE("documented_grants finds the sentence that asks for full access") {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const auto grants = documented_grants("README.md", c.text);
      REQUIRE(grants.size() == (c.found ? 1U : 0U));
      if (c.found) CHECK(grants.front().variables == c.variables);
    }
  }
}

TEST_CASE("a documented grant stands where its words do") {
  const auto grants = documented_grants(
      "docs/a.md", "# Azure DevOps\n\nintro\n\nTake a token\nwith **Full access** to all.\n");
  REQUIRE(grants.size() == 1);
  CHECK(grants.front().path == "docs/a.md");
  CHECK(grants.front().at.line == 6);
  CHECK(grants.front().at.column == 8);
  CHECK(grants.front().sentence == "with **Full access** to all.");
}

TEST_CASE("is_document knows documents by their names") {
  for (const char* path : {"README", "readme.md", "docs/a.rst", "a.TXT", "x/README.adoc"}) {
    INFO(path);
    CHECK(is_document(path));
  }
  for (const char* path : {"a.py", "docs/a.json", "md", "mdx/a.yml"}) {
    INFO(path);
    CHECK_FALSE(is_document(path));
  }
}

}  // namespace
}  // namespace patdown
