#include "secret/scan_pass.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace patdown {
namespace {

// Bounds for texts that somebody made to be slow; honest ones stay far below.
constexpr std::size_t least_decoded_bytes = std::size_t{16} << 20U;
constexpr std::size_t decoded_share = 4;  // of the blob's size, in all views together
constexpr std::size_t least_confirmed_bytes = std::size_t{512} << 20U;
constexpr std::size_t confirmed_share = 64;
// A text that has come so near to a bound is not searched by its changes, nor what is made of it.
constexpr std::size_t part_of_bound = 2;

// What the base cost, and in proportion more if parts of it stand in the text twice.
std::size_t inherited(std::size_t cost, const CopyMap& map, std::size_t base_size) {
  std::size_t copied = 0;
  for (const Stretch& stretch : map.stretches()) copied += stretch.here.size();
  if (copied <= base_size || base_size == 0) return cost;
  return cost + cost / base_size * (copied - base_size);
}

}  // namespace

ScanPass::ScanPass(const ScanTools& tools, std::string_view path, std::size_t size,
                   ScanScratch& scratch)
    : tools_(tools),
      path_(path),
      scratch_(scratch.anchors),
      candidates_(scratch.candidates),
      escapes_(scratch.escapes),
      hits_(scratch.hits) {
  decoding_.bytes = least_decoded_bytes + decoded_share * size;
  confirming_.bytes = least_confirmed_bytes + confirmed_share * size;
}

void ScanPass::search_whole(const View& view, bool plain) {
  plain_ = plain;
  const CopyMap map(view.text.size());
  search(view, map, nullptr);
}

bool ScanPass::search_changed(const View& view, const CopyMap& map, const ScanMemory& base) {
  plain_ = true;
  decoding_.bytes = least_decoded_bytes / part_of_bound;
  confirming_.bytes = least_confirmed_bytes / part_of_bound;
  search(view, map, &base);
  return !decoding_.exhausted && !confirming_.exhausted && !memory_->opaque;
}

void ScanPass::search(const View& given, const CopyMap& map, const ScanMemory* base) {
  View view = given;
  decoding_given_ = decoding_.bytes;
  confirming_given_ = confirming_.bytes;
  memory_->size = view.text.size();
  find_hits(view, map);
  if (base != nullptr) {
    for (const Stretch& stretch : map.stretches()) inherit_hits(stretch, *base, view.text);
  }
  try_places(view, base);
  if (tools_.anchors.keep_to_lines()) {
    list_hits();
    view.hits = &hits_;
  }
  search_hidden(view, map, base);
  settle(base, map);
}

std::vector<std::string> ScanPass::limits() const {
  std::vector<std::string> limits;
  if (decoding_.exhausted) {
    limits.emplace_back("it decodes to too much: some encoded text was not searched");
  }
  if (confirming_.exhausted) {
    limits.emplace_back("it has too many near matches: some were not looked at");
  }
  if (full_) limits.emplace_back("it has more than 100,000 matches: the rest was dropped");
  return limits;
}

void ScanPass::add_hit(AnchorHit hit, std::string_view text) {
  hit.place = static_cast<std::uint32_t>(items_.size());
  items_.push_back({.rule = tools_.anchors[hit.anchor].rule,
                    .window = tools_.anchors.window_of(hit, text),
                    .known = nullptr,
                    .shift = 0,
                    .place = 0});
  memory_->hits.push_back(hit);
}

void ScanPass::find_hits(const View& view, const CopyMap& map) {
  const std::string_view text = view.text;
  std::vector<AnchorHit> hits;
  tools_.anchors.find(text, map.changes(), scratch_, hits, view.runs);
  for (const AnchorHit& hit : hits) {
    if (map.stretches().empty()) {
      add_hit(hit, text);
      continue;
    }
    // Those within a stretch are known from the base.
    AnchorHit row = hit;
    for (std::size_t end = hit.first; end <= hit.last; ++end) {
      if (map.is_new(tools_.anchors.reach_of(hit.anchor, end, text))) {
        row.last = end;
        continue;
      }
      if (row.first < end) add_hit(row, text);
      row.first = end + 1;
    }
    if (row.first <= hit.last) add_hit(row, text);
  }
}

std::uint32_t ScanPass::item_of(const TriedPlace& place, const ScanMemory& base,
                                const Stretch& stretch, std::size_t first_item) {
  known_.resize(base.places.size(), 0);
  // One more than the item; those of other stretches are before `first_item`.
  std::uint32_t& item = known_[static_cast<std::size_t>(&place - base.places.data())];
  if (item > first_item) return item - 1;
  items_.push_back({.rule = place.rule,
                    .window = moved(place.window, stretch.shift),
                    .known = &place,
                    .shift = stretch.shift,
                    .place = 0});
  item = static_cast<std::uint32_t>(items_.size());
  return item - 1;
}

