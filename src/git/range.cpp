#include "git/range.h"

#include "core/error.h"
#include "git/handle.h"
#include "git/history.h"
#include "git/raw_object.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <queue>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace patdown {
namespace {

std::optional<ObjectId> resolve(git_repository* repository, const std::string& revision,
                                const std::string& text) {
  if (revision.size() == 2 * ObjectId::size &&
      revision.find_first_not_of('0') == std::string::npos) {
    return std::nullopt;
  }
  git_object* found = nullptr;
  int error = git_revparse_single(&found, repository, revision.c_str());
  const ObjectHandle object(found);
  git_object* peeled = nullptr;
  if (error == 0) error = git_object_peel(&peeled, found, GIT_OBJECT_COMMIT);
  const ObjectHandle commit(peeled);
  if (error != 0) {
    throw Error("unknown revision '" + revision + "' in '" + text + "': " + libgit2_error());
  }
  return id_of(*git_object_id(peeled));
}

// Paints what A reaches and what B reaches, newest first, as far down as it matters.
class RangeWalk {
 public:
  RangeWalk(const Repository& repository, const ObjectDatabase& objects)
      : objects_(objects), shallow_(shallow_boundary(repository)) {}

  void add(const ObjectId& id, bool hidden) {
    const auto [found, added] = numbers_.emplace(id, nodes_.size());
    if (added) load(id, hidden);
    Node& node = nodes_[found->second];
    if (!added && !(hidden && !node.hidden)) return;
    if (!added) hide(found->second);
    if (added && node.here) {
      queue_.emplace(node.commit.committed, id, found->second);
      if (!node.hidden) ++open_;
    }
  }

  Range run() {
    std::int64_t oldest = std::numeric_limits<std::int64_t>::max();
    while (!queue_.empty()) {
      const auto [committed, id, number] = queue_.top();
      if (open_ == 0 && committed < oldest) break;
      queue_.pop();
      nodes_[number].popped = true;
      const bool hidden = nodes_[number].hidden;
      if (!hidden) {
        --open_;
        oldest = std::min(oldest, committed);
      }
      const std::vector<ObjectId> parents = nodes_[number].commit.parents;
      for (const ObjectId& parent : parents) add(parent, nodes_[number].hidden);
    }
    return result();
  }

 private:
  struct Node {
    RangeCommit commit;
    bool here = false;
    bool hidden = false;
    bool popped = false;
    std::string why;
  };

  void load(const ObjectId& id, bool hidden) {
    Node node;
    node.hidden = hidden;
    node.commit.id = id;
    const auto object = objects_.read(id, &node.why);
    if (object && object->type == ObjectType::commit) {
      RawCommit raw = parse_commit(object->bytes);
      node.here = true;
      node.commit.tree = raw.tree;
      node.commit.committed = seconds_of(raw.committer);
      if (!shallow_.contains(id)) node.commit.parents = std::move(raw.parents);
    }
    nodes_.push_back(std::move(node));
  }

  // A turned out to reach it, and so all below that was looked at already.
  void hide(std::size_t first) {
    std::vector<std::size_t> todo{first};
    while (!todo.empty()) {
      Node& node = nodes_[todo.back()];
      todo.pop_back();
      if (node.hidden) continue;
      node.hidden = true;
      if (!node.here) continue;
      if (!node.popped) --open_;
      for (const ObjectId& parent : node.commit.parents) {
        const auto found = numbers_.find(parent);
        if (found != numbers_.end()) todo.push_back(found->second);
      }
    }
  }

  Range result() {
    Range range;
    std::size_t boundary = 0;
    History order;
    for (const Node& node : nodes_) {
      if (node.hidden) continue;
      if (!node.here) {
        range.problems.push_back({.object = node.commit.id.hex(), .path = {}, .why = node.why});
        continue;
      }
      if (shallow_.contains(node.commit.id)) ++boundary;
      order.ids.add(node.commit.id);
      order.commits.push_back({.tree = node.commit.tree,
                               .parents = {},
                               .committed = node.commit.committed,
                               .reach = Reach::history,
                               .in_head = false});
    }
    order.boundary = boundary;
    range.skipped = order.skipped();
    link(order);
    for (const std::uint32_t number : order.oldest_first()) {
      range.commits.push_back(nodes_[numbers_.at(order.ids[number])].commit);
    }
    return range;
  }

  void link(History& order) const {
    for (std::uint32_t number = 0; number < order.commits.size(); ++number) {
      for (const ObjectId& parent : nodes_[numbers_.at(order.ids[number])].commit.parents) {
        const std::uint32_t known = order.ids.find(parent);
        if (known != IdTable::none) order.commits[number].parents.push_back(known);
      }
    }
  }

  const ObjectDatabase& objects_;
  std::unordered_set<ObjectId, ObjectIdHash> shallow_;
  std::vector<Node> nodes_;
  std::unordered_map<ObjectId, std::size_t, ObjectIdHash> numbers_;
  std::priority_queue<std::tuple<std::int64_t, ObjectId, std::size_t>> queue_;
  std::size_t open_ = 0;  // commits in the queue that A is not known to reach
};

}  // namespace

Range range_of(const Repository& repository, const ObjectDatabase& objects,
               const std::string& text) {
  if (text.find("...") != std::string::npos) {
    throw Error("'" + text + "' names two histories; use A..B");
  }
  const std::size_t dots = text.find("..");
  std::string from = text.substr(0, dots);
  std::string to = dots == std::string::npos ? std::string() : text.substr(dots + 2);
  if (from.empty()) from = "HEAD";
  if (to.empty()) to = "HEAD";
  const auto hidden = resolve(repository.raw(), from, text);
  const auto wanted = resolve(repository.raw(), to, text);
  RangeWalk walk(repository, objects);
  if (hidden) walk.add(*hidden, true);
  if (wanted) walk.add(*wanted, false);
  return walk.run();
}

}  // namespace patdown
