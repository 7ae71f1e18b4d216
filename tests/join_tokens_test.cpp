// Which of the tokens that a program is given are one.

#include "catch.h"
#include "traced.h"

#include <set>

namespace patdown {
namespace {

const TraceCase given[] = {
    {"a program that a workflow runs, and functions of it that it does not reach",
     {{".github/workflows/x.yml",
       R"~(on: push
jobs:
  x:
    runs-on: ubuntu-latest
    steps:
      - run: python main.py
        env:
          ADO_PAT: ${{ secrets.ADO_PAT }}
)~"},
      {"main.py",
       R"~(import client
client.get("build/builds")
)~"},
      {"client.py",
       R"~(import os
import requests
PAT = os.getenv("ADO_PAT")
def get(path):
    return requests.get("https://dev.azure.com/acme/shop/_apis/" + path, auth=("", PAT))
)~"},
      {"more.py",
       R"~(import client
def items():
    return client.get("wit/workitems/7")
)~"}},
     "secrets.ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | client.py:5\n"
     "secrets.ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/wit/workitems/7 | client.py:5\n"},
};

TEST_CASE("what pipelines give a program is what it reads elsewhere") {
  check(given);
}

const TraceCase of_script[] = {
    {"functions of one script that nobody here calls, and those of another",
     {{"lib.ps1",
       R"~(function Get-It { param([string]$Pat)
  irm https://dev.azure.com/acme/_apis/projects -Headers @{ Authorization = "Basic $Pat" } }
function Set-It { param([string]$Token)
  irm https://dev.azure.com/acme/_apis/wit/fields -Method Post -Headers @{ Authorization = "Basic $Token" } }
function Send-It { param([string]$SourcePat, [string]$TargetPat)
  irm https://dev.azure.com/acme/_apis/teams -Headers @{ Authorization = "Basic $TargetPat" } }
)~"},
      {"more.ps1",
       R"~(function Get-More { param([string]$Pat)
  irm https://dev.azure.com/acme/_apis/projects -Headers @{ Authorization = "Basic $Pat" } }
)~"}},
     "$Pat | GET https://dev.azure.com/acme/_apis/projects | lib.ps1:2\n"
     "$Pat | POST https://dev.azure.com/acme/_apis/wit/fields | lib.ps1:4\n"
     "$TargetPat | GET https://dev.azure.com/acme/_apis/teams | lib.ps1:6\n"
     "$Pat | GET https://dev.azure.com/acme/_apis/projects | more.ps1:2\n"},
};

TEST_CASE("functions of a script that nobody calls are given one token") {
  check(of_script);
  MemoryTree tree({});
  for (const auto& [path, text] : of_script[0].files) tree.add(path, text);
  std::set<std::string> ids;
  for (const TokenUse& use : traced_in(tree, read_pipelines(tree)).uses) {
    ids.insert(use.credential.id);
  }
  CHECK(ids.size() == 3);  // of lib.ps1 and its other side, of more.ps1
}

const char* const asks_with_setting = R"~(export async function check(settings: Settings) {
  return fetch("https://dev.azure.com/acme/_apis/projects", {
    headers: { Authorization: `Basic ${settings.account_pat}` },
  });
}
)~";

const TraceCase filled[] = {
    {"a placeholder that is filled by a setting of that name",
     {{"src/api.ts",
       R"~(export async function items(id: string) {
  return fetch(`https://dev.azure.com/acme/shop/_apis/wit/workitems/${id}`, {
    headers: { Authorization: "Basic __account_pat__" },
  });
}
)~"},
      {"src/first.ts", asks_with_setting},
      {"package.json", R"~({"name": "app"})~"}},
     "$settings.account_pat | GET https://dev.azure.com/acme/shop/_apis/wit/workitems/{} | "
     "src/api.ts:2\n"
     "$settings.account_pat | GET https://dev.azure.com/acme/_apis/projects | src/first.ts:2\n"},
    {"a placeholder of another name",
     {{"src/api.ts",
       R"~(export async function items(id: string) {
  return fetch(`https://dev.azure.com/acme/shop/_apis/wit/workitems/${id}`, {
    headers: { Authorization: "Basic __other_pat__" },
  });
}
export async function builds() {
  return fetch("https://dev.azure.com/acme/shop/_apis/build/builds", {
    headers: { Authorization: "Basic {{third}}" },
  });
}
)~"},
      {"src/first.ts", asks_with_setting},
      {"package.json", R"~({"name": "app"})~"}},
     "the text \"__other_pat__\" | GET "
     "https://dev.azure.com/acme/shop/_apis/wit/workitems/{} | src/api.ts:2\n"
     "the text \"{{third}}\" | GET "
     "https://dev.azure.com/acme/shop/_apis/build/builds | src/api.ts:7\n"
     "$settings.account_pat | GET https://dev.azure.com/acme/_apis/projects | src/first.ts:2\n"},
};

TEST_CASE("a placeholder is the token of the setting that fills it") {
  check(filled);
}

}  // namespace
}  // namespace patdown
