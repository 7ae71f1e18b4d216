#pragma once

// Which trees of a history lead to a wanted object, and which entries are nowhere?
//
// Each distinct tree is read once and each of its entries looked up once. What is nowhere counts as
// wanted, so that its path can be told. Only the way to wanted objects is kept.

#include "core/problem.h"
#include "git/id_table.h"
#include "git/object_database.h"

#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace patdown {

class TreeGraph {
 public:
  struct Step {
    std::uint32_t name = 0;    // number in `names`
    std::uint32_t object = 0;  // number in `ids`
  };

  // `all` holds every object that is there.
  TreeGraph(const ObjectDatabase& objects, const std::vector<ObjectId>& all);

  void want(const ObjectId& id);
  // Reads `root` and all below it that was not read before.
  void walk(const ObjectId& root);

  // Whether a walk has come upon it.
  bool seen(const ObjectId& id) const;
  std::uint32_t number_of(const ObjectId& id) const { return ids_.find(id); }
  const ObjectId& id_of(std::uint32_t object) const { return ids_[object]; }
  const std::string& name(std::uint32_t number) const { return names_[number]; }

  bool wanted(std::uint32_t object) const { return is(object, wanted_bit); }
  // The entries of a tree that are wanted or lead on; empty for anything else.
  const std::vector<Step>& steps(std::uint32_t object) const;

  // Objects that are nowhere or cannot be read, with the reason; in the order met.
  struct Absent {
    std::uint32_t object = 0;
    std::string why;
  };
  const std::vector<Absent>& absent() const { return absent_; }
  // Names of entries that stand for another repository's commit; bounded.
  const std::set<std::string>& submodules() const { return gitlinks_; }
  // Whether a tree that was read holds it.
  bool has_parent(const ObjectId& id) const;

 private:
  static constexpr std::uint8_t here_bit = 1;
  static constexpr std::uint8_t seen_bit = 2;
  static constexpr std::uint8_t wanted_bit = 4;
  static constexpr std::uint8_t open_bit = 8;  // a tree whose subtrees are being walked
  static constexpr std::uint8_t child_bit = 16;

  struct Frame {
    std::uint32_t tree = 0;
    std::string bytes;
    std::vector<std::uint32_t> subtrees;
    bool leads = false;
  };

  bool is(std::uint32_t object, std::uint8_t bits) const { return (state_[object] & bits) != 0; }
  bool open(std::uint32_t tree, std::vector<Frame>& stack);
  void close(const Frame& frame);
  void lose(std::uint32_t object, std::string why);
  bool leads(std::uint32_t object) const;
  std::uint32_t name_number(std::string_view name);

  const ObjectDatabase& objects_;
  IdTable ids_;
  std::vector<std::uint8_t> state_;
  std::unordered_map<std::uint32_t, std::vector<Step>> steps_;
  std::unordered_map<std::string, std::uint32_t> name_numbers_;
  std::vector<std::string> names_;
  std::set<std::string> gitlinks_;
  std::vector<Absent> absent_;
};

}  // namespace patdown
