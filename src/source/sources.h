#pragma once

// The sources there are, one function each. `threads` ≥ 1 is how many may call the visitor at once.

#include "core/tree.h"
#include "git/program/repository.h"
#include "git/repository.h"
#include "source/file_walk.h"
#include "source/source.h"

#include <istream>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace patdown {

class HistoryObjects;  // git/history_objects.h
struct HistoryMemory;  // source/scan_state.h

// The files below `root`: in a repository the tracked ones and the untracked ones that git does not
// ignore (`core.excludesFile` of the user included), else all. Symbolic links give their text and
// are never followed. Nested repositories and submodules are named and left out. A single file is a
// root of its own. The source and the tree below share the walk.
std::shared_ptr<const FileWalk> worktree_files(const std::string& root, unsigned threads);
// Whether files bear the id of the object that holds the same bytes, by which a scan of the history
// as well knows them. Hashing costs about as much as searching.
enum class FileObjects { named, unnamed };
std::unique_ptr<Source> worktree_source(std::shared_ptr<const FileWalk> walk, unsigned threads,
                                        FileObjects objects);

// Every object that anything or nothing reaches: blobs, messages and people of commits and tags,
// notes; loose, packed, in alternates. Remote URLs of the configuration and the messages of reflogs
// too. With a `memory`, which must outlive it, objects that an earlier scan searched are left out,
// but for those in which it found something.
std::unique_ptr<Source> history_source(std::shared_ptr<HistoryObjects> history, unsigned threads,
                                       HistoryMemory* memory = nullptr);

// What the commits of `range` ("A..B", or "REV" for REV..HEAD) bring: blobs that differ from every
// parent, merges included; messages and people. Throws Error if a revision is unknown. `commits`
// gets their ids.
std::unique_ptr<Source> range_source(const Repository& repository, const std::string& range,
                                     std::vector<std::string>& commits);

// What a commit would add: entries of the index that differ from HEAD. Honours GIT_DIR,
// GIT_WORK_TREE, GIT_INDEX_FILE, GIT_OBJECT_DIRECTORY, GIT_ALTERNATE_OBJECT_DIRECTORIES. The index
// is read once, and folders that are as in HEAD are passed over: a hook waits for it.
struct StagedChange {
  std::unique_ptr<Source> source;
  std::unique_ptr<Tree> tree;   // the whole index; listed and read only where somebody asks
  std::set<std::string> paths;  // of the files that differ
};
// `repository` must outlive it.
StagedChange staged_change(const Repository& repository);

// The same three of a repository that the `git` program has to open. Token uses of a commit's index
// are not looked for there. `repository` must outlive them.
std::unique_ptr<Source> program_history_source(const git_program::ForeignRepository& repository);
std::unique_ptr<Source> program_range_source(const git_program::ForeignRepository& repository,
                                             const std::string& range,
                                             std::vector<std::string>& commits);
std::unique_ptr<Source> program_staged_source(const git_program::ForeignRepository& repository);

std::unique_ptr<Source> stream_source(std::istream& in);

// The one tree in which token uses are looked for.
std::unique_ptr<Tree> worktree_tree(const std::shared_ptr<const FileWalk>& walk);
std::unique_ptr<Tree> head_tree(const Repository& repository);  // of a bare repository

}  // namespace patdown
