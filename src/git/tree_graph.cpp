#include "git/tree_graph.h"

#include "git/raw_object.h"

#include <utility>

namespace patdown {
namespace {

// Names kept of submodules; a tree can be made to hold any number.
constexpr std::size_t max_gitlinks = 1000;

}  // namespace

TreeGraph::TreeGraph(const ObjectDatabase& objects, const std::vector<ObjectId>& all)
    : objects_(objects) {
  for (const ObjectId& id : all) ids_.add(id);
  state_.assign(ids_.size(), here_bit);
}

void TreeGraph::want(const ObjectId& id) {
  const std::uint32_t object = ids_.add(id);
  state_.resize(ids_.size());
  state_[object] |= wanted_bit;
}

bool TreeGraph::seen(const ObjectId& id) const {
  const std::uint32_t object = ids_.find(id);
  return object != IdTable::none && is(object, seen_bit);
}

bool TreeGraph::has_parent(const ObjectId& id) const {
  const std::uint32_t object = ids_.find(id);
  return object != IdTable::none && is(object, child_bit);
}

const std::vector<TreeGraph::Step>& TreeGraph::steps(std::uint32_t object) const {
  static const std::vector<Step> nothing;
  const auto found = steps_.find(object);
  return found == steps_.end() ? nothing : found->second;
}

void TreeGraph::walk(const ObjectId& root) {
  const std::uint32_t first = ids_.add(root);
  state_.resize(ids_.size());
  if (is(first, seen_bit)) return;
  std::vector<Frame> stack;
  open(first, stack);
  while (!stack.empty()) {
    Frame& frame = stack.back();
    if (frame.subtrees.empty()) {
      const Frame done = std::move(frame);
      stack.pop_back();
      close(done);
      if (!stack.empty() && leads(done.tree)) stack.back().leads = true;
      continue;
    }
    const std::uint32_t next = frame.subtrees.back();
    frame.subtrees.pop_back();
    if (is(next, seen_bit)) {
      if (leads(next)) frame.leads = true;
    } else if (!open(next, stack)) {
      stack.back().leads = true;
    }
  }
}

// False if the tree is nowhere; it then counts as wanted.
bool TreeGraph::open(std::uint32_t tree, std::vector<Frame>& stack) {
  state_[tree] |= seen_bit;
  std::string why;
  auto object = objects_.read(ids_[tree], &why);
  if (!object || object->type != ObjectType::tree) {
    lose(tree, object ? "named as a tree, but is none" : std::move(why));
    return false;
  }
  Frame frame{.tree = tree, .bytes = std::move(object->bytes), .subtrees = {}, .leads = false};
  TreeReader reader(frame.bytes);
  TreeEntry entry;
  while (reader.next(entry)) {
    if (entry.kind == EntryKind::gitlink) {
      if (gitlinks_.size() < max_gitlinks) gitlinks_.emplace(entry.name);
      continue;
    }
    const std::uint32_t child = ids_.add(entry.id);
    state_.resize(ids_.size());
    state_[child] |= child_bit;
    if (entry.kind == EntryKind::tree) {
      frame.subtrees.push_back(child);
      continue;
    }
    if (!is(child, seen_bit | here_bit)) lose(child, "missing from the object database");
    state_[child] |= seen_bit;
    if (wanted(child)) frame.leads = true;
  }
  if (reader.damaged()) {
    lose(tree, "a damaged tree: its last entries cannot be read");
    frame.leads = true;
  }
  state_[tree] |= open_bit;
  stack.push_back(std::move(frame));
  return true;
}

void TreeGraph::close(const Frame& frame) {
  std::vector<Step> steps;
  if (frame.leads) {
    TreeReader reader(frame.bytes);
    TreeEntry entry;
    while (reader.next(entry)) {
      if (entry.kind == EntryKind::gitlink) continue;
      const std::uint32_t child = ids_.find(entry.id);
      if (leads(child)) steps.push_back({.name = name_number(entry.name), .object = child});
    }
  }
  state_[frame.tree] &= static_cast<std::uint8_t>(~open_bit);
  if (!steps.empty()) steps_.emplace(frame.tree, std::move(steps));
}

void TreeGraph::lose(std::uint32_t object, std::string why) {
  absent_.push_back({.object = object, .why = std::move(why)});
  state_[object] |= wanted_bit | seen_bit;
}

// A tree that is still open leads nowhere: damaged trees can hold themselves, and no ring of steps
// may arise.
bool TreeGraph::leads(std::uint32_t object) const {
  return !is(object, open_bit) && (wanted(object) || steps_.contains(object));
}

std::uint32_t TreeGraph::name_number(std::string_view name) {
  const auto [found, added] =
      name_numbers_.emplace(std::string(name), static_cast<std::uint32_t>(names_.size()));
  if (added) names_.emplace_back(name);
  return found->second;
}

}  // namespace patdown
