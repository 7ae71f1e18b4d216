// Requests to Azure DevOps whose route nobody knows, or that may have more routes than are
// followed.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase hidden[] = {
    {"a path that callers give, behind the organization",
     {{"x.py",
       R"~(import os, requests

def call(path):
    requests.get(f"https://dev.azure.com/acme/{path}", auth=("", os.environ["ADO_PAT"]))
)~"}},
     "$ADO_PAT | ? the route is not known | x.py:4\n"},
    {"behind the project, in a script",
     {{"x.ps1",
       R"~(param($Pat, $Path)
$h = @{ Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$Pat")) }
Invoke-RestMethod "https://acme.visualstudio.com/shop/$Path`?api-version=7.1" -Headers $h
)~"}},
     "$Pat | ? the route is not known | x.ps1:3\n"},
    {"a page for people is no route, whichever it is",
     {{"x.py",
       R"~(import os, requests
pat = os.environ["ADO_PAT"]
requests.get(f"https://dev.azure.com/acme/shop/_workitems/edit/{item}", auth=("", pat))
requests.get("https://dev.azure.com/acme/shop/_apis/build/builds", auth=("", pat))
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_workitems/edit/{} | x.py:3\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds | x.py:4\n"},
    {"of more routes than are followed one is not known",
     {{"x.py",
       R"~(import os, requests

def route(kind):
    if kind == "a": return "_apis/build/builds"
    if kind == "b": return "_apis/build/builds/1"
    if kind == "c": return "_apis/build/builds/2"
    if kind == "d": return "_apis/build/builds/3"
    if kind == "e": return "_apis/build/builds/4"
    if kind == "f": return "_apis/build/builds/5"
    if kind == "g": return "_apis/build/builds/6"
    if kind == "h": return "_apis/build/builds/7"
    return "_apis/serviceendpoint/endpoints"

def call(kind):
    requests.get("https://dev.azure.com/acme/" + route(kind), auth=("", os.environ["ADO_PAT"]))
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/build/builds | x.py:15\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/build/builds/1 | x.py:15\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/build/builds/2 | x.py:15\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/build/builds/3 | x.py:15\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/build/builds/4 | x.py:15\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/build/builds/5 | x.py:15\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/build/builds/6 | x.py:15\n"
     "$ADO_PAT | ? the route is not known | x.py:15\n"},
};

TEST_CASE("a request whose route is not known does not vanish") {
  check(hidden);
}

TEST_CASE("of more combinations than are looked at one is not known") {
  const std::string uses = traced({{"x.py", R"~(import os, requests

def one_of(k, a, b, c, d, e):
    if k == 1: return a
    if k == 2: return b
    if k == 3: return c
    if k == 4: return d
    return e

def call(k, n):
    area = one_of(k, "build/builds/", "build/tags/", "test/runs/", "test/plans/", "git/refs/")
    page = one_of(n, "1/a", "2/a", "3/a", "4/a", "5/a")
    requests.get("https://dev.azure.com/acme/_apis/" + area + page, auth=("", os.environ["PAT"]))
)~"}});
  CHECK(uses.find("? the URL comes from one of more values than are followed") !=
        std::string::npos);
}

}  // namespace
}  // namespace patdown
