#include "git/tree_graph.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace patdown {
namespace {

using Edge = TreeEdges::Edge;

// Lists of edges, by a number of theirs.
class EdgesBy {
 public:
  EdgesBy(std::vector<Edge> edges, std::uint32_t Edge::*key) : edges_(std::move(edges)), key_(key) {
    std::sort(edges_.begin(), edges_.end(),
              [key](const Edge& a, const Edge& b) { return a.*key < b.*key; });
  }

  template <typename Visit>
  void each(std::uint32_t number, const Visit& visit) const {
    auto at = std::lower_bound(
        edges_.begin(), edges_.end(), number,
        [this](const Edge& edge, std::uint32_t wanted) { return edge.*key_ < wanted; });
    for (; at != edges_.end() && (*at).*key_ == number; ++at) visit(*at);
  }

 private:
  std::vector<Edge> edges_;
  std::uint32_t Edge::*key_;
};

// Which trees are deltas of a tree.
EdgesBy deltas_of(const TreeEdges& edges, std::size_t objects) {
  std::vector<Edge> links;
  for (std::uint32_t tree = 0; tree < objects; ++tree) {
    if (edges.base(tree) != IdTable::none) {
      links.push_back({.tree = edges.base(tree), .child = tree, .name = 0});
    }
  }
  return {std::move(links), &Edge::tree};
}

}  // namespace

TreeGraph::TreeGraph(ObjectFacts& facts, const TreeEdges& edges, const std::vector<ObjectId>& roots)
    : facts_(facts), edges_(edges) {
  for (const auto& [id, why] : facts.unreadable()) {
    if (facts.type_of(id) == ObjectType::tree) lose(facts.ids().find(id));
  }
  for (const ObjectId& root : roots) {
    const std::uint32_t tree = facts.ids().add(root);
    if (!edges.taken(tree)) lose(tree);
  }
  for (const Edge& edge : edges.gained()) {
    if (!edges.wanted(edge.child) && !edges.taken(edge.child)) lose(edge.child);
  }
  for (const std::uint32_t tree : edges.damaged()) {
    lose(tree, "a damaged tree: its last entries cannot be read");
  }
  std::sort(absent_.begin(), absent_.end(), [this](const Absent& a, const Absent& b) {
    return std::tie(id_of(a.object), a.why) < std::tie(id_of(b.object), b.why);
  });
  if (!edges.anything_wanted() && lost_.empty()) return;
  find_ways();
  sort_steps();
  break_rings();
}

void TreeGraph::lose(std::uint32_t object) {
  if (lost_.contains(object)) return;
  std::string why = "missing from the object database";
  const auto known = facts_.unreadable().find(id_of(object));
  if (known != facts_.unreadable().end()) {
    why = known->second;
  } else if (object < facts_.there()) {
    why = "named as a tree, but is none";
  }
  lose(object, std::move(why));
}

void TreeGraph::lose(std::uint32_t object, std::string why) {
  absent_.push_back({.object = object, .why = std::move(why)});
  lost_.insert(object);
}

const std::vector<TreeGraph::Step>& TreeGraph::steps(std::uint32_t object) const {
  static const std::vector<Step> nothing;
  const auto found = steps_.find(object);
  return found == steps_.end() ? nothing : found->second;
}

// From each wanted object to the trees that hold it, and on from those: first the tree that gained
// the entry, then all that are made from it, until one drops the entry.
void TreeGraph::find_ways() {
  const EdgesBy gained(edges_.gained(), &Edge::child);
  const EdgesBy deltas = deltas_of(edges_, facts_.there());
  std::vector<std::uint32_t> todo(lost_.begin(), lost_.end());
  std::unordered_set<std::uint32_t> known = lost_;
  for (std::uint32_t object = 0; object < facts_.there(); ++object) {
    if (edges_.wanted(object) && known.insert(object).second) todo.push_back(object);
  }
  std::vector<std::uint32_t> trees;
  const auto hold = [&](Edge edge) {
    trees.assign(1, edge.tree);
    while (!trees.empty()) {
      const std::uint32_t tree = trees.back();
      trees.pop_back();
      steps_[tree].push_back({.name = edge.name, .object = edge.child});
      if (known.insert(tree).second) todo.push_back(tree);
      deltas.each(tree, [&](const Edge& delta) {
        edge.tree = delta.child;
        const auto& dropped = edges_.dropped();
        if (std::binary_search(dropped.begin(), dropped.end(), edge)) return;
        trees.push_back(delta.child);
      });
    }
  };
  while (!todo.empty()) {
    const std::uint32_t object = todo.back();
    todo.pop_back();
    gained.each(object, hold);
  }
}

// A step back to a tree from which it was reached leads nowhere.
void TreeGraph::break_rings() {
  constexpr std::uint8_t open = 1;
  constexpr std::uint8_t closed = 2;
  struct Frame {
    std::uint32_t tree = 0;
    std::size_t next = 0;
  };
  std::unordered_map<std::uint32_t, std::uint8_t> state;
  std::vector<std::uint32_t> trees;
  for (const auto& [tree, steps] : steps_) trees.push_back(tree);
  std::sort(trees.begin(), trees.end(),
            [this](std::uint32_t a, std::uint32_t b) { return id_of(a) < id_of(b); });
  std::vector<Frame> stack;
  for (const std::uint32_t first : trees) {
    if (state[first] == 0) stack.push_back({.tree = first});
    while (!stack.empty()) {
      Frame& frame = stack.back();
      std::vector<Step>& steps = steps_[frame.tree];
      if (frame.next == 0) state[frame.tree] = open;
      if (frame.next == steps.size()) {
        state[frame.tree] = closed;
        stack.pop_back();
        continue;
      }
      const std::uint32_t object = steps[frame.next].object;
      const std::uint8_t reached = steps_.contains(object) ? state[object] : closed;
      if (reached == open) {
        steps.erase(steps.begin() + static_cast<std::ptrdiff_t>(frame.next));
        continue;
      }
      ++frame.next;
      if (reached == 0) stack.push_back({.tree = object});
    }
  }
}

// Whatever order the threads had.
void TreeGraph::sort_steps() {
  for (auto& [tree, steps] : steps_) {
    std::sort(steps.begin(), steps.end(), [this](const Step& a, const Step& b) {
      return std::tie(name(a.name), id_of(a.object)) < std::tie(name(b.name), id_of(b.object));
    });
  }
}

}  // namespace patdown
