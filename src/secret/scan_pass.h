#pragma once

// One scan of one text: the text itself, what it decodes to, and what is found on the way.
//
// A text made from one that was scanned before is searched where it is new. Anchors are looked for
// in what changed, as far around it as an anchor is long; hits in unchanged stretches are known. A
// place where a rule was tried is tried again only if something that decided there has changed.
// The same goes for encoded runs. The result is that of a scan of the whole text, hit for hit.

#include "secret/anchors.h"
#include "secret/compiled_rule.h"
#include "secret/confirm.h"
#include "secret/copy_map.h"
#include "secret/decode.h"
#include "secret/found.h"
#include "secret/long_runs.h"
#include "secret/scan_memory.h"
#include "secret/view.h"
#include "secret/view_batch.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace patdown {

// What every scan of a scanner uses. Borrows everything.
struct ScanTools {
  const std::deque<CompiledRule>& rules;
  const Anchors& anchors;
  std::size_t most_near = 0;  // bytes around a secret that a rule's `near` looks at
};

// What one thread searches with, text after text.
struct ScanScratch {
  Anchors::Scratch anchors;
  Candidates candidates;
  ViewBatch escapes = {};
  LongRuns runs = {};           // of the text that is searched as a whole
  std::vector<Span> hits = {};  // where they end in the text
};

// An encoded run of the base that stands in the text `shift` further on.
struct KnownRun {
  const HiddenRun* run = nullptr;
  std::int64_t shift = 0;
};

class ScanPass {
 public:
  // `size`: of the blob, which the bounds go by.
  ScanPass(const ScanTools& tools, std::string_view path, std::size_t size, ScanScratch& scratch);

  // All of `view`; `plain`: it has no NUL.
  void search_whole(const View& view, bool plain);
  // What `map` tells of it, made from the text of `base`. False if it came near a bound: then only
  // a new pass over the whole text says what the bounds leave out.
  bool search_changed(const View& view, const CopyMap& map, const ScanMemory& base);

  std::vector<Found> found() const { return without_repeats(memory_->found); }
  // Bounds that were hit, in words.
  std::vector<std::string> limits() const;
  // Theirs who made the pass, when it is done.
  const std::shared_ptr<ScanMemory>& memory() const { return memory_; }

 private:
  static constexpr std::size_t most_matches = 100'000;  // in one blob

  // Windows of a rule: one hit's, or those of a place that is known.
  struct Item {
    std::uint32_t rule = 0;
    Span window;
    const TriedPlace* known = nullptr;
    std::int64_t shift = 0;   // from the base to here, if known
    std::uint32_t place = 0;  // that it became part of
  };

  void search(const View& given, const CopyMap& map, const ScanMemory* base);
  void find_hits(const View& view, const CopyMap& map);
  void add_hit(AnchorHit hit, std::string_view text);
  // The item of a place of the base that is known here; `first_item`: of the stretch.
  std::uint32_t item_of(const TriedPlace& place, const ScanMemory& base, const Stretch& stretch,
                        std::size_t first_item);
  void inherit_hits(const Stretch& stretch, const ScanMemory& base, std::string_view text);
  void try_places(const View& view, const ScanMemory* base);
  void try_place(const View& view, std::span<const std::uint32_t> items, const ScanMemory* base,
                 std::size_t& floor);
  void inherit_found(const ScanMemory& base, std::uint32_t first, std::uint32_t end,
                     std::int64_t shift, std::uint32_t first_root);
  void inherit_run(const ScanMemory& base, const KnownRun& known);
  void search_hidden(const View& view, const CopyMap& map, const ScanMemory* base);
  void list_hits();
  void search_run(Coding coding, const View& inner);
  void search_decoded(const View& view, std::uint32_t root);
  void keep(const CompiledRule& rule, const View& view, std::uint32_t root, Confirmed confirmed);
  void settle(const ScanMemory* base, const CopyMap& map);

  const ScanTools& tools_;
  std::string_view path_;
  Anchors::Scratch& scratch_;
  Candidates& candidates_;
  ViewBatch& escapes_;
  std::vector<Span>& hits_;
  DecodeBudget decoding_;
  ConfirmBudget confirming_;
  std::size_t decoding_given_ = 0;
  std::size_t confirming_given_ = 0;
  std::shared_ptr<ScanMemory> memory_ = std::make_shared<ScanMemory>();
  std::vector<Item> items_;
  std::vector<std::uint32_t> known_;  // by place of the base, see item_of()
  std::uint32_t roots_ = 0;
  bool plain_ = false;
  bool judged_ = false;
  bool full_ = false;
};

}  // namespace patdown
