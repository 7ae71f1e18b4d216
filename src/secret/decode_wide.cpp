#include "secret/decode.h"

#include <algorithm>

namespace patdown {
namespace {

constexpr std::size_t least_units = 20;  // as for base64: shorter secrets are not worth it

bool is_printable(char c) {
  return (c >= 0x20 && c < 0x7F) || c == '\t' || c == '\n' || c == '\r';
}

// The end of the row of "character, NUL" from `at`.
std::size_t row_end(std::string_view text, std::size_t at) {
  while (at + 1 < text.size() && is_printable(text[at]) && text[at + 1] == '\0') at += 2;
  return at;
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
  for (std::size_t nul = text.find('\0', 1); nul != std::string_view::npos;) {
    const std::size_t begin = nul - 1;
    const std::size_t end = row_end(text, begin);
    if ((end - begin) / 2 >= least_units) {
      // The same bytes are a row of "NUL, character" if a NUL stands in front: then the character
      // behind the last NUL belongs to it.
      const bool big =
          begin > 0 && text[begin - 1] == '\0' && end < text.size() && is_printable(text[end]);
      const std::size_t size = end - begin + (big ? 1U : 0U);
      if (!budget.spend(size)) return;
      const std::string decoded = narrowed(text.substr(begin, size));
      visit({.text = decoded,
             .outer = &view,
             .how = big ? "utf-16be" : "utf-16le",
             .run = {.begin = begin, .end = begin + size},
             .exact = false,
             .changes = {},
             .depth = view.depth + 1});
    }
    nul = text.find('\0', std::max(end, nul + 1));
  }
}

}  // namespace patdown
