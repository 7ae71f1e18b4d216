// Values of different sides of one branch: what excludes each other everywhere is not lost.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase cases[] = {
    {"fields that different sides set, in one URL",
     {{"x.ps1",
       R"~(function Invoke-Ado {
    param([string]$PatToken, [string]$Id, [hashtable]$More)
    if ($Id -ne $null -and $Id -ne "") { $Id = "/$Id" }
    if ($More -ne $null) { $More.Keys | ForEach-Object { $Rest += "&$_=$($More.Item($_))" } }
    $auth = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$PatToken"))
    Invoke-RestMethod "https://dev.azure.com/acme/shop/_apis/build/builds$($Id)?api-version=7.1$($Rest)" -Headers @{ Authorization = "Basic $auth" }
}
function Get-Build {
    param([string]$PatToken, [string]$BuildId, [string]$Branch)
    $call = @{ PatToken = $PatToken }
    if ($BuildId) { $call["Id"] = $BuildId }
    elseif ($Branch) { $call["More"] = @{ branchName = $Branch } }
    Invoke-Ado @call
}
)~"}},
     "$PatToken | GET https://dev.azure.com/acme/shop/_apis/build/builds/{}?api-version=7.1{}&={} "
     "| "
     "x.ps1:6\n"
     "$PatToken | GET https://dev.azure.com/acme/shop/_apis/build/builds{}?api-version=7.1{}&={} | "
     "x.ps1:6\n"},
};

TEST_CASE("a call whose parts stand on different sides is sent all the same") {
  check(cases);
}

}  // namespace
}  // namespace patdown
