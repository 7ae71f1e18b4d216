#include "source/staged.h"

#include "git/commit_changes.h"
#include "git/layout.h"

#include <algorithm>
#include <map>
#include <optional>

namespace patdown {
namespace {

// Entries of one tree and all below it, each folder read when something in it is asked for.
class TreeLookup {
 public:
  TreeLookup(const ObjectDatabase& objects, const ObjectId& root) : objects_(objects) {
    read({}, root);
  }

  // The object at `path` if it is one of `kind`; the root has the path "".
  std::optional<ObjectId> find(const std::string& path, bool tree) {
    if (path.empty()) return root_;
    const std::size_t slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash);
    const std::string name = path.substr(slash == std::string::npos ? 0 : slash + 1);
    const auto& entries = this->folder(folder);
    const auto found = entries.find(name);
    if (found == entries.end() || found->second.tree != tree) return std::nullopt;
    return found->second.id;
  }

 private:
  struct Entry {
    ObjectId id;
    bool tree = false;
  };
  using Entries = std::map<std::string, Entry>;

  const Entries& folder(const std::string& path) {
    // From the deepest folder that was read down to the one asked for.
    std::vector<std::string> missing;
    std::string known = path;
    while (!folders_.contains(known)) {
      missing.push_back(known);
      const std::size_t slash = known.rfind('/');
      known.resize(slash == std::string::npos ? 0 : slash);
    }
    std::reverse(missing.begin(), missing.end());
    for (const std::string& next : missing) {
      const std::size_t slash = next.rfind('/');
      const Entries& above = folders_.at(slash == std::string::npos ? "" : next.substr(0, slash));
      const auto found = above.find(next.substr(slash == std::string::npos ? 0 : slash + 1));
      if (found != above.end() && found->second.tree) {
        read(next, found->second.id);
      } else {
        folders_[next];
      }
    }
    return folders_.at(path);
  }

  void read(const std::string& path, const ObjectId& tree) {
    if (path.empty()) root_ = tree;
    Entries& entries = folders_[path];
    const auto object = objects_.read(tree);
    if (!object || object->type != ObjectType::tree) return;
    TreeReader reader(object->bytes);
    TreeEntry entry;
    while (reader.next(entry)) {
      entries[std::string(entry.name)] = {.id = entry.id, .tree = entry.kind == EntryKind::tree};
    }
  }

  const ObjectDatabase& objects_;
  ObjectId root_;
  std::map<std::string, Entries> folders_;
};

// Folders, with a slash at the end, that are in the index as they are in HEAD; "" for all of it.
std::vector<std::string> unchanged_folders(const IndexFile& index, TreeLookup& head) {
  std::vector<std::string> folders;
  for (const CachedTree& cached : index.trees) {
    if (!folders.empty() && (folders.back().empty() || cached.path.starts_with(folders.back()))) {
      continue;
    }
    if (head.find(cached.path, true) == cached.id) {
      folders.push_back(cached.path.empty() ? "" : cached.path + '/');
    }
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

// Calls `visit` for every entry outside `folders`, which are sorted and apart. Those inside are
// passed over whole: there may be ten thousands of them.
template <typename Visit>
void visit_outside(const IndexFile& index, const std::vector<std::string>& folders, Visit visit) {
  std::size_t next = 0;
  for (const std::string& folder : folders) {
    for (const std::size_t end = index.lower_bound(folder); next < end; ++next) {
      visit(index.entries[next]);
    }
    if (folder.empty()) return;
    // Everything that begins with "folder/" comes before "folder0".
    std::string behind = folder;
    ++behind.back();
    next = std::max(next, index.lower_bound(behind));
  }
  for (; next < index.entries.size(); ++next) visit(index.entries[next]);
}

// A folder outside a sparse checkout stands in the index as one entry.
void add_folder(const ObjectDatabase& objects, const IndexEntry& entry, TreeLookup* head,
                Staged& staged) {
  std::string path(entry.path);
  if (path.ends_with('/')) path.pop_back();
  std::vector<ObjectId> before;
  if (head != nullptr) {
    if (const auto tree = head->find(path, true)) before.push_back(*tree);
  }
  Changes changes;
  visit_changes(
      objects, entry.id, before,
      [&](const std::string& below, const ObjectId& id, EntryKind) {
        staged.blobs.emplace(path + '/' + below, id);
      },
      changes);
  for (Problem& problem : changes.problems) staged.problems.push_back(std::move(problem));
}

void add_entry(const ObjectDatabase& objects, const IndexEntry& entry, TreeLookup* head,
               Staged& staged) {
  if (entry.intent_to_add || entry.stage == 1) return;
  if (entry.kind == EntryKind::tree) {
    add_folder(objects, entry, head, staged);
    return;
  }
  std::string path(entry.path);
  if (head != nullptr && head->find(path, false) == entry.id) return;
  if (entry.kind == EntryKind::gitlink) {
    staged.skipped.push_back({.what = "submodule", .why = path + ": another repository's commit"});
    return;
  }
  staged.blobs.emplace(std::move(path), entry.id);
}

}  // namespace

IndexFile index_in_use(const Repository& repository) {
  return read_index(environment("GIT_INDEX_FILE").value_or(repository.paths().git_dir + "/index"));
}

Staged staged_entries(const Repository& repository, const ObjectDatabase& objects,
                      const IndexFile& index) {
  Staged staged;
  if (!index.why.empty()) {
    staged.problems.push_back({.object = {}, .path = ".git/index", .why = index.why});
  }
  std::optional<TreeLookup> head;
  if (const auto id = ObjectId::parse(repository.head())) {
    if (const auto trees = trees_of(objects, *id)) head.emplace(objects, trees->tree);
  }
  std::vector<std::string> unchanged;
  if (head) unchanged = unchanged_folders(index, *head);
  visit_outside(index, unchanged, [&](const IndexEntry& entry) {
    add_entry(objects, entry, head ? &*head : nullptr, staged);
  });
  return staged;
}

}  // namespace patdown
