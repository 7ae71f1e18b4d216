// Names by which PowerShell finds functions, and what they do with what they are given.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase cases[] = {
    {"a name that nothing has is one with Get- in front",
     {{"x.ps1",
       R"~(function Get-Builds($Token) {
  $h = @{ Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$Token")) }
  Invoke-RestMethod https://dev.azure.com/acme/shop/_apis/build/builds -Headers $h
}
function Show-Builds($Pat) { Builds -Token $Pat }
)~"}},
     "$Pat | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.ps1:3\n"},
    {"of a module's other file, too",
     {{"a.psm1",
       R"~(function Get-Builds($Token) {
  $h = @{ Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$Token")) }
  Invoke-RestMethod https://dev.azure.com/acme/shop/_apis/build/builds -Headers $h
}
)~"},
      {"x.ps1", "Import-Module ./a.psm1\nbuilds -Token $env:ADO_PAT\n"}},
     "$env:ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | a.psm1:3\n"},
    {"a script that nobody reads puts no verb before a program's name",
     {{"tools.ps1",
       R"~(function Get-Builds($Token) {
  Invoke-RestMethod https://dev.azure.com/acme/shop/_apis/build/builds -Headers @{ Authorization = "Bearer $Token" }
}
)~"},
      {"x.ps1", "builds -Token $env:ADO_PAT\n"}},
     "$Token | GET https://dev.azure.com/acme/shop/_apis/build/builds | tools.ps1:2\n"},
    {"a function of the name itself comes first",
     {{"x.ps1",
       R"~(function Get-Builds($Token) {
  Invoke-RestMethod https://dev.azure.com/acme/shop/_apis/build/builds -Headers @{ Authorization = "Bearer $Token" }
}
function Builds($Token) {
  Invoke-RestMethod https://dev.azure.com/acme/shop/_apis/build/definitions -Headers @{ Authorization = "Bearer $Token" }
}
Builds -Token $env:ADO_PAT
Get-Builds -Token $env:ADO_PAT
)~"}},
     "$env:ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.ps1:2\n"
     "$env:ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/definitions | x.ps1:5\n"},
};

const TraceCase switches[] = {
    {"a switch takes the text that the caller gives",
     {{"x.ps1",
       R"~(param($Pat)
function Get-Route([string]$Kind) {
  switch ($Kind) {
    'build' { return '_apis/build/builds/{0}' }
    'endpoint' { return '_apis/serviceendpoint/endpoints/{0}' }
    default { throw 'no' }
  }
}
$h = @{ Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$Pat")) }
$route = (Get-Route -Kind Endpoint) -f 7
Invoke-RestMethod "https://dev.azure.com/acme/shop/$route" -Method Put -Headers $h
)~"}},
     "$Pat | PUT https://dev.azure.com/acme/shop/_apis/serviceendpoint/endpoints/7 | x.ps1:11\n"},
};

const TraceCase kept[] = {
    {"a token that a function leaves in the environment is what others find there",
     {{"a.psm1",
       R"~(function Connect-It($Name) {
  $info = Get-Content profiles.json | ConvertFrom-Json
  $env:TEAM_PAT = $info.Pat
  Get-Projects
}
function Get-Projects { Send-It projects }
function Send-It($Path) {
  Invoke-RestMethod "https://dev.azure.com/acme/_apis/$Path" -Headers @{ Authorization = "Basic $env:TEAM_PAT" }
}
)~"},
      {"b.psm1", "function Get-Feeds { Send-It packaging/feeds }\n"}},
     "$TEAM_PAT | ? other functions read it as $env:TEAM_PAT | a.psm1:3\n"
     "$env:TEAM_PAT | GET https://dev.azure.com/acme/_apis/packaging/feeds | a.psm1:8\n"
     "$TEAM_PAT | GET https://dev.azure.com/acme/_apis/projects | a.psm1:8\n"},
    {"nobody but the function itself finds it there",
     {{"a.psm1",
       R"~(function Get-Projects($Pat) {
  $env:TEAM_PAT = $Pat
  Invoke-RestMethod https://dev.azure.com/acme/_apis/projects -Headers @{ Authorization = "Basic $env:TEAM_PAT" }
}
)~"}},
     "$Pat | GET https://dev.azure.com/acme/_apis/projects | a.psm1:3\n"},
};

TEST_CASE("what is kept in the environment outlives a function of PowerShell") {
  check(kept);
}

TEST_CASE("a clause of a switch runs where its text is given") {
  check(switches);
}

TEST_CASE("functions are found by the names that PowerShell finds them by") {
  check(cases);
}

}  // namespace
}  // namespace patdown
