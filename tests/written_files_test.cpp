#include "token/trace/written_files.h"

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase files[] = {
    {"a file of the checkout is named from its root",
     {{"eng/setup/x.sh",
       R"~(here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
curl -u ":$PAT" https://dev.azure.com/acme/_apis/projects
echo "{\"x\": \"$PAT\"}" > "$here/../../.local/settings.json"
)~"}},
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | eng/setup/x.sh:2\n"
     "$PAT | ? whoever reads .local/settings.json takes it | eng/setup/x.sh:3\n"},
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

const TraceCase unread[] = {
    {"a file that nothing here reads keeps its token open; one that is read does not",
     {{"x.sh",
       R"~(curl -u ":$PAT" https://dev.azure.com/acme/_apis/projects
echo "$PAT" > /tmp/pat
curl -u ":$OTHER_PAT" https://dev.azure.com/acme/_apis/teams
echo "$OTHER_PAT" > /tmp/other
cat /tmp/other
echo "pat=$PAT" >> "$GITHUB_ENV"
echo "$PAT" > /dev/null
)~"}},
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:1\n"
     "$PAT | ? whoever reads /tmp/pat takes it | x.sh:2\n"
     "$OTHER_PAT | GET https://dev.azure.com/acme/_apis/teams | x.sh:3\n"},
    {"files of mktemp",
     {{"x.sh",
       R"~(TOKEN_FILE="$(mktemp)"
printf '%s' "$AZP_TOKEN" > "$TOKEN_FILE"
./config.sh --url "$AZP_URL" --auth PAT --token "$(cat "$TOKEN_FILE")"
other=$(mktemp)
echo "$AZP_TOKEN" > $other
frobnicate $other
)~"}},
     "$AZP_TOKEN | agent {} | x.sh:3\n"
     "$AZP_TOKEN | ? whoever reads $other takes it | x.sh:5\n"},
    {"of the steps of a job the last one decides",
     {{"azure-pipelines.yml",
       R"~(jobs:
- job: a
  steps:
  - script: |
      curl -u ":$PAT" https://dev.azure.com/acme/_apis/projects
      echo "$PAT" > "$HOME/pat"
      echo "$PAT" > here
    env: {PAT: $(BotPat)}
  - script: cat ~/pat
)~"}},
     "$(BotPat) | GET https://dev.azure.com/acme/_apis/projects | azure-pipelines.yml:5\n"
     "$(BotPat) | ? whoever reads here takes it | azure-pipelines.yml:7\n"},
    {"commands that a text gives to others",
     {{"x.sh",
       R"~(cat > cloud-init.yaml <<EOF
#cloud-config
runcmd:
  - cd /agent
  - sudo -u agent ./config.sh --unattended --url "$ORG" \
      --auth pat --token "${POOL_PAT}" --pool "$POOL"
EOF
)~"}},
     "$POOL_PAT | agent {} | x.sh:1\n"},
    {"a credential that git is told to keep, in a script from Windows",
     {{"x.sh",
       R"~(git credential approve <<EOF
protocol=https
host=dev.azure.com
username=me
password=$AZDO_PAT
EOF
git clone https://me@dev.azure.com/acme/p/_git/r
)~"},
      {"w.sh",
       "git credential approve <<EOF\r\nhost=dev.azure.com\r\npassword=$1\r\nEOF\r\n"
       "git pull https://dev.azure.com/acme/p/_git/r\r\n"},
      {"y.sh",
       R"~(printf 'host=dev.azure.com\npassword=%s\n' "$AZDO_PAT" | git credential-store store
curl -u ":$AZDO_PAT" https://dev.azure.com/acme/_apis/projects
)~"}},
     "$1 | git fetch https://dev.azure.com/acme/p/_git/r | w.sh:5\n"
     "$AZDO_PAT | git fetch https://dev.azure.com/acme/p/_git/r | x.sh:7\n"
     "$AZDO_PAT | ? whoever reads ~/.git-credentials takes it | y.sh:1\n"
     "$AZDO_PAT | GET https://dev.azure.com/acme/_apis/projects | y.sh:2\n"},
    {"settings of package tools",
     {{"a.sh",
       R"~(cat > nuget.config <<EOF
<configuration>
<packageSources><add key="f" value="https://pkgs.dev.azure.com/acme/_packaging/f/nuget/v3/index.json" /></packageSources>
<packageSourceCredentials><f><add key="ClearTextPassword" value="$FEED_PAT" /></f></packageSourceCredentials>
</configuration>
EOF
dotnet restore
dotnet nuget push x.nupkg --source f --api-key any
)~"},
      {"b.sh",
       R"~(echo "
//pkgs.dev.azure.com/${ORG}/_packaging/${FEED}/npm/registry/:_password=${NPM_PAT}
" >> .npmrc
npm publish
)~"},
      {"c.ps1",
       R"~(@"
[global]
index-url=https://x:$($env:PIP_PAT)@pkgs.dev.azure.com/acme/_packaging/f/pypi/simple/
"@ | Set-Content pip.conf
)~"}},
     "$FEED_PAT | feed read https://pkgs.dev.azure.com/acme/_packaging/f/nuget/v3/index.json | "
     "a.sh:1\n"
     "$FEED_PAT | feed write https://pkgs.dev.azure.com/acme/_packaging/f/nuget/v3/index.json | "
     "a.sh:8\n"
     "$NPM_PAT | feed read https://pkgs.dev.azure.com/{}/_packaging/{}/npm/registry/ | b.sh:1\n"
     "$NPM_PAT | feed write https://pkgs.dev.azure.com/{}/_packaging/{}/npm/registry/ | b.sh:4\n"
     "$env:PIP_PAT | feed read https://pkgs.dev.azure.com/acme/_packaging/f/pypi/simple/ | "
     "c.ps1:4\n"},
    {"the agent's own program",
     {{"x.sh",
       "$DIR/bin/Agent.Listener configure --url https://dev.azure.com/$ORG --auth PAT "
       "--token $AGENT_PAT\n"}},
     "$AGENT_PAT | agent https://dev.azure.com/{} | x.sh:1\n"},
};

TEST_CASE("a token that is written down is followed to whoever reads it, or stays open") {
  check(unread);
}

}  // namespace
}  // namespace patdown
