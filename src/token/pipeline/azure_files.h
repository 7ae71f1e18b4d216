#pragma once

// The YAML files of a tree, parsed once each, and where a `template:` leads.

#include "core/tree.h"
#include "token/pipeline/yaml.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace patdown {

class AzureFiles {
 public:
  explicit AzureFiles(const Tree& tree) : tree_(tree) {}  // must outlive it

  // Null if there is no such file or it cannot be read. Stays valid.
  const YamlFile* get(const std::string& path);
  // Takes a file over that has been read already.
  const YamlFile& put(const std::string& path, YamlFile file);

  // The path of the file that `reference` in the file `from` means: relative to it, from the root
  // with a leading '/', either with "@self". Empty if the tree has none, or the reference names
  // another repository.
  std::string resolve(std::string_view from, std::string_view reference) const;

  bool exists(const std::string& path) const;
  // nullopt as Tree::read.
  std::optional<std::string> text(const std::string& path) const;

 private:
  const Tree& tree_;
  std::map<std::string, std::unique_ptr<YamlFile>> files_;
};

}  // namespace patdown
