#include "token/trace/written_files.h"

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase files[] = {
    {"a token that goes through a file",
     {{"start.sh",
       R"~(if [ -z "$AZP_TOKEN_FILE" ]; then
  AZP_TOKEN_FILE=/azp/.token
  echo -n $AZP_TOKEN > "$AZP_TOKEN_FILE"
fi
./config.sh --url "$AZP_URL" --auth PAT --token "$(cat "$AZP_TOKEN_FILE")"
)~"}},
     "$AZP_TOKEN | agent {} | start.sh:5\n"},
    {"of a .netrc the machine of Azure DevOps, for curl that asks for it and for git",
     {{"x.sh",
       R"~(cat > "$HOME/.netrc" <<END
machine github.com login x password $GH_TOKEN
machine dev.azure.com login $ADO_USER password $PAT
END
curl -n https://dev.azure.com/acme/_apis/projects
curl https://dev.azure.com/acme/_apis/teams
git clone https://dev.azure.com/acme/p/_git/r
)~"}},
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:5\n"
     "$PAT | git fetch https://dev.azure.com/acme/p/_git/r | x.sh:7\n"},
    {"credentials that git stores",
     {{"x.sh",
       R"~(echo "https://x:$GH_TOKEN@github.com" > ~/.git-credentials
echo "https://x:$PAT@dev.azure.com" >> ~/.git-credentials
git push https://dev.azure.com/acme/p/_git/r
)~"}},
     "$PAT | git push https://dev.azure.com/acme/p/_git/r | x.sh:3\n"},
    {"a line of .npmrc, and a variable that npm puts in itself",
     {{"x.sh",
       R"~(echo "//pkgs.dev.azure.com/acme/_packaging/f/npm/registry/:_password=$B64" >> .npmrc
cat <<'END' > ~/.npmrc
//pkgs.dev.azure.com/acme/_packaging/g/npm/registry/:username=x
//pkgs.dev.azure.com/acme/_packaging/g/npm/registry/:_password=${PAT}
END
)~"}},
     "$B64 | feed read https://pkgs.dev.azure.com/acme/_packaging/f/npm/registry/ | x.sh:1\n"
     "$PAT | feed read https://pkgs.dev.azure.com/acme/_packaging/g/npm/registry/ | x.sh:2\n"},
    {"a file of PowerShell; whoever reads a file that is not written here has one token",
     {{"x.ps1",
       R"~($env:AZP_TOKEN | Out-File $env:AZP_TOKEN_FILE
.\config.cmd --url $env:AZP_URL --auth PAT --token (Get-Content $env:AZP_TOKEN_FILE)
)~"},
      {"y.ps1",
       R"~($pat = Get-Content .\pat.txt
$h = @{Authorization = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$pat"))}
Invoke-RestMethod https://dev.azure.com/acme/_apis/projects -Headers $h
)~"},
      {"z.ps1",
       R"~($token = Get-Content .\pat.txt
$h = @{Authorization = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$token"))}
Invoke-RestMethod https://dev.azure.com/acme/_apis/teams -Headers $h
)~"}},
     "$env:AZP_TOKEN | agent {} | x.ps1:2\n"
     "$pat | GET https://dev.azure.com/acme/_apis/projects | y.ps1:3\n"
     "$pat | GET https://dev.azure.com/acme/_apis/teams | z.ps1:3\n"},
    {"tee, copies, and commands that read the file themselves",
     {{"x.sh",
       R"~(echo "$PAT" | tee /run/token > /dev/null
mv /run/token /run/pat
curl -u ":$(cat /run/pat)" https://dev.azure.com/acme/_apis/projects
B64=$(base64 /run/pat)
curl -H "Authorization: Basic $B64" https://dev.azure.com/acme/_apis/teams
)~"}},
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:3\n"
     "$PAT | GET https://dev.azure.com/acme/_apis/teams | x.sh:5\n"},
    {"a file that one step writes and the next one reads, a script among them",
     {{"azure-pipelines.yml",
       R"~(jobs:
- job: a
  steps:
  - script: ./keep.sh
    env: {PAT: $(BotPat)}
  - script: curl -u ":$(cat /tmp/pat)" https://dev.azure.com/acme/_apis/projects
  - pwsh: |
      $t = Get-Content /tmp/pat
      Invoke-RestMethod https://dev.azure.com/acme/_apis/teams -Headers @{Authorization = "Bearer $t"}
- job: b
  steps:
  - script: curl -u ":$(cat /tmp/pat)" https://dev.azure.com/acme/_apis/wit/fields
)~"},
      {"keep.sh", "echo -n \"$PAT\" > /tmp/pat\n"}},
     "$(BotPat) | GET https://dev.azure.com/acme/_apis/projects | azure-pipelines.yml:6\n"
     "$(BotPat) | GET https://dev.azure.com/acme/_apis/teams | azure-pipelines.yml:9\n"
     "the file /tmp/pat | GET https://dev.azure.com/acme/_apis/wit/fields | "
     "azure-pipelines.yml:12\n"},
};

TEST_CASE("what a script writes to a file is found in it") {
  check(files);
}

}  // namespace
}  // namespace patdown
