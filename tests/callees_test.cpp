#include "token/trace/callees.h"

#include "catch.h"
#include "traced.h"

namespace patdown {
namespace {

const TraceCase shell_calls[] = {
    {"a token in a file",
     {{"x.sh",
       R"~(curl -u "user:$(cat "$AZP_TOKEN_FILE")" "$AZP_URL/_apis/distributedtask/packages/agent"
./config.sh --url "$AZP_URL" --auth PAT --token $(cat "$AZP_TOKEN_FILE")
PAT=$(cat /run/secrets/pat)
curl -u ":$PAT" https://dev.azure.com/acme/_apis/projects
)~"}},
     "the file $AZP_TOKEN_FILE | GET "
     "https://dev.azure.com/{}/_apis/distributedtask/packages/agent | x.sh:1\n"
     "the file $AZP_TOKEN_FILE | agent {} | x.sh:2\n"
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:4\n"},
    {"commands of another user",
     {{"x.sh",
       R"~(runuser -l me -c "/home/me/config.sh --url https://dev.azure.com/acme --auth pat --token $PAT"
su - me -c "curl -u :$PAT https://dev.azure.com/acme/_apis/projects"
runuser -u me -- curl -u ":$PAT" https://dev.azure.com/acme/_apis/teams
)~"}},
     "$PAT | agent https://dev.azure.com/acme | x.sh:1\n"
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:2\n"
     "$PAT | GET https://dev.azure.com/acme/_apis/teams | x.sh:3\n"},
    {"curl: a netrc and a header that another command writes",
     {{"x.sh",
       R"~(curl --netrc-file <(echo "machine dev.azure.com login $ADO_USER password $PAT") https://dev.azure.com/acme/_apis/projects
curl -H @<(cat <<< "Authorization: Bearer $TOKEN") https://dev.azure.com/acme/_apis/projects
)~"}},
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:1\n"
     "$TOKEN | GET https://dev.azure.com/acme/_apis/projects | x.sh:2\n"},
    {"curl: options in one word and in a variable",
     {{"x.sh",
       R"~(OPTS="-s -H 'Accept: application/json'"
curl $OPTS -fsSu:$PAT -XPOST --data-binary=@f --url=https://dev.azure.com/acme/_apis/projects
)~"}},
     "$PAT | POST https://dev.azure.com/acme/_apis/projects | x.sh:2\n"},
    {"curl: options in a variable that may be empty, and stand behind a long word",
     {{"x.sh",
       R"~(if [ -n "$PAT" ]; then
  AUTH="--header=Accept:application/json -u user:$PAT"
else
  AUTH=""
fi
curl $AUTH https://dev.azure.com/acme/_apis/projects
)~"}},
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:6\n"},
    {"az: a word that is one of two, and the aliases of git",
     {{"x.sh",
       R"~(export AZURE_DEVOPS_EXT_PAT="$PAT"
if [ -z "$value" ]; then op=create; else op=update; fi
az pipelines variable ${op} --name x --pipeline-id 4
az devops configure --defaults organization=https://dev.azure.com/acme --use-git-aliases true
git pr create --title x
git repo list
)~"}},
     "$PAT | az pipelines variable create | x.sh:3\n"
     "$PAT | az pipelines variable update | x.sh:3\n"
     "$PAT | az repos pr create | x.sh:5\n"
     "$PAT | az repos list | x.sh:6\n"},
    {"git: headers in an array that may be empty, and a repository that nobody names",
     {{"x.sh",
       R"~(auth=()
if [[ $url =~ dev.azure.com ]]; then
  auth+=(-c)
  auth+=("http.extraheader='AUTHORIZATION: bearer $SYSTEM_ACCESSTOKEN'")
fi
git "${auth[@]}" clone "$url" --recursive
)~"}},
     "$SYSTEM_ACCESSTOKEN | git fetch https://dev.azure.com/{}/{}/_git/{} | x.sh:6\n"},
    {"curl: an array of arguments",
     {{"x.sh",
       R"~(args=(-s -H "Authorization: Basic $(printf ':%s' "$PAT" | base64 -w0 | tr -d '\n')")
args+=(-X DELETE)
curl "${args[@]}" https://dev.azure.com/acme/_apis/projects/1
)~"}},
     "$PAT | DELETE https://dev.azure.com/acme/_apis/projects/1 | x.sh:3\n"},
    {"curl: the verb that options imply",
     {{"x.sh",
       R"~(curl -u ":$PAT" -d x https://dev.azure.com/acme/_apis/a
curl -u ":$PAT" -G -d x https://dev.azure.com/acme/_apis/b
curl -u ":$PAT" -T f https://dev.azure.com/acme/_apis/c
curl -u ":$PAT" -I https://dev.azure.com/acme/_apis/d
curl -u ":$PAT" -F f=@x https://dev.azure.com/acme/_apis/e
curl https://x:$PAT@dev.azure.com/acme/_apis/f
)~"}},
     "$PAT | POST https://dev.azure.com/acme/_apis/a | x.sh:1\n"
     "$PAT | GET https://dev.azure.com/acme/_apis/b | x.sh:2\n"
     "$PAT | PUT https://dev.azure.com/acme/_apis/c | x.sh:3\n"
     "$PAT | HEAD https://dev.azure.com/acme/_apis/d | x.sh:4\n"
     "$PAT | POST https://dev.azure.com/acme/_apis/e | x.sh:5\n"
     "$PAT | GET https://dev.azure.com/acme/_apis/f | x.sh:6\n"},
    {"wget",
     {{"x.sh",
       R"~(wget -qO- --header="Authorization: Basic $(echo -n ":$PAT" | base64)" --method=PATCH --body-data=x https://dev.azure.com/acme/_apis/projects
wget --http-user=any --http-password="$PAT" https://dev.azure.com/acme/_apis/projects
)~"}},
     "$PAT | PATCH https://dev.azure.com/acme/_apis/projects | x.sh:1\n"
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:2\n"},
    {"base64 with a here-string, a header in a variable",
     {{"x.sh",
       R"~(B64=$(base64 <<< ":$PAT")
AUTH="Authorization: Basic $B64"
curl -H "$AUTH" https://dev.azure.com/acme/_apis/projects
)~"}},
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:3\n"},
    {"git: a remote whose name is made; a password that may be missing is not its user",
     {{"x.sh",
       R"~(PAT=${ADO_PAT:-${OLD_ADO_PAT:-}}
remote="tmp-$$"
git remote add "$remote" "https://${ADO_USER}:${PAT}@dev.azure.com/acme/shop/_git/web"
git push "$remote" HEAD:main
)~"}},
     "$ADO_PAT | git push https://dev.azure.com/acme/shop/_git/web | x.sh:4\n"
     "$OLD_ADO_PAT | git push https://dev.azure.com/acme/shop/_git/web | x.sh:4\n"},
    {"a URL in which blanks are escaped",
     {{"x.sh",
       R"~(link="https://dev.azure.com/acme/$PROJECT/_apis/build/builds?definitions=$ID"
curl -u ":$ADO_PAT" "${link/' '/'%20'}"
path=/{org}/_apis/projects
path="${path/\{org\}/acme}"
curl -u ":$ADO_PAT" "https://dev.azure.com/${path##/}"
remote=https://dev.azure.com/acme/shop/_git/web
git clone "https://$ADO_PAT@${remote#https://}"
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/{}/_apis/build/builds?definitions={} | x.sh:2\n"
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:5\n"
     "$ADO_PAT | git fetch https://dev.azure.com/acme/shop/_git/web | x.sh:7\n"},
    {"agents: in a pool, an environment, a deployment group; through a shell",
     {{"x.sh",
       R"~(./config.sh --url https://dev.azure.com/a --auth pat --token $PAT --pool p
./config.sh --url https://dev.azure.com/a --auth pat --token $PAT --environment --environmentname e
./config.sh --url https://dev.azure.com/a --auth pat --token $PAT --deploymentGroup
bash config.sh --url https://dev.azure.com/a --auth PAT --token "$AZP_TOKEN" &
)~"}},
     "$PAT | agent https://dev.azure.com/a | x.sh:1\n"
     "$PAT | agent environment https://dev.azure.com/a | x.sh:2\n"
     "$PAT | agent deployment group https://dev.azure.com/a | x.sh:3\n"
     "$AZP_TOKEN | agent https://dev.azure.com/a | x.sh:4\n"},
    {"a token from a file is named by its variable",
     {{"x.sh",
       R"~(PAT=$(cat ~/.pat)
curl -u ":$PAT" https://dev.azure.com/acme/_apis/projects
)~"}},
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:2\n"},
    {"a function with a route; its output is used",
     {{"x.sh",
       R"~(api() { curl -s -u ":$ADO_PAT" "https://dev.azure.com/acme/_apis/$1"; }
url() { echo "https://dev.azure.com/acme/_apis/wit/workitems/$1"; }
api projects
curl -X DELETE -u ":$ADO_PAT" "$(url 4)"
)~"}},
     "$ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:1\n"
     "$ADO_PAT | DELETE https://dev.azure.com/acme/_apis/wit/workitems/4 | x.sh:4\n"},
    {"a function that nobody calls",
     {{"x.sh",
       R"~(api() { curl -s -u ":$1" https://dev.azure.com/acme/_apis/projects; }
)~"}},
     "$1 | GET https://dev.azure.com/acme/_apis/projects | x.sh:1\n"},
    {"the remote that git push goes to",
     {{"x.sh",
       R"~(git remote set-url origin "https://u:${ADO_PAT}@dev.azure.com/acme/shop/_git/web"
git pull --rebase origin main
git push
)~"}},
     "$ADO_PAT | git fetch https://dev.azure.com/acme/shop/_git/web | x.sh:2\n"
     "$ADO_PAT | git push https://dev.azure.com/acme/shop/_git/web | x.sh:3\n"},
    {"git's configuration",
     {{"x.sh",
       R"~(git config --global url."https://$ADO_PAT@dev.azure.com".insteadOf "https://dev.azure.com"
git clone https://dev.azure.com/acme/shop/_git/web
)~"}},
     "$ADO_PAT | git fetch https://dev.azure.com/acme/shop/_git/web | x.sh:2\n"},
    {"eval and bash -c",
     {{"x.sh",
       R"~(eval "curl -u :$PAT https://dev.azure.com/acme/_apis/projects"
bash -c "curl -X PUT -u :$PAT https://dev.azure.com/acme/_apis/projects"
header="--header \"Authorization: Basic $(printf ":$PAT" | base64)\""
eval curl $header -s 'https://dev.azure.com/acme/_apis/teams'
url=https://dev.azure.com/acme/_apis/wit/fields
eval try-again curl $header '$url'
)~"}},
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:1\n"
     "$PAT | PUT https://dev.azure.com/acme/_apis/projects | x.sh:2\n"
     "$PAT | GET https://dev.azure.com/acme/_apis/teams | x.sh:4\n"
     "$PAT | GET https://dev.azure.com/acme/_apis/wit/fields | x.sh:6\n"},
    {"what is piped into a program that is not known, and through one that changes text",
     {{"x.sh",
       R"~(token_base64=$(echo -n me:$PAT | base64 | perl -n -e 's/\n//; print')
curl -H "Authorization: Basic $token_base64" https://dev.azure.com/acme/_apis/projects
echo "$PAT" | frobnicate --with-token
mapfile -t lines < list.txt
)~"}},
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:2\n"
     "$PAT | ? frobnicate takes it | x.sh:3\n"},
    {"az devops invoke",
     {{"x.sh",
       R"~(export AZURE_DEVOPS_EXT_PAT="$ADO_PAT"
az devops invoke --area git --resource pullRequestThreads --route-parameters project=shop repositoryId=$R pullRequestId=4 --http-method POST --in-file x.json
)~"}},
     "$ADO_PAT | POST "
     "https://dev.azure.com/{}/{}/_apis/git/repositories/{}/pullRequests/{}/threads | x.sh:2\n"},
    {"an agent is registered",
     {{"x.sh",
       R"~(./config.sh --unattended --url https://dev.azure.com/acme --auth pat --token "$AZP_TOKEN" --pool x
)~"}},
     "$AZP_TOKEN | agent https://dev.azure.com/acme | x.sh:1\n"},
    {"curl: options from a file and from a pipe",
     {{"x.sh",
       R"~(curl -K- https://dev.azure.com/acme/_apis/projects <<< "user = \":$PAT\""
printf 'header = "Authorization: Basic %s"' "$B64_PAT" | curl --config - -X PUT https://dev.azure.com/acme/_apis/a
curl -K eng/curl.cfg -u ":$PAT"
)~"},
      {"eng/curl.cfg", "# fetch\nurl = \"https://dev.azure.com/acme/_apis/b\"\nrequest DELETE\n"}},
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:1\n"
     "$B64_PAT | PUT https://dev.azure.com/acme/_apis/a | x.sh:2\n"
     "$PAT | DELETE https://dev.azure.com/acme/_apis/b | x.sh:3\n"},
    {"a line that is one of several",
     {{"x.sh",
       R"~(line="frob a"
if [ -n "$CI" ]; then line="curl -u :$ADO_PAT -X PUT https://dev.azure.com/acme/_apis/a"; fi
eval "$line"
)~"}},
     "$ADO_PAT | PUT https://dev.azure.com/acme/_apis/a | x.sh:3\n"},
    {"git: a credential helper",
     {{"x.sh",
       R"~(git config --global credential.https://dev.azure.com.helper "!f() { echo username=x; echo password=$ADO_PAT; }; f"
git clone https://dev.azure.com/acme/shop/_git/web
)~"}},
     "$ADO_PAT | git fetch https://dev.azure.com/acme/shop/_git/web | x.sh:2\n"},
    {"package managers",
     {{"x.sh",
       R"~(dotnet nuget add source "https://pkgs.dev.azure.com/acme/_packaging/f/nuget/v3/index.json" -n f -u x -p "$FEED_PAT" --store-password-in-clear-text
dotnet nuget push a.nupkg --source f --api-key az
pip install --extra-index-url "https://x:$FEED_PAT@pkgs.dev.azure.com/acme/_packaging/f/pypi/simple/" p
twine upload --repository-url https://pkgs.dev.azure.com/acme/_packaging/f/pypi/upload -u x -p "$FEED_PAT" dist/*
)~"}},
     "$FEED_PAT | feed read https://pkgs.dev.azure.com/acme/_packaging/f/nuget/v3/index.json | "
     "x.sh:1\n"
     "$FEED_PAT | feed write https://pkgs.dev.azure.com/acme/_packaging/f/nuget/v3/index.json | "
     "x.sh:2\n"
     "$FEED_PAT | feed read https://pkgs.dev.azure.com/acme/_packaging/f/pypi/simple/ | x.sh:3\n"
     "$FEED_PAT | feed write https://pkgs.dev.azure.com/acme/_packaging/f/pypi/upload | x.sh:4\n"},
    {"a PAT is minted",
     {{"x.sh",
       R"~(curl -X POST -H "Authorization: Bearer $ADO_T" -d '{"displayName":"x","scope":"app_token","allOrgs":true}' https://vssps.dev.azure.com/acme/_apis/tokens/pats?api-version=7.1-preview.1
)~"}},
     "$ADO_T | mint POST "
     "https://vssps.dev.azure.com/acme/_apis/tokens/pats?api-version=7.1-preview.1 +app_token +all "
     "| x.sh:1\n"},
};

const TraceCase powershell_calls[] = {
    {"a module's functions, exported under longer names",
     {{"m/Acme.psd1", "@{\n  DefaultCommandPrefix = 'Ado'\n}\n"},
      {"m/public/InvokeEndpoint.ps1",
       R"~(function Invoke-Endpoint {
  param([System.Uri]$Uri, [string]$Method, $Headers)
  Invoke-RestMethod -Uri $Uri.AbsoluteUri -Method $Method -Headers $Headers
}
)~"},
      {"m/public/StartBuild.ps1",
       R"~(function Start-Build {
  param($Org, $Pat)
  $h = @{Authorization = "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$Pat"))}
  $uri = "https://dev.azure.com/$($Org)/shop/_apis/build/builds"
  Invoke-AdoEndpoint -Method POST -Uri ([System.Uri]::new($uri)) -Headers $h
}
)~"}},
     "$Pat | POST https://dev.azure.com/{}/shop/_apis/build/builds | "
     "m/public/InvokeEndpoint.ps1:3\n"},
    {"a whole command line in one word",
     {{"x.ps1", "powershell \"$PSScriptRoot\\y.ps1 -Token $env:ADO_PAT\"\n"},
      {"y.ps1",
       R"~(param($Token)
Invoke-RestMethod https://dev.azure.com/acme/_apis/teams -Headers @{Authorization = "Bearer $Token"}
)~"}},
     "$env:ADO_PAT | GET https://dev.azure.com/acme/_apis/teams | y.ps1:2\n"},
    {"what a file of tests declares is a use of nobody",
     {{"x.tests.ps1",
       R"~(class Helper {
  static [bool]Wait($id) { return (az pipelines runs show --id $id) -eq 'x' }
}
function Get-It { az pipelines list }
Describe 'x' { It 'y' { az pipelines run --name z } }
)~"}},
     ""},
    {"Start-Process, its arguments a list or one text",
     {{"x.ps1",
       R"~(param($Pat, $Branch)
Start-Process git -ArgumentList "clone", "https://x:$Pat@dev.azure.com/acme/shop/_git/a" -Wait
Start-Process -FilePath "git.exe" -ArgumentList "push https://x:$Pat@dev.azure.com/acme/shop/_git/b HEAD:$Branch" -NoNewWindow
Start-Process https://dev.azure.com/acme
saps pwsh "-File", "y.ps1", "-Token", $Pat
)~"},
      {"y.ps1",
       R"~(param($Token)
Invoke-RestMethod https://dev.azure.com/acme/_apis/teams -Headers @{Authorization = "Bearer $Token"}
)~"}},
     "$Pat | git fetch https://dev.azure.com/acme/shop/_git/a | x.ps1:2\n"
     "$Pat | git push https://dev.azure.com/acme/shop/_git/b | x.ps1:3\n"
     "$Pat | GET https://dev.azure.com/acme/_apis/teams | y.ps1:2\n"},
    {"modules for Azure DevOps",
     {{"x.ps1",
       R"~(param($Pat)
Set-VSTeamAccount -Account acme -PersonalAccessToken $Pat
Set-VSTeamDefaultProject shop
Get-VSTeamBuild -Top 5
Add-VSTeamRelease -DefinitionId 4 -BuildNumber x
Invoke-VSTeamRequest -Area wit -Resource workitems -Id 4 -ProjectName shop -Method Patch
Get-VSTeamSomethingNew
)~"}},
     "$Pat | get-vsteambuild | x.ps1:4\n"
     "$Pat | add-vsteamrelease | x.ps1:5\n"
     "$Pat | PATCH https://dev.azure.com/{}/{}/_apis/wit/workitems/4 | x.ps1:6\n"
     "$Pat | get-vsteamsomethingnew | x.ps1:7\n"},
    {"a credential object",
     {{"x.ps1",
       R"~(param($AccessToken)
$s = ConvertTo-SecureString $AccessToken -AsPlainText -Force
$c = New-Object System.Management.Automation.PSCredential("any", $s)
Invoke-RestMethod -Uri https://dev.azure.com/acme/_apis/projects -Credential $c -Authentication Basic
Invoke-RestMethod https://dev.azure.com/acme/_apis/projects -Method DELETE -Authentication Bearer -Token $s
)~"}},
     "$AccessToken | GET https://dev.azure.com/acme/_apis/projects | x.ps1:4\n"
     "$AccessToken | DELETE https://dev.azure.com/acme/_apis/projects | x.ps1:5\n"},
    {"headers added one by one",
     {{"x.ps1",
       R"~($h = New-Object "System.Collections.Generic.Dictionary[[String],[String]]"
$h.Add("Accept", "application/json")
$h.Add("Authorization", "Basic " + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes("$("x"):$env:ADO_PAT")))
iwr -Uri https://dev.azure.com/acme/_apis/projects -Headers $h -CustomMethod PATCH
)~"}},
     "$env:ADO_PAT | PATCH https://dev.azure.com/acme/_apis/projects | x.ps1:4\n"},
    {"WebClient and HttpClient",
     {{"x.ps1",
       R"~($wc = New-Object System.Net.WebClient
$wc.Headers["Authorization"] = "Bearer $env:ADO_PAT"
$wc.DownloadString("https://dev.azure.com/acme/_apis/a")
$wc.UploadString("https://dev.azure.com/acme/_apis/b", "PUT", $body)
$hc = [System.Net.Http.HttpClient]::new()
$hc.DefaultRequestHeaders.Authorization = [System.Net.Http.Headers.AuthenticationHeaderValue]::new("Bearer", $env:ADO_PAT)
$hc.PostAsync("https://dev.azure.com/acme/_apis/c", $body).Result
)~"}},
     "$env:ADO_PAT | GET https://dev.azure.com/acme/_apis/a | x.ps1:3\n"
     "$env:ADO_PAT | PUT https://dev.azure.com/acme/_apis/b | x.ps1:4\n"
     "$env:ADO_PAT | POST https://dev.azure.com/acme/_apis/c | x.ps1:7\n"},
    {"an escaped URL is still that URL, a token in a file is named by the file",
     {{"x.ps1",
       R"~(function Send($route) {
  $url = [uri]::EscapeUriString([uri]::UnescapeDataString("$Server/_apis/$route"))
  irm $url -Headers @{ Authorization = "Bearer $(Get-Content $env:TOKEN_FILE)" }
}
Send 'build/builds'
)~"}},
     "the file $env:TOKEN_FILE | GET https://dev.azure.com/{}/_apis/build/builds | x.ps1:3\n"},
    {"a verb that an if chooses",
     {{"x.ps1",
       R"~(param($AdoPat, [switch]$New)
if ($New) { $m = 'Post'; $u = 'https://dev.azure.com/acme/_apis/a' } else { $m = 'Patch'; $u = 'https://dev.azure.com/acme/_apis/b' }
irm $u -Method $m -Headers @{ Authorization = "Bearer $AdoPat" }
)~"}},
     "$AdoPat | PATCH https://dev.azure.com/acme/_apis/b | x.ps1:3\n"
     "$AdoPat | POST https://dev.azure.com/acme/_apis/a | x.ps1:3\n"},
    {"a default that names the environment",
     {{"x.ps1",
       R"~(param([string]$Token=($env:AZURE_DEVOPS_EXT_PAT ?? $env:AZDO_PERSONAL_ACCESS_TOKEN))
$Token | az devops login
az pipelines pool list `
  --organization $Org `
  --query x
)~"}},
     "$env:AZDO_PERSONAL_ACCESS_TOKEN | az pipelines pool list | x.ps1:3\n"
     "$env:AZURE_DEVOPS_EXT_PAT | az pipelines pool list | x.ps1:3\n"},
    {"az with splatted arguments",
     {{"x.ps1",
       R"~(param($Pat)
$env:AZURE_DEVOPS_EXT_PAT = $Pat
$in = @('--organization', $Org, '--feed', 'f')
az artifacts universal publish @in
)~"}},
     "$Pat | az artifacts universal publish | x.ps1:4\n"},
    {"script blocks",
     {{"x.ps1",
       R"~(param($AdoPat)
$h = @{ Authorization = "Bearer $AdoPat" }
1..3 | ForEach-Object { irm "https://dev.azure.com/acme/_apis/build/builds/$_" -Headers $h }
$send = { param($Route) irm "https://dev.azure.com/acme/_apis/$Route" -Headers $h -Method Put }
& $send 'projects'
)~"}},
     "$AdoPat | GET https://dev.azure.com/acme/_apis/build/builds/{} | x.ps1:3\n"
     "$AdoPat | PUT https://dev.azure.com/acme/_apis/projects | x.ps1:4\n"},
    {"a mint with a hashtable",
     {{"x.ps1",
       R"~($body = @{ displayName = 'x'; scope = 'vso.code vso.build'; allOrgs = $false } | ConvertTo-Json
irm -Method Post -Uri https://vssps.dev.azure.com/acme/_apis/tokens/pats -Headers @{ Authorization = "Bearer $env:ADO_T" } -Body $body
)~"}},
     "$env:ADO_T | mint POST https://vssps.dev.azure.com/acme/_apis/tokens/pats +vso.code "
     "+vso.build | x.ps1:2\n"},
    {"classes that nobody here uses: their objects come from outside",
     {{"x.psm1",
       R"~(class Agents {
  [string] $Org
  hidden [string] $Token
  Agents([string] $org, [string] $token) { $this.Org = $org; $this.Token = $token }
  [object] Get($pool) {
    return Invoke-RestMethod "https://dev.azure.com/$($this.Org)/_apis/distributedtask/pools/$pool/agents" -Headers (Get-Header $this.Token)
  }
}
class Tools {
  [Agents] $Agents
  [string] $Token
  Tools([string] $org, [string] $token) { $this.Token = $token; $this.Agents = [Agents]::new($org, $token) }
  [void] Stop($id) {
    Invoke-RestMethod "https://dev.azure.com/acme/shop/_apis/build/builds/$id" -Method Patch -Headers (Get-Header $this.Token)
  }
}
function Get-Header([string] $Pat) {
  @{ Authorization = "Basic $([Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$Pat")))" }
}
function New-Tools([string] $Org, [string] $Token) { [Tools]::new($Org, $Token) }
)~"}},
     "$Token | GET https://dev.azure.com/{}/_apis/distributedtask/pools/{}/agents | x.psm1:6\n"
     "$Token | PATCH https://dev.azure.com/acme/shop/_apis/build/builds/{} | x.psm1:14\n"},
    {"a URL that a function puts together, by what it is given",
     {{"x.ps1",
       R"~(function Get-Route {
  param([string]$Area, [string]$Resource, [string]$Id, [string]$Team, [switch]$NoProject, [string]$ProjectName)
  process {
    $sb = New-Object System.Text.StringBuilder
    $sb.Append($env:ORG_URL) | Out-Null
    if ($ProjectName -and $NoProject.IsPresent -eq $false) { $sb.Append("/$ProjectName") | Out-Null }
    if ($Team) { $sb.Append("/$Team") | Out-Null }
    $sb.Append('/_apis') | Out-Null
    if ($Area) { $sb.Append("/$Area") | Out-Null }
    if ($Resource) { $sb.Append("/$Resource") | Out-Null }
    if ($Id) { $sb.Append("/$Id") | Out-Null }
    return $sb.ToString()
  }
}
function Invoke-Api {
  param([string]$Area, [string]$Resource, [string]$Id, [string]$Method, [string]$Url, [string]$ProjectName, [switch]$NoProject, $Body)
  if (-not $Url) {
    $rest = @{ } + $PSBoundParameters
    foreach ($name in 'Method', 'Body') { $rest.Remove($name) | Out-Null }
    $Url = Get-Route @rest
  }
  Invoke-RestMethod -Uri $Url -Method $Method -Headers @{ Authorization = "Basic $env:TEAM_PAT" } -Body $Body
}
function Add-Build($Project) { Invoke-Api -Method Post -ProjectName $Project -Area build -Resource builds -Body x }
function Stop-Agent($Id) { Invoke-Api -Method Patch -NoProject -Area "distributedtask/pools/1" -Resource agents -Id $Id }
function Get-Any([string]$Where) { Invoke-Api -Url $Where -Method Get }
)~"}},
     "$env:TEAM_PAT | ? the URL comes from parameter $Where | x.ps1:22\n"
     "$env:TEAM_PAT | PATCH https://dev.azure.com/{}/_apis/distributedtask/pools/1/agents/{} | "
     "x.ps1:22\n"
     "$env:TEAM_PAT | POST https://dev.azure.com/{}/{}/_apis/build/builds | x.ps1:22\n"},
    {"a script that a function runs, with a parameter that the function has too",
     {{"b.ps1",
       R"~(param([string]$Queue, [string]$Pat)
$headers = @{ Authorization = "Basic $Pat" }
if ($Queue) { Invoke-RestMethod "https://dev.azure.com/acme/_apis/distributedtask/queues?n=$Queue" -Headers $headers }
Invoke-RestMethod "https://dev.azure.com/acme/_apis/projects" -Headers $headers
)~"},
      {"x.ps1",
       R"~(function Show { param([string]$Queue, [string]$Pat) ./b.ps1 -Queue 'x' -Pat $Pat }
Show -Queue '' -Pat $env:ADO_PAT
)~"}},
     "$env:ADO_PAT | GET https://dev.azure.com/acme/_apis/distributedtask/queues?n=x | "
     "b.ps1:3\n"
     "$env:ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | b.ps1:4\n"},
    {"options that are there or not",
     {{"x.ps1",
       R"~(function Update-Item($Id, $Fields, $Assignee) {
  $words = @("--id", $Id)
  if ($Assignee -and (Test-User $Assignee)) { $words += "--assigned-to", $Assignee }
  if ($Fields) { $words += "--fields"; $words += $Fields }
  Invoke-Expression "az boards work-item update $($words -join ' ')"
}
$env:AZURE_DEVOPS_EXT_PAT = $env:ADO_PAT
Update-Item -Id 4 -Fields "a=b"
)~"}},
     "$env:ADO_PAT | az boards work-item update | x.ps1:5\n"},
    {"a text that is run has a token in it on one side of a branch",
     {{"x.ps1",
       R"~(Invoke-RestMethod https://dev.azure.com/acme/_apis/projects -Headers @{ Authorization = "Bearer $env:ADO_PAT" }
foreach ($given in $all) {
  if ($given -eq $all[-1]) { $given += " --password $env:ADO_PAT" }
  Invoke-Expression "docker exec update $given"
}
Invoke-Expression "$tool --password $env:ADO_PAT"
)~"}},
     "$env:ADO_PAT | GET https://dev.azure.com/acme/_apis/projects | x.ps1:1\n"
     "$env:ADO_PAT | ? docker takes it | x.ps1:4\n"
     "$env:ADO_PAT | ? a program takes it | x.ps1:6\n"},
    {"tokens that are to be filled in",
     {{"x.ps1",
       R"~([string] $AdoPat = ""
$next = ""
$h = @{ Authorization = 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(":$($AdoPat)")) }
Invoke-RestMethod "https://dev.azure.com/acme/_apis/projects?continuationToken=$next" -Headers $h
)~"},
      {"y.ps1",
       R"~($token = ''
if ($env:CI) { $token = $env:SYSTEM_ACCESSTOKEN }
Invoke-RestMethod https://dev.azure.com/acme/_apis/projects -Headers @{ Authorization = "Bearer $token" }
)~"}},
     "$AdoPat | GET https://dev.azure.com/acme/_apis/projects?continuationToken= | x.ps1:4\n"
     "$env:SYSTEM_ACCESSTOKEN | GET https://dev.azure.com/acme/_apis/projects | y.ps1:3\n"},
};

TEST_CASE("calls of shells") {
  check(shell_calls);
}
TEST_CASE("calls of PowerShell") {
  check(powershell_calls);
}

}  // namespace
}  // namespace patdown
