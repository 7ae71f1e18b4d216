#pragma once

// At which path, and in which commit first, does each wanted object of a TreeGraph stand?

#include "git/number_table.h"
#include "git/tree_graph.h"

#include <cstdint>
#include <limits>
#include <string>
#include <unordered_map>
#include <vector>

namespace patdown {

struct SightingLimits {
  std::size_t paths = 10'000;     // kept of one object; copies of copies can be made without end
  std::size_t pairs = 8'000'000;  // of object and path looked at in all, some 20 bytes each
};

class SightingWalk {
 public:
  static constexpr std::uint32_t no_unit = std::numeric_limits<std::uint32_t>::max();

  struct Seen {
    std::uint32_t path = 0;  // for path()
    std::uint32_t unit = no_unit;
  };

  explicit SightingWalk(const TreeGraph& graph, const SightingLimits& limits = {})
      : graph_(graph), limits_(limits) {
    paths_.add(pair_of(no_unit, no_unit));  // the root
  }

  // What `root` holds at places where nothing held it before is first seen in `unit`.
  void walk(std::uint32_t root, std::uint32_t unit);
  // What HEAD holds. Asked by in_head().
  void walk_head(std::uint32_t root);

  const std::vector<Seen>& seen(std::uint32_t object) const;
  bool in_head(std::uint32_t object, std::uint32_t path) const;
  std::string path(std::uint32_t number) const;
  bool cut() const { return cut_; }  // whether a bound was hit

 private:
  using Pair = std::uint64_t;
  using Pairs = NumberTable<Pair, NumberHash>;

  static Pair pair_of(std::uint32_t a, std::uint32_t b) { return (Pair{a} << 32U) | b; }
  bool visit(Pairs& visited, std::uint32_t object, std::uint32_t path);
  void descend(Pairs& visited, std::uint32_t root, std::uint32_t unit);
  void note(std::uint32_t object, std::uint32_t path, std::uint32_t unit);

  const TreeGraph& graph_;
  SightingLimits limits_;
  Pairs paths_;  // of a parent's number and a name's
  Pairs visited_;
  Pairs head_;
  std::unordered_map<std::uint32_t, std::vector<Seen>> seen_;
  bool walking_head_ = false;
  bool cut_ = false;
};

}  // namespace patdown
