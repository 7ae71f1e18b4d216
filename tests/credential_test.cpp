// Tokens that stand in the code as text: what readers are told to replace.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase texts[] = {
    {"PowerShell, within the header",
     {{"x.ps1",
       R"~($h = @{ Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":<YOUR_PAT_HERE>")) }
Invoke-RestMethod -Uri "https://dev.azure.com/acme/_apis/projects" -Headers $h
)~"}},
     "the text \"<YOUR_PAT_HERE>\" | GET https://dev.azure.com/acme/_apis/projects | x.ps1:2\n"},
    {"Python, from another module",
     {{"x.py",
       R"~(import base64, requests, settings
head = {"Authorization": "Basic " + base64.b64encode(bytes(":" + settings.pat, "ascii")).decode()}
requests.post("https://dev.azure.com/acme/shop/_apis/wit/workitems/$Bug", headers=head)
)~"},
      {"settings.py", "pat = 'use your own Personal Access Token'\n"}},
     "the text \"use your own Personal Access Token\" | POST "
     "https://dev.azure.com/acme/shop/_apis/wit/workitems/$Bug | x.py:3\n"},
    {"a pair of user and password, a client library",
     {{"a.py",
       R"~(import requests
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", "YOUR_PAT"))
)~"},
      {"b.ts",
       R"~(import * as azdev from "azure-devops-node-api";
const api = new azdev.WebApi("https://dev.azure.com/acme", azdev.getPersonalAccessTokenHandler("your-token"));
async function f() { (await api.getGitApi()).getRepositories("shop"); }
)~"}},
     "the text \"YOUR_PAT\" | GET https://dev.azure.com/acme/_apis/projects | a.py:2\n"
     "the text \"your-token\" | GET "
     "https://dev.azure.com/{}/{}/_apis/git/repositories | b.ts:3\n"},
    {"a login in a shell",
     {{"x.sh",
       R"~(export AZURE_DEVOPS_EXT_PAT="<your-pat>"
az pipelines run --name nightly
curl -u ":XXXXXXXX" https://dev.azure.com/acme/_apis/projects
curl -H "Authorization: Bearer YOUR_TOKEN" https://dev.azure.com/acme/_apis/projects
)~"}},
     "$AZURE_DEVOPS_EXT_PAT | az pipelines run | x.sh:2\n"
     "the text \"XXXXXXXX\" | GET https://dev.azure.com/acme/_apis/projects | x.sh:3\n"
     "the text \"YOUR_TOKEN\" | GET https://dev.azure.com/acme/_apis/projects | x.sh:4\n"},
    {"what keeps it gives it its name: a variable, a field, a parameter, a setting",
     {{"x.ps1",
       R"~(function Get-Head { param([string]$Key)
  @{ Authorization = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$Key")) } }
$PAT = "Personal Access Token"
irm https://dev.azure.com/acme/_apis/projects -Headers (Get-Head "$PAT")
irm https://dev.azure.com/acme/_apis/teams -Headers (Get-Head -Token "<other>" -Key "<other>")
)~"},
      {"y.py",
       R"~(import requests
personal_access_token = "YOURPAT"
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", personal_access_token))
settings = {"pat": "***"}
requests.get("https://dev.azure.com/acme/_apis/teams", auth=("", settings["pat"]))
)~"},
      {"z.cs",
       R"~(using System; using System.Net.Http;
static class Config { public const string AccessToken = "xxxx"; }
class C { async void F() {
    var c = new HttpClient();
    c.DefaultRequestHeaders.Add("Authorization", "Bearer " + Config.AccessToken);
    await c.GetAsync("https://dev.azure.com/acme/_apis/projects");
} }
)~"}},
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | x.ps1:4\n"
     "$Token | GET https://dev.azure.com/acme/_apis/teams | x.ps1:5\n"
     "$personal_access_token | GET https://dev.azure.com/acme/_apis/projects | y.py:3\n"
     "$pat | GET https://dev.azure.com/acme/_apis/teams | y.py:5\n"
     "$AccessToken | GET https://dev.azure.com/acme/_apis/projects | z.cs:6\n"},
    {"C#: what a pattern is filled with, kept by nobody here",
     {{"x.cs",
       R"~(using System; using System.Net.Http; using System.Net.Http.Headers; using System.Text;
static class Work { public static string witToken = string.Empty; }
class C {
  async void F() { await Get("https://dev.azure.com/acme/_apis/projects", Work.witToken); }
  async System.Threading.Tasks.Task Get(string url, string patToken) {
    var c = new HttpClient();
    c.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic",
      Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Format("{0}:{1}", "", patToken))));
    await c.GetAsync(url);
  }
}
)~"}},
     "$patToken | GET https://dev.azure.com/acme/_apis/projects | x.cs:9\n"},
    {"one variable for two tokens",
     {{"x.ps1",
       R"~($env:AZURE_DEVOPS_EXT_PAT = "PAT of a"
az repos list --org https://dev.azure.com/a
$env:AZURE_DEVOPS_EXT_PAT = "PAT of b"
az repos create --org https://dev.azure.com/b
)~"},
      {"y.ps1", "$env:AZURE_DEVOPS_EXT_PAT = 'PAT'\naz repos list\n"}},
     "the text \"PAT of a\" | az repos list | x.ps1:2\n"
     "the text \"PAT of b\" | az repos create | x.ps1:4\n"
     "$env:AZURE_DEVOPS_EXT_PAT | az repos list | y.ps1:2\n"},
    {"what may be a password is masked",
     {{"x.py",
       R"~(import requests
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("me", "correcthorsebattery"))
)~"}},
     "the text cor…ery | GET https://dev.azure.com/acme/_apis/projects | x.py:2\n"},
    {"the same text in two files is two tokens",
     {{"a.py",
       R"~(import requests
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", "YOUR_PAT"))
)~"},
      {"b.py",
       R"~(import requests
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", "YOUR_PAT"))
)~"}},
     "the text \"YOUR_PAT\" | GET https://dev.azure.com/acme/_apis/projects | a.py:2\n"
     "the text \"YOUR_PAT\" | GET https://dev.azure.com/acme/_apis/projects | b.py:2\n"},
    {"a text that only stands in for a variable is none",
     {{"x.py",
       R"~(import os, requests
pat = os.environ.get("ADO_PAT") or "YOUR_PAT"
requests.get("https://dev.azure.com/acme/_apis/projects", auth=("", pat))
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.py:3\n"},
    {"neither are an organization in front of the host, an empty text, another service, a name",
     {{"x.sh",
       R"~(git push https://acme@dev.azure.com/acme/shop/_git/web main
curl -u ":" https://dev.azure.com/acme/_apis/projects
curl -u "me:secret-word" https://example.com/_apis
curl -u ':$PAT' https://dev.azure.com/acme/_apis/projects
)~"}},
     ""},
};

TEST_CASE("a text where a token must stand is one") {
  check(texts);
  MemoryTree tree({});
  tree.add("a.py",
           "import requests\nrequests.get(\"https://dev.azure.com/acme/_apis/projects\", "
           "auth=(\"\", \"YOUR_PAT\"))\n");
  const Traced traced = traced_in(tree, {});
  REQUIRE(traced.uses.size() == 1);
  CHECK(traced.uses[0].credential.id == "text:a.py:YOUR_PAT");
  CHECK(traced.uses[0].credential.kind == "pat");
}

}  // namespace
}  // namespace patdown
