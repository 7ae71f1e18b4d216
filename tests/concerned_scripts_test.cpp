#include "token/trace/concerned_scripts.h"

#include "catch.h"
#include "memory_tree.h"
#include "token/other_texts.h"

#include <string>

namespace patdown {
namespace {

// A script beside one that speaks of Azure DevOps.
struct ConcernCase {
  const char* name;
  const char* path;
  const char* text;
  bool concerned;
};

const ConcernCase concern_cases[] = {
    {"it speaks of the service", "a.sh", "curl \"https://dev.azure.com/acme/_apis/projects\"\n",
     true},
    {"in a comment alone", "a.sh", "  # as on dev.azure.com\ncurl \"$URL\"\n", false},
    {"it does not", "a.sh", "curl -u \":$TOKEN\" \"$URL\"\n", false},
    {"it runs the one that does", "a.sh", "./lib/devops.sh \"$TOKEN\"\n", true},
    {"it reads it", "a.sh", ". \"$(dirname \"$0\")\"/lib/devops.sh\n", true},
    {"it names it in a comment", "a.sh", "# see lib/devops.sh\nls\n", false},
    {"it runs one that runs it", "a.sh", "bash ./middle.sh\n", true},
    {"it runs whatever it is told", "a.sh", ". \"$lib/$name.sh\"\n", true},
    {"it lists files of that kind", "a.sh", "for f in *.sh; do wc -l \"$f\"; done\n", false},
    {"it builds, and the Makefile speaks", "a.sh", "make deploy\n", true},
    {"another kind of script", "a.ps1", "Invoke-RestMethod $Url\n", true},
    {"a program", "a.py", "import this\n", true},
};

TEST_CASE("scripts that have nothing to do with the service are left alone") {
  for (const ConcernCase& c : concern_cases) {
    DYNAMIC_SECTION(c.name) {
      const MemoryTree tree({{c.path, c.text},
                             {"lib/devops.sh", "az devops project list\n"},
                             {"lib/middle.sh", "lib/devops.sh\n"},
                             {"Makefile", "deploy:\n\tcurl $(URL)/_apis/projects\n"}});
      OtherTexts texts;
      texts.look_at_all(tree, 1);
      const auto files = trace::concerned_files(tree, texts.clues());
      REQUIRE(files);
      CHECK(files->contains(c.path) == c.concerned);
      CHECK(files->contains("lib/devops.sh"));
    }
  }
}

TEST_CASE("every script may use a token that a document asks for") {
  const MemoryTree tree(
      {{"a.sh", "curl -u \":$TOKEN\" \"$URL\"\n"},
       {"README.md",
        "Create a personal access token in Azure DevOps with the Full access scope.\n"}});
  OtherTexts texts;
  texts.look_at_all(tree, 1);
  CHECK_FALSE(trace::concerned_files(tree, texts.clues()));
}

}  // namespace
}  // namespace patdown
