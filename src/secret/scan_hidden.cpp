// What a scan finds in what its text decodes to, and how it keeps what it finds.

#include "secret/scan_pass.h"

#include <algorithm>
#include <functional>
#include <span>
#include <utility>

namespace patdown {
namespace {

Reach reach_of(Span span, std::size_t beside) {
  return {.begin = static_cast<std::int64_t>(span.begin) - static_cast<std::int64_t>(beside),
          .end = static_cast<std::int64_t>(span.end + beside)};
}

bool touches(const std::vector<Span>& ascending, Span span) {
  const auto next = std::ranges::upper_bound(ascending, span.begin, {}, &Span::end);
  return next != ascending.end() && next->begin < span.end;
}

// Where runs of one coding must be looked for: around what is new. And the runs of the base that
// may stand unchanged.
struct Zones {
  std::vector<Span> zones;
  std::vector<KnownRun> known;

  void find(Coding coding, std::string_view text, const CopyMap& map, const ScanMemory& base);
};

void Zones::find(Coding coding, std::string_view text, const CopyMap& map, const ScanMemory& base) {
  zones.assign(map.changes().begin(), map.changes().end());
  known.clear();
  const bool any = std::ranges::any_of(
      base.hidden, [coding](const HiddenRun& run) { return run.coding == coding; });
  for (const Stretch& stretch : any ? std::span(map.stretches()) : std::span<const Stretch>()) {
    for (const HiddenRun& run : base.hidden) {
      if (run.coding != coding) continue;
      if (stretch.holds_of_base(run.looked)) {
        known.push_back({.run = &run, .shift = stretch.shift});
      } else if (const auto left = stretch.part_of(run.run)) {
        // What stands around it has changed: it is searched again, if it is still there.
        zones.push_back(*left);
      }
    }
  }
  for (Span& zone : zones) zone = zone_of(coding, text, zone);
  join(zones);
}

}  // namespace

void ScanPass::search_hidden(const View& view, const CopyMap& map, const ScanMemory* base) {
  // Used for one coding after the other: most texts are small changes, and memory costs more than
  // the look at them.
  Zones where;
  escapes_.clear();
  for (const Coding coding : codings) {
    const auto search = [this, coding](const View& inner) { search_run(coding, inner); };
    const auto visit = [&](View& inner) {
      if (!inner.exact) return search(inner);
      escapes_.add(inner);
      if (escapes_.full()) escapes_.sift(tools_.anchors, scratch_, search);
    };
    const ViewVisitor visitor = std::ref(visit);
    if (base == nullptr) {
      where.zones.assign(1, {.begin = 0, .end = view.text.size()});
    } else {
      where.find(coding, view.text, map, *base);
    }
    for (const Span zone : where.zones) for_each_run(coding, view, zone, decoding_, visitor);
    escapes_.sift(tools_.anchors, scratch_, search);
    for (const KnownRun& one : where.known) {
      if (!touches(where.zones, moved(one.run->run, one.shift))) inherit_run(*base, one);
    }
  }
  if (!plain_) {
    for_each_wide(view, decoding_, [this](const View& inner) { search_run({}, inner); });
  }
}

void ScanPass::inherit_run(const ScanMemory& base, const KnownRun& known) {
  HiddenRun run = *known.run;
  run.run = moved(run.run, known.shift);
  run.looked = moved(run.looked, known.shift);
  run.first_found = static_cast<std::uint32_t>(memory_->found.size());
  run.first_root = roots_;
  inherit_found(base, known.run->first_found, known.run->end_found, known.shift,
                known.run->first_root);
  roots_ += run.roots;
  run.end_found = static_cast<std::uint32_t>(memory_->found.size());
  memory_->hidden.push_back(run);
}

void ScanPass::search_run(Coding coding, const View& inner) {
  HiddenRun run;
  run.coding = coding;
  run.run = inner.run;
  run.first_root = roots_;
  run.first_found = static_cast<std::uint32_t>(memory_->found.size());
  judged_ = false;
  search_decoded(inner, inner.exact ? 0 : ++roots_);
  if (!judged_) return;
  run.end_found = static_cast<std::uint32_t>(memory_->found.size());
  run.roots = roots_ - run.first_root;
  run.looked = reach_of(inner.run, tools_.most_near + 2);
  memory_->hidden.push_back(run);
}

void ScanPass::search_decoded(const View& view, std::uint32_t root) {
  tools_.anchors.find(view.text, scratch_, candidates_);
  for (const std::uint32_t index : candidates_.rules()) {
    const CompiledRule& rule = tools_.rules[index];
    if (!rule.fits(path_)) continue;
    const bool judged = confirm(
        {.rule = rule, .view = view, .path = path_}, candidates_.windows(index), confirming_,
        [&](Confirmed confirmed) { keep(rule, view, root, std::move(confirmed)); });
    judged_ = judged_ || judged;
  }
  for_each_decoded(view, decoding_, [&](const View& inner) {
    search_decoded(inner, inner.exact ? root : ++roots_);
  });
}

void ScanPass::inherit_found(const ScanMemory& base, std::uint32_t first, std::uint32_t end,
                             std::int64_t shift, std::uint32_t first_root) {
  for (std::uint32_t i = first; i < end; ++i) {
    Found found = base.found[i];
    found.span = moved(found.span, shift);
    if (found.root == 0) {
      found.in_root = moved(found.in_root, shift);
    } else {
      found.root = found.root - first_root + roots_;
    }
    memory_->found.push_back(std::move(found));
  }
}

void ScanPass::keep(const CompiledRule& rule, const View& view, std::uint32_t root,
                    Confirmed confirmed) {
  if (memory_->found.size() >= most_matches) {
    full_ = true;
    return;
  }
  Found found{
      .rule = &rule,
      .secret = std::string(view.text.substr(confirmed.secret.begin, confirmed.secret.size())),
      .span = view.outermost(confirmed.secret),
      .confidence = confirmed.confidence,
      .proof = std::move(confirmed.proof),
      .hints = confirmed.hints,
      .decoded = {},
      .root = root,
      .in_root = confirmed.secret};
  for (const View* here = &view; here->outer != nullptr; here = here->outer) {
    found.decoded.insert(found.decoded.begin(), here->how);
  }
  for (const View* here = &view; here != nullptr && here->exact; here = here->outer) {
    found.in_root = here->outward(found.in_root);
  }
  memory_->found.push_back(std::move(found));
}

}  // namespace patdown
