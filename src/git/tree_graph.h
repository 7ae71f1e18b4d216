#pragma once

// Which trees of a history lead to a wanted object, or to one that is nowhere?
//
// What is nowhere counts as wanted, so that its path can be told. Only the way to wanted objects is
// kept; it has no rings, though damaged trees can hold themselves.

#include "git/tree_edges.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace patdown {

class TreeGraph {
 public:
  struct Step {
    std::uint32_t name = 0;    // for name()
    std::uint32_t object = 0;  // number in the ids of the facts
  };
  // Objects that are nowhere or cannot be read, with the reason; by their ids.
  struct Absent {
    std::uint32_t object = 0;
    std::string why;
  };

  // `facts` and `edges`, which is finished, must outlive it. `roots` are the trees that commits and
  // names stand for: they have to be there.
  TreeGraph(ObjectFacts& facts, const TreeEdges& edges, const std::vector<ObjectId>& roots);

  std::uint32_t number_of(const ObjectId& id) const { return facts_.ids().find(id); }
  ObjectId id_of(std::uint32_t object) const { return facts_.ids()[object]; }
  std::string_view name(std::uint32_t number) const { return edges_.name(number); }

  bool wanted(std::uint32_t object) const {
    return edges_.wanted(object) || lost_.contains(object);
  }
  // The entries of a tree that are wanted or lead on; empty for anything else.
  std::span<const Step> steps(std::uint32_t object) const {
    if (object >= first_step_.size()) return {};
    return std::span(steps_).subspan(first_step_[object], step_counts_[object]);
  }
  const std::vector<Absent>& absent() const { return absent_; }

 private:
  struct Held {
    std::uint32_t tree = 0;
    Step step;
  };

  void lose(std::uint32_t object);
  void lose(std::uint32_t object, std::string why);
  std::vector<Held> find_ways() const;
  void list_steps(const std::vector<Held>& ways);
  void sort_steps(const std::vector<Held>& ways);
  bool has_rings() const;
  void break_rings();
  void break_rings_below(std::uint32_t tree, std::vector<std::uint8_t>& state);

  ObjectFacts& facts_;
  const TreeEdges& edges_;
  std::unordered_set<std::uint32_t> lost_;
  std::vector<Absent> absent_;
  // By number of an object: where its steps begin, and how many there are. Empty without any.
  std::vector<std::uint32_t> first_step_;
  std::vector<std::uint32_t> step_counts_;
  std::vector<Step> steps_;
};

}  // namespace patdown
