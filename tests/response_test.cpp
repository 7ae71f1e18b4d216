// URLs that Azure DevOps gives with what it is asked for.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase answers[] = {
    {"the elements of a list",
     {{"x.ps1",
       R"~(param($Pat)
$h = @{ Authorization = "Bearer $Pat" }
$runs = Invoke-RestMethod "https://dev.azure.com/acme/shop/_apis/test/runs?buildUri=$u" -Headers $h
foreach ($run in $runs.value) {
    Invoke-RestMethod -Uri "$($run.url)/results?api-version=7.1" -Headers $h
    Invoke-RestMethod -Uri "$($run.url)?api-version=7.1" -Method Patch -Headers $h
}
)~"}},
     "$Pat | GET https://dev.azure.com/acme/shop/_apis/test/runs?buildUri={} | x.ps1:3\n"
     "$Pat | GET https://dev.azure.com/acme/shop/_apis/test/runs/{}/results?api-version=7.1 | "
     "x.ps1:5\n"
     "$Pat | PATCH https://dev.azure.com/acme/shop/_apis/test/runs/{}?api-version=7.1 | x.ps1:6\n"},
    {"one of them by its number",
     {{"x.ps1",
       R"~(param($Pat, $Org)
$h = @{ Authorization = "Bearer $Pat" }
$builds = Invoke-RestMethod "$Org/shop/_apis/build/builds/" -Headers $h
irm $builds.value[0].url -Method Delete -Headers $h
for ($i = 0; $i -lt 3; $i++) { $one = $builds.value[$i]; irm "$($one.url)/tags" -Headers $h }
)~"}},
     "$Pat | GET https://dev.azure.com/{}/shop/_apis/build/builds/ | x.ps1:3\n"
     "$Pat | DELETE https://dev.azure.com/{}/shop/_apis/build/builds/{} | x.ps1:4\n"
     "$Pat | GET https://dev.azure.com/{}/shop/_apis/build/builds/{}/tags | x.ps1:5\n"},
    {"what a POST made",
     {{"x.js",
       R"~(const axios = require('axios');
const auth = { username: '', password: process.env.ADO_PAT };
async function run() {
  const made = await axios.post('https://dev.azure.com/acme/shop/_apis/pipelines/7/runs', {}, { auth });
  await axios.get(made.data.url, { auth });
}
run();
)~"}},
     "$ADO_PAT | POST https://dev.azure.com/acme/shop/_apis/pipelines/7/runs | x.js:4\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/pipelines/7/runs/{} | x.js:5\n"},
    {"links",
     {{"x.py",
       R"~(import os
import requests
auth = ("", os.environ["ADO_PAT"])
build = requests.get("https://dev.azure.com/acme/shop/_apis/build/builds/7", auth=auth).json()
requests.patch(build["_links"]["self"]["href"], auth=auth, json={})
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/shop/_apis/build/builds/7 | x.py:4\n"
     "$ADO_PAT | PATCH https://dev.azure.com/acme/shop/_apis/build/builds/7 | x.py:5\n"},
    {"the work items of a query",
     {{"x.ps1",
       R"~(param($Pat)
$h = @{ Authorization = "Bearer $Pat" }
$found = irm https://dev.azure.com/acme/shop/_apis/wit/wiql -Method Post -Headers $h
$found.workItems | ForEach-Object { irm $_.url -Headers $h -Method Patch }
)~"}},
     "$Pat | POST https://dev.azure.com/acme/shop/_apis/wit/wiql | x.ps1:3\n"
     "$Pat | PATCH https://dev.azure.com/acme/shop/_apis/wit/workItems/{} | x.ps1:4\n"},
    {"of a part that may be anything nothing is known",
     {{"x.ps1",
       R"~(param($Pat)
$h = @{ Authorization = "Bearer $Pat" }
$pr = irm https://dev.azure.com/acme/shop/_apis/git/repositories/x/pullrequests/7 -Headers $h
irm $pr.createdBy.url -Headers $h
irm $pr._links.workItems.href -Headers $h
)~"}},
     "$Pat | GET https://dev.azure.com/acme/shop/_apis/git/repositories/x/pullrequests/7 | "
     "x.ps1:3\n"
     "$Pat | ? the URL comes from a response | x.ps1:4\n"
     "$Pat | ? the URL comes from a response | x.ps1:5\n"},
};

}  // namespace

TEST_CASE("URLs of what Azure DevOps gives are known") {
  check(answers);
}

}  // namespace patdown
