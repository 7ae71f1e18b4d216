// Texts that scripts for Bash put together: command lines in variables, printf, sed.

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase cases[] = {
    {"a command line in a variable",
     {{"x.sh",
       R"~(export AZURE_DEVOPS_EXT_PAT=$PAT
LIST="az repos list --organization https://dev.azure.com/acme --project $(jq -r .id p.json)"
REPOS=$($LIST)
$LIST
)~"}},
     "$PAT | az repos list | x.sh:3\n"
     "$PAT | az repos list | x.sh:4\n"},
    {"a token of an option, with nothing to begin with, encoded by printf",
     {{"x.sh",
       R"~(PAT=""
while getopts ':p:' option; do
  case "$option" in
    p) PAT=$OPTARG ;;
  esac
done
B64=$(printf "%s"":${PAT}" | base64 -w 0)
git -c http.extraHeader="Authorization: Basic ${B64}" clone https://dev.azure.com/acme/shop/_git/web
curl -u ":$PAT" https://dev.azure.com/acme/_apis/projects
)~"}},
     "$PAT | git fetch https://dev.azure.com/acme/shop/_git/web | x.sh:8\n"
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:9\n"},
    {"a token that sed puts into a URL",
     {{"x.sh",
       R"~(url=https://dev.azure.com/acme/shop/_git/web
git clone "$(echo "$url" | sed "s|https://|https://me:${PAT}@|")" web
answer=$(curl -u ":$PAT" https://dev.azure.com/acme/shop/_apis/git/repositories | jq -r .url)
git clone "$(echo "$answer" | sed "s|https://|https://me:${PAT}@|")" web
)~"}},
     "$PAT | git fetch https://dev.azure.com/acme/shop/_git/web | x.sh:2\n"
     "$PAT | GET https://dev.azure.com/acme/shop/_apis/git/repositories | x.sh:3\n"
     "$PAT | ? the URL comes from $PAT | x.sh:4\n"},
};

TEST_CASE("texts that a script puts together lose no token") {
  check(cases);
}

}  // namespace
}  // namespace patdown
