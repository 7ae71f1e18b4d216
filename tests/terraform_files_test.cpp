#include "token/trace/terraform_files.h"

#include "catch.h"
#include "traced.h"

#include <string>
#include <vector>

namespace patdown {
namespace {

const TraceCase cases[] = {
    {"a variable that a pipeline gives; modules of the repository",
     {{"infra/main.tf", R"~(variable "pat" { type = string }
provider "azuredevops" {
  org_service_url       = "https://dev.azure.com/acme"
  personal_access_token = var.pat # "x"
}
resource "azuredevops_git_repository" "a" { name = "a" }
data "azuredevops_project" "p" {
  name = "shop"
}
module "pools" { source = "./pools" }
module "far" { source = "git::https://example.com/terraform-azuredevops-x.git" }
module "other" { source = "hashicorp/consul/aws" }
resource "aws_s3_bucket" "b" {}
)~"},
      {"infra/pools/main.tf", "resource \"azuredevops_agent_pool\" \"p\" {\n  name = \"x\"\n}\n"},
      {"unused/main.tf", "resource \"azuredevops_wiki\" \"w\" {}\n"},
      {"azure-pipelines.yml", R"~(trigger: none
steps:
- bash: terraform apply -auto-approve
  env:
    TF_VAR_pat: $(TERRAFORM_PAT)
)~"}},
     "$(TERRAFORM_PAT) | terraform resource azuredevops_git_repository | infra/main.tf:6\n"
     "$(TERRAFORM_PAT) | terraform data azuredevops_project | infra/main.tf:7\n"
     "$(TERRAFORM_PAT) | ? the module git::https://example.com/terraform-azuredevops-x.git is not "
     "in this repository | infra/main.tf:11\n"
     "$(TERRAFORM_PAT) | terraform resource azuredevops_agent_pool | infra/pools/main.tf:1\n"},
    {"the environment's token, an alias, project features",
     {{"main.tf", R"~(provider "azuredevops" {}
provider "azuredevops" {
  alias = "other"
  personal_access_token = "${var.other_pat}"
}
resource "azuredevops_project" "p" {
  name = "x"
  features = { boards = "disabled" }
}
resource "azuredevops_team" "t" {
  provider = azuredevops.other
}
)~"},
      {"x.sh", "terraform plan -var \"other_pat=$OTHER_PAT\" -var-file=x.tfvars\n"}},
     "$AZDO_PERSONAL_ACCESS_TOKEN | terraform resource azuredevops_project features | main.tf:6\n"
     "$OTHER_PAT | terraform resource azuredevops_team | main.tf:10\n"},
    {"no provider is described: the environment's token, where Terraform may be run",
     {{"iac/main.tf", R"~(terraform {
  backend "azurerm" {}
}
resource "azuredevops_team" "t" {}
)~"},
      {"setup/main.tf", "module \"pools\" { source = \"../pools\" }\n"},
      {"pools/main.tf", "resource \"azuredevops_agent_pool\" \"p\" {}\n"},
      {"library/main.tf", "resource \"azuredevops_wiki\" \"w\" {}\n"}},
     "$AZDO_PERSONAL_ACCESS_TOKEN | terraform resource azuredevops_team | iac/main.tf:4\n"
     "$AZDO_PERSONAL_ACCESS_TOKEN | terraform resource azuredevops_agent_pool | pools/main.tf:1\n"},
    {"no token where the provider signs in otherwise",
     {{"main.tf", R"~(provider "azuredevops" {
  use_oidc = true
}
resource "azuredevops_team" "t" {}
)~"}},
     ""},
    {"a task gives variables; the code is not here",
     {{"azure-pipelines.yml", R"~(trigger: none
steps:
- task: TerraformTaskV4@4
  inputs: {command: apply, commandOptions: '-var "pat=$(TF_PAT)"'}
  env: {AZDO_PERSONAL_ACCESS_TOKEN: $(DIRECT_PAT)}
)~"}},
     "$(DIRECT_PAT) | ? the Terraform code is not here | azure-pipelines.yml:5\n"},
    {"a token that comes by way of a module and a local; what stands outside has none of its own",
     {{"main.tf", R"~(locals { secret = var.root_pat }
module "m" {
  source = "./m"
  pat    = local.secret
}
resource "azuredevops_project" "p" {}
)~"},
      {"m/main.tf", R"~(provider "azuredevops" { personal_access_token = var.pat }
resource "azuredevops_team" "t" {}
)~"},
      {"m/variables.tf", "variable \"pat\" {}\n"},
      {"x.sh", "TF_VAR_root_pat=$MY_PAT terraform apply\n"}},
     "$MY_PAT | terraform resource azuredevops_team | m/main.tf:2\n"
     "$AZDO_PERSONAL_ACCESS_TOKEN | terraform resource azuredevops_project | main.tf:6\n"},
    {"requests and commands",
     {{"main.tf", R"~(variable "org" { default = "acme" }
locals { api = "https://dev.azure.com/${var.org}/shop/_apis" }
data "http" "builds" {
  url = "${local.api}/build/builds"
  request_headers = {
    Authorization = "Basic ${base64encode(":${var.azdo_pat}")}"
  }
}
resource "null_resource" "run" {
  provisioner "local-exec" {
    command = <<EOT
curl -u ':${var.azdo_pat}' -X POST ${local.api}/pipelines/7/runs
az repos list --org https://dev.azure.com/${var.org}
EOT
    environment = { AZURE_DEVOPS_EXT_PAT = var.cli_pat }
  }
}
)~"}},
     "var.azdo_pat | GET https://dev.azure.com/acme/shop/_apis/build/builds | main.tf:3\n"
     "var.azdo_pat | POST https://dev.azure.com/acme/shop/_apis/pipelines/7/runs | main.tf:12\n"
     "var.cli_pat | az repos list | main.tf:13\n"},
};

TEST_CASE("tokens of Terraform code") {
  check(cases);
}

TEST_CASE("hostile Terraform ends") {
  const std::string token = "provider \"azuredevops\" {}\n";
  for (const char* text : {"{", "}", "a {", "a \"", "a \"b\" { c = ", "a { b = \"${", "a { b = <<X",
                           "/*", "\"", "a { b { c {", "a = [[[[", "<<", "%{"}) {
    CHECK_NOTHROW(traced({{"main.tf", token + text}}));
  }
  std::string deep = "locals {\n";
  for (int k = 0; k < 200; ++k)
    deep += "  a" + std::to_string(k) + " = local.a" + std::to_string((k + 1) % 200) + "\n";
  deep += "}\nprovider \"azuredevops\" { personal_access_token = local.a0 }\n";
  CHECK(traced({{"main.tf", deep + "resource \"azuredevops_team\" \"t\" {}\n"}}).empty());
}

}  // namespace
}  // namespace patdown
