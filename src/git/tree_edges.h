#pragma once

// Which entries of a history's trees matter: subtrees, wanted blobs, and what is nowhere?
//
// Takes each distinct tree once, in any order, from several threads. Of a tree that is a delta only
// entries that its base does not have are looked up: they are kept as gained, those of the base
// that are gone as dropped, so a tree costs what is new in it.

#include "core/text_hash.h"
#include "git/object_facts.h"
#include "git/raw_object.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace patdown {

class TreeEdges {
 public:
  struct Edge {
    std::uint32_t tree = 0;  // numbers of objects in the ids of the facts
    std::uint32_t child = 0;
    std::uint32_t name = 0;  // number of the entry's name

    friend auto operator<=>(const Edge&, const Edge&) = default;
  };

  // `facts` must outlive it; nobody else adds ids while trees are taken.
  explicit TreeEdges(ObjectFacts& facts);

  // Before the trees are taken.
  void want(const ObjectId& id);
  std::shared_ptr<const Remembered> take(const WalkedObject& tree);
  // When all are taken: gives numbers to the objects that are nowhere.
  void finish();

  bool anything_wanted() const { return anything_wanted_; }
  bool wanted(std::uint32_t object) const { return has(object, wanted_bit); }
  bool taken(std::uint32_t object) const { return has(object, taken_bit); }
  // Whether another tree holds this tree.
  bool has_parent(std::uint32_t object) const { return has(object, child_bit); }
  std::string_view name(std::uint32_t number) const { return names_[number]; }
  std::size_t names() const { return names_.size(); }

  const std::vector<Edge>& gained() const { return gained_; }
  const std::vector<Edge>& dropped() const { return dropped_; }
  // The tree that a tree is a delta of: of it, it has all that it does not drop.
  std::uint32_t base(std::uint32_t tree) const { return bases_[tree]; }
  // Trees whose last entries cannot be read.
  const std::vector<std::uint32_t>& damaged() const { return damaged_; }
  // Names of entries that stand for another repository's commit: the first 1000.
  const std::set<std::string>& submodules() const { return gitlinks_; }

 private:
  static constexpr std::uint8_t wanted_bit = 1;
  static constexpr std::uint8_t taken_bit = 2;
  static constexpr std::uint8_t child_bit = 4;

  struct Memory;
  struct Found;

  bool has(std::uint32_t object, std::uint8_t bit) const {
    return object < state_.size() && (state_[object].load(std::memory_order_relaxed) & bit) != 0;
  }
  void set(std::uint32_t object, std::uint8_t bit) {
    state_[object].fetch_or(bit, std::memory_order_relaxed);
  }
  void look_at(std::string_view bytes, const Delta* delta, Found& found) const;
  void look_at(const TreeEntry& entry, std::uint32_t start, Found& found) const;
  static std::size_t keep_entries(const Memory& base, Span copied, std::size_t start, Found& found);
  void add_gained(const Found& found, Memory& memory);
  void add_kept(const Found& found, const Memory& base, Memory& memory);
  std::uint32_t name_number(std::string_view name);

  ObjectFacts& facts_;
  std::size_t there_ = 0;
  bool anything_wanted_ = false;
  std::vector<std::atomic<std::uint8_t>> state_;
  std::vector<std::uint32_t> bases_;
  std::mutex guard_;  // of all below, while trees are taken
  IdTable absent_;
  std::vector<Edge> gained_;
  std::vector<Edge> dropped_;
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> name_numbers_;
  std::vector<std::string_view> names_;
  std::set<std::string> gitlinks_;
  std::vector<std::uint32_t> damaged_;
};

}  // namespace patdown
