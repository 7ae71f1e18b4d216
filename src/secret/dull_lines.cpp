#include "secret/dull_lines.h"

#include "core/text.h"
#include "secret/decode.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string_view>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace patdown {
namespace {

// The first backslash at or behind `from` that is not one of `\n`; or the end of the text.
std::size_t next_odd_backslash(std::string_view text, std::size_t from) {
#ifdef __SSE2__
  // Code that prints has one in every other line: a look at each would cost more than the search.
  constexpr std::size_t row = 16;
  constexpr std::size_t rows = 4;
  const __m128i backslash = _mm_set1_epi8('\\');
  const __m128i n = _mm_set1_epi8('n');
  for (; from + row * rows < text.size(); from += row * rows) {
    const auto odd = [&](std::size_t i) {
      const auto* const bytes = reinterpret_cast<const __m128i*>(text.data() + from + row * i);
      const auto* const behind = reinterpret_cast<const __m128i*>(text.data() + from + row * i + 1);
      const __m128i feeds = _mm_cmpeq_epi8(_mm_loadu_si128(behind), n);
      return _mm_andnot_si128(feeds, _mm_cmpeq_epi8(_mm_loadu_si128(bytes), backslash));
    };
    const __m128i any = _mm_or_si128(_mm_or_si128(odd(0), odd(1)), _mm_or_si128(odd(2), odd(3)));
    if (_mm_movemask_epi8(any) == 0) continue;
    for (std::size_t i = 0; i < rows; ++i) {
      const auto bits = static_cast<std::uint32_t>(_mm_movemask_epi8(odd(i)));
      if (bits != 0) return from + row * i + static_cast<std::size_t>(std::countr_zero(bits));
    }
  }
#endif
  std::size_t at = text.find('\\', from);
  while (at != std::string_view::npos && at + 1 < text.size() && text[at + 1] == 'n') {
    at = text.find('\\', at + 2);
  }
  return std::min(at, text.size());
}

// Whether a long run begins at `at` or ends there: it would be another one beside a line feed.
bool run_beside(std::string_view line, std::size_t begin, std::size_t end) {
  if (long_run_end(line.substr(0, std::min(line.size(), end + least_long_run)), end) ==
      end + least_long_run) {
    return true;
  }
  std::size_t before = begin;
  while (before > 0 && begin - before < least_long_run && in_long_runs(line[before - 1])) --before;
  return begin - before == least_long_run;
}

bool hits_in(const std::vector<Span>& ends, Span line) {
  const auto next = std::ranges::upper_bound(ends, line.begin + 1, {}, &Span::end);
  return next != ends.end() && next->begin <= line.end;
}

}  // namespace

bool is_dull_line(const View& view, Span line) {
  if (view.hits == nullptr || hits_in(*view.hits, line)) return false;
  const std::string_view text = view.text.substr(line.begin, line.size());
  for (std::size_t at = text.find('\\'); at != std::string_view::npos;
       at = text.find('\\', at + 2)) {
    if (at + 1 >= text.size() || text[at + 1] != 'n') return false;
    if (run_beside(text, at, at + 2)) return false;
  }
  return next_escape_in(Coding::percent, text, 0) == text.size();
}

TellingLines::TellingLines(const View& view, std::string_view text)
    : view_(view), text_(text), runs_(text, {.begin = 0, .end = text.size()}, view.runs) {}

Span TellingLines::next(std::size_t at) {
  Span line{.begin = line_begin(text_, at), .end = line_end(text_, at)};
  if (view_.hits != nullptr && runs_.knows()) {
    const std::size_t telling = telling_byte(line.begin);
    if (telling >= text_.size()) return {.begin = text_.size(), .end = text_.size()};
    if (telling >= line.end) {
      line = {.begin = line_begin(text_, telling), .end = line_end(text_, telling)};
    }
  }
  if (is_dull_line(view_, line)) line.begin = line.end;
  return line;
}

std::size_t TellingLines::telling_byte(std::size_t from) {
  if (!begun_ || backslash_ < from) backslash_ = next_odd_backslash(text_, from);
  if (!begun_ || percent_ < from) percent_ = next_escape_in(Coding::percent, text_, from);
  if (!begun_ || run_ < from) run_ = run_beside_feed(from);
  begun_ = true;
  return std::min({telling_hit(from), backslash_, percent_, run_});
}

// The last byte of a hit; hits_in() asks for the same.
std::size_t TellingLines::telling_hit(std::size_t from) {
  const std::vector<Span>& ends = *view_.hits;
  while (next_hit_ < ends.size() && ends[next_hit_].end <= from + 1) ++next_hit_;
  return next_hit_ < ends.size() ? std::max(ends[next_hit_].begin, from + 1) - 1 : text_.size();
}

// Where `\n` goes before a run, the n is part of it.
std::size_t TellingLines::run_beside_feed(std::size_t from) {
  const auto is_feed = [this](std::size_t at) { return text_.substr(at, 2) == "\\n"; };
  for (Span run = runs_.next(from); run.begin < run.end; run = runs_.next(run.end)) {
    if (run.begin > 0 && is_feed(run.begin - 1)) return run.begin;
    if (is_feed(run.end)) return run.end;
  }
  return text_.size();
}

}  // namespace patdown
