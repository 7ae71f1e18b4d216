#include "token/documented_grant.h"

#include "catch.h"

#include <filesystem>
#include <fstream>
#include <iterator>

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

    // Sentences as projects write them.
    {"a step below a heading",
     "## Step 3: Create Personal Access Token (PAT)\n\n"
     "Azure DevOps → User Settings → Personal Access Token\n\n✔ Select Full Access\n✔ Copy Token\n",
     true},
    {"a requirement without a verb",
     "## Prerequisites\n\n6. Azure DevOps organization and Azure DevOps PAT with Full Access. This "
     "is "
     "important since this script creates several objects.\n",
     true},
    {"a note about a configuration file",
     "notes:\n- Create a PAT with full access in Azure Devops -> User settings -> Personal access "
     "tokens.\n",
     true},
    {"what you will need",
     "Azure DevOps keeps them for a month.\n\nYou will need a PAT with Full Access Scope for the "
     "organization.\n\nSee dev.azure.com.\n\n# Personal access token\n",
     true},
    {"what you will need, below a heading",
     "# Restore a repository of Azure DevOps\n\nYou will need a PAT with Full Access Scope for the "
     "organization.\n",
     true},
    {"the demand stands behind",
     "To generate the Azure DevOps inventory report, a PAT with full access or elevated "
     "administrator privileges is mandatory.\n",
     true},
    {"a list of steps with empty lines",
     "### Create a Personal Access Token (PAT):\n\n1. Go to your Azure DevOps home and click on "
     "Personal Access Tokens.\n\n2. Create a new PAT with full access scope. This token will be "
     "used "
     "by the build agent.\n",
     true},
    {"make sure", "Make sure that the Azure DevOps token has full access.\n", true},
    {"the token must have it", "The AZDO_PAT token must have full access.\n", true, {"AZDO_PAT"}},
    {"grant it", "Grant the Azure DevOps personal access token full access.\n", true},
    {"a scope after a colon",
     "Create a token on dev.azure.com:\n- Name: bot\n- Scopes: Full access\n", true},
    {"the other way round",
     "Create the Azure DevOps token with full access instead of custom defined scopes.\n", true},
    {"another sentence refuses something else",
     "Create an Azure DevOps PAT with full access and do not share it.\n", true},
    {"more than is needed",
     "In Azure DevOps, click \"New Token\". A token with Full access scope will work but may "
     "provide "
     "more access than you need.\n",
     false},
    {"only seen with it",
     "In Azure DevOps we can only see the diff if the PAT is generated with Full access.\n", false},
    {"full access to something",
     "Create a new Azure DevOps PAT with full access to the repository.\n", false},
    {"a description", "Azure DevOps tokens with full access can do whatever their owner can.\n",
     false},
    {"what a scope is called", "`app_token` is the Azure DevOps token scope for full access.\n",
     false},
    {"what code does", "Code that creates an Azure DevOps token with full access is reported.\n",
     false},
    {"who can", "Only administrators can create Azure DevOps tokens with full access.\n", false},
    {"a condition",
     "If you create an Azure DevOps token with full access, whoever steals it owns all.\n", false},
    {"a question", "Do I have to create an Azure DevOps token with full access?\n", false},
    {"a check", "You should check which Azure DevOps tokens have full access.\n", false},
    {"the narrow one is offered too",
     "Create a token for Azure DevOps.\n- Choose all scopes or the minimum \"Agent Pools\" "
     "scope.\n",
     false},
    {"one of two",
     "Create an Azure DevOps PAT. Select \"Environment (Read & Write)\" OR \"Full Access\"\n",
     false},
    {"full access or something else as wide",
     "Set AZDO_PAT in Azure DevOps with full access to **all accessible organizations**\n",
     true,
     {"AZDO_PAT"}},
    {"a policy", "Azure DevOps can restrict the creation of full-scoped tokens.\n", false},
    {"never", "Never create an Azure DevOps PAT with full access.\n", false},
    {"avoid", "Avoid Azure DevOps tokens that need full access.\n", false},
    {"rather than", "Use a scoped Azure DevOps token rather than one with full access.\n", false},
    {"not recommended",
     "You can create an Azure DevOps PAT with full access, which is not recommended.\n", false},
    {"a typographic apostrophe", "You don’t need an Azure DevOps PAT with full access.\n", false},
    {"should be avoided", "An Azure DevOps PAT with full access should be avoided.\n", false},
    {"what others do",
     "We reviewed Azure DevOps tokens and found that they give full access by default.\n", false},
    {"another vendor's page in the same document",
     "# Azure DevOps and mail\n\n## SendGrid\n\nGo to Settings > API Keys, create a token and "
     "select "
     "Full Access.\n",
     false},
    {"no token at all", "Azure DevOps needs full access to all folders of the agent.\n", false},
};

std::vector<DocumentedGrant> grants_in(std::string_view path, std::string_view text) {
  documents::Document document = documents::open_document(path, text);
  std::vector<DocumentedGrant> grants = documented_grants(document);
  CHECK(documented_grants(document).size() == grants.size());  // from its start again
  return grants;
}

TEST_CASE("documented_grants finds the sentence that asks for full access") {
  for (const Case& c : cases) {
    DYNAMIC_SECTION(c.name) {
      const auto grants = grants_in("README.md", c.text);
      REQUIRE(grants.size() == (c.found ? 1U : 0U));
      if (c.found) CHECK(grants.front().variables == c.variables);
    }
  }
}

TEST_CASE("a documented grant stands where its words do") {
  const auto grants = grants_in(
      "docs/a.md", "# Azure DevOps\n\nintro\n\nTake a token\nwith **Full access** to all.\n");
  REQUIRE(grants.size() == 1);
  CHECK(grants.front().path == "docs/a.md");
  CHECK(grants.front().at.line == 6);
  CHECK(grants.front().at.column == 8);
  CHECK(grants.front().sentence == "with **Full access** to all.");
}

TEST_CASE("our own documents ask nobody for full access") {
  std::size_t read = 0;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(PATDOWN_SOURCE_DIR "/docs")) {
    if (!entry.is_regular_file()) continue;
    const std::string path = entry.path().string();
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    INFO(path);
    CHECK(grants_in(path, text).empty());
    ++read;
  }
  CHECK(read > 5);
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
