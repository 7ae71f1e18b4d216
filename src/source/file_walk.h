#pragma once

// Which files does a folder hold that belong to it?
//
// In a repository the tracked files and the untracked ones that git does not ignore, else all. No
// symbolic link is followed, no pipe opened, no other repository entered.

#include "core/problem.h"
#include "git/index_file.h"
#include "git/repository.h"

#include <optional>
#include <string>
#include <vector>

namespace patdown {

struct WalkedFile {
  std::string path;  // relative to the root
  bool link = false;
  const IndexEntry* tracked = nullptr;  // in FileWalk::index, unmerged entries excepted
};

struct FileWalk {
  std::string folder;             // absolute; what the paths are relative to
  std::vector<WalkedFile> files;  // sorted by path
  std::vector<Problem> problems;
  std::vector<Skip> skipped;
  std::optional<RepositoryPaths> repository;  // the one around, unless it ignores the root
  IndexFile index;
};

// Lists folders from up to `threads` threads. Throws Error if `root` does not exist or is neither
// file nor folder.
FileWalk walk_files(const std::string& root, unsigned threads);

}  // namespace patdown
