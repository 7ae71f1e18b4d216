#include "secret/decode.h"

#include <algorithm>

namespace patdown {
namespace {

constexpr std::size_t least_units = 20;  // as for base64: shorter secrets are not worth it

bool is_printable(char c) {
  return (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n' || c == '\r';
}

// Whether "character, NUL" stands at `at`.
bool is_unit(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && text[at + 1] == '\0' && is_printable(text[at]);
}

// The next row of at least `least_units` units, as long as it goes; empty at the end of the text.
// `from` is no place within a row.
Span next_row(std::string_view text, std::size_t from) {
  // The first or the second byte at the end of a stride begins a unit of such a row, if one begins
  // within the stride: programs have NULs everywhere, and are passed over quickly.
  constexpr std::size_t stride = 2 * least_units - 2;
  for (std::size_t at = from + stride - 1; at < text.size(); at += stride) {
    const std::size_t unit = is_unit(text, at) ? at : at + 1;
    if (!is_unit(text, unit)) continue;
    Span row{.begin = unit, .end = unit + 2};
    while (row.begin >= from + 2 && is_unit(text, row.begin - 2)) row.begin -= 2;
    while (is_unit(text, row.end)) row.end += 2;
    if (row.size() >= 2 * least_units) return row;
    from = row.end;
    at = from - 1;
  }
  return {.begin = text.size(), .end = text.size()};
}

// Every other byte of `run`: the characters.
std::string narrowed(std::string_view run) {
  std::string text;
  text.reserve(run.size() / 2 + 1);
  for (std::size_t i = 0; i < run.size(); i += 2) text += run[i];
  return text;
}

}  // namespace

void for_each_wide(const View& view, DecodeBudget& budget, const ViewVisitor& visit) {
  if (view.exact) return;  // escapes make no NULs that were not there
  const std::string_view text = view.text;
  for (Span row = next_row(text, 0); row.begin < row.end; row = next_row(text, row.end)) {
    // The same bytes are a row of "NUL, character" if a NUL stands in front: then the character
    // behind the last NUL belongs to it.
    const bool big = row.begin > 0 && text[row.begin - 1] == '\0' && row.end < text.size() &&
                     is_printable(text[row.end]);
    const Span run{.begin = row.begin, .end = row.end + (big ? 1U : 0U)};
    if (!budget.spend(run.size())) return;
    const std::string decoded = narrowed(text.substr(run.begin, run.size()));
    View inner{.text = decoded,
               .outer = &view,
               .how = big ? "utf-16be" : "utf-16le",
               .run = run,
               .exact = false,
               .changes = {},
               .depth = view.depth + 1};
    visit(inner);
  }
}

}  // namespace patdown
