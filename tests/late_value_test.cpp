// Variables of a module that a function of it sets.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase late[] = {
    {"let, set by a function that something else calls",
     {{"x.js",
       R"~(let token;
function signIn() { token = process.env.ADO_PAT; }
async function builds() {
  const headers = { Authorization: "Basic " + btoa(":" + token) };
  await fetch("https://dev.azure.com/acme/shop/_apis/build/builds", { method: "POST", headers });
}
document.getElementById("go").addEventListener("click", builds);
)~"}},
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/build/builds | x.js:5\n"},
    {"None, set under global",
     {{"x.py",
       R"~(import os
import requests
session = None

def projects():
    return session.get("https://dev.azure.com/acme/_apis/projects")

def connect():
    global session
    session = requests.Session()
    session.auth = ("", os.environ["ADO_PAT"])
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:6\n"},
    {"what stands at the top until a function sets it under global",
     {{"x.py",
       R"~(import os
import requests
from requests.auth import HTTPBasicAuth
base = ""
auth = HTTPBasicAuth("", "")

def setup(org, token):
    global base, auth
    base = f"https://dev.azure.com/{org}/_apis"
    auth = HTTPBasicAuth("", token)

def projects():
    requests.get(f"{base}/projects", auth=auth)

def main():
    setup("acme", os.environ["ADO_PAT"])
    projects()

main()
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:13\n"},
    {"nonlocal: of the function around it",
     {{"x.py",
       R"~(import os
import requests

def main():
    headers = {"Accept": "text/plain"}
    def connect():
        nonlocal headers
        headers = {"Authorization": "Bearer " + os.environ["ADO_PAT"]}
    connect()
    requests.get("https://dev.azure.com/acme/_apis/projects", headers=headers)

main()
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:10\n"},
    {"set by a callback that cannot be asked: named as it is written",
     {{"x.js",
       R"~(let token;
document.addEventListener("DOMContentLoaded", () => { token = localStorage.getItem("pat"); });
document.getElementById("go").addEventListener("click", async () => {
  await fetch("https://dev.azure.com/acme/_apis/projects",
    { headers: { Authorization: "Basic " + btoa(":" + token) } });
});
)~"}},
     "$token | GET https://dev.azure.com/acme/_apis/projects | x.js:4\n"},
};

const TraceCase shared[] = {
    {"a module's functions: one connects, others send",
     {{"Ado/Connect-Ado.ps1",
       R"~(function Connect-Ado {
    param([string]$Organization, [string]$PersonalAccessToken)
    $global:AdoUrl = "https://dev.azure.com/$Organization"
    $script:AdoHeaders = @{ Authorization = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$PersonalAccessToken")) }
}
)~"},
      {"Ado/Get-AdoProject.ps1",
       R"~(function Get-AdoProject {
    Invoke-RestMethod -Uri "$global:AdoUrl/_apis/projects" -Headers $script:AdoHeaders
}
)~"}},
     "$PersonalAccessToken | GET https://dev.azure.com/{}/_apis/projects | "
     "Ado/Get-AdoProject.ps1:2\n"},
    {"of two modules the nearer one",
     {{"a/a.psm1",
       R"~(function Connect-A { param($PatA) $script:Headers = @{ Authorization = "Bearer $PatA" } }
function Get-A { irm https://dev.azure.com/acme/_apis/projects -Headers $script:Headers }
)~"},
      {"b/b.psm1",
       R"~(function Connect-B { param($PatB) $script:Headers = @{ Authorization = "Bearer $PatB" } }
function Get-B { irm https://dev.azure.com/acme/_apis/teams -Headers $Headers }
)~"}},
     "$PatA | GET https://dev.azure.com/acme/_apis/projects | a/a.psm1:2\n"
     "$PatB | GET https://dev.azure.com/acme/_apis/teams | b/b.psm1:2\n"},
    {"the reader itself and what lies next to it only empty it",
     {{"Ado/Private/New-Header.ps1",
       R"~(function New-Header {
    param([string]$Pat)
    $script:header = @{ Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$Pat")) }
}
)~"},
      {"Ado/Private/Send/Clear-It.ps1", "function Clear-It { $script:header = $null }\n"},
      {"Ado/Private/Send/Invoke-It.ps1",
       R"~(function Invoke-It {
    param([string]$Uri)
    if (-not (irm https://dev.azure.com/acme/_apis/projects -Headers $script:header)) { $script:header = $null }
    if ($script:header) { irm $Uri -Headers $script:header }
}
)~"},
      {"Ado/Public/Get-It.ps1",
       "function Get-It { Invoke-It -Uri https://dev.azure.com/acme/_apis/teams }\n"},
      {"Ado/Ado.psm1", ""}},
     "$Pat | GET https://dev.azure.com/acme/_apis/projects | Ado/Private/Send/Invoke-It.ps1:3\n"
     "$Pat | GET https://dev.azure.com/acme/_apis/teams | Ado/Private/Send/Invoke-It.ps1:4\n"},
    {"asked for on both sides of a branch",
     {{"Ado/Connect-Ado.ps1",
       "function Connect-Ado { param([string]$Pat) $global:Head = @{ Authorization = \"Basic "
       "$Pat\" } }\n"},
      {"Ado/Get-Member.ps1",
       R"~(function Get-Member {
    param([string]$Team)
    if ($Team) {
        irm https://dev.azure.com/acme/_apis/projects -Headers $Global:Head
    } else {
        irm https://dev.azure.com/acme/_apis/teams -Headers $Global:Head
    }
}
)~"}},
     "$Pat | GET https://dev.azure.com/acme/_apis/projects | Ado/Get-Member.ps1:4\n"
     "$Pat | GET https://dev.azure.com/acme/_apis/teams | Ado/Get-Member.ps1:6\n"},
    {"a command sets it for the session",
     {{"Ado/Add-Account.ps1",
       R"~(function Add-Account {
    param([string]$Organisation, [string]$Token = "")
    $account = [PSCustomObject]@{
        Url = "https://dev.azure.com/$Organisation/_apis"
        Header = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$Token"))
    }
    Set-Variable -Name "Account" -Value $account -Scope Global
}
)~"},
      {"Ado/Get-Project.ps1",
       R"~(function Get-Project {
    irm -Uri "$($Account.Url)/projects" -Headers @{ Authorization = "Basic {0}" -f $Account.Header }
}
)~"}},
     "$Token | GET https://dev.azure.com/{}/_apis/projects | Ado/Get-Project.ps1:2\n"},
};

const TraceCase of_null[] = {
    {"a token of what is null here: others set it before",
     {{"package.json", "{}"},
      {"src/api.ts",
       R"~(export async function meta(config: Config) {
  await fetch(`https://dev.azure.com/${config.org}/_apis/projects`,
    { headers: { Authorization: `Basic ${btoa(":" + config.pat)}` } });
}
)~"},
      {"src/main.ts",
       R"~(import { meta } from "./api";
const state = { config: null };
meta(state.config);
)~"}},
     "$config.pat | GET https://dev.azure.com/{}/_apis/projects | src/api.ts:2\n"},
};

TEST_CASE("a token of what holds nothing is named as it is written") {
  check(of_null);
}

TEST_CASE("a variable that holds nothing holds what a function sets") {
  check(late);
  check(shared);
}

}  // namespace
}  // namespace patdown
