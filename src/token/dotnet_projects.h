#pragma once

// Which C# code may use which?
//
// A type is found by its name alone, and every application has a Constants and a Response. But a
// project sees its own files and those of the projects that it refers to (ProjectReference,
// https://learn.microsoft.com/visualstudio/msbuild/common-msbuild-project-items), and files belong
// to the project in the nearest folder above.

#include "core/tree.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

class DotnetProjects {
 public:
  // What belongs to none; everybody may use it, and it everybody.
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  // Reads the projects of `tree`.
  explicit DotnetProjects(const Tree& tree);

  // The number of the project that a file belongs to.
  std::size_t of(std::string_view path) const;
  // Whether code of one project may use types of the other.
  bool may_use(std::size_t user, std::size_t used) const;
  // Whether one program may have the code of both.
  bool together(std::size_t one, std::size_t other) const;

 private:
  std::map<std::string, std::size_t, std::less<>> by_folder_;
  std::vector<std::vector<bool>> uses_;  // by user, then by used
};

}  // namespace patdown
