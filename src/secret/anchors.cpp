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
  const std::vector<Anchors::Anchor>* anchors;
  Candidates* candidates;
  std::size_t offset;  // of the piece in the text
  std::size_t size;    // of the text
};

int on_hit(unsigned id, unsigned long long /*from*/, unsigned long long to, unsigned /*flags*/,
           void* context) {
  const auto& search = *static_cast<const Search*>(context);
  const Anchors::Anchor& anchor = (*search.anchors)[id];
  if (anchor.rule == Anchors::Anchor::off) return 0;
  const std::size_t end = search.offset + static_cast<std::size_t>(to);
  search.candidates->add(anchor.rule, {.begin = end - std::min(end, anchor.before),
                                       .end = std::min(search.size, end + anchor.behind)});
  return 0;
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
  static const Scan scan = sound_scan();
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t size = std::min(piece_size, text.size() - offset);
    Search search{
        .anchors = &anchors_, .candidates = &candidates, .offset = offset, .size = text.size()};
    if (scan(database_.get(), text.data() + offset, static_cast<unsigned>(size), 0, scratch, on_hit,
             &search) != HS_SUCCESS) {
      throw Error("the search for secrets failed: this processor may lack SSE4.2");
    }
    if (offset + size == text.size()) break;
    offset += size - longest_;
  }
  candidates.settle();
}

}  // namespace patdown
