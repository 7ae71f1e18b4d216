#include "token/other_texts.h"

#include "catch.h"
#include "memory_tree.h"

namespace patdown {
namespace {

// A tree of one file.
struct UseCase {
  const char* name;
  const char* path;
  const char* text;
  bool uses;  // whether a use of a token may be in it
};

const UseCase use_cases[] = {
    {"a script", "a.sh", "az devops project list\n", true},
    {"a script, in a comment", "a.sh", "ls\n\t# results for Azure Pipelines\n", false},
    {"behind code", "a.sh", "ls  # results for Azure Pipelines\n", true},
    {"PowerShell", "a.ps1", "Invoke-RestMethod $Url/_apis/projects\n", true},
    {"PowerShell, in a comment", "a.ps1", "# $Url/_apis/projects\nls\n", false},
    {"a workflow", "a.yml", "env:\n  PAT: ${{ secrets.AZURE_DEVOPS_PAT }}\n", true},
    {"a workflow, in a comment", "a.yml", "env:\n  # as in Azure DevOps\n  A: b\n", false},
    {"a Makefile, in a comment", "Makefile", "# on Azure DevOps\nall:\n\tls\n", false},
    {"Terraform", "a.tf", "provider \"azuredevops\" {}\n", true},
    {"Terraform, in a comment", "a.tf", "# provider \"azuredevops\" {}\n", false},
    {"a program", "a.py", "URL = 'https://dev.azure.com/acme/_apis/projects'\n", true},
    {"a program, in a comment", "a.py", "# https://dev.azure.com/acme\nimport this\n", false},
    {"a program, in a comment with stars", "a.cs", "/*\n * On Azure DevOps.\n */\nclass A {}\n",
     false},
    {"settings have no comments", "package.json", "{\"url\": \"dev.azure.com\"}\n", true},
    {"a file that nobody follows", "a.c", "char *url = \"https://dev.azure.com/acme\";\n", false},
};

TEST_CASE("a tree that speaks of the service in comments alone has no use of its tokens") {
  for (const UseCase& c : use_cases) {
    DYNAMIC_SECTION(c.name) {
      const MemoryTree tree({{c.path, c.text}});
      OtherTexts texts;
      texts.look_at_all(tree, 1);
      CHECK(texts.clues().any() == c.uses);
    }
  }
}

}  // namespace
}  // namespace patdown
