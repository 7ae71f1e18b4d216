#pragma once

// A git repository as patdown sees it: opened without hooks, without global or system
// configuration, never written to.

#include "core/problem.h"

#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct git_repository;

namespace patdown {

// Where a repository is: its work tree (empty if bare) and its git directory, absolute, no slash at
// the end.
struct RepositoryPaths {
  std::string work_tree;
  std::string git_dir;
};

// The repository whose top is `path` (a work tree with .git folder or file, a .git folder, or a
// bare repository); nullopt if `path` is none. Never walks up.
std::optional<RepositoryPaths> repository_at(std::string_view path);
// The repository that holds `path`, walking up as git does; the environment is not asked.
std::optional<RepositoryPaths> enclosing_repository(std::string_view path);
// The same for --staged: GIT_DIR and GIT_WORK_TREE win, as git sets them for its hooks.
std::optional<RepositoryPaths> repository_around(std::string_view path);

class Repository {
 public:
  // Throws UnreadableRepository for formats that libgit2 cannot read (SHA-256, reftable), Error if
  // there is no repository. Ownership is not checked: nothing of the repository is executed.
  explicit Repository(RepositoryPaths paths);
  ~Repository();
  Repository(const Repository&) = delete;
  Repository& operator=(const Repository&) = delete;
  Repository(Repository&&) = delete;
  Repository& operator=(Repository&&) = delete;

  // With its object database, which the first call opens: looking through every pack's index takes
  // its time, and a work tree alone needs none of them. From any thread.
  git_repository* raw() const;
  // Enough for what asks for references and never for an object.
  git_repository* references() const { return raw_; }
  const RepositoryPaths& paths() const { return paths_; }

  bool bare() const { return paths_.work_tree.empty(); }
  bool shallow() const;
  std::string head() const;  // commit id in hex; empty if HEAD is unborn
  // The remote URLs (url, pushurl, insteadOf) of the repository's own configuration:
  // {"remote.origin.url", "https://…"}.
  std::vector<std::pair<std::string, std::string>> remote_urls() const;
  // The web or clone address of origin without user and password; empty if there is none.
  std::string origin_address() const;

 private:
  RepositoryPaths paths_;
  git_repository* raw_ = nullptr;
  mutable std::once_flag objects_opened_;
};

// A repository format that cannot be read: nothing was scanned in it, exit 3.
class UnreadableRepository : public std::exception {
 public:
  explicit UnreadableRepository(std::string why) : why_(std::move(why)) {}
  const char* what() const noexcept override { return why_.c_str(); }

 private:
  std::string why_;
};

}  // namespace patdown
