#include "token/mentions.h"

#include "catch.h"
#include "memory_tree.h"
#include "token/trace/library.h"

namespace patdown {
namespace {

PathSet users(const MemoryTree& tree, const PathSet& files, const std::set<std::string>& words) {
  const TreeClues clues(tree);
  trace::Library library(tree, clues);
  return Mentions(tree, library, 1).with_users(files, words);
}

TEST_CASE("who names a file is found, and who names that one") {
  const MemoryTree tree({
      {"azure-pipelines.yml", "steps:\n- template: eng/publish-docs.yml\n"},
      {"eng/publish-docs.yml", "steps:\n- pwsh: ./eng/Publish.ps1\n"},
      {"eng/Publish.ps1", ". $PSScriptRoot/helpers.ps1\n"},
      {"eng/helpers.ps1", "function Get-Docs { }\n"},
      {"eng/other.ps1", "Write-Host republish\n"},
      {"eng/loads.psm1", "get-docs\n"},
      {"tools/ado/index.ts", "export const x = 1\n"},
      {"tools/run.ts", "import { x } from './ado'  // dev.azure.com\n"},
      {"Makefile", "x:\n"},
      {"ci.yml", "steps:\n- bash: make x\n"},
      {"go/client/c.go", "package client\n"},
      {"main.go", "import \"example.com/go/client\"  // dev.azure.com\n"},
      {"b.sh", "./a.sh\n"},
      {"a.sh", "\n"},
      {"eng/my release.docs.yml", "steps: []\n"},
      {"docs-ci.yml", "steps:\n- template: 'eng/my release.docs.yml'\n"},
      {".github/actions/notify/action.yml", "runs: {using: composite}\n"},
      {".github/workflows/w.yml", "steps:\n- uses: ./.github/actions/notify\n"},
  });
  struct Row {
    std::string file;
    std::set<std::string> words;
    PathSet users;
  };
  const Row rows[] = {
      {"eng/helpers.ps1",
       {},
       {"azure-pipelines.yml", "eng/Publish.ps1", "eng/helpers.ps1", "eng/publish-docs.yml"}},
      {"azure-pipelines.yml", {}, {"azure-pipelines.yml"}},
      {"eng/helpers.ps1",
       {"Get-Docs"},
       {"azure-pipelines.yml", "eng/Publish.ps1", "eng/helpers.ps1", "eng/loads.psm1",
        "eng/publish-docs.yml"}},
      {"tools/ado/index.ts", {}, {"tools/ado/index.ts", "tools/run.ts"}},
      {"Makefile", {}, {"Makefile", "ci.yml"}},
      {"go/client/c.go", {}, {"go/client/c.go", "main.go"}},
      {"a.sh", {}, {"a.sh", "b.sh"}},
      {".github/actions/notify/action.yml",
       {},
       {".github/actions/notify/action.yml", ".github/workflows/w.yml"}},
      {"eng/my release.docs.yml", {}, {"docs-ci.yml", "eng/my release.docs.yml"}},
  };
  for (const Row& row : rows) {
    INFO(row.file);
    CHECK(users(tree, {row.file}, row.words) == row.users);
  }
}

TEST_CASE(
    "who holds a word is found, in any case of letters and with dashes "
    "around it") {
  const MemoryTree tree({
      {"a.sh", "curl -u :$BUILD_PAT-1 x\n"},
      {"b.py", "os.environ['build_pat']  # dev.azure.com\n"},
      {"c.yml", "env: {X: $(BUILD_PATH)}\n"},
      {"d.md", "BUILD_PAT\n"},
      {"silent.py", "os.environ['BUILD_PAT']\n"},  // which the tracer does not look at either
  });
  const TreeClues clues(tree);
  trace::Library library(tree, clues);
  CHECK(Mentions(tree, library, 1).holding({"$(BUILD_PAT)"}) == PathSet{"a.sh", "b.py"});
}

}  // namespace
}  // namespace patdown
