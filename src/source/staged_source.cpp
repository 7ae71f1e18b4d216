#include "source/sources.h"
#include "source/staged.h"
#include "source/tally.h"
#include "source/tree_file.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace patdown {
namespace {

class StagedSource : public Source {
 public:
  StagedSource(std::shared_ptr<const ObjectDatabase> objects, Staged staged)
      : objects_(std::move(objects)), staged_(std::move(staged)) {}

  Coverage visit(const BlobVisitor& visitor) override {
    Tally tally(visitor);
    for (const Problem& problem : staged_.problems) tally.problem(Problem(problem));
    for (const Skip& skip : staged_.skipped) tally.skip(Skip(skip));
    for (const auto& [path, id] : staged_.blobs) {
      std::string why;
      const auto object = objects_->read(id, &why);
      if (!object) {
        tally.problem({.object = id.hex(), .path = path, .why = std::move(why)});
        continue;
      }
      Blob blob;
      blob.path = path;
      blob.object = id.hex();
      blob.origin = Origin::index;
      blob.bytes = object->bytes;
      tally.count(&Coverage::files);
      tally.content(blob, true);
    }
    return tally.done();
  }

 private:
  std::shared_ptr<const ObjectDatabase> objects_;
  Staged staged_;
};

// The index as a tree. A hook on a large repository asks for one or two files of it, so its list is
// made when somebody wants it.
class IndexTree : public Tree {
 public:
  IndexTree(std::shared_ptr<const ObjectDatabase> objects, IndexFile index)
      : objects_(std::move(objects)), index_(std::move(index)) {}

  const std::vector<std::string>& paths() const override {
    if (!paths_) {
      paths_.emplace();
      for (const IndexEntry& entry : index_.entries) {
        if (holds_file(entry) && (paths_->empty() || paths_->back() != entry.path)) {
          paths_->emplace_back(entry.path);
        }
      }
    }
    return *paths_;
  }

  std::optional<std::string> read(std::string_view path) const override {
    for (std::size_t i = index_.lower_bound(path);
         i < index_.entries.size() && index_.entries[i].path == path; ++i) {
      if (holds_file(index_.entries[i])) return tree_file(*objects_, index_.entries[i].id);
    }
    return std::nullopt;
  }

 private:
  // Of a conflict, our side.
  static bool holds_file(const IndexEntry& entry) {
    return entry.stage != 1 && !entry.intent_to_add && entry.kind == EntryKind::file;
  }

  std::shared_ptr<const ObjectDatabase> objects_;
  IndexFile index_;
  mutable std::optional<std::vector<std::string>> paths_;
};

}  // namespace

StagedChange staged_change(const Repository& repository) {
  auto objects =
      std::make_shared<const ObjectDatabase>(ObjectDatabase::with_environment(repository));
  IndexFile index = index_in_use(repository);
  Staged staged = staged_entries(repository, *objects, index);
  StagedChange change;
  for (const auto& [path, id] : staged.blobs) change.paths.insert(path);
  change.source = std::make_unique<StagedSource>(objects, std::move(staged));
  change.tree = std::make_unique<IndexTree>(std::move(objects), std::move(index));
  return change;
}

}  // namespace patdown
