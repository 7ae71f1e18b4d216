#include "git/history_objects.h"
#include "git/raw_object.h"
#include "git/reflogs.h"
#include "git/remote_config.h"
#include "git/roots.h"
#include "git/snapshot.h"
#include "source/scan_state.h"
#include "source/sources.h"
#include "source/tally.h"
#include "source/texts.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <span>
#include <unordered_set>
#include <utility>
#include <vector>

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

// So many are read one by one: to index the packs costs more.
constexpr std::size_t few_matched = 50;
constexpr ObjectTypes searched{ObjectType::blob, ObjectType::commit, ObjectType::tag};

class HistorySource : public Source {
 public:
  HistorySource(std::shared_ptr<HistoryObjects> history, unsigned threads, HistoryMemory* memory)
      : history_(std::move(history)),
        repository_(history_->repository()),
        objects_(history_->database()),
        threads_(threads),
        memory_(memory) {}

  Coverage visit(const BlobVisitor& visitor) override {
    Tally tally(visitor);
    visit_texts(tally);
    if (memory_ != nullptr) return visit_others(visitor, tally);
    visit_all(tally);
    return tally.done();
  }

 private:
  // What is no object; learns which blobs are notes.
  void visit_texts(Tally& tally) {
    const std::vector<Root>& roots = history_->roots().all;
    std::vector<Problem> problems = history_->roots().problems;
    if (memory_ != nullptr) memory_->roots = roots_snapshot(repository_, roots);
    notes_ = note_blobs(objects_, roots);
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
  }

  // All objects. False if something was wrong on the way.
  bool visit_all(Tally& tally) const {
    const ObjectWalk& walk = history_->walk();
    ObjectFacts& facts = history_->facts();
    WalkFlaws flaws = walk.visit(searched, threads_, [&](const WalkedObject& object) {
      if (object.type != ObjectType::blob) facts.take(object);
      return hand_on(object, tally);
    });
    std::vector<Problem> unreadable = flaws.unreadable;
    std::erase_if(unreadable, [&facts](const Problem& problem) {
      const auto id = ObjectId::parse(problem.object);
      return !id || facts.type_of(*id) == ObjectType::blob;
    });
    facts.note(unreadable);
    history_->note_commits();
    return report(walk, std::move(flaws), tally);
  }

  // The same without those of `known`.
  bool visit_unknown(std::span<const ObjectId> known, Tally& tally) const {
    const ObjectWalk& walk = history_->walk();
    return report(
        walk,
        walk.visit_others(known, searched, threads_,
                          [&](const WalkedObject& object) { return hand_on(object, tally); }),
        tally);
  }

  static bool report(const ObjectWalk& walk, WalkFlaws&& flaws, Tally& tally) {
    const bool good = walk.problems().empty() && flaws.unreadable.empty() && flaws.mended.empty();
    for (const Problem& problem : walk.problems()) tally.problem(Problem(problem));
    for (Problem& problem : flaws.unreadable) tally.problem(std::move(problem));
    for (Skip& skip : flaws.mended) tally.skip(std::move(skip));
    return good;
  }

  // What an earlier scan did not search, and what it found something in.
  Coverage visit_others(const BlobVisitor& visitor, Tally& tally) {
    memory_->snapshot = objects_snapshot(objects_);
    memory_->unchanged = memory_->before && memory_->before->snapshot == memory_->snapshot;
    memory_->whole = true;
    if (memory_->unchanged) {
      memory_->objects = memory_->before->objects;
    } else {
      const SortedIds& ids = history_->walk().ids();
      memory_->objects.reserve(ids.size());
      for (std::size_t at = 0; at < ids.size(); ++at) memory_->objects.push_back(ids[at]);
      // A damaged index may not ascend.
      if (!std::ranges::is_sorted(memory_->objects)) std::ranges::sort(memory_->objects);
      forget_gone(tally);
      memory_->whole =
          memory_->before ? visit_unknown(memory_->before->objects, tally) : visit_all(tally);
    }
    if (memory_->before) visit_matched(visitor, tally);
    return with_counts(tally.done());
  }

  // Nobody knows what objects that are gone added to the counts: then all is searched anew.
  void forget_gone(Tally& tally) const {
    if (!memory_->before) return;
    if (std::ranges::includes(memory_->objects, memory_->before->objects)) return;
    memory_->before.reset();
    tally.skip({.what = "state", .why = "objects it knew are gone: everything was searched anew"});
  }

  // They are searched anew: what was found is in no file of ours.
  void visit_matched(const BlobVisitor& visitor, Tally& tally) const {
    Tally again(visitor);  // they are counted already
    const std::vector<ObjectId>& matched = memory_->before->matched;
    const std::vector<ObjectId> walked =
        matched.size() > few_matched ? walk_matched(matched, again) : std::vector<ObjectId>();
    for (const ObjectId& id : matched) {
      if (std::ranges::binary_search(walked, id)) continue;
      std::string why;
      const auto object = objects_.read(id, &why);
      if (!object) {
        tally.problem({.object = id.hex(), .path = {}, .why = std::move(why)});
        continue;
      }
      hand_on({.id = id, .type = object->type, .bytes = object->bytes, .delta = nullptr}, again);
    }
  }

  // Versions of a few files are mostly what something was found in: made from each other, and
  // searched where they differ. Those that were handed on, ascending.
  std::vector<ObjectId> walk_matched(const std::vector<ObjectId>& matched, Tally& again) const {
    std::mutex guard;
    std::vector<ObjectId> walked;
    history_->walk().visit_only(matched, searched, threads_, [&](const WalkedObject& object) {
      {
        const std::lock_guard lock(guard);
        walked.push_back(object.id);
      }
      return hand_on(object, again);
    });
    std::ranges::sort(walked);
    return walked;
  }

  // What was searched before counts too.
  Coverage with_counts(Coverage coverage) const {
    if (memory_->before) {
      coverage.blobs += memory_->before->counts.blobs;
      coverage.bytes += memory_->before->counts.bytes;
      coverage.commits += memory_->before->counts.commits;
      coverage.tags += memory_->before->counts.tags;
    }
    coverage.notes = notes_.size();
    memory_->counts = {.blobs = coverage.blobs,
                       .bytes = coverage.bytes,
                       .commits = coverage.commits,
                       .tags = coverage.tags};
    return coverage;
  }

  std::shared_ptr<const Remembered> hand_on(const WalkedObject& object, Tally& tally) const {
    if (object.type == ObjectType::commit) {
      visit_commit_texts(object.id.hex(), object.bytes, tally);
    } else if (object.type == ObjectType::tag) {
      visit_tag_text(object.id.hex(), object.bytes, tally);
    } else if (object.type == ObjectType::blob) {
      Blob blob;
      blob.object = object.id.hex();
      blob.origin = notes_.contains(object.id) ? Origin::note : Origin::history;
      blob.bytes = object.bytes;
      blob.delta = object.delta;
      if (blob.origin == Origin::note) tally.count(&Coverage::notes);
      return tally.content(blob, false);
    }
    return nullptr;
  }

  std::shared_ptr<HistoryObjects> history_;
  const Repository& repository_;
  const ObjectDatabase& objects_;
  unsigned threads_;
  HistoryMemory* memory_;  // null: nothing is recalled
  IdSet notes_;
};

}  // namespace

std::unique_ptr<Source> history_source(std::shared_ptr<HistoryObjects> history, unsigned threads,
                                       HistoryMemory* memory) {
  return std::make_unique<HistorySource>(std::move(history), threads, memory);
}

}  // namespace patdown
