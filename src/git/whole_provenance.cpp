#include "git/history.h"
#include "git/history_objects.h"
#include "git/provenance_parts.h"
#include "git/raw_object.h"
#include "git/sightings.h"

#include <algorithm>
#include <future>
#include <map>
#include <optional>
#include <utility>

namespace patdown {
namespace {

Origin origin_of(Reach reach) {
  switch (reach) {
    case Reach::note:
      return Origin::note;
    case Reach::stash:
      return Origin::stash;
    case Reach::unreachable:
      return Origin::unreachable;
    case Reach::history:
      break;
  }
  return Origin::history;
}

// What holds a tree: a commit, or a name or nothing at all if `commit` is none.
struct Unit {
  std::uint32_t commit = IdTable::none;
  Origin origin = Origin::history;
};

// The provenance of everything that is there.
class WholeHistory {
 public:
  WholeHistory(HistoryObjects& history, unsigned threads)
      : known_(history),
        repository_(history.repository()),
        threads_(threads),
        objects_(history.database()),
        facts_(history.facts()),
        named_roots_(history.roots()),
        edges_(facts_),
        walk_(repository_, objects_, facts_) {}

  Provenance run(const std::set<std::string>& wanted) {
    std::vector<ObjectId> ids;
    for (const std::string& text : wanted) {
      const auto id = ObjectId::parse(text);
      if (!id) continue;
      ids.push_back(*id);
      edges_.want(*id);
    }
    read_all();
    const TreeGraph graph(facts_, edges_, root_trees());
    list_units();
    SightingWalk sightings(graph);
    for (std::uint32_t unit = 0; unit < units_.size(); ++unit) {
      sightings.walk(roots_[unit], unit);
    }
    if (const std::uint32_t head = head_commit(); head != IdTable::none) {
      sightings.walk_head(graph.number_of(history().commits[head].tree));
    }
    Provenance provenance;
    for (const ObjectId& id : ids) {
      std::vector<Sighting> found = describe(id, sightings);
      if (!found.empty()) provenance.sightings.emplace(id.hex(), std::move(found));
    }
    add_missing(graph, sightings, provenance);
    add_skipped(sightings, provenance);
    sort_all(provenance);
    return provenance;
  }

 private:
  const History& history() const { return walk_.history(); }

  std::uint32_t head_commit() const {
    const auto head = ObjectId::parse(repository_.head());
    return head ? history().ids.find(*head) : IdTable::none;
  }

  // One pass over all trees in the order of the packs, and over commits and tags if nobody has read
  // them. If all that they say is known, they are put in order at the same time.
  void read_all() {
    const bool known = known_.knows_commits();
    const bool beside = known && facts_.all_typed() && threads_ > 1;
    std::future<void> walking;
    if (beside) walking = std::async(std::launch::async, [this] { walk_commits(); });
    const ObjectTypes wanted =
        known ? ObjectTypes{ObjectType::tree}
              : ObjectTypes{ObjectType::commit, ObjectType::tag, ObjectType::tree};
    const WalkFlaws flaws =
        known_.walk().visit(wanted, threads_, [this](const WalkedObject& object) {
          facts_.take(object);
          return object.type == ObjectType::tree ? edges_.take(object) : nullptr;
        });
    if (beside) walking.get();
    facts_.note(flaws.unreadable);
    edges_.finish();
    if (!beside) walk_commits();
  }

  // Those that something reaches first.
  void walk_commits() {
    walk_.walk_roots(named_roots_);
    for (std::uint32_t object = 0; object < facts_.there(); ++object) {
      const auto type = facts_.type_of(object);
      if (type != ObjectType::commit && type != ObjectType::tag) continue;
      const ObjectId id = facts_.ids()[object];
      if (history().ids.find(id) == IdTable::none) walk_.walk_unreachable(id);
    }
    for (const NamedObject& named : history().named) named_.emplace(named.id, named);
    order_ = history().oldest_first();
  }

  // Trees that commits and names stand for; those that nothing holds become loose_trees_.
  std::vector<ObjectId> root_trees() {
    std::vector<ObjectId> roots;
    roots.reserve(history().commits.size());
    for (const HistoryCommit& commit : history().commits) roots.push_back(commit.tree);
    for (const auto& [id, named] : named_) {
      if (named.type == ObjectType::tree) roots.push_back(id);
    }
    std::vector<bool> held(facts_.there());
    for (const ObjectId& root : roots) {
      const std::uint32_t tree = facts_.ids().find(root);
      if (tree < held.size()) held[tree] = true;
    }
    for (std::uint32_t object = 0; object < facts_.there(); ++object) {
      if (!edges_.taken(object) || edges_.has_parent(object) || held[object]) continue;
      loose_trees_.push_back(facts_.ids()[object]);
    }
    std::sort(loose_trees_.begin(), loose_trees_.end());
    return roots;
  }

