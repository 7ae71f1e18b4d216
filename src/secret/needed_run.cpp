#include "secret/needed_run.h"

#include "core/letters.h"
#include "rule/term.h"

#include <algorithm>

namespace patdown {
namespace {

constexpr std::size_t shortest = 6;      // fewer stand everywhere
constexpr std::size_t most_kinds = 128;  // of bytes: a class of more says too little

bool captures(const Term& term) {
  return term.kind == Term::Kind::group || std::ranges::any_of(term.parts, captures);
}

// What the first capture group takes, if every match goes through it.
const Term* first_group(const Term& pattern) {
  if (pattern.kind != Term::Kind::sequence) return nullptr;
  const auto found = std::ranges::find_if(pattern.parts, captures);
  const bool always = found != pattern.parts.end() && found->kind == Term::Kind::group;
  return always ? &found->parts.front() : nullptr;
}

// Of a class of bytes in a row, and of nothing else.
const Term* run_in(const Term& term) {
  const bool alone = term.kind == Term::Kind::sequence && term.parts.size() == 1;
  const Term& inner = alone ? term.parts.front() : term;
  const bool runs =
      inner.kind == Term::Kind::repeated && inner.parts.front().kind == Term::Kind::bytes;
  return runs ? &inner : nullptr;
}

}  // namespace

std::optional<NeededRun> NeededRun::of(const Rule& rule) {
  const auto pattern = read_term(rule.pattern);
  const Term* group = pattern ? first_group(*pattern) : nullptr;
  const Term* run = group != nullptr ? run_in(*group) : nullptr;
  if (run == nullptr || run->least < shortest) return std::nullopt;
  const ByteSet& bytes = run->parts.front().bytes;
  if (bytes.count() > most_kinds) return std::nullopt;
  NeededRun needed;
  for (std::size_t code = 0; code < bytes.size(); ++code) needed.bytes_.at(code) = bytes[code];
  needed.least_ = run->least;
  needed.digit_ = std::ranges::find(rule.not_secret, "^[^0-9]*$") != rule.not_secret.end();
  return needed;
}

bool NeededRun::may_be_in(std::string_view text) const {
  std::size_t begin = 0;
  while (begin + least_ <= text.size()) {
    // From the last byte that such a run must have backwards: most words are short.
    std::size_t at = begin + least_;
    while (at > begin && takes(text[at - 1])) --at;
    if (at > begin) {
      begin = at;
      continue;
    }
    std::size_t end = begin + least_;
    while (end < text.size() && takes(text[end])) ++end;
    if (!digit_ || end == text.size()) return true;
    if (std::any_of(text.begin() + static_cast<std::ptrdiff_t>(begin),
                    text.begin() + static_cast<std::ptrdiff_t>(end), is_digit)) {
      return true;
    }
    begin = end;
  }
  return false;
}

}  // namespace patdown
