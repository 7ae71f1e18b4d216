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
     "the text \"<your-pat>\" | az pipelines run | x.sh:2\n"
     "the text \"XXXXXXXX\" | GET https://dev.azure.com/acme/_apis/projects | x.sh:3\n"
     "the text \"YOUR_TOKEN\" | GET https://dev.azure.com/acme/_apis/projects | x.sh:4\n"},
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
