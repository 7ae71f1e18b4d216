#include "rule/shape.h"

#include "rule/term.h"

#include <algorithm>

namespace patdown {
namespace {

using Parts = std::vector<ShapePart>;

constexpr std::size_t unbounded = ShapePart::unbounded;

std::size_t sum(std::size_t a, std::size_t b) {
  return std::min(a + b, unbounded);
}

// The line feeds of a part with others before it and behind it.
unsigned placed(unsigned line_feeds, bool before, bool behind) {
  if (line_feeds == no_line_feed || (!before && !behind)) return line_feeds;
  if (before && behind) return line_feed_within;
  const unsigned at_edge = before ? line_feed_last : line_feed_first;
  const unsigned kept = (line_feeds & (line_feed_alone | at_edge)) != 0 ? at_edge : no_line_feed;
  const bool others = (line_feeds & ~(line_feed_alone | at_edge)) != 0;
  return kept | (others ? unsigned{line_feed_within} : 0U);
}

Parts parts_of(const Term& term);

ShapePart one_of(const ByteSet& bytes) {
  return {.bytes = bytes,
          .least = 1,
          .most = 1,
          .line_feeds = bytes.test('\n') ? line_feed_alone : no_line_feed};
}

ShapePart any_of(const std::vector<Term>& terms) {
  ShapePart any = joined(parts_of(terms.front()));
  for (const Term& term : terms) {
    const ShapePart other = joined(parts_of(term));
    any.bytes |= other.bytes;
    any.least = std::min(any.least, other.least);
    any.most = std::max(any.most, other.most);
    any.line_feeds |= other.line_feeds;
    any.looks = any.looks || other.looks;
  }
  return any;
}

ShapePart repeated(const Term& term) {
  ShapePart part = joined(parts_of(term.parts.front()));
  part.least = std::min(part.least * term.least, unbounded);
  part.most = std::min(part.most * term.most, unbounded);
  if (term.most > 1 && part.line_feeds != no_line_feed) part.line_feeds = line_feed_within;
  return part;
}

Parts parts_of(const Term& term) {
  switch (term.kind) {
    case Term::Kind::bytes:
      return {one_of(term.bytes)};
    case Term::Kind::look:
      return {ShapePart{.bytes = {}, .looks = true}};
    case Term::Kind::alternatives:
      return {any_of(term.parts)};
    case Term::Kind::repeated:
      return {repeated(term)};
    case Term::Kind::sequence:
    case Term::Kind::group:
      break;
  }
  Parts parts;
  for (const Term& inner : term.parts) {
    const Parts those = parts_of(inner);
    parts.insert(parts.end(), those.begin(), those.end());
  }
  return parts;
}

}  // namespace

std::vector<ShapePart> shape_of(std::string_view expression) {
  const auto term = read_term(expression);
  return term ? parts_of(*term) : Parts();
}

ShapePart joined(const std::vector<ShapePart>& parts) {
  std::size_t last = parts.size();  // that takes any byte
  while (last > 0 && parts[last - 1].most == 0) --last;
  ShapePart all;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const ShapePart& part = parts[i];
    all.line_feeds |= placed(part.line_feeds, all.most > 0, i + 1 < last);
    all.bytes |= part.bytes;
    all.least = sum(all.least, part.least);
    all.most = sum(all.most, part.most);
    all.looks = all.looks || part.looks;
  }
  return all;
}

bool stays_in_line(std::string_view expression) {
  const std::vector<ShapePart> parts = shape_of(expression);
  return !parts.empty() && (joined(parts).line_feeds & line_feed_within) == 0;
}

}  // namespace patdown