void ScanPass::inherit_hits(const Stretch& stretch, const ScanMemory& base, std::string_view text) {
  const Span there = moved(stretch.here, -stretch.shift);
  const std::size_t floor = there.begin - std::min(there.begin, base.longest_row);
  const std::size_t first_item = items_.size();
  auto hit = std::ranges::lower_bound(base.hits, floor, {}, &AnchorHit::first);
  for (; hit != base.hits.end() && hit->first <= there.end; ++hit) {
    const TriedPlace& place = base.places[hit->place];
    AnchorHit here = *hit;
    if (stretch.holds_of_base(place.looked)) {
      here.first = moved(hit->first, stretch.shift);
      here.last = moved(hit->last, stretch.shift);
      here.place = item_of(place, base, stretch, first_item);
      memory_->hits.push_back(here);
      continue;
    }
    // Of the ends in the row those that nothing new decides.
    here.first = std::max(hit->first, there.begin);
    here.last = std::min(hit->last, there.end);
    if (here.first > here.last) continue;
    here.first = moved(here.first, stretch.shift);
    here.last = moved(here.last, stretch.shift);
    const auto is_known = [&](std::size_t end) {
      return stretch.holds(tools_.anchors.reach_of(hit->anchor, end, text));
    };
    while (here.first <= here.last && !is_known(here.first)) ++here.first;
    while (here.first < here.last && !is_known(here.last)) --here.last;
    if (here.first <= here.last) add_hit(here, text);
  }
}

void ScanPass::try_places(const View& view, const ScanMemory* base) {
  std::vector<std::uint32_t> order(items_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(
      order, {}, [this](std::uint32_t i) { return std::tuple(items_[i].rule, items_[i].window); });
  std::size_t floor = 0;  // the end of the last secret of the rule, which may lie beyond its window
  for (std::size_t first = 0; first < order.size();) {
    const Item& item = items_[order[first]];
    if (first > 0 && items_[order[first - 1]].rule != item.rule) floor = 0;
    std::size_t end = item.window.end;
    std::size_t next = first + 1;
    for (; next < order.size(); ++next) {
      const Item& more = items_[order[next]];
      if (more.rule != item.rule || more.window.begin > end) break;
      end = std::max(end, more.window.end);
    }
    try_place(view, std::span(order).subspan(first, next - first), base, floor);
    first = next;
  }
  for (AnchorHit& hit : memory_->hits) hit.place = items_[hit.place].place;
}

void ScanPass::try_place(const View& view, std::span<const std::uint32_t> items,
                         const ScanMemory* base, std::size_t& floor) {
  const Item& first = items_[items.front()];
  const CompiledRule& rule = tools_.rules[first.rule];
  TriedPlace place;
  place.rule = first.rule;
  place.window = first.window;
  for (const std::uint32_t item : items) {
    place.window.end = std::max(place.window.end, items_[item].window.end);
    items_[item].place = static_cast<std::uint32_t>(memory_->places.size());
  }
  place.start = std::max(place.window.begin, floor);
  place.first_found = static_cast<std::uint32_t>(memory_->found.size());
  const bool known = items.size() == 1 && first.known != nullptr &&
                     moved(first.known->start, first.shift) == place.start;
  if (known) {
    inherit_found(*base, first.known->first_found, first.known->end_found, first.shift, 0);
    place.looked = moved(first.known->looked, first.shift);
    if (first.known->floor > 0) place.floor = moved(first.known->floor, first.shift);
  } else if (rule.fits(path_)) {
    const WindowSearch search =
        confirm_window({.rule = rule, .view = view, .path = path_}, place.window, place.start,
                       confirming_, [&](Confirmed c) { keep(rule, view, 0, std::move(c)); });
    place.looked = search.looked;
    place.floor = search.floor;
  }
  floor = std::max(floor, place.floor);
  place.end_found = static_cast<std::uint32_t>(memory_->found.size());
  memory_->places.push_back(place);
}

void ScanPass::list_hits() {
  hits_.clear();
  hits_.reserve(memory_->hits.size());
  for (const AnchorHit& hit : memory_->hits) {
    hits_.push_back({.begin = hit.first, .end = hit.last + 1});
  }
  join(hits_);
}

void ScanPass::settle(const ScanMemory* base, const CopyMap& map) {
  memory_->decoded_bytes = decoding_given_ - decoding_.bytes;
  memory_->confirmed_bytes = confirming_given_ - confirming_.bytes;
  if (base != nullptr) {
    memory_->decoded_bytes += inherited(base->decoded_bytes, map, base->size);
    memory_->confirmed_bytes += inherited(base->confirmed_bytes, map, base->size);
  }
  memory_->opaque = memory_->decoded_bytes > least_decoded_bytes / part_of_bound ||
                    memory_->confirmed_bytes > least_confirmed_bytes / part_of_bound ||
                    memory_->found.size() > most_matches / part_of_bound;
  // Mostly all are the base's, in their order.
  if (!std::ranges::is_sorted(memory_->hits, {}, &AnchorHit::first)) {
    std::ranges::sort(memory_->hits, {}, &AnchorHit::first);
  }
  for (const AnchorHit& hit : memory_->hits) {
    memory_->longest_row = std::max(memory_->longest_row, hit.last - hit.first);
  }
}

}  // namespace patdown
