#include "git/files.h"
#include "git/layout.h"
#include "git/repository.h"

namespace patdown {

std::optional<RepositoryPaths> repository_at(std::string_view path) {
  const std::string top = absolute_path(path);
  const std::string dot_git = top + "/.git";
  if (is_folder(dot_git)) {
    if (is_git_dir(dot_git)) return RepositoryPaths{.work_tree = top, .git_dir = dot_git};
  } else if (const auto target = git_file_target(dot_git); target && is_git_dir(*target)) {
    return RepositoryPaths{.work_tree = top, .git_dir = *target};
  }
  if (is_git_dir(top)) return RepositoryPaths{.work_tree = {}, .git_dir = top};
  return std::nullopt;
}

std::optional<RepositoryPaths> enclosing_repository(std::string_view path) {
  std::string folder = absolute_path(path);
  while (true) {
    if (auto found = repository_at(folder)) return found;
    const std::size_t slash = folder.rfind('/');
    if (folder == "/" || slash == std::string::npos) return std::nullopt;
    folder.resize(slash == 0 ? 1 : slash);
  }
}

std::optional<RepositoryPaths> repository_around(std::string_view path) {
  std::optional<RepositoryPaths> found;
  if (const auto named = environment("GIT_DIR")) {
    const std::string git_dir = absolute_path(*named);
    const std::string target = git_file_target(git_dir).value_or(git_dir);
    if (!is_git_dir(target)) return std::nullopt;
    found = RepositoryPaths{.work_tree = absolute_path("."), .git_dir = target};
    for (const ConfigFile& file : config_files(target)) {
      if (config_true(config_value(file.entries, "core.bare"))) found->work_tree.clear();
      const std::string tree = config_value(file.entries, "core.worktree");
      if (!tree.empty()) found->work_tree = absolute_path(joined(target, tree));
    }
  } else {
    found = enclosing_repository(path);
  }
  if (const auto tree = environment("GIT_WORK_TREE"); tree && found) {
    found->work_tree = absolute_path(*tree);
  }
  return found;
}

}  // namespace patdown
