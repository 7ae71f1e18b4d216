#include "secret/view.h"

#include <algorithm>

namespace patdown {
namespace {

// The place in the outer text of the decoded offset `at`; inside a change, its begin or its end.
std::size_t traced(const View& view, std::size_t at, bool as_end) {
  const auto next = std::ranges::upper_bound(view.changes, at, {},
                                             [](const Change& c) { return c.decoded.begin; });
  if (next == view.changes.begin()) return view.run.begin + at;
  const Change& before = *std::prev(next);
  if (as_end && at == before.decoded.begin) return before.encoded.begin;
  if (at < before.decoded.end) return as_end ? before.encoded.end : before.encoded.begin;
  return before.encoded.end + (at - before.decoded.end);
}

}  // namespace

Span View::outward(Span inner) const {
  if (!exact) return run;
  return {.begin = traced(*this, inner.begin, false), .end = traced(*this, inner.end, true)};
}

Span View::outermost(Span inner) const {
  Span span = inner;
  for (const View* view = this; view->outer != nullptr; view = view->outer) {
    span = view->outward(span);
  }
  return span;
}

bool View::changed_near(Span inner) const {
  if (!exact) return true;
  const auto first = std::ranges::lower_bound(changes, inner.begin, {},
                                              [](const Change& c) { return c.decoded.end; });
  return first != changes.end() && first->decoded.begin <= inner.end;
}

}  // namespace patdown
