#include "source/file_walk.h"

#include "core/error.h"
#include "git/files.h"
#include "git/ignore.h"
#include "git/layout.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <system_error>
#include <utility>

#include <dirent.h>
#include <sys/stat.h>

namespace patdown {
namespace {

enum class FileKind { regular, link, folder, special, gone };

FileKind kind_of(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return FileKind::gone;
  if (S_ISREG(status.st_mode)) return FileKind::regular;
  if (S_ISLNK(status.st_mode)) return FileKind::link;
  return S_ISDIR(status.st_mode) ? FileKind::folder : FileKind::special;
}

FileKind kind_of(const dirent& entry, const std::string& path) {
  switch (entry.d_type) {
    case DT_REG:
      return FileKind::regular;
    case DT_LNK:
      return FileKind::link;
    case DT_DIR:
      return FileKind::folder;
    case DT_UNKNOWN:
      return kind_of(path);
    default:
      return FileKind::special;
  }
}

struct CloseFolder {
  void operator()(DIR* folder) const { ::closedir(folder); }
};

class Walker {
 public:
  explicit Walker(FileWalk& walk) : walk_(walk) {}

  void run() {
    open_repository();
    todo_.push_back({.path = {}, .ignores = root_ignores_, .tracked_only = false});
    while (!todo_.empty()) {
      const Folder folder = std::move(todo_.back());
      todo_.pop_back();
      list(folder);
    }
    std::sort(walk_.files.begin(), walk_.files.end(),
              [](const WalkedFile& a, const WalkedFile& b) { return a.path < b.path; });
  }

 private:
  struct Folder {
    std::string path;     // relative to the root, with a slash; or empty
    IgnoreChain ignores;  // with the folder's own
    bool tracked_only = false;
  };

  // The path that git knows it by.
  std::string in_repository(const std::string& path) const { return prefix_ + path; }

  void open_repository() {
    auto paths = enclosing_repository(walk_.folder);
    if (!paths || paths->work_tree.empty()) return;
    const std::string& top = paths->work_tree;
    if (walk_.folder.size() > top.size()) prefix_ = walk_.folder.substr(top.size() + 1) + '/';
    if (top == "/") prefix_ = walk_.folder.substr(1) + '/';
    root_ignores_ = ignores_of(*paths, {}, outer_ignores(*paths));
    walk_.index = read_index(paths->git_dir + "/index", id_bytes_of(paths->git_dir));
    for (std::size_t end = prefix_.find('/'); end != std::string::npos;
         end = prefix_.find('/', end + 1)) {
      const std::string above = prefix_.substr(0, end);
      if (is_ignored(root_ignores_, above, true) && !walk_.index.any_below(above)) {
        // Whoever names an ignored folder wants to see it: then it is a folder like any other.
        root_ignores_.reset();
        prefix_.clear();
        walk_.index = {};
        return;
      }
      root_ignores_ = ignores_of(*paths, above, std::move(root_ignores_));
    }
    if (!walk_.index.why.empty()) {
      walk_.problems.push_back({.object = {}, .path = ".git/index", .why = walk_.index.why});
    }
    walk_.repository = std::move(paths);
  }

  void list(const Folder& folder) {
    const std::string full = joined(walk_.folder, folder.path);
    const std::unique_ptr<DIR, CloseFolder> opened(::opendir(full.c_str()));
    if (!opened) {
      walk_.problems.push_back(
          {.object = {},
           .path = folder.path,
           .why = "a folder that cannot be listed: " + std::generic_category().message(errno)});
      return;
    }
    while (const dirent* entry = ::readdir(opened.get())) {
      const std::string_view name = entry->d_name;
      if (name == "." || name == "..") continue;
      std::string path = folder.path + std::string(name);
      const FileKind kind = kind_of(*entry, joined(walk_.folder, path));
      if (name == ".git" && is_git_entry(folder)) continue;
      if (kind == FileKind::folder) {
        enter(folder, path);
      } else if (kind != FileKind::gone) {
        add(folder, std::move(path), kind);
      }
    }
  }

  // A .git that belongs to nothing is a file or folder like any other.
  bool is_git_entry(const Folder& folder) const {
    if (walk_.repository && prefix_.empty() && folder.path.empty()) return true;
    const auto found = repository_at(joined(walk_.folder, folder.path));
    return found && !found->work_tree.empty();
  }

  void add(const Folder& folder, std::string path, FileKind kind) {
    const std::string known_as = in_repository(path);
    const IndexEntry* tracked = walk_.repository ? walk_.index.find(known_as) : nullptr;
    if (tracked == nullptr) {
      if (folder.tracked_only) return;
      if (walk_.repository && is_ignored(folder.ignores, known_as, false)) return;
    }
    if (kind == FileKind::special) {
      walk_.skipped.push_back(
          {.what = "special file", .why = path + ": a pipe, device or socket", .count = 1});
      return;
    }
    if (tracked != nullptr && tracked->stage != 0) tracked = nullptr;
    walk_.files.push_back(
        {.path = std::move(path), .link = kind == FileKind::link, .tracked = tracked});
  }

  void enter(const Folder& folder, const std::string& path) {
    Folder next{.path = path + '/', .ignores = folder.ignores, .tracked_only = folder.tracked_only};
    const std::string known_as = in_repository(path);
    if (const IndexEntry* entry = walk_.repository ? walk_.index.find(known_as) : nullptr;
        entry != nullptr && entry->kind == EntryKind::gitlink) {
      walk_.skipped.push_back(
          {.what = "submodule", .why = path + ": another repository's commit", .count = 1});
      return;
    }
    if (walk_.repository && !next.tracked_only) {
      next.tracked_only = is_ignored(folder.ignores, known_as, true);
    }
    if (!next.tracked_only && is_nested(path)) {
      walk_.skipped.push_back(
          {.what = "nested repository", .why = path + ": a repository of its own", .count = 1});
      next.tracked_only = true;
    }
    if (next.tracked_only) {
      if (!walk_.repository || !walk_.index.any_below(known_as)) return;
    } else if (walk_.repository) {
      next.ignores = ignores_of(*walk_.repository, known_as, std::move(next.ignores));
    }
    todo_.push_back(std::move(next));
  }

  bool is_nested(const std::string& path) const {
    struct stat status {};
    const std::string folder = joined(walk_.folder, path);
    if (::lstat((folder + "/.git").c_str(), &status) != 0) return false;
    const auto found = repository_at(folder);
    return found && !found->work_tree.empty();
  }

  FileWalk& walk_;
  std::string prefix_;  // of the root in the work tree, with a slash; or empty
  IgnoreChain root_ignores_;
  std::vector<Folder> todo_;
};

}  // namespace

FileWalk walk_files(const std::string& root) {
  FileWalk walk;
  struct stat status {};
  if (::stat(root.c_str(), &status) != 0) throw Error("no such file or folder: " + root);
  if (S_ISDIR(status.st_mode)) {
    walk.folder = absolute_path(root);
    Walker(walk).run();
    return walk;
  }
  if (!S_ISREG(status.st_mode)) throw Error("neither a file nor a folder: " + root);
  // The file that was named, even where it is a symbolic link.
  const std::string file = absolute_path(root);
  const std::size_t slash = file.rfind('/');
  walk.folder = slash == 0 ? "/" : file.substr(0, slash);
  walk.files.push_back({.path = file.substr(slash + 1), .link = false, .tracked = nullptr});
  return walk;
}

}  // namespace patdown
