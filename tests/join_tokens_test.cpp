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

}  // namespace
}  // namespace patdown
