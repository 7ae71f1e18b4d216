#pragma once

// Which blocks does a Terraform file hold?
//
// Top-level blocks with their labels and their own attributes, as text; expressions are not
// evaluated. Strings with `${ }` inside, heredocs and comments are passed over rightly. Bounded:
// 10,000 blocks, 200 attributes a block.
//
// https://developer.hashicorp.com/terraform/language/syntax/configuration

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace patdown {

struct TerraformBlock {
  std::string kind;                 // "resource", "data", "provider", "module", …
  std::vector<std::string> labels;  // {"azuredevops_project", "this"}
  std::size_t line = 0;
  // Values trimmed, as written: `var.pat`, `"x"`. Nested blocks stand with an empty value.
  std::vector<std::pair<std::string, std::string>> attributes;
};

std::vector<TerraformBlock> read_terraform(std::string_view text);

// The value of an attribute; empty if there is none.
std::string attribute(const TerraformBlock& block, std::string_view name);
bool has_attribute(const TerraformBlock& block, std::string_view name);

}  // namespace patdown
