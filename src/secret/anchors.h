#pragma once

// Near which bytes may a rule hold?
//
// The anchors of all rules in three Vectorscan databases. Most tokens are long runs of base64's
// characters, and so are the hits of their anchors: those are looked for in such runs only, a tenth
// of a text or less, and those that need a still longer run in the few that are. All others are
// looked for in all of the text.
//
// Those of the built-in rules are made by the build and only loaded; they serve any selection of
// them, with hits of the others passed over. Other rules are compiled when they come.

#include "core/span.h"
#include "rule/rule.h"
#include "secret/candidates.h"
#include "secret/long_runs.h"
#include "secret/rule_meter.h"
#include "secret/scan_memory.h"
#include "secret/vectorscan.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

// Immutable once built; threads may share it, each with a scratch of its own.
class Anchors {
 public:
  // What a search needs beside the text.
  class Scratch;

  // Throws Error, naming the rule, if it has no anchor or Vectorscan refuses one.
  explicit Anchors(std::span<const Rule* const> rules);

  // From now on hits are counted: `meters`, one a rule, must outlive it.
  void meter(std::span<RuleMeter> meters) { meters_ = meters; }

  // What the build stores: the anchors, then the databases.
  std::string packed() const;

  // Adds the windows around every hit in `text` to `candidates`, and settles them.
  void find(std::string_view text, Scratch& scratch, Candidates& candidates) const;
  // Appends the hits in `text`: at least all those whose reach_of() touches one of `changes`, which
  // are ascending, in no order.
  // `runs`: the text's own, if they are known.
  void find(std::string_view text, const std::vector<Span>& changes, Scratch& scratch,
            std::vector<AnchorHit>& hits, const LongRuns* runs = nullptr) const;

  // One anchor and how far from the end of its hit the rule's match may begin and end.
  struct Anchor {
    static constexpr std::uint32_t off = UINT32_MAX;
    std::uint32_t rule = 0;  // `off` for one of a rule that was not asked for
    std::size_t width = 0;   // most bytes of a hit
    std::size_t before = 0;
    std::size_t behind = 0;
    bool in_line = false;  // and no further than the line goes
  };
  const Anchor& operator[](std::uint32_t anchor) const { return anchors_[anchor]; }
  // The most bytes of a hit of any.
  std::size_t longest() const;
  // Whether no hit goes across the end of a line or hangs on what stands beside it.
  bool keep_to_lines() const { return keep_to_lines_; }

  // Where in `text` the rule may hold because of a hit.
  Span window_of(const AnchorHit& hit, std::string_view text) const;
  // All that decides whether there is a hit that ends at `end` of `text`: as much as a hit may be
  // long, but if anchors keep to lines no more than its line and the line feed before.
  Reach reach_of(std::uint32_t anchor, std::size_t end, std::string_view text) const;

 private:
  struct Database {
    vectorscan::Database patterns;  // null if it has none
    std::size_t longest = 0;        // hit, in bytes
  };
  // How long a run has to be that a database is searched in; the first is searched in all of the
  // text. Runs of 20 are mostly names and paths, and one in ten to one in twenty has 44. Half of
  // the anchors need so many, and of those that have no literal, which cost most, nearly all.
  static constexpr std::array<std::size_t, 3> least_runs = {0, least_long_run, 44};

  // False if one of the rules is not built in, or this processor or library refuses what is stored.
  bool load(std::span<const Rule* const> rules);
  void compile(std::span<const Rule* const> rules);

  struct Sink;
  // Fills `parts` with `changes` and as much around them as hits reach.
  void widen(const std::vector<Span>& changes, std::string_view text,
             std::vector<Span>& parts) const;
  // Each: the hits in `part` of what is searched, as if it were no more than that.
  void search(std::string_view searched, Span part, Scratch& scratch, Sink& sink) const;
  void find_everywhere(std::string_view searched, Span part, Scratch& scratch, Sink& sink) const;
  void find_in_runs(std::string_view searched, Span part, Scratch& scratch, Sink& sink) const;
  void find_in_run(std::string_view searched, Span run, std::size_t database, Scratch& scratch,
                   Sink& sink) const;
  // What is left of them, in every database.
  void find_in_copied_runs(Scratch& scratch, Sink& sink) const;
  void find_in_copied_runs(std::size_t database, Scratch& scratch, Sink& sink) const;
  Span surroundings_of(std::string_view searched, Span part, Span run) const;

  std::span<RuleMeter> meters_;  // none: nothing is counted
  std::vector<Anchor> anchors_;  // indexed by Vectorscan's pattern id
  std::array<Database, least_runs.size()> databases_;
  bool keep_to_lines_ = true;
};

// For one thread at a time.
class Anchors::Scratch {
 public:
  explicit Scratch(const Anchors& anchors);

 private:
  friend class Anchors;

  // A copied piece of what is searched, and where it stands in the text.
  struct Copied {
    std::size_t at = 0;  // in `Copies::text`
    std::size_t begin = 0;
  };
  // Pieces that are searched at once: each search costs as much as 200 bytes do.
  struct Copies {
    std::string text;  // with a byte between the pieces that no hit has
    std::vector<Copied> places;

    void add(char between, std::string_view piece, std::size_t begin);
    void clear();
  };

  vectorscan::Scratch engine_;
  std::vector<Span> parts_;                     // of the text, to search
  Copies part_copies_;                          // of short parts
  std::array<Copies, least_runs.size()> runs_;  // for each database, of runs
};

}  // namespace patdown
