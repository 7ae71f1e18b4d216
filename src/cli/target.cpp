#include "cli/target.h"

#include "core/error.h"
#include "source/sources.h"

#include <filesystem>
#include <istream>
#include <thread>

namespace patdown {
namespace {

// Opens the repository, with the git program if need be; one that cannot be read is noted in the
// coverage.
void open_repository(Target& target, const RepositoryPaths& paths) {
  try {
    target.repository = std::make_unique<Repository>(paths);
    return;
  } catch (const UnreadableRepository& unreadable) {
    try {
      target.foreign = std::make_unique<git_program::ForeignRepository>(paths, unreadable.what());
    } catch (const UnreadableRepository& unreadable_too) {
      target.coverage.unreadable.push_back(
          {.object = {}, .path = ".git", .why = unreadable_too.what()});
    }
  }
}

// --staged, --range and --since of a repository that the git program reads.
void open_foreign_changes(Target& target, const RepositoryPaths& paths, const Options& options,
                          const std::string& range) {
  if (options.staged) {
    target.sources.push_back(program_staged_source(*target.foreign));
    return;
  }
  target.sources.push_back(program_range_source(*target.foreign, range, target.commits));
  target.history = !target.commits.empty();
  if (!paths.work_tree.empty()) {
    target.tree = worktree_tree(worktree_files(paths.work_tree, target.threads));
  }
}

// --staged, --range, --since: of the repository that holds the path.
void open_changes(Target& target, const std::string& path, const Options& options) {
  const std::optional<RepositoryPaths> paths = repository_around(path);
  if (!paths) {
    const std::string flag = options.staged          ? "--staged"
                             : options.since.empty() ? "--range"
                                                     : "--since";
    throw Error(flag + " needs a git repository, and there is none at or above '" + path + "'");
  }
  open_repository(target, *paths);
  const std::string range = options.since.empty() ? options.range : options.since + "..HEAD";
  if (target.foreign) open_foreign_changes(target, *paths, options, range);
  if (!target.repository) return;
  if (options.staged) {
    StagedChange change = staged_change(*target.repository);
    target.sources.push_back(std::move(change.source));
    target.tree = std::move(change.tree);
    target.changed = std::move(change.paths);
    return;
  }
  target.sources.push_back(range_source(*target.repository, range, target.commits));
  // An empty range brings nothing; provenance of an empty list would walk everything.
  target.history = !target.commits.empty();
  target.tree = target.repository->bare()
                    ? head_tree(*target.repository)
                    : worktree_tree(worktree_files(paths->work_tree, target.threads));
}

void open_all(Target& target, const std::string& path, const Options& options) {
  const std::optional<RepositoryPaths> paths = repository_at(path);
  if (!paths) {
    if (options.history) {
      throw Error("--history needs a git repository, and '" + path + "' is not the top of one");
    }
    const auto files = worktree_files(path, target.threads);
    target.sources.push_back(worktree_source(files, threads_of(options), FileObjects::unnamed));
    target.tree = worktree_tree(files);
    target.tree_in_sources = true;
    return;
  }
  open_repository(target, *paths);
  const bool has_worktree = !paths->work_tree.empty();
  if (!has_worktree && options.worktree) {
    throw Error("--worktree: '" + path + "' is a bare repository and has no work tree");
  }
  if (has_worktree) {
    const auto files = worktree_files(path, target.threads);
    target.tree = worktree_tree(files);
    target.tree_in_sources = !options.history;
    if (!options.history) {
      const FileObjects objects = options.worktree ? FileObjects::unnamed : FileObjects::named;
      target.sources.push_back(worktree_source(files, threads_of(options), objects));
    }
  }
  if (target.repository && !options.worktree) {
    if (!options.state.empty()) target.memory = std::make_unique<HistoryMemory>();
    target.objects = std::make_shared<HistoryObjects>(*target.repository, threads_of(options));
    target.sources.push_back(
        history_source(target.objects, threads_of(options), target.memory.get()));
    target.history = true;
  }
  if (target.foreign && !options.worktree) {
    target.sources.push_back(program_history_source(*target.foreign));
    target.history = true;
  }
  if (!has_worktree && target.repository) target.tree = head_tree(*target.repository);
}

}  // namespace

unsigned threads_of(const Options& options) {
  if (options.threads != 0) return options.threads;
  return std::max(1U, std::thread::hardware_concurrency());
}

Target open_target(const std::string& path, const Options& options, std::istream& in) {
  Target target;
  target.name = path;
  target.threads = threads_of(options);
  if (options.standard_input) {
    target.sources.push_back(stream_source(in));
    return target;
  }
  std::error_code failed;
  if (!std::filesystem::exists(path, failed)) {
    throw Error("nothing to scan at '" + path + "': no such file or folder");
  }
  if (options.staged || !options.range.empty() || !options.since.empty()) {
    open_changes(target, path, options);
  } else {
    open_all(target, path, options);
  }
  return target;
}

}  // namespace patdown
