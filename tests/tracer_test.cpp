#include "token/trace/tracer.h"

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase shapes[] = {
    {"1: an inline script, the job's token through env",
     {{"azure-pipelines.yml",
       R"~(steps:
- bash: |
    url="$(System.CollectionUri)$(System.TeamProject)/_apis/git/repositories/$(Build.Repository.ID)/pullRequests/$(System.PullRequest.PullRequestId)/threads?api-version=7.1"
    curl -s -X POST "$url" -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d @note.json
  env:
    TOKEN: $(System.AccessToken)
)~"}},
     "$(System.AccessToken) | POST "
     "https://dev.azure.com/{}/{}/_apis/git/repositories/{}/pullRequests/{}/"
     "threads?api-version=7.1 | azure-pipelines.yml:4 own\n"},
    {"1: the job's token straight in the text",
     {{"azure-pipelines.yml",
       R"~(steps:
- script: |
    curl -H "Authorization: Bearer $(System.AccessToken)" $(System.TeamFoundationCollectionUri)/$(System.TeamProjectId)/_apis/build/builds/$(Build.BuildId)
)~"}},
     "$(System.AccessToken) | GET https://dev.azure.com/{}/{}/_apis/build/builds/{} | "
     "azure-pipelines.yml:3 own\n"},
    {"2: PowerShell, Basic from a parameter, URL by interpolation",
     {{"x.ps1",
       R"~(param([string]$Org, [string]$Project, [string]$Pat)
$b64 = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$Pat"))
$h = @{ Authorization = "Basic $b64" }
$defs = (Invoke-RestMethod -Headers $h -Uri "https://dev.azure.com/$Org/$Project/_apis/build/definitions?api-version=7.1").value
foreach ($d in $defs) {
  $u = "https://dev.azure.com/$Org/$Project/_apis/build/definitions/$($d.id)?api-version=7.1"
  Invoke-RestMethod -Uri $u -Headers $h -Method Put -Body ($d | ConvertTo-Json -Depth 20) -ContentType application/json
}
)~"}},
     "$Pat | GET https://dev.azure.com/{}/{}/_apis/build/definitions?api-version=7.1 | x.ps1:4\n"
     "$Pat | PUT https://dev.azure.com/{}/{}/_apis/build/definitions/{}?api-version=7.1 | "
     "x.ps1:7\n"},
    {"3: a splatted hashtable",
     {{"x.ps1",
       R"~(param($Pat)
$h = @{ Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("x:$Pat")) }
$req = @{ Method = 'POST'; Headers = $h
          Uri    = "https://dev.azure.com/acme/shop/_apis/pipelines/$id/runs" }
Invoke-RestMethod @req -Body $json
)~"}},
     "$Pat | POST https://dev.azure.com/acme/shop/_apis/pipelines/{}/runs | x.ps1:5\n"},
    {"4: a base URL, the resource added elsewhere",
     {{"x.ps1",
       R"~($h = @{ Authorization = "Bearer $env:ADO_TOKEN" }
$base = "https://dev.azure.com/acme/shop/_apis/"
$api  = "https://dev.azure.com/{0}/{1}/_apis/{2}/{3}?{4}api-version=7.1"
Invoke-RestMethod "${base}wit/workitems/42?api-version=7.1" -Headers $h
Invoke-RestMethod ($api -f 'acme', 'shop', 'build', 'builds', '') -Headers $h -Method Post -Body $b
)~"}},
     "$env:ADO_TOKEN | GET https://dev.azure.com/acme/shop/_apis/wit/workitems/42?api-version=7.1 "
     "| x.ps1:4\n"
     "$env:ADO_TOKEN | POST https://dev.azure.com/acme/shop/_apis/build/builds?api-version=7.1 | "
     "x.ps1:5\n"},
    {"5: predefined variables as base URL",
     {{"a.ps1",
       R"~($u = "$env:SYSTEM_TEAMFOUNDATIONCOLLECTIONURI$env:SYSTEM_TEAMPROJECTID/_apis/build/builds"
irm $u -Headers @{ Authorization = "Bearer $env:SYSTEM_ACCESSTOKEN" }
)~"},
      {"b.sh",
       R"~(curl -u ":$PAT" "${SYSTEM_COLLECTIONURI}${SYSTEM_TEAMPROJECT}/_apis/build/builds"
)~"}},
     "$env:SYSTEM_ACCESSTOKEN | GET https://dev.azure.com/{}/{}/_apis/build/builds | a.ps1:2 own\n"
     "$PAT | GET https://dev.azure.com/{}/{}/_apis/build/builds | b.sh:1 own\n"},
    {"6: the CLI, logged in by the environment",
     {{"x.sh",
       R"~(export AZURE_DEVOPS_EXT_PAT=$BOT_PAT
az devops configure --defaults organization=https://dev.azure.com/acme project=shop
id=$(az pipelines variable-group list --query "[?name=='prod'].id" -o tsv)
az pipelines variable-group variable update --group-id "$id" --name VERSION --value "$v"
az repos pr create --source-branch "$b" --target-branch main --auto-complete true
)~"}},
     "$BOT_PAT | az pipelines variable-group list | x.sh:3\n"
     "$BOT_PAT | az pipelines variable-group variable update | x.sh:4\n"
     "$BOT_PAT | az repos pr create | x.sh:5\n"},
    {"6: login from a pipe in one step, use in the next, not in another job",
     {{"azure-pipelines.yml",
       R"~(jobs:
- job: a
  steps:
  - bash: echo $(BOT_PAT) | az devops login --organization https://dev.azure.com/acme
  - pwsh: |
      $sub = 'work-item show'
      Invoke-Expression "az boards $sub --id 4"
- job: b
  steps:
  - bash: az boards query --wiql x
)~"}},
     "$(BOT_PAT) | az boards work-item show | azure-pipelines.yml:7 own\n"},
    {"12: YAML hands the token to a script",
     {{"azure-pipelines.yml",
       R"~(steps:
- task: PowerShell@2
  inputs: { filePath: eng/tag.ps1, arguments: '-Token $(BotPat) -Name v$(Version)' }
)~"},
      {"eng/tag.ps1",
       R"~(param($Token, $Name)
Invoke-RestMethod -Method Post -Uri "$env:SYSTEM_COLLECTIONURI$env:SYSTEM_TEAMPROJECT/_apis/git/repositories/x/annotatedtags?api-version=7.1" -Headers @{Authorization = "Bearer $Token"} -Body $b
)~"}},
     "$(BotPat) | POST "
     "https://dev.azure.com/{}/{}/_apis/git/repositories/x/annotatedtags?api-version=7.1 | "
     "eng/tag.ps1:2 own\n"},
    {"12: through two scripts and a library",
     {{"azure-pipelines.yml",
       R"~(steps:
- bash: ./ci/run.sh "$(BotPat)" shop
)~"},
      {"ci/run.sh",
       R"~(#!/bin/bash
source "$(dirname "$0")/lib.sh"
token=$1
ado GET "$2/_apis/git/repositories"
)~"},
      {"ci/lib.sh",
       R"~(ado() {
  curl -sS -X "$1" -u "any:$token" "https://dev.azure.com/acme/$2"
}
)~"}},
     "$(BotPat) | GET https://dev.azure.com/acme/shop/_apis/git/repositories | ci/lib.sh:2\n"},
    {"13: a wrapper class in PowerShell",
     {{"ado.ps1",
       R"~(class Ado {
  [string]$Base
  [hashtable]$Headers
  Ado([string]$org, [string]$pat) {
    $this.Base = "https://dev.azure.com/$org"
    $this.Headers = @{ Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$pat")) }
  }
  [object] Call([string]$method, [string]$path) {
    return Invoke-RestMethod -Method $method -Uri "$($this.Base)/$path" -Headers $this.Headers
  }
}
$ado = [Ado]::new('acme', $env:ADO_PAT)
$ado.Call('PATCH', "_apis/wit/workitems/$n")
)~"}},
     "$env:ADO_PAT | PATCH https://dev.azure.com/acme/_apis/wit/workitems/{} | ado.ps1:9\n"},
    {"13: three levels of functions, the header made by one of them",
     {{"x.ps1",
       R"~(param($Pat)
function Get-Headers($Token) {
  $b = [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes(":" + $Token))
  return @{ Authorization = "Basic $b" }
}
function Invoke-Ado($Verb, $Route) {
  Invoke-RestMethod -Method $Verb -Uri "https://dev.azure.com/acme/shop/_apis/$Route" -Headers (Get-Headers $Pat)
}
function Add-Tag($Id, $Tag) { Invoke-Ado -Verb Put -Route "build/builds/$Id/tags/$Tag" }
Add-Tag 4 done
)~"}},
     "$Pat | PUT https://dev.azure.com/acme/shop/_apis/build/builds/4/tags/done | x.ps1:7\n"},
    {"14: the InvokeRESTAPI task",
     {{"azure-pipelines.yml",
       R"~(jobs:
- job: a
  pool: server
  steps:
  - task: InvokeRESTAPI@1
    inputs: { connectionType: connectedServiceName, serviceConnection: ado-rest, method: POST, urlSuffix: '_apis/pipelines/7/runs?api-version=7.1' }
)~"}},
     "service connection ado-rest | POST "
     "https://dev.azure.com/{}/{}/_apis/pipelines/7/runs?api-version=7.1 | "
     "azure-pipelines.yml:5\n"},
    {"15: git URLs, header options, package sources",
     {{"x.sh",
       R"~(git push "https://$BOT_PAT@dev.azure.com/acme/shop/_git/shop" HEAD:release
git -c http.extraheader="Authorization: bearer $ADO_T" fetch https://dev.azure.com/acme/shop/_git/shop
npm config set //pkgs.dev.azure.com/acme/_packaging/web/npm/registry/:_password "$(echo -n $FEED_PAT | base64)"
)~"}},
     "$BOT_PAT | git push https://dev.azure.com/acme/shop/_git/shop | x.sh:1\n"
     "$ADO_T | git fetch https://dev.azure.com/acme/shop/_git/shop | x.sh:2\n"
     "$FEED_PAT | feed read https://pkgs.dev.azure.com/acme/_packaging/web/npm/registry/ | "
     "x.sh:3\n"},
};

const TraceCase traps[] = {
    {"a URL in a body",
     {{"x.sh",
       R"~(curl -u ":$PAT" -X PATCH -d '{"url": "https://dev.azure.com/acme/_apis/wit/workItems/63"}' https://dev.azure.com/acme/_apis/wit/workitems/1
)~"}},
     "$PAT | PATCH https://dev.azure.com/acme/_apis/wit/workitems/1 | x.sh:1\n"},
    {"a call without the token",
     {{"x.sh",
       R"~(curl https://dev.azure.com/acme/public/_apis/build/builds
curl -u ":$PAT" https://dev.azure.com/acme/shop/_apis/build/builds
)~"}},
     "$PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.sh:2\n"},
    {"an Entra token",
     {{"x.sh",
       R"~(T=$(az account get-access-token --resource 499b84ac-1321-427f-aa17-267ca6975798 --query accessToken -o tsv)
curl -H "Authorization: Bearer $T" https://dev.azure.com/acme/_apis/projects
)~"},
      {"y.ps1",
       R"~($t = (az account get-access-token --resource 499b84ac-1321-427f-aa17-267ca6975798 | ConvertFrom-Json).accessToken
irm https://dev.azure.com/acme/_apis/projects -Headers @{ Authorization = "Bearer $t" }
$other = az account get-access-token --resource https://graph.microsoft.com --query accessToken
irm https://dev.azure.com/acme/_apis/projects -Headers @{ Authorization = "Bearer $other" }
)~"},
      {"z.sh", R"~(az login --service-principal -u a -p b --tenant c
az pipelines variable-group list --org https://dev.azure.com/acme
az rest --method post --url https://dev.azure.com/acme/_apis/projects --resource 499b84ac-1321-427f-aa17-267ca6975798
az rest --url https://management.azure.com/x
)~"}},
     "the Microsoft Entra token of x.sh | GET https://dev.azure.com/acme/_apis/projects | x.sh:2\n"
     "the Microsoft Entra token of y.ps1 | GET https://dev.azure.com/acme/_apis/projects | "
     "y.ps1:2\n"
     "the Microsoft Entra token of z.sh | az pipelines variable-group list | z.sh:2\n"
     "the Microsoft Entra token of z.sh | POST https://dev.azure.com/acme/_apis/projects | "
     "z.sh:3\n"},
    {"an empty token",
     {{"x.ps1",
       R"~(foreach ($p in "", $null) {
  $b = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$p"))
  irm https://dev.azure.com/acme/_apis/projects -Headers @{ Authorization = "Basic $b" }
}
)~"}},
     ""},
    {"another service with a similar header",
     {{"x.sh",
       R"~(curl -H "Authorization: Bearer $GH" https://api.github.com/repos/a/b
curl -H "PRIVATE-TOKEN: $GL" "$CI_API_V4_URL/projects/1"
git push "https://x-access-token:$GH@github.com/a/b" main
)~"}},
     ""},
    {"a URL that comes from a response",
     {{"x.ps1",
       R"~(param($AzdoPat)
$h = @{ Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$AzdoPat")) }
$run = irm -Method Post -Uri https://dev.azure.com/acme/shop/_apis/pipelines/4/runs -Headers $h
irm $run.resources.logs.url -Headers $h
)~"}},
     "$AzdoPat | POST https://dev.azure.com/acme/shop/_apis/pipelines/4/runs | x.ps1:3\n"
     "$AzdoPat | ? the URL comes from a response | x.ps1:4\n"},
    {"letter case and legacy hosts stay as they are written",
     {{"x.sh",
       R"~(curl -u ":$PAT" https://acme.visualstudio.com/DefaultCollection/shop/_apis/DistributedTask/queues
)~"}},
     "$PAT | GET https://acme.visualstudio.com/DefaultCollection/shop/_apis/DistributedTask/queues "
     "| x.sh:1\n"},
    {"two services on two sides of one branch",
     {{"x.ps1",
       R"~(param($GitHubToken, $AdoToken, $Hub)
if ($Hub) {
  $u = 'https://api.github.com/repos/a/b'
  $h = @{ Authorization = "Bearer $GitHubToken" }
} else {
  $u = 'https://dev.azure.com/acme/_apis/projects'
  $h = @{ Authorization = "Bearer $AdoToken" }
}
irm $u -Headers $h
)~"}},
     "$AdoToken | GET https://dev.azure.com/acme/_apis/projects | x.ps1:9\n"},
    {"names that only begin like the platform's",
     {{"x.sh", R"~(curl -u ":$RELEASE_PAT" https://dev.azure.com/acme/_apis/projects
curl -u ":$BUILD_TOKEN" https://dev.azure.com/acme/_apis/projects
curl -u ":$BUILD_BUILDID" https://dev.azure.com/acme/_apis/projects
)~"}},
     "$RELEASE_PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:1\n"
     "$BUILD_TOKEN | GET https://dev.azure.com/acme/_apis/projects | x.sh:2\n"},
    {"a comment and an echo",
     {{"x.sh",
       R"~(# curl -u ":$PAT" https://dev.azure.com/acme/_apis/projects
echo "curl -u :$PAT https://dev.azure.com/acme/_apis/projects"
)~"}},
     ""},
};

TEST_CASE("the shapes in which tokens are used") {
  check(shapes);
}
TEST_CASE("what looks like a use and is none, or cannot be decided") {
  check(traps);
}

}  // namespace
}  // namespace patdown