  // Oldest first; trees that are named without a commit stand between what commits of the history
  // hold and what nothing reaches.
  void list_units() {
    bool reached = true;
    ages_.resize(history().commits.size());
    for (const std::uint32_t number : order_) {
      const HistoryCommit& commit = history().commits[number];
      if (reached && commit.reach == Reach::unreachable) {
        list_named_trees();
        reached = false;
      }
      ages_[number] = units_.size();
      units_.push_back({.commit = number, .origin = origin_of(commit.reach)});
      roots_.push_back(facts_.ids().find(commit.tree));
    }
    if (reached) list_named_trees();
    for (const ObjectId& id : loose_trees_) {
      units_.push_back({.commit = IdTable::none, .origin = Origin::unreachable});
      roots_.push_back(facts_.ids().find(id));
    }
  }

  void list_named_trees() {
    for (const auto& [id, named] : named_) {
      if (named.type != ObjectType::tree) continue;
      units_.push_back({.commit = IdTable::none, .origin = origin_of(named.reach)});
      roots_.push_back(facts_.ids().find(id));
    }
  }

  std::vector<Sighting> describe(const ObjectId& id, const SightingWalk& sightings) const {
    std::vector<Sighting> found;
    const std::uint32_t object = facts_.ids().find(id);
    for (const SightingWalk::Seen& seen : sightings.seen(object)) {
      const Unit& unit = units_[seen.unit];
      Sighting sighting;
      sighting.path = sightings.path(seen.path);
      sighting.origin = unit.origin;
      sighting.age = seen.unit;
      sighting.in_head = sightings.in_head(object, seen.path);
      if (unit.commit != IdTable::none) {
        add_people(objects_, history().ids[unit.commit], sighting);
      }
      found.push_back(std::move(sighting));
    }
    if (!found.empty()) return found;
    if (const std::uint32_t number = history().ids.find(id); number != IdTable::none) {
      found.push_back(commit_sighting(number));
    } else if (const auto named = named_.find(id); named != named_.end()) {
      found.push_back(named_sighting(named->second));
    } else if (objects_.has(id)) {
      found.emplace_back();
      found.back().origin = Origin::unreachable;
      found.back().age = units_.size();
    }
    return found;
  }

  Sighting commit_sighting(std::uint32_t number) const {
    const HistoryCommit& commit = history().commits[number];
    Sighting sighting;
    sighting.origin = origin_of(commit.reach);
    sighting.in_head = commit.in_head;
    sighting.age = ages_[number];
    add_people(objects_, history().ids[number], sighting);
    return sighting;
  }

  // A tag stands at the commit that it points to, if it does; its tagger is the author.
  Sighting named_sighting(const NamedObject& named) const {
    Sighting sighting;
    ObjectId id = named.id;
    std::set<ObjectId> chain;
    std::optional<RawObject> first;
    for (auto next = named_.find(id); next != named_.end() && chain.insert(id).second;
         next = named_.find(id)) {
      if (next->second.type != ObjectType::tag) break;
      auto object = objects_.read(id);
      if (!object) break;
      id = parse_tag(object->bytes).target;
      if (!first) first = std::move(object);
    }
    const std::uint32_t commit = history().ids.find(id);
    if (commit != IdTable::none) {
      sighting = commit_sighting(commit);
    } else {
      sighting.age = units_.size();
    }
    sighting.origin = origin_of(named.reach);
    if (first) add_tagger(*first, sighting);
    return sighting;
  }

  void add_missing(const TreeGraph& graph, const SightingWalk& sightings,
                   Provenance& provenance) const {
    provenance.missing = history().problems;
    for (const TreeGraph::Absent& absent : graph.absent()) {
      const auto& seen = sightings.seen(absent.object);
      provenance.missing.push_back({.object = graph.id_of(absent.object).hex(),
                                    .path = seen.empty() ? "" : sightings.path(seen.front().path),
                                    .why = absent.why});
    }
  }

  void add_skipped(const SightingWalk& sightings, Provenance& provenance) const {
    provenance.skipped = history().skipped();
    for (const std::string& name : edges_.submodules()) {
      provenance.skipped.push_back(submodule_skip(name));
    }
    if (!sightings.cut()) return;
    provenance.skipped.push_back(
        {.what = "path", .why = "too many copies: not every path is listed", .count = 1});
  }

  HistoryObjects& known_;  // what cannot be listed is said by whoever reads the blobs
  const Repository& repository_;
  unsigned threads_;
  const ObjectDatabase& objects_;
  ObjectFacts& facts_;
  const Roots& named_roots_;
  TreeEdges edges_;
  HistoryWalk walk_;
  std::map<ObjectId, NamedObject> named_;
  std::vector<std::uint32_t> order_;  // of the commits, oldest first
  std::vector<ObjectId> loose_trees_;
  std::vector<Unit> units_;
  std::vector<std::uint32_t> roots_;  // of each unit, the number of its tree
  std::vector<std::size_t> ages_;     // of each commit: its unit
};

}  // namespace

Provenance provenance_of(HistoryObjects& history, const std::set<std::string>& wanted,
                         unsigned threads) {
  return WholeHistory(history, threads).run(wanted);
}

}  // namespace patdown
