#pragma once

// What do the Terraform files of a tree hold, and what is an expression in them worth?
//
// A folder is a module. `var.x` is what a module block above gives as x, else what pipelines and
// scripts hand over as TF_VAR_x, else a default that says something, else a source of its own;
// `local.x` is its expression. What providers and resources return is a source named as written.
// https://developer.hashicorp.com/terraform/language

#include "token/code/form.h"
#include "token/trace/library.h"
#include "token/trace/value.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace patdown::trace {

struct TerraformBlock {
  std::string path;
  std::string kind;                 // "resource", "data", "provider", "module", …
  std::vector<std::string> labels;  // {"azuredevops_project", "this"}
  const Node* node = nullptr;

  std::string label(std::size_t index) const;
  // Null if there is none. Nested blocks are maps.
  const Node* attribute(std::string_view name) const;
};

struct TerraformFolder {
  std::vector<TerraformBlock> blocks;
  std::map<std::string, std::pair<const Node*, std::string>> locals;  // and the files
  std::map<std::string, const Node*> defaults;                        // of variables
  // Which module blocks name it, and the folders of those.
  std::vector<std::pair<const TerraformBlock*, std::string>> callers;
};

class TerraformCode {
 public:
  explicit TerraformCode(const Library& library) : library_(library) {}

  void add(const std::string& path, std::string_view text);
  // Once all was added: which folder calls which.
  void link();

  const std::map<std::string, TerraformFolder>& folders() const { return folders_; }
  const std::vector<PartlyRead>& partly_read() const { return partly_read_; }
  // The folder of the tree that a module block means; empty optional for elsewhere.
  static std::optional<std::string> target(const TerraformBlock& module, const std::string& folder);

  ValueRef value(const Node& expression, const TerraformBlock& where);
  // Variables whose value somebody asked for: "TF_VAR_X".
  const std::set<std::string>& asked() const { return asked_; }

 private:
  struct Place {
    std::string path;
    std::string folder;
    int depth = 0;
  };
  ValueRef value(const Node& node, const Place& place);
  ValueRef worth(const Node& node, const Place& place);
  ValueRef reference(const Node& node, const Place& place);
  ValueRef variable(const std::string& name, const Place& place, std::size_t line);
  ValueRef call(const Node& node, const Place& place);
  std::vector<ValueRef> values(const std::vector<Node>& nodes, const Place& place);

  const Library& library_;
  std::map<std::string, TerraformFolder> folders_;
  std::vector<std::unique_ptr<const Code>> codes_;
  std::vector<PartlyRead> partly_read_;
  std::set<std::string> asked_;
};

// "a.b.c" of members of members of a name; as much of it as there is.
std::string spelled(const Node& reference);

}  // namespace patdown::trace
