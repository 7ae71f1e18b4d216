#pragma once

// Does git ignore an untracked path? (gitignore(5))
//
// Rules hang together in a chain: a folder's .gitignore before those of the folders above, these
// before .git/info/exclude, that before the user's core.excludesFile. Within a file the last match
// wins. What lies in an ignored folder is ignored: whoever walks does not enter it.

#include "git/repository.h"
#include "git/wildmatch.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

struct IgnoreRule {
  Wildmatch pattern;
  bool ignored = true;  // false for "!pattern"
  bool folder_only = false;
  bool whole_path = false;  // matched against the path below `base`, not the last name
};

struct IgnoreRules {
  std::shared_ptr<const IgnoreRules> above;
  std::string base;  // folder of the file, relative to the work tree, with a slash; or empty
  std::vector<IgnoreRule> rules;
};
using IgnoreChain = std::shared_ptr<const IgnoreRules>;

std::vector<IgnoreRule> parse_ignore(std::string_view text);

// The user's excludes and those of the repository: the end of every chain.
IgnoreChain outer_ignores(const RepositoryPaths& paths);
// `above` with the .gitignore of `folder` (relative to the work tree, "" for its top), if it has
// one.
IgnoreChain ignores_of(const RepositoryPaths& paths, const std::string& folder, IgnoreChain above);

// `path` is relative to the work tree and lies in the folder that `chain` belongs to.
bool is_ignored(const IgnoreChain& chain, std::string_view path, bool folder);

}  // namespace patdown
