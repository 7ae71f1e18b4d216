#include "secret/anchors.h"

#include "secret/anchor_shape.h"
#include "secret/long_runs.h"

#include <algorithm>
#include <utility>

namespace patdown {

// Where hits go.
struct Anchors::Sink {
  const Anchors& anchors;
  std::string_view text;
  const LongRuns* runs = nullptr;  // of the text, if they are known
  // One of the two.
  Candidates* candidates = nullptr;
  std::vector<AnchorHit>* hits = nullptr;
  // What is searched: the text or copies of pieces, from `offset` on.
  const std::vector<Scratch::Copied>* copies = nullptr;
  std::size_t offset = 0;

  // In the text.
  std::size_t place_of(std::size_t searched) const {
    if (copies == nullptr) return searched;
    const auto next = std::ranges::upper_bound(*copies, searched, {}, &Scratch::Copied::at);
    const Scratch::Copied& copy = *(next - 1);
    return copy.begin + (searched - copy.at);
  }

  void take(std::uint32_t id, std::size_t searched) {
    const Anchor& anchor = anchors[id];
    if (anchor.rule == Anchor::off) return;
    if (!anchors.meters_.empty()) ++anchors.meters_[anchor.rule].hits;
    const std::size_t end = place_of(offset + searched);
    if (candidates != nullptr) {
      const AnchorHit hit{.anchor = id, .place = 0, .first = end, .last = end};
      candidates->add(anchor.rule, anchors.window_of(hit, text));
      return;
    }
    // Several anchors may hit at each byte of a long run.
    constexpr std::size_t looked_back = 4;
    for (std::size_t back = 1; back <= std::min(looked_back, hits->size()); ++back) {
      AnchorHit& before = (*hits)[hits->size() - back];
      if (before.anchor != id || before.last + 1 != end) continue;
      before.last = end;
      return;
    }
    hits->push_back({.anchor = id, .place = 0, .first = end, .last = end});
  }
};

namespace {

// hs_scan takes 32-bit lengths; larger texts go through in pieces.
constexpr std::size_t piece_size = std::size_t{1} << 30U;
// Longer runs are searched where they stand.
constexpr std::size_t longest_run_copy = 4096;
// Longer parts are searched where they stand.
constexpr std::size_t longest_part_copy = 1024;
// Copies are searched when there are so many bytes of them.
constexpr std::size_t most_copied = std::size_t{32} << 10U;

template <typename Sink>
int on_hit(unsigned id, unsigned long long /*from*/, unsigned long long to, unsigned /*flags*/,
           void* sink) {
  static_cast<Sink*>(sink)->take(id, static_cast<std::size_t>(to));
  return 0;
}

// `around` without what stands beyond the line feeds before and behind `inner`.
Span within_lines(std::string_view text, Span inner, Span around) {
  const std::size_t before = text.substr(around.begin, inner.begin - around.begin).rfind('\n');
  if (before != std::string_view::npos) around.begin += before + 1;
  const std::size_t behind = text.substr(inner.end, around.end - inner.end).find('\n');
  if (behind != std::string_view::npos) around.end = inner.end + behind;
  return around;
}

}  // namespace

Anchors::Scratch::Scratch(const Anchors& anchors)
    : engine_(vectorscan::scratch_for({anchors.databases_[0].patterns.get(),
                                       anchors.databases_[1].patterns.get(),
                                       anchors.databases_[2].patterns.get()})) {}

std::size_t Anchors::longest() const {
  return std::ranges::max_element(databases_, {}, &Database::longest)->longest;
}

void Anchors::Scratch::Copies::add(char between, std::string_view piece, std::size_t begin) {
  text += between;
  places.push_back({.at = text.size(), .begin = begin});
  text += piece;
}

void Anchors::Scratch::Copies::clear() {
  text.clear();
  places.clear();
}

void Anchors::find(std::string_view text, Scratch& scratch, Candidates& candidates) const {
  candidates.clear();
  Sink sink{.anchors = *this, .text = text, .candidates = &candidates};
  search(text, {.begin = 0, .end = text.size()}, scratch, sink);
  find_in_copied_runs(scratch, sink);
  candidates.settle();
}

void Anchors::find(std::string_view text, const std::vector<Span>& changes, Scratch& scratch,
                   std::vector<AnchorHit>& hits, const LongRuns* runs) const {
  Sink sink{.anchors = *this, .text = text, .runs = runs, .hits = &hits};
  widen(changes, text, scratch.parts_);
  Scratch::Copies& copies = scratch.part_copies_;
  for (const Span part : scratch.parts_) {
    if (keep_to_lines_ && part.size() <= longest_part_copy && scratch.parts_.size() > 1) {
      copies.add('\n', text.substr(part.begin, part.size()), part.begin);
    } else {
      search(text, part, scratch, sink);
    }
  }
  if (!copies.places.empty()) {
    sink.copies = &copies.places;
    search(copies.text, {.begin = 0, .end = copies.text.size()}, scratch, sink);
    sink.copies = nullptr;
    copies.clear();
  }
  find_in_copied_runs(scratch, sink);
}

void Anchors::widen(const std::vector<Span>& changes, std::string_view text,
                    std::vector<Span>& parts) const {
  const std::size_t reach = longest() + 1;
  parts.clear();
  parts.reserve(changes.size());
  for (const Span change : changes) {
    Span part{.begin = change.begin - std::min(change.begin, reach),
              .end = std::min(text.size(), change.end + reach)};
    parts.push_back(keep_to_lines_ ? within_lines(text, change, part) : part);
  }
  join(parts);
}

void Anchors::search(std::string_view searched, Span part, Scratch& scratch, Sink& sink) const {
  find_everywhere(searched, part, scratch, sink);
  find_in_runs(searched, part, scratch, sink);
}

void Anchors::find_everywhere(std::string_view searched, Span part, Scratch& scratch,
                              Sink& sink) const {
  const Database& everywhere = databases_.front();
  if (everywhere.patterns == nullptr) return;
  for (std::size_t offset = part.begin; offset < part.end;) {
    const std::size_t size = std::min(piece_size, part.end - offset);
    sink.offset = offset;
    vectorscan::scan(everywhere.patterns.get(), searched.substr(offset, size),
                     scratch.engine_.get(), on_hit<Sink>, &sink);
    if (offset + size == part.end) break;
    offset += size - everywhere.longest;
  }
}

void Anchors::find_in_runs(std::string_view searched, Span part, Scratch& scratch,
                           Sink& sink) const {
  RunsIn runs(searched, part, sink.copies == nullptr ? sink.runs : nullptr);
  for (Span run = runs.next(part.begin); run.begin < run.end; run = runs.next(run.end)) {
    const Span around = surroundings_of(searched, part, run);
    for (std::size_t i = 1; i < databases_.size(); ++i) {
      if (run.size() >= least_runs[i]) find_in_run(searched, around, i, scratch, sink);
    }
  }
}

// What two runs share of their surroundings is too short for a hit.
Span Anchors::surroundings_of(std::string_view searched, Span part, Span run) const {
  Span around{.begin = std::max(part.begin, run.begin - std::min(run.begin, most_before_run)),
              .end = std::min(part.end, run.end + most_behind_run)};
  return keep_to_lines_ ? within_lines(searched, run, around) : around;
}

void Anchors::find_in_run(std::string_view searched, Span run, std::size_t database,
                          Scratch& scratch, Sink& sink) const {
  const Database& in_runs = databases_[database];
  if (in_runs.patterns == nullptr) return;
  Scratch::Copies& copies = scratch.runs_[database];
  for (std::size_t at = run.begin; at < run.end;) {
    const std::size_t size = std::min(piece_size, run.end - at);
    if (size <= longest_run_copy) {
      copies.add('\0', searched.substr(at, size), sink.place_of(at));
    } else {
      sink.offset = at;
      vectorscan::scan(in_runs.patterns.get(), searched.substr(at, size), scratch.engine_.get(),
                       on_hit<Sink>, &sink);
    }
    if (at + size == run.end) break;
    at += size - in_runs.longest;
  }
  if (copies.text.size() >= most_copied) find_in_copied_runs(database, scratch, sink);
}

void Anchors::find_in_copied_runs(Scratch& scratch, Sink& sink) const {
  for (std::size_t i = 1; i < databases_.size(); ++i) find_in_copied_runs(i, scratch, sink);
}

void Anchors::find_in_copied_runs(std::size_t database, Scratch& scratch, Sink& sink) const {
  Scratch::Copies& copies = scratch.runs_[database];
  if (copies.places.empty()) return;
  const auto* const searched = std::exchange(sink.copies, &copies.places);
  sink.offset = 0;
  vectorscan::scan(databases_[database].patterns.get(), copies.text, scratch.engine_.get(),
                   on_hit<Sink>, &sink);
  sink.copies = searched;
  copies.clear();
}

Span Anchors::window_of(const AnchorHit& hit, std::string_view text) const {
  const Anchor& anchor = anchors_[hit.anchor];
  Span window{.begin = hit.first - std::min(hit.first, anchor.before),
              .end = std::min(text.size(), hit.last + anchor.behind)};
  if (!anchor.in_line) return window;
  // A line feed may be the first byte of a match or its last, the anchor's as well.
  const std::string_view before = text.substr(window.begin, hit.first - window.begin);
  const std::size_t line = before.substr(0, before.size() - 1).rfind('\n');
  if (line != std::string_view::npos) window.begin += line;
  const std::size_t next = text.substr(hit.last, window.end - hit.last).find('\n');
  if (next != std::string_view::npos) window.end = hit.last + next + 1;
  return window;
}

Reach Anchors::reach_of(std::uint32_t anchor, std::size_t end, std::string_view text) const {
  // An anchor may ask what stands beside its hit (^, $).
  const std::size_t width = anchors_[anchor].width + 1;
  const auto at = static_cast<std::int64_t>(end);
  Reach reach{.begin = at - static_cast<std::int64_t>(width), .end = at + 1};
  if (!keep_to_lines_) return reach;
  const std::size_t floor = end - std::min(end, width);
  const std::size_t feed = text.substr(floor, end - floor).rfind('\n');
  if (feed != std::string_view::npos) reach.begin = static_cast<std::int64_t>(floor + feed);
  return reach;
}

}  // namespace patdown
