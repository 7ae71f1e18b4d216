#include "git/history.h"

#include <algorithm>
#include <queue>
#include <span>
#include <tuple>

namespace patdown {
namespace {

// Tags of tags: far more than anybody makes; ends a ring of damaged ones.
constexpr int max_tag_chain = 100;

}  // namespace

HistoryWalk::HistoryWalk(const Repository& repository, const ObjectDatabase& objects,
                         const ObjectFacts& facts)
    : repository_(repository),
      objects_(objects),
      facts_(facts),
      shallow_(shallow_boundary(repository)) {}

void HistoryWalk::walk_roots(const Roots& roots) {
  history_.problems = roots.problems;
  for (const Root& root : roots.all) walk(root);
  mark_head();
}

void HistoryWalk::walk_unreachable(const ObjectId& id) {
  walk({.reach = Reach::unreachable, .from_reflog = false, .id = id});
}

// A shallow clone that is fetched into again forgets what lay before its former boundary; reflogs
// may still lead there.
bool HistoryWalk::lenient(const Root& root) const {
  return !shallow_.empty() && (root.from_reflog || root.reach == Reach::unreachable);
}

std::optional<ObjectType> HistoryWalk::type_of(const ObjectId& id) const {
  if (const auto known = facts_.type_of(id)) return known;
  const auto header = objects_.header_of(id);
  return header ? std::optional(header->type) : std::nullopt;
}

void HistoryWalk::walk(const Root& root) {
  ObjectId id = root.id;
  for (int step = 0; step < max_tag_chain; ++step) {
    if (history_.ids.find(id) != IdTable::none || seen_.contains(id)) return;
    const auto type = type_of(id);
    if (!type && root.from_reflog && !objects_.has(id)) {
      seen_.insert(id);
      ++history_.pruned;
      return;
    }
    if (!type || *type == ObjectType::commit) {
      walk_commits(id, root);
      return;
    }
    seen_.insert(id);
    history_.named.push_back({.id = id, .type = *type, .reach = root.reach});
    const ObjectId* target = facts_.tag_target(id);
    if (target == nullptr) return;  // no tag, or whoever searches tags says that it is damaged
    id = *target;
  }
}

void HistoryWalk::walk_commits(const ObjectId& first, const Root& root) {
  struct Link {
    std::uint32_t child = 0;
    ObjectId parent;
  };
  std::vector<Link> todo;
  const auto add = [&](const ObjectId& id) {
    std::vector<ObjectId> parents;
    const std::uint32_t number = load(id, root, parents);
    for (const ObjectId& parent : parents) todo.push_back({.child = number, .parent = parent});
    return number;
  };
  add(first);
  while (!todo.empty()) {
    const Link link = todo.back();
    todo.pop_back();
    std::uint32_t number = history_.ids.find(link.parent);
    if (number == IdTable::none && !seen_.contains(link.parent)) number = add(link.parent);
    if (number != IdTable::none) history_.commits[link.child].parents.push_back(number);
  }
}

std::uint32_t HistoryWalk::load(const ObjectId& id, const Root& root,
                                std::vector<ObjectId>& parents) {
  const ObjectFacts::Commit* commit = facts_.commit(id);
  if (commit == nullptr) {
    seen_.insert(id);
    std::string why = "missing from the object database";
    const auto flaw = facts_.unreadable().find(id);
    if (flaw != facts_.unreadable().end()) {
      why = flaw->second;
    } else if (facts_.type_of(id)) {
      why = "named as a commit, but is none";
    }
    if (lenient(root) && !objects_.has(id)) {
      ++history_.pruned;
    } else {
      history_.problems.push_back({.object = id.hex(), .path = {}, .why = std::move(why)});
    }
    return IdTable::none;
  }
  if (shallow_.contains(id)) {
    ++history_.boundary;
  } else {
    const std::span<const ObjectId> named = facts_.parents_of(*commit);
    parents.assign(named.begin(), named.end());
  }
  const std::uint32_t number = history_.ids.add(id);
  history_.commits.push_back({.tree = commit->tree,
                              .parents = {},
                              .committed = commit->committed,
                              .reach = root.reach,
                              .in_head = false});
  return number;
}

void HistoryWalk::mark_head() {
  const auto head = ObjectId::parse(repository_.head());
  if (!head) return;
  std::vector<std::uint32_t> todo{history_.ids.find(*head)};
  while (!todo.empty()) {
    const std::uint32_t number = todo.back();
    todo.pop_back();
    if (number == IdTable::none || history_.commits[number].in_head) continue;
    HistoryCommit& commit = history_.commits[number];
    commit.in_head = true;
    todo.insert(todo.end(), commit.parents.begin(), commit.parents.end());
  }
}

std::vector<Skip> History::skipped() const {
  std::vector<Skip> skips;
  if (boundary > 0) {
    skips.push_back({.what = "shallow boundary",
                     .why = "shallow clone: history before " + std::to_string(boundary) +
                            (boundary == 1 ? " commit" : " commits") + " is not here",
                     .count = boundary});
  }
  if (pruned > 0) {
    skips.push_back({.what = "pruned commit",
                     .why = "named by a reflog or an unreachable commit, and no longer here",
                     .count = pruned});
  }
  return skips;
}

std::vector<std::uint32_t> History::oldest_first() const {
  using Key = std::tuple<Reach, std::int64_t, ObjectId, std::uint32_t>;
  const auto key_of = [this](std::uint32_t number) {
    const HistoryCommit& commit = commits[number];
    return Key{commit.reach, commit.committed, ids[number], number};
  };
  std::vector<std::size_t> waiting(commits.size());
  std::vector<std::vector<std::uint32_t>> children(commits.size());
  std::priority_queue<Key, std::vector<Key>, std::greater<>> ready;
  for (std::uint32_t number = 0; number < commits.size(); ++number) {
    waiting[number] = commits[number].parents.size();
    for (const std::uint32_t parent : commits[number].parents) children[parent].push_back(number);
    if (waiting[number] == 0) ready.push(key_of(number));
  }
  std::vector<std::uint32_t> order;
  while (!ready.empty()) {
    const std::uint32_t number = std::get<3>(ready.top());
    ready.pop();
    order.push_back(number);
    for (const std::uint32_t child : children[number]) {
      if (--waiting[child] == 0) ready.push(key_of(child));
    }
  }
  // Damaged objects can name each other in a ring; their order does not matter, their content does.
  for (std::uint32_t number = 0; number < commits.size(); ++number) {
    if (waiting[number] > 0) order.push_back(number);
  }
  return order;
}

}  // namespace patdown
