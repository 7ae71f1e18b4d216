// Azure pipelines in depth, as far as tokens go: where a value comes from, and where it leaves the
// repository.

#include "catch.h"
#include "token/pipeline/azure.h"
#include "traced.h"

#include <optional>
#include <string>
#include <vector>

namespace patdown {
namespace {

const TraceCase cases[] = {
    {"a file of steps to be copied",
     {{"tasks/post.yml", R"~(- bash: |
    curl -u ":$(BOT_PAT)" https://dev.azure.com/acme/_apis/projects
  displayName: x
- checkout: self
)~"},
      {"playbook.yml",
       "- name: x\n  script: curl -u :$(PAT) https://dev.azure.com/acme/_apis/projects\n"}},
     "$(BOT_PAT) | GET https://dev.azure.com/acme/_apis/projects | tasks/post.yml:2\n"},
    {"aliases, groups, runtime expressions",
     {{"azure-pipelines.yml", R"~(trigger: none
variables:
- group: release-secrets
- name: ALIAS
  value: $(GROUP_PAT)
- name: RUNTIME
  value: $[ variables.GROUP_PAT ]
- name: EITHER
  value: $[ coalesce(variables.A_PAT, variables['B_PAT']) ]
- name: OUTPUT
  value: $[ dependencies.a.outputs['s.PAT'] ]
steps:
- bash: curl -u ":$(ALIAS)" https://dev.azure.com/acme/_apis/projects
- bash: curl -u ":$(RUNTIME)" https://dev.azure.com/acme/_apis/projects
- bash: curl -u ":$(EITHER)" https://dev.azure.com/acme/_apis/projects
)~"}},
     "$(GROUP_PAT) | GET https://dev.azure.com/acme/_apis/projects | azure-pipelines.yml:13\n"
     "$(GROUP_PAT) | GET https://dev.azure.com/acme/_apis/projects | azure-pipelines.yml:14\n"
     "$(A_PAT) | GET https://dev.azure.com/acme/_apis/projects | azure-pipelines.yml:15\n"
     "$(B_PAT) | GET https://dev.azure.com/acme/_apis/projects | azure-pipelines.yml:15\n"},
    {"extends, a stage list, a deployment, a matrix, a condition",
     {{"azure-pipelines.yml", R"~(trigger: none
extends:
  template: templates/base.yml
  parameters:
    stages:
    - stage: s
      variables:
        STAGE_TOKEN: $(STAGE_PAT)
      jobs:
      - deployment: d
        strategy:
          runOnce:
            deploy:
              steps:
              - bash: curl -u ":$STAGE_TOKEN" https://dev.azure.com/acme/_apis/projects
      - job: m
        container: image:latest
        strategy:
          matrix:
            a: {TOKEN: $(MA_PAT)}
            b: {TOKEN: $(MB_PAT)}
        steps:
        - bash: curl -u ":$(TOKEN)" https://dev.azure.com/acme/_apis/projects
)~"},
      {"templates/base.yml", R"~(parameters:
- name: stages
  type: stageList
- name: deploy
  type: boolean
  default: false
stages:
- ${{ each st in parameters.stages }}:
  - ${{ st }}
- ${{ if eq(parameters.deploy, true) }}:
  - stage: x
    jobs:
    - job: y
      steps:
      - bash: |
          curl -H "Authorization: Bearer $(System.AccessToken)" $(System.CollectionUri)_apis/projects
)~"}},
     "$(STAGE_PAT) | GET https://dev.azure.com/acme/_apis/projects | azure-pipelines.yml:15\n"
     "$(MA_PAT) | GET https://dev.azure.com/acme/_apis/projects | azure-pipelines.yml:23\n"
     "$(MB_PAT) | GET https://dev.azure.com/acme/_apis/projects | azure-pipelines.yml:23\n"
     "$(System.AccessToken) | GET https://dev.azure.com/{}/_apis/projects | "
     "templates/base.yml:16 own\n"},
    {"a template of another repository may do anything with what it is given",
     {{"azure-pipelines.yml", R"~(trigger: none
resources:
  repositories:
  - repository: shared
    type: git
    name: other/shared
    endpoint: other-org
  - repository: hub
    type: github
    name: acme/hub
    endpoint: hub-connection
steps:
- bash: curl -u ":$(OUT_PAT)" https://dev.azure.com/acme/_apis/projects
- template: steps.yml@shared
  parameters:
    pat: $(OUT_PAT)
    nested: {deep: [$(OUT_PAT)]}
    steps:
    - bash: curl -u ":$(IN_PAT)" https://dev.azure.com/acme/_apis/projects
)~"}},
     "service connection other-org | git fetch https://dev.azure.com/{}/other/_git/shared | "
     "azure-pipelines.yml:4\n"
     "$(OUT_PAT) | GET https://dev.azure.com/acme/_apis/projects | azure-pipelines.yml:13\n"
     "$(OUT_PAT) | ? template steps.yml@shared takes it as nested | azure-pipelines.yml:14\n"
     "$(OUT_PAT) | ? template steps.yml@shared takes it as pat | azure-pipelines.yml:14\n"
     "$(IN_PAT) | GET https://dev.azure.com/acme/_apis/projects | azure-pipelines.yml:19\n"},
    {"the checkout keeps the job's token for git alone",
     {{"azure-pipelines.yml", R"~(trigger: none
jobs:
- job: keeps
  steps:
  - checkout: self
    persistCredentials: true
  - bash: git push origin HEAD:main
- job: does_not
  steps:
  - checkout: self
  - bash: git push origin HEAD:main
)~"}},
     "$(System.AccessToken) | git push https://dev.azure.com/{}/{}/_git/{} | "
     "azure-pipelines.yml:7 own\n"},
};

const TraceCase of_cmd[] = {
    {"a script for cmd, which its variables tell",
     {{"azure-pipelines.yml",
       R"~(steps:
- task: CmdLine@2
  inputs:
    script: 'git push https://x:%AZDO_PAT%@dev.azure.com/acme/p/_git/r'
  env: {AZDO_PAT: $(BotPat)}
- script: echo $(date +%Y%m%d)
)~"}},
     "$(BotPat) | git push https://dev.azure.com/acme/p/_git/r | azure-pipelines.yml:4\n"},
};

TEST_CASE("variables of cmd in pipelines") {
  check(of_cmd);
}

TEST_CASE("tokens of pipelines") {
  check(cases);
}

// A tree with a file that is too large to be read.
class HugeTree : public Tree {
 public:
  const std::vector<std::string>& paths() const override { return paths_; }
  std::optional<std::string> read(std::string_view /*path*/) const override { return std::nullopt; }

 private:
  std::vector<std::string> paths_ = {"azure-pipelines.yml"};
};

TEST_CASE("a pipeline that is too large to be read is said") {
  const std::vector<Pipeline> pipelines = read_azure_pipelines(HugeTree());
  REQUIRE(pipelines.size() == 1);
  REQUIRE(pipelines[0].partly_read.size() == 1);
  CHECK(pipelines[0].partly_read[0].why == "cannot be read, or is larger than 8 MiB");
}

}  // namespace
}  // namespace patdown
