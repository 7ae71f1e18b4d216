#pragma once

// Which trees of a history lead to a wanted object, or to one that is nowhere?
//
// What is nowhere counts as wanted, so that its path can be told. Only the way to wanted objects is
// kept; it has no rings, though damaged trees can hold themselves.

#include "git/tree_edges.h"

#include <cstdint>
#include <string>
#include <unordered_map>
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
  const ObjectId& id_of(std::uint32_t object) const { return facts_.ids()[object]; }
  const std::string& name(std::uint32_t number) const { return edges_.name(number); }

  bool wanted(std::uint32_t object) const {
    return edges_.wanted(object) || lost_.contains(object);
  }
  // The entries of a tree that are wanted or lead on; empty for anything else.
  const std::vector<Step>& steps(std::uint32_t object) const;
  const std::vector<Absent>& absent() const { return absent_; }

 private:
  void lose(std::uint32_t object);
  void lose(std::uint32_t object, std::string why);
  void find_ways();
  void break_rings();
  void sort_steps();

  ObjectFacts& facts_;
  const TreeEdges& edges_;
  std::unordered_set<std::uint32_t> lost_;
  std::vector<Absent> absent_;
  std::unordered_map<std::uint32_t, std::vector<Step>> steps_;
};

}  // namespace patdown
