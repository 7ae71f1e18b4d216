#include "secret/dull_lines.h"

#include "secret/decode.h"
#include "secret/long_runs.h"

#include <algorithm>
#include <string_view>

namespace patdown {
namespace {

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

}  // namespace patdown
