#include "token/trace/terraform_files.h"

#include "catch.h"
#include "token/settings/terraform.h"
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
};

TEST_CASE("tokens of Terraform code") {
  check(cases);
}

TEST_CASE("blocks are read past strings, heredocs and comments") {
  const std::vector<TerraformBlock> blocks = read_terraform(R"~(# provider "x" {}
/* resource "a" "b" { */
locals { a = "${b ? "}" : "{"}" }
resource "azuredevops_x" "y" {
  text = <<-EOT
    } resource "no" "no" {
  EOT
  list = [
    "}",
  ]
  inner {
    x = 1
  }
  last = "v" // {
}
data "azuredevops_z" "w" { k = "1" }
)~");
  REQUIRE(blocks.size() == 3);
  CHECK(blocks[1].labels == std::vector<std::string>{"azuredevops_x", "y"});
  CHECK(blocks[1].line == 4);
  CHECK(attribute(blocks[1], "last") == "\"v\"");
  CHECK(has_attribute(blocks[1], "inner"));
  CHECK_FALSE(has_attribute(blocks[1], "x"));
  CHECK(blocks[2].line == 16);
  CHECK(attribute(blocks[2], "k") == "\"1\"");
}

TEST_CASE("hostile Terraform ends") {
  for (const char* text : {"{", "}", "a {", "a \"", "a \"b\" { c = ", "a { b = \"${", "a { b = <<X",
                           "/*", "\"", "a { b { c {", "a = [[[[", "<<", "%{"}) {
    CHECK(read_terraform(text).size() <= 1);
  }
  std::string many;
  for (int k = 0; k < 20'000; ++k) many += "a {}\n";
  CHECK(read_terraform(many).size() == 10'000);
  CHECK(read_terraform("a { b = " + std::string(500'000, '[')).size() == 1);
}

}  // namespace
}  // namespace patdown
