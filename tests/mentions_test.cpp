#include "token/mentions.h"

#include "catch.h"
#include "memory_tree.h"
#include "token/trace/library.h"

namespace patdown {
namespace {

PathSet users(const MemoryTree& tree, const std::string& file, const std::set<std::string>& words) {
  const TreeClues clues(tree);
  trace::Library library(tree, clues);
  std::vector<Mentions::Declared> declared;
  declared.reserve(words.size());
  for (const std::string& word : words) declared.push_back({word, file});
  return Mentions(tree, library, 1).with_users({file}, declared);
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
    CHECK(users(tree, row.file, row.words) == row.users);
  }
}

TEST_CASE("types are used by programs of their language, and of projects that see them") {
  const std::string speaks = "  // dev.azure.com\n";
  const std::string one = "class Client { Response r; }" + speaks;
  const MemoryTree tree({
      {"api/Api.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />\n"},
      {"api/Response.cs", "class Response { }" + speaks},
      {"api/Client.cs", one},
      {"app/App.csproj", "<ProjectReference Include=\"..\\lib\\Lib.csproj\" />\n"},
      {"app/Main.cs", "class Main { Response r; }" + speaks},
      {"lib/Lib.csproj", "<ProjectReference Include=\"..\\api\\API.csproj\" />\n"},
      {"lib/src/Lib.cs", "class Lib { }" + speaks},
      {"other/Other.csproj", "<Project />\n"},
      {"other/Other.cs", "class Other { Response r; }" + speaks},
      {"shared/Shared.csproj", "<Compile Include=\"..\\api\\Response.cs\" />\n"},
      {"shared/Shared.cs", "class Shared { Response r; }" + speaks},
      {"loose.cs", "class Loose { Response r; }" + speaks},
      {"page.ts", "const r: Response = x" + speaks},
      {"ci.yml", "steps:\n- bash: echo Response\n"},
  });
  const PathSet expected = {"api/Client.cs", "api/Response.cs", "app/Main.cs", "loose.cs",
                            "shared/Shared.cs"};
  CHECK(users(tree, "api/Response.cs", {"Response"}) == expected);
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
