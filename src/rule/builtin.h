#pragma once

// The files under rules/, compiled into the program by rules/embed.cmake.

#include <span>
#include <string_view>

namespace patdown {

struct BuiltinFile {
  std::string_view path;  // such as "secrets/github.yaml" or "scopes/azure-devops/operations.tsv"
  std::string_view text;
};

// Ordered by path.
std::span<const BuiltinFile> builtin_files();

// The text of one of them. Throws Error if there is none: a mistake of the build, not of the user.
std::string_view builtin_file(std::string_view path);

}  // namespace patdown
