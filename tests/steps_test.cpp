#include "token/trace/steps.h"

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase reported[] = {
    {"124: clone, push and pull request",
     {{"azure-pipelines.yml",
       R"~(steps:
  - checkout: none
  - bash: |
      set -e
      git clone "https://bot:${BOT_PAT}@dev.azure.com/example/shop/_git/web" web
      cd web && ./update-packages
      git checkout -b updates && git commit -am 'update packages'
      git push origin updates
      curl -fsS -u ":${BOT_PAT}" -H 'Content-Type: application/json' -X POST \
        -d '{"sourceRefName":"refs/heads/updates","targetRefName":"refs/heads/main","title":"Updates"}' \
        'https://dev.azure.com/example/shop/_apis/git/repositories/web/pullrequests?api-version=7.1'
    env:
      BOT_PAT: $(BOT_PAT)
)~"}},
     "$(BOT_PAT) | git fetch https://dev.azure.com/example/shop/_git/web | azure-pipelines.yml:5\n"
     "$(BOT_PAT) | git push https://dev.azure.com/example/shop/_git/web | azure-pipelines.yml:8\n"
     "$(BOT_PAT) | POST "
     "https://dev.azure.com/example/shop/_apis/git/repositories/web/pullrequests?api-version=7.1 | "
     "azure-pipelines.yml:9\n"},
    {"126: an internal query",
     {{"inventory.sh",
       R"~(#!/bin/bash
set -euo pipefail
curl -fsS -u ":$ADO_INVENTORY_PAT" -X POST -H 'Content-Type: application/json' \
  -d '{"contributionIds":["x"]}' \
  'https://dev.azure.com/example/_apis/Contribution/HierarchyQuery?api-version=5.0-preview.1'
)~"}},
     "$ADO_INVENTORY_PAT | POST "
     "https://dev.azure.com/example/_apis/Contribution/HierarchyQuery?api-version=5.0-preview.1 | "
     "inventory.sh:3\n"},
    {"128: install from a private feed",
     {{".npmrc",
       R"~(registry=https://pkgs.dev.azure.com/example/_packaging/web/npm/registry/
//pkgs.dev.azure.com/example/_packaging/web/npm/registry/:username=example
//pkgs.dev.azure.com/example/_packaging/web/npm/registry/:_password=${FEED_PAT_B64}
)~"},
      {".github/workflows/build.yml",
       R"~(on: pull_request
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: npm ci
        env:
          FEED_PAT_B64: ${{ secrets.FEED_PAT_B64 }}
)~"}},
     "secrets.FEED_PAT_B64 | feed read "
     "https://pkgs.dev.azure.com/example/_packaging/web/npm/registry/ | .npmrc:3\n"},
    {"130: the own build with a personal token",
     {{"azure-pipelines.yml",
       R"~(trigger: [main]
pool: {vmImage: windows-latest}
steps:
  - powershell: |
      $h = @{ Authorization = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$env:BUILD_ACCESS")) }
      $u = "$(System.CollectionUri)$(System.TeamProject)/_apis/build/builds/$(Build.BuildId)/timeline?api-version=7.1"
      (Invoke-RestMethod -Uri $u -Headers $h).records | Format-Table name, result
    env:
      BUILD_ACCESS: $(pat--build-access)
)~"}},
     "$(pat--build-access) | GET "
     "https://dev.azure.com/{}/{}/_apis/build/builds/{}/timeline?api-version=7.1 | "
     "azure-pipelines.yml:7 own\n"},
    {"132: create a work item",
     {{"report-bug.sh",
       R"~(#!/bin/sh
curl -fsS -u ":$TRACKER_PAT" -X POST -H 'Content-Type: application/json-patch+json' \
  -d "[{\"op\":\"add\",\"path\":\"/fields/System.Title\",\"value\":\"$1\"}]" \
  'https://dev.azure.com/example/shop/_apis/wit/workitems/$Bug?api-version=7.1'
)~"}},
     "$TRACKER_PAT | POST "
     "https://dev.azure.com/example/shop/_apis/wit/workitems/$Bug?api-version=7.1 | "
     "report-bug.sh:2\n"},
    {"136: queue from another pipeline",
     {{"azure-pipelines.yml",
       R"~(trigger: none
steps:
  - bash: |
      az devops configure --defaults organization=$(System.CollectionUri) project=$(System.TeamProject)
      az pipelines run --id 42 --branch main
    env:
      AZURE_DEVOPS_EXT_PAT: $(QUEUE_PAT)
)~"}},
     "$(QUEUE_PAT) | az pipelines run | azure-pipelines.yml:5 own\n"},
};

const TraceCase across_files[] = {
    {"dot-sourcing, and a child script with a splat",
     {{"a.ps1",
       R"~(param($Pat)
. "$PSScriptRoot/lib/common.ps1"
$args2 = @{ Pat = $Pat; Id = 4 }
& "$PSScriptRoot/b.ps1" @args2
Get-Ado 'projects' $Pat
)~"},
      {"b.ps1",
       R"~(param($Pat, $Id)
irm "https://dev.azure.com/acme/_apis/wit/workitems/$Id" -Headers @{ Authorization = "Bearer $Pat" } -Method Delete
)~"},
      {"lib/common.ps1",
       R"~(function Get-Ado($Route, $Token) { irm "https://dev.azure.com/acme/_apis/$Route" -Headers @{ Authorization = "Bearer $Token" } }
)~"}},
     "$Pat | DELETE https://dev.azure.com/acme/_apis/wit/workitems/4 | b.ps1:2\n"
     "$Pat | GET https://dev.azure.com/acme/_apis/projects | lib/common.ps1:1\n"},
    {"pwsh -File from Bash, and the environment handed down",
     {{"a.sh",
       R"~(export ADO_T=$BOT_PAT
pwsh -NoProfile -File eng/b.ps1 -Token "$ADO_T"
)~"},
      {"eng/b.ps1",
       R"~(param($Token)
irm https://dev.azure.com/acme/_apis/a -Headers @{ Authorization = "Bearer $Token" }
irm https://dev.azure.com/acme/_apis/b -Headers @{ Authorization = "Bearer $env:ADO_T" }
)~"}},
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/a | eng/b.ps1:2\n"
     "$BOT_PAT | GET https://dev.azure.com/acme/_apis/b | eng/b.ps1:3\n"},
    {"templates, parameters and variables",
     {{"azure-pipelines.yml",
       R"~(variables:
- group: secrets
- name: route
  value: _apis/git/repositories
steps:
- template: t.yml
  parameters: { pat: $(RELEASE_PAT) }
)~"},
      {"t.yml",
       R"~(parameters:
- name: pat
  type: string
steps:
- bash: curl -u ":${{ parameters.pat }}" https://dev.azure.com/acme/$(route)
)~"}},
     "$(RELEASE_PAT) | GET https://dev.azure.com/acme/_apis/git/repositories | t.yml:5\n"},
    {"a checkout that keeps the job's token",
     {{"azure-pipelines.yml",
       R"~(steps:
- checkout: self
  persistCredentials: true
- bash: |
    git commit -am x
    git push origin HEAD:main
)~"}},
     "$(System.AccessToken) | git push https://dev.azure.com/{}/{}/_git/{} | azure-pipelines.yml:6 "
     "own\n"},
    {"a checkout from GitHub keeps what opens GitHub",
     {{"azure-pipelines.yml",
       R"~(resources:
  repositories:
  - {repository: Library, type: github, endpoint: gh, name: acme/library}
  - {repository: Tools, type: git, name: shop/tools}
jobs:
- job: library
  steps:
  - checkout: Library
    persistCredentials: true
  - bash: git push origin HEAD:main
- job: tools
  steps:
  - checkout: Tools
    persistCredentials: true
  - bash: git push origin HEAD:main
)~"}},
     "$(System.AccessToken) | git push https://dev.azure.com/{}/{}/_git/{} | "
     "azure-pipelines.yml:15 own\n"},
    {"a variable that a step sets for the next",
     {{"azure-pipelines.yml",
       R"~(steps:
- bash: echo "##vso[task.setvariable variable=ENC;issecret=true]$(echo -n ":$P" | base64)"
  env: { P: $(ADO_PAT) }
- bash: |
    curl -H "Authorization: Basic $(ENC)" https://dev.azure.com/acme/_apis/projects
)~"}},
     "$(ADO_PAT) | GET https://dev.azure.com/acme/_apis/projects | azure-pipelines.yml:5\n"},
};

const TraceCase alone[] = {
    {"a script whose caller gives no token is looked at by itself too",
     {{"a.ps1", "& \"$PSScriptRoot/b.ps1\" -Id 4\n"},
      {"b.ps1",
       "param($Id, $AdoPat)\nirm \"https://dev.azure.com/acme/_apis/wit/workitems/$Id\" -Headers "
       "@{ "
       "Authorization = \"Bearer $AdoPat\" }\n"}},
     "$AdoPat | GET https://dev.azure.com/acme/_apis/wit/workitems/{} | b.ps1:2\n"},
    {"tests with mocks", {{"x.tests.ps1", "az boards query --wiql x\n"}}, ""},
    {"help is no call", {{"x.sh", "az devops --help\naz boards query -h\n"}}, ""},
};

TEST_CASE("what people reported") {
  check(reported);
}
TEST_CASE("calls across files") {
  check(across_files);
}
TEST_CASE("scripts by themselves") {
  check(alone);
}

TEST_CASE("the way of a token is told from its name to the call") {
  MemoryTree tree({});
  for (const auto& [path, text] : across_files[1].files) tree.add(path, text);
  const Traced traced = traced_in(tree, read_pipelines(tree));
  REQUIRE(traced.uses.size() == 2);
  std::string way;
  for (const TraceStep& step : traced.uses[0].trace) {
    way += step.path + ":" + std::to_string(step.line) + " " + step.note + "\n";
  }
  CHECK(way ==
        "a.sh:1 $BOT_PAT is named\n"
        "a.sh:2 passed to $Token of eng/b.ps1\n"
        "eng/b.ps1:2 GET https://dev.azure.com/acme/_apis/a\n");
}

std::string repeated(const std::string& text, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

struct Hostile {
  const char* name;
  std::string script;
  bool noted;  // a bound is hit
};

std::string calls_of_calls() {
  std::string text;
  for (int i = 0; i < 7; ++i) {
    const std::string next = "f" + std::to_string(i + 1) + "; ";
    text += "f" + std::to_string(i) + "() { " + repeated(next, 12) + "}\n";
  }
  return text + "f7() { echo x; }\nf0\n";
}

TEST_CASE("hostile scripts end, and a bound that is hit is said") {
  const Hostile hostile[] = {
      {"functions that call each other many times", calls_of_calls(), true},
      {"a function that calls itself", "f() { f; f; }\nf\n", false},
      {"a script that runs itself", "./x.sh\n. ./x.sh\nbash x.sh\n", false},
      {"a text that doubles", "x=abcdefgh\n" + repeated("x=\"$x$x\"\n", 60), false},
      {"alternatives that double", repeated("if a; then x=\"$x$x\"; else x=\"$y$x\"; fi\n", 60),
       false},
      {"encodings in encodings", repeated("x=$(echo \"$x$x\" | base64)\n", 60), false},
      {"a list of itself", "a=(x)\n" + repeated("a+=(\"${a[@]}\")\n", 60), false},
      {"many branches", repeated("if a; then b=$c; fi\n", 3000), false},
  };
  for (const Hostile& c : hostile) {
    DYNAMIC_SECTION(c.name) {
      const MemoryTree tree(
          {{"x.sh", c.script + "curl -u \":$x\" https://dev.azure.com/a/_apis/b\n"}});
      const Traced traced = traced_in(tree, {});
      CHECK(traced.partly_read.empty() != c.noted);
    }
  }
}

}  // namespace
}  // namespace patdown
