// What loops over options leave behind, and what arguments are called.

#include "token/trace/loop_sides.h"

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase options[] = {
    {"options of getopts: the token is called by its variable",
     {{"x.sh",
       R"~(while getopts "o:t:" opt; do
  case $opt in
    o) ORG=$OPTARG ;;
    t) TOKEN=$OPTARG ;;
  esac
done
curl -u ":$TOKEN" "https://dev.azure.com/$ORG/_apis/projects"
)~"}},
     "$TOKEN | GET https://dev.azure.com/{}/_apis/projects | x.sh:7\n"},
    {"a loop that shifts: two tokens are two",
     {{"x.sh",
       R"~(while [ $# -gt 0 ]; do
  case "$1" in
    --from) FROM_PAT="$2"; shift 2 ;;
    --to) TO_PAT="$2"; shift 2 ;;
    --org) ORG=$2; shift 2 ;;
  esac
done
curl -u ":$FROM_PAT" "https://dev.azure.com/$ORG/_apis/projects"
git push "https://x:$TO_PAT@dev.azure.com/$ORG/p/_git/r"
)~"}},
     "$FROM_PAT | GET https://dev.azure.com/{}/_apis/projects | x.sh:8\n"
     "$TO_PAT | git push https://dev.azure.com/{}/p/_git/r | x.sh:9\n"},
    {"arguments by their places, also behind shift",
     {{"x.sh",
       R"~(ORG=$1
shift
PAT="${1}"
curl -u ":$PAT" "https://dev.azure.com/$ORG/_apis/projects"
curl -u ":$2" "https://dev.azure.com/$ORG/_apis/projects"
)~"}},
     "$PAT | GET https://dev.azure.com/{}/_apis/projects | x.sh:4\n"
     "$3 | GET https://dev.azure.com/{}/_apis/projects | x.sh:5\n"},
    {"a function that nobody calls, an exported argument, one for a single command",
     {{"x.sh",
       R"~(list() {
  local org=$1 pat=$2
  curl -u ":$pat" "https://dev.azure.com/$org/_apis/projects"
}
export AZURE_DEVOPS_EXT_PAT=$1
az repos list
AZURE_DEVOPS_EXT_PAT=$2 az repos list
)~"}},
     "$pat | GET https://dev.azure.com/{}/_apis/projects | x.sh:3\n"
     "$AZURE_DEVOPS_EXT_PAT | az repos list | x.sh:6\n"
     "$AZURE_DEVOPS_EXT_PAT | az repos list | x.sh:7\n"},
    {"the arguments of PowerShell without names",
     {{"x.ps1",
       R"~($org = $args[0]
$pat = $args[1]
$h = @{Authorization = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$pat"))}
Invoke-RestMethod "https://dev.azure.com/$org/_apis/projects" -Headers $h
)~"}},
     "$pat | GET https://dev.azure.com/{}/_apis/projects | x.ps1:4\n"},
    {"in one pass the sides of a branch still exclude each other",
     {{"x.sh",
       R"~(for place in one two; do
  if [ "$place" = one ]; then url=https://dev.azure.com/a/_apis/projects; pat=$ONE_PAT
  else url=https://dev.azure.com/a/_apis/teams; pat=$TWO_PAT; fi
  curl -u ":$pat" "$url"
done
)~"}},
     "$ONE_PAT | GET https://dev.azure.com/a/_apis/projects | x.sh:4\n"
     "$TWO_PAT | GET https://dev.azure.com/a/_apis/teams | x.sh:4\n"},
    {"the loops of PowerShell",
     {{"x.ps1",
       R"~(foreach ($word in $words) {
  if ($word -like 'o*') { $org = Get-Thing $word } else { $pat = Read-Host $word }
}
$h = @{Authorization = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$pat"))}
Invoke-RestMethod "https://dev.azure.com/$org/_apis/projects" -Headers $h
)~"}},
     "$pat | GET https://dev.azure.com/{}/_apis/projects | x.ps1:5\n"},
};

TEST_CASE("what a loop sets stands side by side behind it") {
  check(options);
}

}  // namespace
}  // namespace patdown
