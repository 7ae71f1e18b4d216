#pragma once

// Which program of a tree does a file belong to?
//
// The nearest folder with a manifest (package.json, go.mod, pom.xml, …) is one; where solutions
// consist of projects, the outermost. Files of different languages are never one program.
//
// PowerShell files belong to a module: that of the outermost folder with a manifest (.psd1), else
// of the nearest folder with a .psm1; where several stand in one, each is its own.

#include "core/tree.h"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace patdown::trace {

// "csharp", "javascript" of TypeScript too; empty for what is no program.
std::string family_of(std::string_view path);

class OwnPrograms {
 public:
  explicit OwnPrograms(const Tree& tree);

  // What the files of one program have in common.
  std::string of(std::string_view path) const;
  // Whether a manifest says that the file belongs to a program.
  bool is_part(std::string_view path) const;
  // What the files of one PowerShell module have in common; empty for all other files.
  std::string module_of(std::string_view path) const;

 private:
  std::set<std::string, std::less<>> folders_;
  std::set<std::string, std::less<>> module_manifests_;           // the folders of them
  std::map<std::string, std::size_t, std::less<>> module_files_;  // .psm1, by folder
};

}  // namespace patdown::trace
