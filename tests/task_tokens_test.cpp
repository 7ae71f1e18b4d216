#include "token/trace/task_tokens.h"

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase tasks[] = {
    {"a service connection that holds a token",
     {{"azure-pipelines.yml", R"~(trigger: none
steps:
- task: UniversalPackages@0
  inputs:
    command: publish
    publishFeedCredentials: other-org
- task: UniversalPackages@0
  inputs:
    externalFeedCredentials: other-org
)~"}},
     "service connection other-org | task universalpackages publishfeedcredentials | "
     "azure-pipelines.yml:3\n"
     "service connection other-org | task universalpackages externalfeedcredentials | "
     "azure-pipelines.yml:7\n"},
    {"a token for a task that is known",
     {{"azure-pipelines.yml", R"~(trigger: none
steps:
- task: VisualStudioTestPlatformInstaller@1
  inputs: {packageFeedSelector: customFeed, username: x, password: $(FEED_PAT)}
)~"}},
     "$(FEED_PAT) | task visualstudiotestplatforminstaller password | azure-pipelines.yml:3\n"},
    {"a task that nobody knows counts beside a use that is sure",
     {{"azure-pipelines.yml", R"~(trigger: none
steps:
- bash: curl -u ":$(ADO_PAT)" https://dev.azure.com/acme/_apis/projects
- task: Acme.Tools.Deploy@2
  inputs: {arguments: "--token $(ADO_PAT) --key $(OTHER)"}
- task: Acme.Tools.Deploy@2
  inputs: {arguments: x}
  env: {T: $(ADO_PAT)}
- task: PythonScript@0
  inputs: {scriptSource: inline, script: 'import fancy; fancy.f("$(ADO_PAT)"); print("$(ADO_PAT)")'}
- task: PowerShell@2
  inputs: {filePath: not/here.ps1, arguments: -Pat $(ADO_PAT)}
)~"}},
     "$(ADO_PAT) | GET https://dev.azure.com/acme/_apis/projects | azure-pipelines.yml:3\n"
     "$(ADO_PAT) | ? Acme.Tools.Deploy@2 takes it as arguments | azure-pipelines.yml:4\n"
     "$(ADO_PAT) | ? Acme.Tools.Deploy@2 takes it as T | azure-pipelines.yml:6\n"
     "$(ADO_PAT) | ? it is given to fancy.f, which is not known | azure-pipelines.yml:10\n"
     "$(ADO_PAT) | ? a script that cannot be read takes it | azure-pipelines.yml:11\n"},
    {"a program that nobody knows counts beside a use that is sure",
     {{"x.sh", R"~(curl -u ":$ADO_PAT" https://dev.azure.com/acme/_apis/projects
node tools/run.js --token "$ADO_PAT" "$OTHER"
docker run -v "$(pwd):/w" acme/tool --token "$ADO_PAT"
ls -l "$ADO_PAT"
[ -n "$ADO_PAT" ] && echo "$ADO_PAT" | wc -c
)~"},
      {"x.ps1", R"~(param($Pat)
$h = @{ Authorization = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$Pat")) }
Invoke-RestMethod https://dev.azure.com/acme/_apis/projects -Headers $h
Write-Verbose $Pat
& ./tool.exe --pat $Pat
)~"}},
     "$Pat | GET https://dev.azure.com/acme/_apis/projects | x.ps1:3\n"
     "$Pat | ? ./tool.exe takes it | x.ps1:5\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:1\n"
     "$ADO_PAT | ? node takes it | x.sh:2\n"
     "$ADO_PAT | ? docker takes it | x.sh:3\n"},
    {"what a step's environment holds may be read by a program that nobody knows",
     {{"azure-pipelines.yml", R"~(trigger: none
steps:
- bash: acme-tool diff
  env: {SYSTEM_ACCESSTOKEN: $(System.AccessToken)}
- bash: |
    curl -u ":$ADO_PAT" https://dev.azure.com/acme/_apis/projects
    acme-tool diff
  env: {ADO_PAT: $(ADO_PAT)}
- bash: acme-tool diff
  env: {T: $(ADO_PAT), OTHER: $(OTHER_PAT)}
- bash: ls -l
  env: {T: $(ADO_PAT)}
- task: Acme.Tools.Deploy@2
  inputs: {token: $(System.AccessToken)}
)~"}},
     "$(System.AccessToken) | ? acme-tool may read it as SYSTEM_ACCESSTOKEN | "
     "azure-pipelines.yml:3\n"
     "$(ADO_PAT) | GET https://dev.azure.com/acme/_apis/projects | azure-pipelines.yml:6\n"
     "$(ADO_PAT) | ? acme-tool may read it as T | azure-pipelines.yml:9\n"
     "$(System.AccessToken) | ? Acme.Tools.Deploy@2 takes it as token | azure-pipelines.yml:13\n"},
    {"a program that a parameter names",
     {{"azure-pipelines.yml", R"~(trigger: none
parameters:
- {name: tool, type: string}
steps:
- bash: ${{ parameters.tool }} --all
  env: {SYSTEM_ACCESSTOKEN: $(System.AccessToken)}
)~"}},
     "$(System.AccessToken) | ? a program may read it as SYSTEM_ACCESSTOKEN | "
     "azure-pipelines.yml:5\n"},
    {"what Bash does itself is no program",
     {{"azure-pipelines.yml", R"~(trigger: none
steps:
- bash: |
    function check {
      for x in a b; do [ -n "$x" ] && continue; break; done
      return
    }
    check
    umask 77; wait; let n=1
    acme-tool diff
  env: {SYSTEM_ACCESSTOKEN: $(System.AccessToken)}
)~"}},
     "$(System.AccessToken) | ? acme-tool may read it as SYSTEM_ACCESSTOKEN | "
     "azure-pipelines.yml:3\n"},
};

TEST_CASE("the tokens of tasks") {
  check(tasks);
}

}  // namespace
}  // namespace patdown
