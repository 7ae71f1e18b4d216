#include "git/object_walk.h"
#include "git/raw_object.h"
#include "git/reflogs.h"
#include "git/remote_config.h"
#include "git/roots.h"
#include "source/sources.h"
#include "source/tally.h"
#include "source/texts.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace patdown {
namespace {

using IdSet = std::unordered_set<ObjectId, ObjectIdHash>;

// The blobs below every refs/notes/*, in all their versions.
IdSet note_blobs(const ObjectDatabase& objects, const std::vector<Root>& roots) {
  IdSet blobs;
  IdSet seen;
  std::vector<ObjectId> todo;
  const auto add = [&](const ObjectId& id) {
    if (seen.insert(id).second) todo.push_back(id);
  };
  for (const Root& root : roots) {
    if (root.reach == Reach::note) add(root.id);
  }
  while (!todo.empty()) {
    const ObjectId id = todo.back();
    todo.pop_back();
    const auto object = objects.read(id);
    if (!object) continue;  // provenance_of() says what is missing
    if (object->type == ObjectType::commit) {
      const RawCommit commit = parse_commit(object->bytes);
      add(commit.tree);
      for (const ObjectId& parent : commit.parents) add(parent);
    } else if (object->type == ObjectType::tree) {
      TreeReader reader(object->bytes);
      TreeEntry entry;
      while (reader.next(entry)) {
        if (entry.kind == EntryKind::tree) add(entry.id);
        if (entry.kind == EntryKind::file) blobs.insert(entry.id);
      }
    }
  }
  return blobs;
}

class HistorySource : public Source {
 public:
  HistorySource(const Repository& repository, unsigned threads)
      : repository_(repository), objects_(repository), threads_(threads) {}

  Coverage visit(const BlobVisitor& visitor) override {
    Tally tally(visitor);
    const ObjectWalk walk(objects_);
    std::vector<Problem> problems = walk.problems();
    const IdSet notes = note_blobs(objects_, roots_of(repository_, problems));
    for (Reflog& log : reflogs(repository_.paths(), problems)) {
      Blob blob;
      blob.path = std::move(log.path);
      blob.origin = Origin::reflog;
      blob.bytes = log.text;
      tally.text(blob);
    }
    for (Problem& problem : problems) tally.problem(std::move(problem));
    for (RemoteConfig& config : remote_config(repository_.paths())) {
      Blob blob;
      blob.path = std::move(config.path);
      blob.origin = Origin::git_config;
      blob.bytes = config.text;
      tally.text(blob);
    }
    WalkFlaws flaws =
        walk.visit({ObjectType::blob, ObjectType::commit, ObjectType::tag}, threads_,
                   [&](const WalkedObject& object) { return hand_on(object, notes, tally); });
    for (Problem& problem : flaws.unreadable) tally.problem(std::move(problem));
    for (Skip& skip : flaws.mended) tally.skip(std::move(skip));
    return tally.done();
  }

 private:
  static std::shared_ptr<const Remembered> hand_on(const WalkedObject& object, const IdSet& notes,
                                                   Tally& tally) {
    if (object.type == ObjectType::commit) {
      visit_commit_texts(object.id.hex(), object.bytes, tally);
    } else if (object.type == ObjectType::tag) {
      visit_tag_text(object.id.hex(), object.bytes, tally);
    } else if (object.type == ObjectType::blob) {
      Blob blob;
      blob.object = object.id.hex();
      blob.origin = notes.contains(object.id) ? Origin::note : Origin::history;
      blob.bytes = object.bytes;
      blob.delta = object.delta;
      if (blob.origin == Origin::note) tally.count(&Coverage::notes);
      return tally.content(blob, false);
    }
    return nullptr;
  }

  const Repository& repository_;
  ObjectDatabase objects_;
  unsigned threads_;
};

}  // namespace

std::unique_ptr<Source> history_source(const Repository& repository, unsigned threads) {
  return std::make_unique<HistorySource>(repository, threads);
}

}  // namespace patdown
