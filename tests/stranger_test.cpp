#include "token/trace/stranger.h"

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase strangers[] = {
    {"what is pushed to the pipeline's own repository with a token of GitHub's is pushed there",
     {{"azure-pipelines.yml",
       R"~(steps:
- script: |
    git -c credential.helper='!f() { echo "username=x"; echo "password=$(GithubToken)"; };f' push origin main
- script: |
    git -c credential.helper='!f() { echo "username=x"; echo "password=$(CodeToken)"; };f' push origin main
)~"}},
     "$(CodeToken) | git push https://dev.azure.com/{}/{}/_git/{} | azure-pipelines.yml:5 own\n"},
    {"git is told to send a token, and a script that is not here may run git",
     {{"azure-pipelines.yml",
       R"~(steps:
- script: |
    git config --global http.extraheader "AUTHORIZATION: bearer $(System.AccessToken)"
    ./build.sh
)~"}},
     "$(System.AccessToken) | ? ./build.sh may run git, which sends it | azure-pipelines.yml:4\n"},
    {"the checkout keeps the job's token for git, which such a script may run",
     {{"azure-pipelines.yml",
       R"~(steps:
- checkout: self
  persistCredentials: true
- script: |
    ./build.sh
    cmake .
- script: curl -u ":$(System.AccessToken)" https://dev.azure.com/acme/_apis/projects
)~"}},
     "$(System.AccessToken) | ? ./build.sh may run git, which sends it | azure-pipelines.yml:5\n"
     "$(System.AccessToken) | GET https://dev.azure.com/acme/_apis/projects | "
     "azure-pipelines.yml:7\n"},
    {"a program that a script finds out about takes what it is given",
     {{"x.ps1",
       R"~(param([string]$AzDoPat)
Invoke-RestMethod "https://dev.azure.com/acme/_apis/projects" -Headers @{Authorization = "Basic $AzDoPat"}
$tool = Get-Content tool.txt | Select-Object -First 1
& $tool add-build --azdev-pat $AzDoPat
& "$PSScriptRoot/bin/darc.exe" add-build --azdev-pat $AzDoPat
)~"}},
     "$AzDoPat | GET https://dev.azure.com/acme/_apis/projects | x.ps1:2\n"
     "$AzDoPat | ? $tool takes it | x.ps1:4\n"
     "$AzDoPat | ? bin/darc.exe takes it | x.ps1:5\n"},
    {"so may package managers; what git sends to Azure DevOps is a token of it",
     {{"x.sh",
       R"~(git config --global http.https://dev.azure.com/.extraheader "Authorization: Basic $CODE"
terraform init
terraform plan
git config --global url."https://x:$PAT@dev.azure.com/".insteadOf https://dev.azure.com/
npm ci
)~"}},
     "$CODE | ? terraform may run git, which sends it | x.sh:2\n"
     "$CODE | ? npm may run git, which sends it | x.sh:5\n"
     "$PAT | ? npm may run git, which sends it | x.sh:5\n"},
    {"a command of PowerShell that is in no file here",
     {{"x.ps1",
       R"~(param($Pat, $Org)
$h = @{Authorization = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$Pat"))}
Invoke-RestMethod -Uri "https://dev.azure.com/$Org/_apis/projects" -Headers $h
Write-Host $Pat
Sync-Everything -Token $Pat -Org $Org
Get-Everything -Headers $h
)~"}},
     "$Pat | GET https://dev.azure.com/{}/_apis/projects | x.ps1:3\n"
     "$Pat | ? it is given to Sync-Everything, which is not known | x.ps1:5\n"
     "$Pat | ? it is given to Get-Everything, which is not known | x.ps1:6\n"},
    {"the environment of a container",
     {{"x.sh",
       R"~(curl -u ":$ADO_PAT" https://dev.azure.com/acme/_apis/projects
docker run -e ADO_PAT -e LANG image
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:1\n"
     "$ADO_PAT | ? docker is given it as ADO_PAT | x.sh:2\n"},
    {"a variable that is exported by another name is for somebody",
     {{"x.sh",
       R"~(export ADO_PAT="$TOKEN"
export AZURE_DEVOPS_EXT_PAT="$TOKEN"
git clone "https://x:$TOKEN@dev.azure.com/acme/p/_git/r"
gh ado2gh migrate-repo
other
)~"}},
     "$TOKEN | git fetch https://dev.azure.com/acme/p/_git/r | x.sh:3\n"
     "$TOKEN | ? gh may read it as ADO_PAT | x.sh:4\n"},
    {"modules: what is loaded, and of functions of one name the one that has the parameter",
     {{"a/x.ps1",
       R"~(using module "..\m\common.psm1"
param($Pat)
$h = New-Headers -Token $Pat
Get-It -Headers $h
)~"},
      {"m/common.psm1",
       R"~(function Get-It($Headers) {
  Invoke-RestMethod https://dev.azure.com/acme/_apis/projects -Headers $Headers
}
)~"},
      {"n/one.ps1",
       R"~(function New-Headers($Token) {
  return @{Authorization = "Bearer $Token"}
}
)~"},
      {"n/two.ps1",
       R"~(function New-Headers($Pat) {
  return @{Authorization = "Bearer $Pat"}
}
function Get-It($Headers) { }
)~"}},
     "$Pat | GET https://dev.azure.com/acme/_apis/projects | m/common.psm1:2\n"},
    {"a variable that is set by what is piped into it",
     {{"x.ps1",
       R"~(param($Pat, $Url)
"{0}/_apis/projects" -f "https://dev.azure.com/acme" | Set-Variable uri
Invoke-RestMethod $uri -Headers @{Authorization = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$Pat"))}
)~"}},
     "$Pat | GET https://dev.azure.com/acme/_apis/projects | x.ps1:3\n"},
};

TEST_CASE("a token that a stranger may read is not wholly known") {
  check(strangers);
}

const TraceCase others[] = {
    {"a token of another service, a folder",
     {{"x.sh",
       R"~(curl -u ":$TEAMCITY_SUPERUSER_TOKEN" "$URL/app/rest/builds"
curl -H "Authorization: Bearer $(cat $AZURE_DEVOPS_CACHE_DIR)" "$URL/x"
curl -u ":$ADO_GITHUB_TOKEN" "$URL/x"
)~"}},
     "$ADO_GITHUB_TOKEN | ? the URL comes from $URL | x.sh:3\n"},
};

TEST_CASE("names say what is no token of Azure DevOps") {
  check(others);
}

}  // namespace
}  // namespace patdown
