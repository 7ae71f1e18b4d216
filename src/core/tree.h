#pragma once

// One version of a repository's files, as the readers of pipelines and code see it: a list of
// paths, and bytes by path. They see nothing else of the world.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

class Tree {
 public:
  Tree() = default;
  virtual ~Tree() = default;
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  Tree(Tree&&) = delete;
  Tree& operator=(Tree&&) = delete;

  // Sorted, relative, '/' everywhere; regular files only.
  virtual const std::vector<std::string>& paths() const = 0;
  // nullopt if there is no such file, it cannot be read, or it is larger than 8 MiB. Once paths()
  // was called, several threads may read at once.
  virtual std::optional<std::string> read(std::string_view path) const = 0;
};

}  // namespace patdown
