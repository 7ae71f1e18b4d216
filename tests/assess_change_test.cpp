#include "catch.h"
#include "memory_tree.h"
#include "token/assess.h"

#include <set>
#include <string>
#include <vector>

namespace patdown {
namespace {

// Remembers what was read.
class WatchedTree : public MemoryTree {
 public:
  using MemoryTree::MemoryTree;
  std::optional<std::string> read(std::string_view path) const override {
    reads.emplace(path);
    return MemoryTree::read(path);
  }
  mutable std::set<std::string> reads;
};

// Two pipelines with a token each; the first one's script is a file of its own.
WatchedTree repository() {
  return {
      {"build.yml", "steps:\n- bash: ./scripts/builds.sh\n  env:\n    BUILD_PAT: $(BUILD_PAT)\n"},
      {"scripts/builds.sh",
       "curl -u \":$BUILD_PAT\" https://dev.azure.com/org/project/_apis/build/builds\n"},
      {"work.yml",
       "steps:\n- bash: curl -u \":$WORK_PAT\" "
       "https://dev.azure.com/org/project/_apis/wit/workitems/7\n"
       "  env:\n    WORK_PAT: $(WORK_PAT)\n"},
      {"README.md", "The Azure DevOps token in WORK_PAT needs **Full access**.\n"},
      {"deploy/service.yaml", "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n"},
      {"src/main.c", "int main(void) { return 0; }\n"}};
}

DeclaredGrant full_access(const std::string& name) {
  DeclaredGrant grant;
  grant.names = {name};
  grant.grant = {.scopes = {"app_token"}, .from = "config", .path = {}, .valid_to = {}};
  return grant;
}

TEST_CASE("of a change only the tokens that it touches are reported") {
  struct Row {
    const char* what;
    std::set<std::string> changed;
    std::vector<std::string> tokens;
    std::set<std::string> rules;
  };
  const std::string over = "azure-devops-full-access-token";
  const std::string documented = "azure-devops-full-access-documented";
  const std::vector<Row> rows = {
      {"a pipeline brings the token that it names", {"work.yml"}, {"$(WORK_PAT)"}, {over}},
      {"a script brings the token of the pipeline that runs it",
       {"scripts/builds.sh"},
       {"$(BUILD_PAT)"},
       {over}},
      {"a pipeline brings the token that its unchanged script uses",
       {"build.yml"},
       {"$(BUILD_PAT)"},
       {over}},
      {"both", {"build.yml", "work.yml"}, {"$(BUILD_PAT)", "$(WORK_PAT)"}, {over}},
      {"code without tokens brings none", {"src/main.c"}, {}, {}},
      {"YAML that steers nothing brings none", {"deploy/service.yaml"}, {}, {}},
      {"a document stands for itself", {"README.md"}, {}, {documented}},
      {"nothing changed", {}, {}, {}},
  };
  const WatchedTree tree = repository();
  const std::vector<DeclaredGrant> grants = {full_access("BUILD_PAT"), full_access("WORK_PAT")};
  for (const Row& row : rows) {
    INFO(row.what);
    const Assessment assessment = assess_change(tree, grants, row.changed);
    std::vector<std::string> tokens;
    for (const Token& token : assessment.tokens) tokens.push_back(token.name);
    CHECK(tokens == row.tokens);
    std::set<std::string> rules;
    for (const Finding& finding : assessment.findings) rules.insert(finding.rule);
    CHECK(rules == row.rules);
  }
}

// A program with a token, one that lends it its requests, and a script that shares the token's
// name.
WatchedTree programs() {
  return {
      {"tools/queue.py",
       "import os\nfrom client import get\n"
       "get('https://dev.azure.com/org/project/_apis/build/builds', os.environ['RELEASE_PAT'])\n"},
      {"tools/client.py",
       "import requests\ndef get(url, pat):\n  return requests.get(url, auth=('', pat))\n"},
      {"tools/other.py", "import os\nprint(os.environ['HOME'])\n"},
      {"eng/queue.sh",
       "curl -X POST -u \":$RELEASE_PAT\" https://dev.azure.com/org/project/_apis/build/builds\n"},
      {"work.yml", "steps:\n- bash: curl -u \":$(WORK_PAT)\" https://dev.azure.com/org/_apis/x\n"},
  };
}

TEST_CASE("a changed program counts, and so does every use of its token elsewhere") {
  const WatchedTree tree = programs();
  DeclaredGrant grant = full_access("RELEASE_PAT");
  grant.grant.scopes = {"vso.build_execute"};
  for (const char* path : {"tools/queue.py", "eng/queue.sh"}) {
    INFO(path);
    const Assessment assessment = assess_change(tree, {&grant, 1}, {path});
    REQUIRE(assessment.tokens.size() == 1);
    // To read builds it holds too much; eng/queue.sh needs all of it.
    CHECK(assessment.tokens[0].outcome == Outcome::exact);
    CHECK(assessment.findings.empty());
  }
  CHECK(assess_change(tree, {&grant, 1}, {"tools/other.py"}).tokens.empty());
}

TEST_CASE("where no pipeline or script changed, nothing but the changed files is read") {
  const WatchedTree tree = repository();
  assess_change(tree, {}, {"README.md", "deploy/service.yaml", "src/main.c"});
  CHECK(tree.reads == std::set<std::string>{"README.md", "deploy/service.yaml", "src/main.c"});
}

TEST_CASE("every kind of file that can be part of a use makes the tree be read") {
  for (const char* path : {"build.yml", "scripts/builds.sh", "Tools/Release.PS1", "web/.npmrc",
                           "variables.yaml", ".github/workflows/ci.yml"}) {
    INFO(path);
    WatchedTree tree = repository();
    tree.add("Tools/Release.PS1", "Write-Host hi\n");
    tree.add("web/.npmrc", "registry=https://example.com/\n");
    tree.add("variables.yaml", "variables:\n  url: https://dev.azure.com/org\n");
    tree.add(".github/workflows/ci.yml", "on: push\nenv:\n  X: ${{ secrets.Y }}\n");
    assess_change(tree, {}, {path});
    CHECK(tree.reads.contains("work.yml"));
  }
}

}  // namespace
}  // namespace patdown
