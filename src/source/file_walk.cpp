#include "source/file_walk.h"

#include "core/error.h"
#include "git/files.h"
#include "git/ignore.h"
#include "git/layout.h"

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <exception>
#include <iterator>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include <dirent.h>
#include <sys/stat.h>

namespace patdown {
namespace {

// When so many folders wait to be listed, further threads are worth their start.
constexpr std::size_t worth_a_thread = 8;

enum class FileKind { regular, link, folder, special, gone };

FileKind kind_of(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return FileKind::gone;
  if (S_ISREG(status.st_mode)) return FileKind::regular;
  if (S_ISLNK(status.st_mode)) return FileKind::link;
  return S_ISDIR(status.st_mode) ? FileKind::folder : FileKind::special;
}

FileKind kind_of(const dirent& entry, const std::string& folder) {
  switch (entry.d_type) {
    case DT_REG:
      return FileKind::regular;
    case DT_LNK:
      return FileKind::link;
    case DT_DIR:
      return FileKind::folder;
    case DT_UNKNOWN:
      return kind_of(joined(folder, entry.d_name));
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

  void run(unsigned threads) {
    open_repository();
    todo_.push_back({.path = {}, .ignores = root_ignores_, .tracked_only = false});
    {
      std::vector<std::jthread> others;
      take_folders(threads > 1 ? worth_a_thread : 0);
      if (!todo_.empty()) {
        for (unsigned i = 1; i < threads; ++i) others.emplace_back([this] { take_folders(0); });
      }
      take_folders(0);
    }
    if (failure_) std::rethrow_exception(failure_);
    std::sort(walk_.files.begin(), walk_.files.end(),
              [](const WalkedFile& a, const WalkedFile& b) { return a.path < b.path; });
  }

 private:
  struct Folder {
    std::string path;     // relative to the root, with a slash; or empty
    IgnoreChain ignores;  // of the folders above; with the folder's own once it is listed
    bool tracked_only = false;
  };
  using Names = std::vector<std::pair<std::string, FileKind>>;

  // What folders hold.
  struct Listed {
    std::vector<WalkedFile> files;
    std::vector<Problem> problems;
    std::vector<Skip> skipped;
    std::vector<Folder> below;
  };

  // Lists folders until none is left, or, if `enough` is given, so many wait.
  void take_folders(std::size_t enough) {
    Listed listed;
    std::unique_lock lock(guard_);
    while (enough == 0 || todo_.size() < enough) {
      changed_.wait(lock, [this] { return !todo_.empty() || busy_ == 0; });
      if (todo_.empty()) break;
      Folder folder = std::move(todo_.back());
      todo_.pop_back();
      ++busy_;
      lock.unlock();
      std::exception_ptr failure;
      try {
        list(std::move(folder), listed);
      } catch (...) {
        failure = std::current_exception();
      }
      lock.lock();
      --busy_;
      std::ranges::move(listed.below, std::back_inserter(todo_));
      listed.below.clear();
      if (failure) {
        failure_ = failure;
        todo_.clear();
      }
      changed_.notify_all();
    }
    std::ranges::move(listed.files, std::back_inserter(walk_.files));
    std::ranges::move(listed.problems, std::back_inserter(walk_.problems));
    std::ranges::move(listed.skipped, std::back_inserter(walk_.skipped));
  }

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

  void list(Folder folder, Listed& listed) const {
    const std::string full = joined(walk_.folder, folder.path);
    const std::unique_ptr<DIR, CloseFolder> opened(::opendir(full.c_str()));
    if (!opened) {
      listed.problems.push_back(
          {.object = {},
           .path = folder.path,
           .why = "a folder that cannot be listed: " + std::generic_category().message(errno)});
      return;
    }
    // All of it first: what the folder holds tells how it is read.
    Names names;
    while (const dirent* entry = ::readdir(opened.get())) {
      const std::string_view name = entry->d_name;
      if (name != "." && name != "..") names.emplace_back(name, kind_of(*entry, full));
    }
    if (!folder.path.empty() && !adopt(folder, names, listed)) return;
    for (const auto& [name, kind] : names) {
      if (name == ".git" && is_git_entry(folder)) continue;
      if (kind == FileKind::folder) {
        enter(folder, folder.path + name, listed);
      } else if (kind != FileKind::gone) {
        add(folder, folder.path + name, kind, listed);
      }
    }
  }

  // Reads what a folder below the root says of itself; false if nothing of it belongs here.
  bool adopt(Folder& folder, const Names& names, Listed& listed) const {
    const std::string path = folder.path.substr(0, folder.path.size() - 1);
    const auto kind_named = [&names](std::string_view wanted) {
      const auto found = std::ranges::find(names, wanted, &Names::value_type::first);
      return found == names.end() ? FileKind::gone : found->second;
    };
    if (!folder.tracked_only && kind_named(".git") != FileKind::gone && is_git_entry(folder)) {
      listed.skipped.push_back(
          {.what = "nested repository", .why = path + ": a repository of its own", .count = 1});
      folder.tracked_only = true;
    }
    const std::string known_as = in_repository(path);
    if (folder.tracked_only) return walk_.repository && walk_.index.any_below(known_as);
    // A symbolic link is no .gitignore, as in git.
    if (walk_.repository && kind_named(".gitignore") == FileKind::regular) {
      folder.ignores = ignores_of(*walk_.repository, known_as, std::move(folder.ignores));
    }
    return true;
  }

  // A .git that belongs to nothing is a file or folder like any other.
  bool is_git_entry(const Folder& folder) const {
    if (walk_.repository && prefix_.empty() && folder.path.empty()) return true;
    const auto found = repository_at(joined(walk_.folder, folder.path));
    return found && !found->work_tree.empty();
  }

  void add(const Folder& folder, std::string path, FileKind kind, Listed& listed) const {
    const std::string known_as = in_repository(path);
    const IndexEntry* tracked = walk_.repository ? walk_.index.find(known_as) : nullptr;
    if (tracked == nullptr) {
      if (folder.tracked_only) return;
      if (walk_.repository && is_ignored(folder.ignores, known_as, false)) return;
    }
    if (kind == FileKind::special) {
      listed.skipped.push_back(
          {.what = "special file", .why = path + ": a pipe, device or socket", .count = 1});
      return;
    }
    if (tracked != nullptr && tracked->stage != 0) tracked = nullptr;
    listed.files.push_back(
        {.path = std::move(path), .link = kind == FileKind::link, .tracked = tracked});
  }

  void enter(const Folder& folder, const std::string& path, Listed& listed) const {
    Folder next{.path = path + '/', .ignores = folder.ignores, .tracked_only = folder.tracked_only};
    const std::string known_as = in_repository(path);
    if (const IndexEntry* entry = walk_.repository ? walk_.index.find(known_as) : nullptr;
        entry != nullptr && entry->kind == EntryKind::gitlink) {
      listed.skipped.push_back(
          {.what = "submodule", .why = path + ": another repository's commit", .count = 1});
      return;
    }
    if (walk_.repository && !next.tracked_only) {
      next.tracked_only = is_ignored(folder.ignores, known_as, true);
    }
    if (next.tracked_only && !(walk_.repository && walk_.index.any_below(known_as))) return;
    listed.below.push_back(std::move(next));
  }

  FileWalk& walk_;
  std::string prefix_;  // of the root in the work tree, with a slash; or empty
  IgnoreChain root_ignores_;

  std::mutex guard_;  // of what follows, and of `walk_` while folders are listed
  std::condition_variable changed_;
  std::vector<Folder> todo_;
  std::size_t busy_ = 0;  // folders that are being listed
  std::exception_ptr failure_;
};

}  // namespace

FileWalk walk_files(const std::string& root, unsigned threads) {
  FileWalk walk;
  struct stat status {};
  if (::stat(root.c_str(), &status) != 0) throw Error("no such file or folder: " + root);
  if (S_ISDIR(status.st_mode)) {
    walk.folder = absolute_path(root);
    Walker(walk).run(threads);
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
