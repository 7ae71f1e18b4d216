#pragma once

// Near which bytes may a rule hold?
//
// The anchors of all rules in one Vectorscan database, compiled for any x86-64 processor with
// SSE4.2 (the database would otherwise be refused on processors older than the one it was made on).
// The one of the built-in rules is made by the build and only loaded; it serves any selection of
// them, with hits of the others passed over. Other rules are compiled when they come.

#include "core/span.h"
#include "rule/rule.h"
#include "secret/scan_memory.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct hs_database;
struct hs_scratch;

namespace patdown {

// The windows of one text to confirm in, by rule.
class Candidates {
 public:
  explicit Candidates(std::size_t rules) : windows_(rules) {}

  // Forgets the windows of the text before.
  void clear();
  void add(std::uint32_t rule, Span window);
  // Sorts and merges: afterwards the windows of a rule are ascending and apart.
  void settle();

  // Rules with a window, ascending after settle().
  const std::vector<std::uint32_t>& rules() const { return touched_; }
  const std::vector<Span>& windows(std::uint32_t rule) const { return windows_[rule]; }

 private:
  std::vector<std::vector<Span>> windows_;  // indexed by rule
  std::vector<std::uint32_t> touched_;
};

// Immutable once built; threads may share it, each with a scratch of its own.
class Anchors {
 public:
  struct DatabaseDeleter {
    void operator()(hs_database* database) const;
  };
  struct ScratchDeleter {
    void operator()(hs_scratch* scratch) const;
  };
  using Scratch = std::unique_ptr<hs_scratch, ScratchDeleter>;

  // Throws Error, naming the rule, if it has no anchor or Vectorscan refuses one.
  explicit Anchors(std::span<const Rule* const> rules);

  // What the build stores: the anchors, then the database.
  std::string packed() const;

  Scratch make_scratch() const;
  // Adds the windows around every hit in `text` to `candidates`, and settles them.
  void find(std::string_view text, hs_scratch* scratch, Candidates& candidates) const;
  // Appends every hit in `part` of `text`, as if the text were no more than that.
  void find(std::string_view text, Span part, hs_scratch* scratch,
            std::vector<AnchorHit>& hits) const;

  // One anchor and how far from the end of its hit the rule's match may begin and end.
  struct Anchor {
    static constexpr std::uint32_t off = UINT32_MAX;
    std::uint32_t rule = 0;  // `off` for one of a rule that was not asked for
    std::size_t width = 0;   // most bytes of a hit
    std::size_t before = 0;
    std::size_t behind = 0;
  };
  const Anchor& operator[](std::uint32_t anchor) const { return anchors_[anchor]; }
  // The most bytes of a hit of any.
  std::size_t longest() const { return longest_; }

  // Where in a text of `size` bytes the rule may hold because of a hit.
  Span window_of(const AnchorHit& hit, std::size_t size) const;
  // All that decides whether there is a hit that ends at `end`.
  Reach reach_of(std::uint32_t anchor, std::size_t end) const;

 private:
  // False if one of the rules is not built in, or this processor or library refuses what is stored.
  bool load(std::span<const Rule* const> rules);
  void compile(std::span<const Rule* const> rules);

  std::vector<Anchor> anchors_;  // indexed by Vectorscan's pattern id
  std::size_t longest_ = 0;      // anchor, in bytes: the overlap of neighbouring pieces
  std::unique_ptr<hs_database, DatabaseDeleter> database_;
};

}  // namespace patdown
