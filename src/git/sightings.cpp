#include "git/sightings.h"

#include <algorithm>
#include <utility>

namespace patdown {

void SightingWalk::walk(std::uint32_t root, std::uint32_t unit) {
  descend(visited_, root, unit);
}

void SightingWalk::walk_head(std::uint32_t root) {
  walking_head_ = true;
  descend(head_, root, no_unit);
  walking_head_ = false;
}

const std::vector<SightingWalk::Seen>& SightingWalk::seen(std::uint32_t object) const {
  static const std::vector<Seen> nothing;
  const auto found = seen_.find(object);
  return found == seen_.end() ? nothing : found->second;
}

bool SightingWalk::in_head(std::uint32_t object, std::uint32_t path) const {
  return head_.find(pair_of(object, path)) != Pairs::none;
}

std::string SightingWalk::path(std::uint32_t number) const {
  std::vector<std::uint32_t> names;
  while (number != 0) {
    const Pair pair = paths_[number];
    names.push_back(static_cast<std::uint32_t>(pair));
    number = static_cast<std::uint32_t>(pair >> 32U);
  }
  std::string path;
  std::reverse(names.begin(), names.end());
  for (const std::uint32_t name : names) {
    if (!path.empty()) path += '/';
    path += graph_.name(name);
  }
  return path;
}

bool SightingWalk::visit(Pairs& visited, std::uint32_t object, std::uint32_t path) {
  if (visited.size() >= limits_.pairs) {
    cut_ = true;
    return false;
  }
  const std::size_t before = visited.size();
  return visited.add(pair_of(object, path)) == before;
}

void SightingWalk::descend(Pairs& visited, std::uint32_t root, std::uint32_t unit) {
  if (root == IdTable::none || !visit(visited, root, 0)) return;
  if (graph_.wanted(root)) note(root, 0, unit);
  std::vector<std::pair<std::uint32_t, std::uint32_t>> todo{{root, 0}};
  while (!todo.empty()) {
    const auto [tree, at] = todo.back();
    todo.pop_back();
    for (const TreeGraph::Step& step : graph_.steps(tree)) {
      const std::uint32_t path = paths_.add(pair_of(at, step.name));
      if (!visit(visited, step.object, path)) continue;
      if (graph_.wanted(step.object)) note(step.object, path, unit);
      if (!graph_.steps(step.object).empty()) todo.emplace_back(step.object, path);
    }
  }
}

void SightingWalk::note(std::uint32_t object, std::uint32_t path, std::uint32_t unit) {
  if (walking_head_) return;
  std::vector<Seen>& places = seen_[object];
  if (places.size() >= limits_.paths) {
    cut_ = true;
    return;
  }
  places.push_back({.path = path, .unit = unit});
}

}  // namespace patdown
