#include "secret/needed_run.h"

#include "core/letters.h"

#include <algorithm>
#include <charconv>

namespace patdown {
namespace {

constexpr std::size_t none = std::string_view::npos;

// Behind the bracket expression that begins at `at`.
std::size_t behind_bracket(std::string_view pattern, std::size_t at) {
  ++at;
  if (at < pattern.size() && pattern[at] == '^') ++at;
  if (at < pattern.size() && pattern[at] == ']') ++at;
  while (at < pattern.size() && pattern[at] != ']') at += pattern[at] == '\\' ? 2 : 1;
  return std::min(at + 1, pattern.size());
}

// Where the first capture group begins, if every match goes through it; `folds`: whether case is
// ignored there.
std::size_t first_group(std::string_view pattern, bool& folds) {
  std::size_t found = none;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < pattern.size();) {
    const char c = pattern[at];
    if (c == '\\') {
      at += 2;
      continue;
    }
    if (c == '[') {
      at = behind_bracket(pattern, at);
      continue;
    }
    if (c == '|' && depth == 0) return none;
    if (c == ')') depth -= depth > 0 ? 1 : 0;
    if (c == '(') {
      const bool group = !pattern.substr(at).starts_with("(?");
      const bool named = pattern.substr(at).starts_with("(?P");
      if (group && found == none && depth == 0) found = at;
      if ((group || named) && found == none) return none;  // inside of something
      const std::size_t flags = pattern.find_first_of(":)", at);
      const bool only_flags = !group && flags != none && pattern[flags] == ')';
      if (only_flags) {
        if (depth != 0 || found == none) folds = true;
        at = flags + 1;
        continue;
      }
      ++depth;
    }
    ++at;
  }
  return found;
}

// The bytes of a bracket expression without classes in it; false if it is any other.
bool read_bracket(std::string_view inside, std::array<bool, 256>& bytes) {
  if (inside.starts_with('^') || inside.find('[') != none) return false;
  for (std::size_t at = 0; at < inside.size();) {
    const auto one = [&]() -> int {
      if (inside[at] != '\\') return static_cast<unsigned char>(inside[at++]);
      if (at + 1 >= inside.size()) return -1;
      const char escaped = inside[at + 1];
      at += 2;
      const bool letter = (escaped >= 'a' && escaped <= 'z') || (escaped >= 'A' && escaped <= 'Z');
      return letter || is_digit(escaped) ? -1 : static_cast<unsigned char>(escaped);
    };
    const int first = one();
    int last = first;
    if (at + 1 < inside.size() && inside[at] == '-') {
      ++at;
      last = one();
    }
    if (first < 0 || last < first) return false;
    for (int byte = first; byte <= last; ++byte) bytes.at(static_cast<std::size_t>(byte)) = true;
  }
  return true;
}

void fold(std::array<bool, 256>& bytes) {
  for (std::size_t upper = 'A'; upper <= 'Z'; ++upper) {
    const std::size_t lower = upper - 'A' + 'a';
    bytes.at(upper) = bytes.at(lower) = bytes.at(upper) || bytes.at(lower);
  }
}

}  // namespace

std::optional<NeededRun> NeededRun::of(const Rule& rule) {
  constexpr std::size_t shortest = 6;  // fewer stand everywhere
  bool folds = false;
  const std::string_view pattern = rule.pattern;
  const std::size_t group = first_group(pattern, folds);
  if (group == none || !pattern.substr(group).starts_with("([")) return std::nullopt;
  const std::size_t behind = behind_bracket(pattern, group + 1);
  const std::string_view rest = pattern.substr(behind);
  const std::size_t end = rest.find('}');
  if (!rest.starts_with('{') || end == none) return std::nullopt;
  // Nothing else in the group, and no repetition of it.
  const std::string_view after = rest.substr(end + 1);
  if (!after.starts_with(')') ||
      (after.size() > 1 && std::string_view("?*{").find(after[1]) != none)) {
    return std::nullopt;
  }
  NeededRun run;
  std::from_chars(rest.data() + 1, rest.data() + end, run.least_);
  if (run.least_ < shortest) return std::nullopt;
  if (!read_bracket(pattern.substr(group + 2, behind - group - 3), run.bytes_)) return std::nullopt;
  if (folds) fold(run.bytes_);
  run.digit_ = std::ranges::find(rule.not_secret, "^[^0-9]*$") != rule.not_secret.end();
  return run;
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
