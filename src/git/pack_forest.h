#pragma once

// Which objects of some packs are made from which?
//
// Every object that is stored whole is the root of a tree, every delta a child of its base. Only
// the headers of the entries are read. A base may lie in another pack. One that lies in none (a
// thin pack, a damaged one) leaves its deltas as roots without a type. Deltas that are made from
// each other in a ring are roots too, each by itself.

#include "git/object_types.h"
#include "git/pack_set.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace patdown::pack {

struct Node {
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  std::uint64_t offset = 0;
  const char* id = nullptr;   // 20 bytes; null for a base that no index names
  std::uint32_t base = none;  // number of the node
  std::uint32_t pack : 24 = 0;
  std::uint32_t stored : 3 = 0;  // see Stored
  std::uint32_t type : 3 = 0;    // an ObjectType, or 7 if it is not known
  bool twice : 1 = false;        // another node stands for the same object
  bool sound : 1 = true;         // false: its header or its base cannot be had
};

class Forest {
 public:
  // Borrows the packs. Headers lie far apart and are waited for: up to `threads` threads do.
  explicit Forest(const PackSet& packs, unsigned threads = 1);

  std::size_t size() const { return nodes_.size(); }
  // The ids of all packs, one pack's behind the other's as their indexes have them: how many there
  // are, and which of them is a node's.
  std::size_t places() const { return first_place_.back(); }
  std::size_t place_of(std::uint32_t node) const {
    const Node& here = nodes_[node];
    return first_place_[here.pack] + packs_.packs()[here.pack].place_of(here.id);
  }
  const Node& operator[](std::uint32_t node) const { return nodes_[node]; }
  const PackFile& pack_of(std::uint32_t node) const { return packs_.packs()[nodes_[node].pack]; }
  // Another copy of the object, in a pack behind `pack`; none if there is none.
  std::uint32_t other_copy(const ObjectId& id, std::uint32_t pack) const;
  // Has the memory of a node's id and of its first bytes brought near: they lie anywhere in the
  // index and the pack, and waiting for them costs as much as unpacking a small delta.
  void fetch(std::uint32_t node) const {
    const Node& next = nodes_[node];
    __builtin_prefetch(next.id);
    __builtin_prefetch(packs_.packs()[next.pack].bytes().data() + next.offset);
  }
  // From where an entry begins to where the next one does.
  std::string_view bytes_of(std::uint32_t node) const;
  std::optional<ObjectType> type_of(std::uint32_t node) const;

  const std::vector<std::uint32_t>& roots() const { return roots_; }
  // Of deltas that are made from each other in a ring, and of what is made from those.
  const std::vector<ObjectId>& rings() const { return rings_; }
  // Those that are wanted or lead to what is; the heaviest is the last.
  std::span<const std::uint32_t> children(std::uint32_t node) const {
    return {children_.data() + first_child_[node], first_child_[node + 1] - first_child_[node]};
  }
  // Packed bytes of a node and all below it, in units of 16; as large as can be told.
  std::uint32_t weight(std::uint32_t node) const { return weights_[node]; }

 private:
  void add_pack(std::uint32_t pack);
  void add_unnamed_bases(std::uint32_t pack);
  void read_headers(std::uint32_t pack);
  // False if the base of a delta has no node.
  bool read_header(std::uint32_t number);
  void link_id_bases();
  void mark_twice();
  // The node that begins there; none if there is no such.
  std::uint32_t node_at(std::uint32_t pack, std::uint64_t offset, std::uint32_t before) const;
  void list_children();
  std::vector<std::uint32_t> parents_first();
  void weigh(const std::vector<std::uint32_t>& order);
  void leave_out(const std::vector<bool>& wanted);

  const PackSet& packs_;
  unsigned threads_;
  std::vector<std::uint32_t> first_node_{0};  // of each pack, and the end
  std::vector<std::size_t> first_place_{0};   // likewise
  std::vector<Node> nodes_;                   // by pack, then offset
  std::vector<std::uint32_t> roots_;
  std::vector<ObjectId> rings_;
  std::vector<std::uint32_t> first_child_;  // of each node, and the end
  std::vector<std::uint32_t> children_;
  std::vector<std::uint32_t> weights_;
};

}  // namespace patdown::pack
