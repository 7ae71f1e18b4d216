#include "rule/builtin.h"

#include "core/error.h"

#include <algorithm>
#include <string>

namespace patdown {

std::string_view builtin_file(std::string_view path) {
  const std::span<const BuiltinFile> files = builtin_files();
  const auto found = std::ranges::lower_bound(files, path, {}, &BuiltinFile::path);
  if (found == files.end() || found->path != path) {
    throw Error("the program lacks its own file " + std::string(path) + ": build it anew");
  }
  return found->text;
}

}  // namespace patdown
