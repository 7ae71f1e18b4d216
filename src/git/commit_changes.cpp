#include "git/commit_changes.h"

#include <map>
#include <utility>

namespace patdown {
namespace {

struct Folder {
  std::string path;  // with a slash at the end, or empty
  ObjectId tree;
  std::vector<ObjectId> parents;
};

struct ParentEntry {
  EntryKind kind = EntryKind::file;
  ObjectId id;
};
using ParentFolder = std::map<std::string, ParentEntry, std::less<>>;

ParentFolder parent_folder(const ObjectDatabase& objects, const ObjectId& tree) {
  ParentFolder folder;
  const auto object = objects.read(tree);
  if (!object || object->type != ObjectType::tree) return folder;
  TreeReader reader(object->bytes);
  TreeEntry entry;
  while (reader.next(entry)) {
    folder.emplace(entry.name, ParentEntry{.kind = entry.kind, .id = entry.id});
  }
  return folder;
}

// Whether a parent holds `entry` too; if not and it is a tree, the parents' trees at its place.
bool held_before(const std::vector<ParentFolder>& parents, const TreeEntry& entry,
                 std::vector<ObjectId>& trees) {
  for (const ParentFolder& parent : parents) {
    const auto found = parent.find(entry.name);
    if (found == parent.end()) continue;
    if (found->second.id == entry.id) return true;
    if (found->second.kind == EntryKind::tree) trees.push_back(found->second.id);
  }
  return false;
}

}  // namespace

std::optional<CommitTrees> trees_of(const ObjectDatabase& objects, const ObjectId& commit) {
  const auto object = objects.read(commit);
  if (!object || object->type != ObjectType::commit) return std::nullopt;
  const RawCommit raw = parse_commit(object->bytes);
  CommitTrees trees{.tree = raw.tree, .parent_trees = {}};
  for (const ObjectId& id : raw.parents) {
    const auto parent = objects.read(id);
    if (!parent || parent->type != ObjectType::commit) continue;
    trees.parent_trees.push_back(parse_commit(parent->bytes).tree);
  }
  return trees;
}

void visit_changes(const ObjectDatabase& objects, const ObjectId& tree,
                   const std::vector<ObjectId>& parents, const ChangeVisitor& visit,
                   Changes& changes) {
  for (const ObjectId& parent : parents) {
    if (parent == tree) return;
  }
  // Paths grow with each level, so a tree that holds itself would never end.
  constexpr std::size_t max_path = 1U << 16U;
  std::vector<Folder> todo;
  todo.push_back({.path = {}, .tree = tree, .parents = parents});
  while (!todo.empty()) {
    const Folder folder = std::move(todo.back());
    todo.pop_back();
    std::string why;
    const auto object = objects.read(folder.tree, &why);
    if (!object || object->type != ObjectType::tree || folder.path.size() > max_path) {
      if (object) why = "no tree, or too deep";
      changes.problems.push_back(
          {.object = folder.tree.hex(), .path = folder.path, .why = std::move(why)});
      continue;
    }
    std::vector<ParentFolder> before;
    for (const ObjectId& parent : folder.parents) before.push_back(parent_folder(objects, parent));
    TreeReader reader(object->bytes);
    TreeEntry entry;
    while (reader.next(entry)) {
      std::vector<ObjectId> trees;
      if (held_before(before, entry, trees)) continue;
      std::string path = folder.path + std::string(entry.name);
      if (entry.kind == EntryKind::gitlink) {
        changes.submodules.insert(std::move(path));
      } else if (entry.kind == EntryKind::tree) {
        todo.push_back({.path = std::move(path) + '/', .tree = entry.id, .parents = trees});
      } else {
        visit(path, entry.id, entry.kind);
      }
    }
  }
}

}  // namespace patdown
