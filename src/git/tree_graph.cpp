#include "git/tree_graph.h"

#include "git/chains.h"

#include <algorithm>
#include <utility>

namespace patdown {
namespace {

using Edge = TreeEdges::Edge;

// The edges by what they lead to.
Chains by_child(const std::vector<Edge>& edges, std::size_t objects) {
  Chains chains(objects, edges.size());
  for (std::uint32_t i = 0; i < edges.size(); ++i) chains.add(edges[i].child, i);
  return chains;
}

// The trees that are deltas of a tree.
Chains by_base(const TreeEdges& edges, std::size_t objects) {
  Chains chains(objects, objects);
  for (std::uint32_t tree = 0; tree < objects; ++tree) {
    if (edges.base(tree) != IdTable::none) chains.add(edges.base(tree), tree);
  }
  return chains;
}

// What trees lack of the tree that they are deltas of.
class Dropped {
 public:
  Dropped(const std::vector<Edge>& edges, std::size_t objects)
      : edges_(edges.size()), first_(objects + 1, 0) {
    for (const Edge& edge : edges) ++first_[edge.tree + 1];
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    for (const Edge& edge : edges) edges_[next[edge.tree]++] = edge;
    // Few of each tree.
    for (std::size_t tree = 0; tree < objects; ++tree) {
      std::sort(edges_.begin() + first_[tree], edges_.begin() + first_[tree + 1]);
    }
  }

  bool has(const Edge& edge) const {
    return std::binary_search(edges_.begin() + first_[edge.tree],
                              edges_.begin() + first_[edge.tree + 1], edge);
  }

 private:
  std::vector<Edge> edges_;           // by tree, then ascending
  std::vector<std::uint32_t> first_;  // of each tree, and the end
};

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
    return std::pair(id_of(a.object), a.why) < std::pair(id_of(b.object), b.why);
  });
  if (!edges.anything_wanted() && lost_.empty()) return;
  const std::vector<Held> ways = find_ways();
  list_steps(ways);
  sort_steps(ways);
  if (has_rings()) break_rings();
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

// From each wanted object to the trees that hold it, and on from those: first the tree that gained
// the entry, then all that are made from it, until one drops the entry.
std::vector<TreeGraph::Held> TreeGraph::find_ways() const {
  const std::size_t objects = facts_.there();
  const Chains gained = by_child(edges_.gained(), facts_.ids().size());
  const Chains deltas = by_base(edges_, objects);
  const Dropped dropped(edges_.dropped(), objects);
  std::vector<Held> ways;
  std::vector<std::uint32_t> todo;
  std::vector<bool> known(facts_.ids().size());
  const auto reach = [&](std::uint32_t object) {
    if (known[object]) return;
    known[object] = true;
    todo.push_back(object);
  };
  for (const std::uint32_t object : lost_) reach(object);
  for (std::uint32_t object = 0; object < objects; ++object) {
    if (edges_.wanted(object)) reach(object);
  }
  std::vector<std::uint32_t> trees;
  const auto hold = [&](Edge edge) {
    trees.assign(1, edge.tree);
    while (!trees.empty()) {
      const std::uint32_t tree = trees.back();
      trees.pop_back();
      ways.push_back({.tree = tree, .step = {.name = edge.name, .object = edge.child}});
      reach(tree);
      for (edge.tree = deltas.first(tree); edge.tree != Chains::end;
           edge.tree = deltas.next(edge.tree)) {
        if (!dropped.has(edge)) trees.push_back(edge.tree);
      }
    }
  };
  while (!todo.empty()) {
    const std::uint32_t object = todo.back();
    todo.pop_back();
    for (std::uint32_t edge = gained.first(object); edge != Chains::end; edge = gained.next(edge)) {
      hold(edges_.gained()[edge]);
    }
  }
  return ways;
}

