#pragma once

// Where do the parts of a git directory lie? (gitrepository-layout(5))

#include "git/config_text.h"

#include <optional>
#include <string>
#include <vector>

namespace patdown {

// Whether `folder` is a git directory: it has HEAD, objects and refs, or those of its main
// checkout.
bool is_git_dir(const std::string& folder);

// What all checkouts share: `git_dir` itself, or the main git directory of a linked worktree.
std::string common_dir(const std::string& git_dir);

// The git directory that a .git file names; nullopt if `file` is none or leads nowhere.
std::optional<std::string> git_file_target(const std::string& file);

// The git directories of all checkouts: the main one first, then the linked ones, sorted.
std::vector<std::string> checkout_dirs(const std::string& git_dir);

// The folders of objects: `objects` first, then alternates, theirs included (git stops at five
// levels). Each once.
std::vector<std::string> object_folders(const std::string& objects);

// The repository's own configuration: config, and config.worktree where that is switched on.
struct ConfigFile {
  std::string name;  // "config" or "config.worktree"
  std::string text;
  std::vector<ConfigEntry> entries;
};
std::vector<ConfigFile> config_files(const std::string& git_dir);

// How many bytes an object's id has: 20 of SHA-1, 32 of SHA-256.
std::size_t id_bytes_of(const std::string& git_dir);

// The value of a variable of the environment; nullopt if it is not set or empty.
std::optional<std::string> environment(const char* name);

}  // namespace patdown
