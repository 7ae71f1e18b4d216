#include "token/trace/kept_outside.h"

#include "catch.h"
#include "traced.h"

#include <set>

namespace patdown {
namespace {

// How many tokens two scripts have that take theirs from the same place.
std::size_t tokens_of(const std::string& taken, const std::string& taken_too) {
  const std::string url = "https://dev.azure.com/acme/shop/_apis/build/builds\n";
  MemoryTree tree({});
  tree.add("a/read.sh", "pat=" + taken + "\ncurl -u \":$pat\" " + url);
  tree.add("b/queue.sh", "token=" + taken_too + "\ncurl -X POST -u \":$token\" " + url);
  std::set<std::string> ids;
  for (const TokenUse& use : traced_in(tree, read_pipelines(tree)).uses) {
    ids.insert(use.credential.id);
  }
  return ids.size();
}

struct Place {
  const char* name;
  const char* taken;
  const char* taken_too;
  std::size_t tokens;
};

const Place places[] = {
    {"a line of a file", "$(grep deploy_pat x.tfvars | cut -d' ' -f3)",
     "$(grep deploy_pat x.tfvars | awk '{print $3}')", 1},
    {"another line of the file", "$(grep deploy_pat x.tfvars | cut -d' ' -f3)",
     "$(grep read_pat x.tfvars | cut -d' ' -f3)", 2},
    {"a field of JSON", "$(jq -r .pat config.json)", "$(cat config.json | jq -r .pat)", 1},
    {"a secret of a key vault, however it is asked for",
     "$(az keyvault secret show --vault-name v --name pat --query value -o tsv)",
     "$(az keyvault secret show -n pat --vault-name v --output tsv --query value)", 1},
    {"of another vault", "$(az keyvault secret show --vault-name v --name pat -o tsv)",
     "$(az keyvault secret show --vault-name w --name pat -o tsv)", 2},
    {"what a program answers to the same words", "$(vault kv get -field=pat secret/azdo)",
     "$(vault kv get -field=pat secret/azdo | tr -d '\\n')", 1},
    {"and to others", "$(vault kv get -field=pat secret/azdo)",
     "$(vault kv get -field=pat secret/other)", 2},
    {"a secret that stands in both", "winter-Rain-On-7-Roofs", "winter-Rain-On-7-Roofs", 1},
    {"what a reader is to put in stands in for any", "\"<YOUR_PAT>\"", "\"<YOUR_PAT>\"", 2},
    {"to what the caller says", "$(vault kv get \"$1\")", "$(vault kv get \"$1\")", 2},
};

TEST_CASE("tokens that are kept in one place outside are one") {
  for (const Place& place : places) {
    DYNAMIC_SECTION(place.name) {
      CHECK(tokens_of(place.taken, place.taken_too) == place.tokens);
    }
  }
}

TEST_CASE("what a program is told is not shown where a token is told apart by it") {
  MemoryTree tree({});
  tree.add("x.sh",
           "curl -u \":$(unlock --with winter-Rain-7)\" https://dev.azure.com/acme/_apis/projects\n"
           "curl -u \":$(sed -n 's/winter-Rain-7=//p' x.env)\" "
           "https://dev.azure.com/acme/_apis/teams\n");
  const std::vector<TokenUse> uses = traced_in(tree, read_pipelines(tree)).uses;
  REQUIRE(uses.size() == 2);
  for (const TokenUse& use : uses) CHECK(use.credential.id.find("Rain") == std::string::npos);
}

const TraceCase settings[] = {
    {"a setting of one file, in whichever folder and loop it is read",
     {{"a/list.ps1",
       R"~(. ./folders.ps1
$config = Get-Content "$dataFolder\orgs.json" -Raw | ConvertFrom-Json
foreach ($org in $config.organisations) {
  irm https://dev.azure.com/acme/_apis/projects -Headers @{ Authorization = "Bearer $($org.pat)" }
}
)~"},
      {"b/add.ps1",
       R"~(. ./folders.ps1
$all = Get-Content -Path "$dataFolder\orgs.json" | Out-String | ConvertFrom-Json
for ($i = 0; $i -lt 2; $i++) {
  $one = $all.organisations[$i]
  $h = @{ Authorization = "Bearer $($one.pat)" }
  irm https://dev.azure.com/acme/_apis/wit/fields -Method Post -Headers $h
}
)~"}},
     "$org.pat | GET https://dev.azure.com/acme/_apis/projects | a/list.ps1:4\n"
     "$org.pat | POST https://dev.azure.com/acme/_apis/wit/fields | b/add.ps1:6\n"},
    {"paths that are spelled in two ways, and another file",
     {{"a.ps1",
       R"~($c = Get-Content .\config\ado.json | ConvertFrom-Json
irm https://dev.azure.com/acme/_apis/projects -Headers @{ Authorization = "Bearer $($c.pat)" }
)~"},
      {"b.ps1",
       R"~($d = Get-Content $PSScriptRoot/tools/../config/ado.json | ConvertFrom-Json
irm https://dev.azure.com/acme/_apis/teams -Headers @{ Authorization = "Bearer $($d.pat)" }
)~"},
      {"c.ps1",
       R"~($c = Get-Content config/other.json | ConvertFrom-Json
irm https://dev.azure.com/acme/_apis/wit/fields -Headers @{ Authorization = "Bearer $($c.pat)" }
)~"}},
     "$c.pat | GET https://dev.azure.com/acme/_apis/projects | a.ps1:2\n"
     "$c.pat | GET https://dev.azure.com/acme/_apis/teams | b.ps1:2\n"
     "$c.pat | GET https://dev.azure.com/acme/_apis/wit/fields | c.ps1:2\n"},
};

// How many tokens two scripts have whose secret comes out of stores.
std::size_t secrets_of(const std::string& taken, const std::string& taken_too) {
  const auto script = [](const std::string& secret, const std::string& call) {
    return "$s = " + secret +
           "\n$b = [Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(\":$s\"))\nirm " +
           call + " -Headers @{ Authorization = \"Basic $b\" }\n";
  };
  MemoryTree tree({});
  tree.add("a/read.ps1", script(taken, "https://dev.azure.com/acme/_apis/projects"));
  tree.add("b/queue.ps1",
           script(taken_too, "https://dev.azure.com/acme/shop/_apis/build/builds -Method Post"));
  std::set<std::string> ids;
  for (const TokenUse& use : traced_in(tree, read_pipelines(tree)).uses) {
    ids.insert(use.credential.id);
  }
  return ids.size();
}

const Place stores[] = {
    {"SecretManagement", "Get-Secret -Name AdoPat -AsPlainText",
     "Get-Secret AdoPat | ConvertFrom-SecureString -AsPlainText", 1},
    {"another vault of it", "Get-Secret -Name AdoPat -Vault a -AsPlainText",
     "Get-Secret -Name AdoPat -Vault b -AsPlainText", 2},
    {"a key vault", "(Get-AzKeyVaultSecret -VaultName v -Name pat).SecretValueText",
     "Get-AzKeyVaultSecret v pat -AsPlainText", 1},
    {"the same by way of az", "Get-AzKeyVaultSecret -VaultName v -Name pat -AsPlainText",
     "az keyvault secret show --vault-name v --name pat --query value -o tsv", 1},
    {"another secret of it", "Get-AzKeyVaultSecret v pat -AsPlainText",
     "Get-AzKeyVaultSecret v other -AsPlainText", 2},
    {"the credential manager of Windows",
     "(Get-StoredCredential -Target ado).GetNetworkCredential().Password",
     "[Runtime.InteropServices.Marshal]::PtrToStringAuto([Runtime.InteropServices.Marshal]::"
     "SecureStringToBSTR((Get-StoredCredential -Target 'ado' -AsCredentialObject).Password))",
     1},
    {"a runbook's variable", "Get-AutomationVariable -Name 'AdoPat'",
     "Get-AutomationVariable AdoPat", 1},
};

TEST_CASE("a secret of a store is one token, however a cmdlet is asked for it") {
  for (const Place& place : stores) {
    DYNAMIC_SECTION(place.name) {
      CHECK(secrets_of(place.taken, place.taken_too) == place.tokens);
    }
  }
}

TEST_CASE("a setting of a file is one token, whichever script reads it") {
  check(settings);
}

const TraceCase handed_over[] = {
    {"what az keeps for others",
     {{"x.sh",
       R"~(curl -u ":$PAT" https://dev.azure.com/acme/_apis/projects
az keyvault secret set --vault-name v --name pat --value "$PAT"
az container create -n x --secure-environment-variables AZP_TOKEN="$PAT"
az group create --name "$GROUP"
)~"}},
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:1\n"
     "$PAT | ? az keyvault secret set takes it | x.sh:2\n"
     "$PAT | ? az container create takes it | x.sh:3\n"},
    {"what a script sends to others",
     {{"x.sh",
       R"~(curl -u ":$PAT" https://dev.azure.com/acme/_apis/projects
curl -d "token=$PAT" https://hooks.example.org/x
curl -d "user=$NAME" https://hooks.example.org/x
)~"},
      {"y.ps1",
       R"~($h = @{Authorization = "Basic $Pat"}
Invoke-RestMethod -Uri "https://dev.azure.com/acme/_apis/projects" -Headers $h
Invoke-RestMethod -Method Post -Uri $Hook -Body "token=$Pat"
)~"}},
     "$PAT | GET https://dev.azure.com/acme/_apis/projects | x.sh:1\n"
     "$PAT | ? it is sent to hooks.example.org | x.sh:2\n"
     "$Pat | GET https://dev.azure.com/acme/_apis/projects | y.ps1:2\n"
     "$Pat | ? it is sent to a server | y.ps1:3\n"},
    {"a token in an object that goes nobody knows where",
     {{"x.ps1",
       R"~(param($Pat)
Invoke-RestMethod "https://dev.azure.com/acme/_apis/projects" -Headers @{Authorization = "Basic $Pat"}
Invoke-RestMethod -Method Put -Body @{ secret = $Pat }
Invoke-RestMethod -Uri $Hook -Method Put -Body (@{ data = @(@{ key = $Pat }) } | ConvertTo-Json)
)~"}},
     "$Pat | GET https://dev.azure.com/acme/_apis/projects | x.ps1:2\n"
     "$Pat | ? it is sent to a server | x.ps1:3\n"
     "$Pat | ? it is sent to a server | x.ps1:4\n"},
};

TEST_CASE("tokens that scripts hand to others stay open") {
  check(handed_over);
}

}  // namespace
}  // namespace patdown