void TreeGraph::list_steps(const std::vector<Held>& ways) {
  step_counts_.assign(facts_.there(), 0);
  for (const Held& way : ways) ++step_counts_[way.tree];
  first_step_.resize(step_counts_.size());
  std::uint32_t begin = 0;
  for (std::size_t tree = 0; tree < step_counts_.size(); ++tree) {
    first_step_[tree] = begin;
    begin += std::exchange(step_counts_[tree], 0);
  }
  steps_.resize(ways.size());
  for (const Held& way : ways) {
    steps_[first_step_[way.tree] + step_counts_[way.tree]++] = way.step;
  }
}

// Whatever order the threads had: by name, then id.
void TreeGraph::sort_steps(const std::vector<Held>& ways) {
  std::vector<std::uint32_t> ranks(edges_.names(), Chains::end);
  std::vector<std::uint32_t> names;
  for (const Held& way : ways) {
    if (std::exchange(ranks[way.step.name], 0) == Chains::end) names.push_back(way.step.name);
  }
  std::sort(names.begin(), names.end(),
            [this](std::uint32_t a, std::uint32_t b) { return name(a) < name(b); });
  for (std::uint32_t rank = 0; rank < names.size(); ++rank) ranks[names[rank]] = rank;
  const auto before = [&](const Step& a, const Step& b) {
    if (a.name != b.name) return ranks[a.name] < ranks[b.name];
    return a.object != b.object && id_of(a.object) < id_of(b.object);
  };
  for (std::size_t tree = 0; tree < first_step_.size(); ++tree) {
    const auto begin = steps_.begin() + first_step_[tree];
    std::sort(begin, begin + step_counts_[tree], before);
  }
}

// Whether a tree leads to itself, as only damaged ones do.
bool TreeGraph::has_rings() const {
  std::vector<std::uint32_t> parents(first_step_.size(), 0);
  const auto leads_on = [this](const Step& step) { return step.object < first_step_.size(); };
  for (const Step& step : steps_) {
    if (leads_on(step)) ++parents[step.object];
  }
  std::vector<std::uint32_t> todo;
  for (std::uint32_t object = 0; object < parents.size(); ++object) {
    if (parents[object] == 0) todo.push_back(object);
  }
  std::size_t left = parents.size();
  while (!todo.empty()) {
    const std::uint32_t tree = todo.back();
    todo.pop_back();
    --left;
    for (const Step& step : steps(tree)) {
      if (leads_on(step) && --parents[step.object] == 0) todo.push_back(step.object);
    }
  }
  return left > 0;
}

// A step back to a tree from which it was reached leads nowhere.
void TreeGraph::break_rings() {
  std::vector<std::uint32_t> trees;
  for (std::uint32_t tree = 0; tree < step_counts_.size(); ++tree) {
    if (step_counts_[tree] > 0) trees.push_back(tree);
  }
  std::sort(trees.begin(), trees.end(),
            [this](std::uint32_t a, std::uint32_t b) { return id_of(a) < id_of(b); });
  std::vector<std::uint8_t> state(first_step_.size(), 0);
  for (const std::uint32_t tree : trees) {
    if (state[tree] == 0) break_rings_below(tree, state);
  }
}

void TreeGraph::break_rings_below(std::uint32_t tree, std::vector<std::uint8_t>& state) {
  constexpr std::uint8_t open = 1;
  constexpr std::uint8_t closed = 2;
  struct Frame {
    std::uint32_t tree = 0;
    std::uint32_t next = 0;
  };
  std::vector<Frame> stack{{.tree = tree}};
  while (!stack.empty()) {
    Frame& frame = stack.back();
    if (frame.next == 0) state[frame.tree] = open;
    if (frame.next == step_counts_[frame.tree]) {
      state[frame.tree] = closed;
      stack.pop_back();
      continue;
    }
    const auto first = steps_.begin() + first_step_[frame.tree];
    const auto step = first + frame.next;
    const std::uint32_t object = step->object;
    const std::uint8_t reached = steps(object).empty() ? closed : state[object];
    if (reached == open) {
      std::move(step + 1, first + step_counts_[frame.tree]--, step);
      continue;
    }
    ++frame.next;
    if (reached == 0) stack.push_back({.tree = object});
  }
}

}  // namespace patdown
