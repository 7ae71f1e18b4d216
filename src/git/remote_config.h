#pragma once

// Which addresses of remotes does a repository's own configuration hold?

#include "git/repository.h"

#include <string>
#include <utility>
#include <vector>

namespace patdown {

// A configuration file in which everything but the lines with addresses is blank, so that lines and
// columns stay those of the file.
struct RemoteConfig {
  std::string path;  // ".git/config", "config" in a bare repository, "….worktree"
  std::string text;
};

// Files that hold an address, config first.
std::vector<RemoteConfig> remote_config(const RepositoryPaths& paths);

// {"remote.origin.url", "https://…"}; for insteadOf the address in the key is the value.
std::vector<std::pair<std::string, std::string>> remote_addresses(const RepositoryPaths& paths);

// `address` without user, password and query: what may be shown.
std::string without_credentials(std::string_view address);

}  // namespace patdown
