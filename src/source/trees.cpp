#include "git/commit_changes.h"
#include "git/object_database.h"
#include "git/raw_object.h"
#include "source/file_bytes.h"
#include "source/file_walk.h"
#include "source/sources.h"
#include "source/tree_file.h"

#include <algorithm>
#include <map>
#include <utility>

namespace patdown {
namespace {

class FolderTree : public Tree {
 public:
  explicit FolderTree(const FileWalk& walk) : folder_(walk.folder) {
    for (const WalkedFile& file : walk.files) {
      if (!file.link) paths_.push_back(file.path);
    }
  }

  const std::vector<std::string>& paths() const override { return paths_; }

  std::optional<std::string> read(std::string_view path) const override {
    // Only what was listed: a path in a scanned file must not lead outside.
    if (!std::binary_search(paths_.begin(), paths_.end(), path)) return std::nullopt;
    FileBuffer buffer;
    const FileBytes file = read_file(folder_ + '/' + std::string(path), max_tree_file, buffer);
    return file.bytes ? std::optional<std::string>(*file.bytes) : std::nullopt;
  }

 private:
  std::string folder_;
  std::vector<std::string> paths_;
};

class ObjectTree : public Tree {
 public:
  ObjectTree(ObjectDatabase objects, std::map<std::string, ObjectId, std::less<>> files)
      : objects_(std::move(objects)), files_(std::move(files)) {
    for (const auto& [path, id] : files_) paths_.push_back(path);
  }

  const std::vector<std::string>& paths() const override { return paths_; }

  std::optional<std::string> read(std::string_view path) const override {
    const auto found = files_.find(path);
    return found == files_.end() ? std::nullopt : tree_file(objects_, found->second);
  }

 private:
  ObjectDatabase objects_;
  std::map<std::string, ObjectId, std::less<>> files_;
  std::vector<std::string> paths_;
};

}  // namespace

std::optional<std::string> tree_file(const ObjectDatabase& objects, const ObjectId& id) {
  const auto header = objects.header_of(id);
  if (!header || header->bytes > max_tree_file) return std::nullopt;
  auto object = objects.read(id);
  if (!object || object->type != ObjectType::blob) return std::nullopt;
  return std::move(object->bytes);
}

std::unique_ptr<Tree> worktree_tree(const std::shared_ptr<const FileWalk>& walk) {
  return std::make_unique<FolderTree>(*walk);
}

std::unique_ptr<Tree> head_tree(const Repository& repository) {
  ObjectDatabase objects(repository);
  std::map<std::string, ObjectId, std::less<>> files;
  const auto head = ObjectId::parse(repository.head());
  const auto trees = head ? trees_of(objects, *head) : std::nullopt;
  if (trees) {
    Changes ignored;
    visit_changes(
        objects, trees->tree, {},
        [&](const std::string& path, const ObjectId& id, EntryKind kind) {
          if (kind == EntryKind::file) files.emplace(path, id);
        },
        ignored);
  }
  return std::make_unique<ObjectTree>(std::move(objects), std::move(files));
}

}  // namespace patdown
