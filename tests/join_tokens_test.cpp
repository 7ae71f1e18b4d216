// Which of the tokens that a program is given are one.

#include "catch.h"
#include "traced.h"

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
