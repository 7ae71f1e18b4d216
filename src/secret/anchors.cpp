#include "secret/anchors.h"

#include "core/error.h"

#include <algorithm>

#include <hs/hs.h>

// Vectorscan 5.4.9 holds its code once for each generation of x86 processors and takes the newest
// that fits. The one for AVX-512 is faulty: it misses matches at some offsets in the text, four in
// ten of them for `(?i)(?:token|secret)[a-z_]{0,12}=[a-z]{8}`; the one for AVX2 finds them all.
// Weak: a library made for one kind of processor has no such name.
extern "C" [[gnu::weak]] hs_error_t avx2_hs_scan(const hs_database_t* database, const char* text,
                                                 unsigned length, unsigned flags,
                                                 hs_scratch_t* scratch, match_event_handler on_hit,
                                                 void* context);

namespace patdown {
namespace {

using Scan = decltype(&hs_scan);

Scan sound_scan() {
#ifdef __x86_64__
  if (avx2_hs_scan != nullptr && __builtin_cpu_supports("avx512f") != 0) return &avx2_hs_scan;
#endif
  return &hs_scan;
}

// hs_scan takes 32-bit lengths; larger texts go through in pieces.
constexpr std::size_t piece_size = std::size_t{1} << 30U;

struct Search {
  const Anchors* anchors;
  std::size_t offset;  // of the piece in the text
  // One of the two.
  Candidates* candidates;
  std::vector<AnchorHit>* hits;
  std::size_t size;  // of the text
};

int on_hit(unsigned id, unsigned long long /*from*/, unsigned long long to, unsigned /*flags*/,
           void* context) {
  const auto& search = *static_cast<const Search*>(context);
  const Anchors::Anchor& anchor = (*search.anchors)[id];
  if (anchor.rule == Anchors::Anchor::off) return 0;
  const std::size_t end = search.offset + static_cast<std::size_t>(to);
  if (search.candidates != nullptr) {
    const AnchorHit hit{.anchor = id, .place = 0, .first = end, .last = end};
    search.candidates->add(anchor.rule, search.anchors->window_of(hit, search.size));
    return 0;
  }
  std::vector<AnchorHit>& hits = *search.hits;
  // Several anchors may hit at each byte of a long run.
  constexpr std::size_t looked_back = 4;
  for (std::size_t back = 1; back <= std::min(looked_back, hits.size()); ++back) {
    AnchorHit& before = hits[hits.size() - back];
    if (before.anchor != id || before.last + 1 != end) continue;
    before.last = end;
    return 0;
  }
  hits.push_back({.anchor = id, .place = 0, .first = end, .last = end});
  return 0;
}

// Asks Vectorscan about `part` of the text.
void run(const hs_database* database, std::string_view text, Span part, hs_scratch* scratch,
         Search& search) {
  static const Scan scan = sound_scan();
  const std::size_t longest = search.anchors->longest();
  for (std::size_t offset = part.begin; offset < part.end;) {
    const std::size_t size = std::min(piece_size, part.end - offset);
    search.offset = offset;
    if (scan(database, text.data() + offset, static_cast<unsigned>(size), 0, scratch, on_hit,
             &search) != HS_SUCCESS) {
      throw Error("the search for secrets failed: this processor may lack SSE4.2");
    }
    if (offset + size == part.end) break;
    offset += size - longest;
  }
}

}  // namespace

void Candidates::clear() {
  for (const std::uint32_t rule : touched_) windows_[rule].clear();
  touched_.clear();
}

void Candidates::add(std::uint32_t rule, Span window) {
  std::vector<Span>& windows = windows_[rule];
  if (windows.empty()) {
    touched_.push_back(rule);
  } else if (Span& last = windows.back(); window.begin <= last.end && last.begin <= window.end) {
    last = {.begin = std::min(last.begin, window.begin), .end = std::max(last.end, window.end)};
    return;
  }
  windows.push_back(window);
}

void Candidates::settle() {
  std::ranges::sort(touched_);
  for (const std::uint32_t rule : touched_) {
    std::vector<Span>& windows = windows_[rule];
    std::ranges::sort(windows);
    std::size_t kept = 0;
    for (const Span window : windows) {
      if (kept > 0 && window.begin <= windows[kept - 1].end) {
        windows[kept - 1].end = std::max(windows[kept - 1].end, window.end);
      } else {
        windows[kept++] = window;
      }
    }
    windows.resize(kept);
  }
}

void Anchors::DatabaseDeleter::operator()(hs_database* database) const {
  hs_free_database(database);
}

void Anchors::ScratchDeleter::operator()(hs_scratch* scratch) const {
  hs_free_scratch(scratch);
}

Anchors::Scratch Anchors::make_scratch() const {
  hs_scratch* scratch = nullptr;
  if (database_ != nullptr && hs_alloc_scratch(database_.get(), &scratch) != HS_SUCCESS) {
    throw Error("cannot prepare the search for secrets: out of memory");
  }
  return Scratch(scratch);
}

void Anchors::find(std::string_view text, hs_scratch* scratch, Candidates& candidates) const {
  candidates.clear();
  if (database_ == nullptr) return;
  Search search{.anchors = this,
                .offset = 0,
                .candidates = &candidates,
                .hits = nullptr,
                .size = text.size()};
  run(database_.get(), text, {.begin = 0, .end = text.size()}, scratch, search);
  candidates.settle();
}

void Anchors::find(std::string_view text, Span part, hs_scratch* scratch,
                   std::vector<AnchorHit>& hits) const {
  if (database_ == nullptr) return;
  Search search{.anchors = this,
                .offset = part.begin,
                .candidates = nullptr,
                .hits = &hits,
                .size = text.size()};
  run(database_.get(), text, part, scratch, search);
}

Span Anchors::window_of(const AnchorHit& hit, std::size_t size) const {
  const Anchor& anchor = anchors_[hit.anchor];
  return {.begin = hit.first - std::min(hit.first, anchor.before),
          .end = std::min(size, hit.last + anchor.behind)};
}

Reach Anchors::reach_of(std::uint32_t anchor, std::size_t end) const {
  // An anchor may ask what stands beside its hit (^, $).
  const auto at = static_cast<std::int64_t>(end);
  return {.begin = at - static_cast<std::int64_t>(anchors_[anchor].width) - 1, .end = at + 1};
}

}  // namespace patdown
