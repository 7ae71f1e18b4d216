#include "catch.h"
#include "memory_tree.h"
#include "token/pipeline/github.h"
#include "traced.h"

#include <algorithm>
#include <string>
#include <vector>

namespace patdown {
namespace {

const TraceCase workflows[] = {
    {"secrets in the environment of workflow, job and step",
     {{".github/workflows/a.yml", R"~(on: push
env:
  AZURE_DEVOPS_EXT_PAT: ${{ secrets.ROOT_PAT }}
jobs:
  one:
    runs-on: ubuntu-latest
    env:
      PAT: ${{ secrets.JOB_PAT }}
    steps:
    - uses: actions/checkout@v4
    - run: az repos list --org https://dev.azure.com/acme
    - run: |
        curl -u ":$PAT" https://dev.azure.com/acme/_apis/projects
    - run: curl -u ":$PAT" https://dev.azure.com/acme/_apis/projects
      env:
        PAT: ${{ secrets.STEP_PAT }}
)~"}},
     "secrets.ROOT_PAT | az repos list | .github/workflows/a.yml:11\n"
     "secrets.JOB_PAT | GET https://dev.azure.com/acme/_apis/projects | "
     ".github/workflows/a.yml:13\n"
     "secrets.STEP_PAT | GET https://dev.azure.com/acme/_apis/projects | "
     ".github/workflows/a.yml:14\n"},
    {"a workflow in another folder",
     {{"templates/workflows/a.yml", R"~(on: push
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
    - run: |
        curl -u ":${{ secrets.PAT }}" https://dev.azure.com/acme/_apis/projects
)~"},
      {"argo/workflows/b.yml", "jobs: [one]\nname: b\n"},
      {"sync.yml", R"~(on: push
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
    - run: git push https://x:${{ secrets.PUSH }}@dev.azure.com/acme/p/_git/r
)~"}},
     "secrets.PUSH | git push https://dev.azure.com/acme/p/_git/r | sync.yml:6\n"
     "secrets.PAT | GET https://dev.azure.com/acme/_apis/projects | templates/workflows/a.yml:7\n"},
    {"actions of this repository that run programs",
     {{".github/workflows/a.yml", R"~(on: push
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
    - uses: ./.github/actions/image
      with: {pat: "${{ secrets.IMAGE_PAT }}"}
    - uses: ./act
      with: {pat: "${{ secrets.NODE_PAT }}"}
)~"},
      {".github/actions/image/action.yml", R"~(inputs:
  pat: {required: true}
runs:
  using: docker
  image: Dockerfile
  args: ["${{ inputs.pat }}", x]
)~"},
      {".github/actions/image/Dockerfile", R"~(FROM alpine
COPY entry.sh /app/entry.sh
ENTRYPOINT ["/app/entry.sh"]
)~"},
      {".github/actions/image/entry.sh", R"~(#!/bin/sh
curl -u ":$1" https://dev.azure.com/acme/_apis/projects
curl -u ":$INPUT_PAT" https://dev.azure.com/acme/_apis/teams
)~"},
      {"act/action.yml", R"~(inputs:
  pat: {required: true}
runs: {using: node20, main: index.js}
)~"},
      {"act/index.js", R"~(const core = require("@actions/core");
const headers = { Authorization: "Bearer " + core.getInput("pat") };
fetch("https://dev.azure.com/acme/_apis/projects", { headers });
)~"}},
     "secrets.IMAGE_PAT | GET https://dev.azure.com/acme/_apis/projects | "
     ".github/actions/image/entry.sh:2\n"
     "secrets.IMAGE_PAT | GET https://dev.azure.com/acme/_apis/teams | "
     ".github/actions/image/entry.sh:3\n"
     "secrets.NODE_PAT | GET https://dev.azure.com/acme/_apis/projects | act/index.js:3\n"},
    {"actions whose programs nobody can read",
     {{".github/workflows/a.yml", R"~(on: push
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
    - uses: ./small
      with: {pat: "${{ secrets.SMALL_PAT }}"}
    - uses: ./packed
      with: {pat: "${{ secrets.PACKED_PAT }}"}
    - uses: ./hub
      with: {image: x}
    - run: |
        curl -u ":${{ secrets.SMALL_PAT }}" https://dev.azure.com/acme/_apis/projects
        curl -u ":${{ secrets.PACKED_PAT }}" https://dev.azure.com/acme/_apis/teams
)~"},
      {"small/action.yml", "runs: {using: node20, main: index.js}\n"},
      {"small/index.js", "var e={1:(t,n)=>{n.pat=process.env[`INPUT_${t}`]}};e[1]();\n"},
      {"packed/action.yml", "runs: {using: node20, main: dist/index.js}\n"},
      {"packed/dist/index.js", "console.log(1);\n"},
      {"hub/action.yml", "runs: {using: docker, image: 'docker://alpine'}\n"}},
     "secrets.SMALL_PAT | ? ./small may read it as INPUT_PAT | .github/workflows/a.yml:6\n"
     "secrets.PACKED_PAT | ? ./packed takes it as pat | .github/workflows/a.yml:8\n"
     "secrets.SMALL_PAT | GET https://dev.azure.com/acme/_apis/projects | "
     ".github/workflows/a.yml:13\n"
     "secrets.PACKED_PAT | GET https://dev.azure.com/acme/_apis/teams | "
     ".github/workflows/a.yml:14\n"},
    {"a secret in the text of a script, and its shells",
     {{".github/workflows/a.yml", R"~(on: push
defaults:
  run: {shell: pwsh}
jobs:
  one:
    runs-on: ubuntu-latest
    steps:
    - run: 'Invoke-RestMethod https://dev.azure.com/acme/_apis/projects -Headers @{Authorization = "Bearer ${{ secrets.A_PAT }}"}'
    - shell: bash -e {0}
      run: |
        curl -H "Authorization: Bearer ${{ secrets.B_PAT }}" https://dev.azure.com/acme/_apis/projects
  two:
    runs-on: [self-hosted, Windows]
    defaults: {run: {working-directory: x}}
    steps:
    - run: 'irm https://dev.azure.com/acme/_apis/projects -Headers @{Authorization = "Bearer ${{ secrets.C_PAT }}"}'
)~"}},
     "secrets.A_PAT | GET https://dev.azure.com/acme/_apis/projects | .github/workflows/a.yml:8\n"
     "secrets.B_PAT | GET https://dev.azure.com/acme/_apis/projects | .github/workflows/a.yml:11\n"
     "secrets.C_PAT | GET https://dev.azure.com/acme/_apis/projects | "
     ".github/workflows/a.yml:16\n"},
    {"one secret or another",
     {{".github/workflows/a.yml", R"~(on: push
jobs:
  one:
    steps:
    - run: curl -u ":$PAT" https://dev.azure.com/acme/_apis/projects
      env:
        PAT: ${{ secrets.A_PAT || secrets.B_PAT }}
)~"}},
     "secrets.A_PAT | GET https://dev.azure.com/acme/_apis/projects | .github/workflows/a.yml:5\n"
     "secrets.B_PAT | GET https://dev.azure.com/acme/_apis/projects | "
     ".github/workflows/a.yml:5\n"},
    {"variables set for later steps",
     {{".github/workflows/a.yml", R"~(on: push
jobs:
  one:
    steps:
    - run: |
        echo "AZURE_DEVOPS_EXT_PAT=${{ secrets.A_PAT }}" >> "$GITHUB_ENV"
        echo "COPY=$P" >> $GITHUB_ENV
      env: {P: "${{ secrets.B_PAT }}"}
    - run: az repos list --org https://dev.azure.com/acme
  two:
    steps:
    - run: az boards query --org https://dev.azure.com/acme
)~"}},
     "secrets.A_PAT | az repos list | .github/workflows/a.yml:9\n"
     "$AZURE_DEVOPS_EXT_PAT | az boards query | .github/workflows/a.yml:12\n"},
    {"a composite action and a reusable workflow of the repository",
     {{".github/workflows/a.yml", R"~(on: push
jobs:
  one:
    steps:
    - uses: ./.github/actions/list
      with: {pat: "${{ secrets.LIST_PAT }}"}
  two:
    uses: ./.github/workflows/called.yml
    with: {org: acme}
    secrets: {token: "${{ secrets.CALL_PAT }}"}
)~"},
      {".github/workflows/called.yml",
       R"~(on: {workflow_call: {inputs: {org: {type: string}, project: {default: shop}}}}
jobs:
  x:
    steps:
    - run: curl -u ":${{ secrets.token }}" https://dev.azure.com/${{ inputs.org }}/${{ inputs.project }}/_apis/build/builds
)~"},
      {".github/actions/list/action.yml", R"~(inputs: {pat: {required: true}}
runs:
  using: composite
  steps:
  - run: curl -u ":$PAT" https://dev.azure.com/acme/_apis/projects
    shell: bash
    env: {PAT: "${{ inputs.pat }}"}
)~"}},
     "secrets.LIST_PAT | GET https://dev.azure.com/acme/_apis/projects | "
     ".github/actions/list/action.yml:5\n"
     "secrets.CALL_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | "
     ".github/workflows/called.yml:5\n"},
    {"an action that other repositories use: its inputs come from outside",
     {{"trigger/action.yml", R"~(inputs:
  pat: {required: true}
  project: {default: shop}
runs:
  using: composite
  steps:
  - shell: python
    env: {PAT: "${{ inputs.pat }}", PROJECT: "${{ inputs.project }}"}
    run: |
      import os, requests
      requests.post(f"https://dev.azure.com/acme/{os.environ['PROJECT']}/_apis/pipelines/7/runs", auth=("", os.environ["PAT"]))
)~"},
      {"node/action.yml", "runs: {using: node20, main: dist/index.js}\n"}},
     "${{ inputs.pat }} | POST https://dev.azure.com/acme/shop/_apis/pipelines/7/runs | "
     "trigger/action.yml:11\n"},
    {"actions whose needs are known, and those whose are not",
     {{".github/workflows/a.yml", R"~(on: push
env: {OTHER: "${{ secrets.A_PAT }}"}
jobs:
  one:
    steps:
    - uses: Azure/pipelines@v1
      with: {azure-devops-token: "${{ secrets.A_PAT }}"}
    - uses: acme/thing@v2
      with: {token: "${{ secrets.A_PAT }}", other: "${{ secrets.NPM_TOKEN }}"}
    - uses: azure/cli@v2
      with: {inlineScript: az repos list --org https://dev.azure.com/acme}
      env: {AZURE_DEVOPS_EXT_PAT: "${{ secrets.B_PAT }}"}
)~"}},
     "secrets.A_PAT | task azure/pipelines azure-devops-token | .github/workflows/a.yml:6\n"
     "secrets.A_PAT | ? acme/thing@v2 takes it as token | .github/workflows/a.yml:8\n"
     "secrets.B_PAT | az repos list | .github/workflows/a.yml:11\n"},
    {"the workflow's own token is none of Azure DevOps; who logs in to Azure has an Entra token",
     {{".github/workflows/a.yml", R"~(on: push
jobs:
  one:
    steps:
    - run: git push origin HEAD:main
      env: {GITHUB_TOKEN: "${{ secrets.GITHUB_TOKEN }}", T: "${{ github.token }}"}
    - run: |
        curl -H "Authorization: Bearer ${{ github.token }}" "$URL"
    - uses: azure/login@v2
      with: {client-id: "${{ secrets.CLIENT }}"}
    - run: az repos list --org https://dev.azure.com/acme
)~"}},
     "the Microsoft Entra token of .github/workflows/a.yml | az repos list | "
     ".github/workflows/a.yml:11\n"},
    {"a script of the repository",
     {{".github/workflows/a.yml", R"~(on: push
jobs:
  one:
    steps:
    - run: ./eng/list.sh "${{ secrets.A_PAT }}"
)~"},
      {"eng/list.sh", "curl -u \":$1\" https://dev.azure.com/acme/_apis/projects\n"}},
     "secrets.A_PAT | GET https://dev.azure.com/acme/_apis/projects | eng/list.sh:1\n"},
};

TEST_CASE("the tokens of GitHub workflows") {
  check(workflows);
}

TEST_CASE("a workflow that calls itself ends, and that is said") {
  const MemoryTree tree(
      {{".github/workflows/a.yml", "on: push\njobs:\n  a:\n    uses: ./.github/workflows/a.yml\n"},
       {".github/workflows/b.yml", "on: push\njobs:\n  a:\n    steps:\n    - uses: ./act\n"},
       {"act/action.yml", "runs:\n  steps:\n  - uses: ./act\n"}});
  const std::vector<Pipeline> pipelines = read_github_workflows(tree);
  REQUIRE(pipelines.size() == 2);
  REQUIRE(pipelines[0].partly_read.size() == 1);
  CHECK(pipelines[0].partly_read[0].why == "the workflow calls itself");
  REQUIRE(pipelines[1].partly_read.size() == 1);
  CHECK(pipelines[1].partly_read[0].why == "the action calls itself");
}

TEST_CASE("more steps than a workflow can have are left out, and that is said") {
  std::string text = "on: push\njobs:\n  a:\n    steps: &s [&t {run: x}";
  for (int k = 0; k < 80; ++k) text += ", *t";
  text += "]\n";
  for (int k = 0; k < 80; ++k) text += "  b" + std::to_string(k) + ": {steps: *s}\n";
  const std::vector<Pipeline> pipelines =
      read_github_workflows(MemoryTree({{".github/workflows/a.yml", text}}));
  REQUIRE(pipelines.size() == 1);
  CHECK(pipelines[0].steps.size() <= 5000);
  CHECK_FALSE(pipelines[0].partly_read.empty());
}

}  // namespace
}  // namespace patdown
