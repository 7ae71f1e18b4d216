#include "git/commit_changes.h"
#include "git/object_database.h"
#include "git/range.h"
#include "source/sources.h"
#include "source/tally.h"
#include "source/texts.h"

#include <unordered_set>
#include <utility>

namespace patdown {
namespace {

class RangeSource : public Source {
 public:
  RangeSource(const Repository& repository, const std::string& range)
      : objects_(repository), range_(range_of(repository, objects_, range)) {}

  std::vector<std::string> commits() const {
    std::vector<std::string> ids;
    for (const RangeCommit& commit : range_.commits) ids.push_back(commit.id.hex());
    return ids;
  }

  Coverage visit(const BlobVisitor& visitor) override {
    Tally tally(visitor);
    Changes changes;
    std::unordered_set<ObjectId, ObjectIdHash> seen;
    for (const RangeCommit& commit : range_.commits) {
      if (const auto object = objects_.read(commit.id)) {
        visit_commit_texts(commit.id.hex(), object->bytes, tally);
      }
      const auto trees = trees_of(objects_, commit.id);
      if (!trees) continue;
      visit_changes(
          objects_, trees->tree, trees->parent_trees,
          [&](const std::string& path, const ObjectId& id, EntryKind) {
            if (seen.insert(id).second) visit_blob(path, id, tally);
          },
          changes);
    }
    for (const Problem& problem : range_.problems) tally.problem(Problem(problem));
    for (const Skip& skip : range_.skipped) tally.skip(Skip(skip));
    for (Problem& problem : changes.problems) tally.problem(std::move(problem));
    for (const std::string& path : changes.submodules) {
      tally.skip({.what = "submodule", .why = path + ": another repository's commit"});
    }
    return tally.done();
  }

 private:
  void visit_blob(const std::string& path, const ObjectId& id, Tally& tally) const {
    std::string why;
    const auto object = objects_.read(id, &why);
    if (!object) {
      tally.problem({.object = id.hex(), .path = path, .why = std::move(why)});
      return;
    }
    Blob blob;
    blob.object = id.hex();
    blob.origin = Origin::history;
    blob.bytes = object->bytes;
    tally.content(blob, false);
  }

  ObjectDatabase objects_;
  Range range_;
};

}  // namespace

std::unique_ptr<Source> range_source(const Repository& repository, const std::string& range,
                                     std::vector<std::string>& commits) {
  auto source = std::make_unique<RangeSource>(repository, range);
  commits = source->commits();
  return source;
}

}  // namespace patdown
