#include "report/config.h"

#include <algorithm>

namespace patdown {
namespace {

std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t slash = text.find('/');
    parts.push_back(text.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    text.remove_prefix(slash + 1);
  }
}

struct SetMatch {
  bool fits = false;
  std::size_t size = 0;  // of the set in the glob; 0: no set, the bracket stands for itself
};

// `glob` begins with '['. As in gitignore: '!' or '^' negates, a ']' that comes first is a member.
SetMatch match_set(std::string_view glob, char c) {
  std::size_t i = 1;
  const bool negated = i < glob.size() && (glob[i] == '!' || glob[i] == '^');
  if (negated) ++i;
  bool found = false;
  for (const std::size_t first = i; i < glob.size(); ++i) {
    if (glob[i] == ']' && i > first) return {.fits = found != negated, .size = i + 1};
    if (glob[i] == '\\' && i + 1 < glob.size()) ++i;
    const char low = glob[i];
    char high = low;
    if (i + 2 < glob.size() && glob[i + 1] == '-' && glob[i + 2] != ']') {
      high = glob[i + 2];
      i += 2;
    }
    found = found || (low <= c && c <= high);
  }
  return {};
}

// How much of `glob` stands for the one character `c`; 0 if it does not fit.
std::size_t fit_one(std::string_view glob, char c) {
  if (glob.front() == '?') return 1;
  if (glob.front() == '[') {
    const SetMatch set = match_set(glob, c);
    if (set.size > 0) return set.fits ? set.size : 0;
  }
  if (glob.front() == '\\' && glob.size() > 1) return glob[1] == c ? 2 : 0;
  return glob.front() == c ? 1 : 0;
}

// One part of a path. Going back to the last star alone is enough: an earlier one need never take
// more.
bool part_matches(std::string_view glob, std::string_view part) {
  std::size_t g = 0;
  std::size_t p = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (p < part.size()) {
    if (g < glob.size() && glob[g] == '*') {
      star = ++g;
      resume = p;
      continue;
    }
    const std::size_t size = g < glob.size() ? fit_one(glob.substr(g), part[p]) : 0;
    if (size > 0) {
      g += size;
      ++p;
      continue;
    }
    if (star == std::string_view::npos) return false;
    g = star;
    p = ++resume;
  }
  return glob.find_first_not_of('*', g) == std::string_view::npos;
}

// Follows all ways through the path's parts at once: `at[i]` says whether the glob so far can have
// taken the first i parts.
bool parts_match(const std::vector<std::string_view>& globs,
                 const std::vector<std::string_view>& parts, bool folders_only) {
  std::vector<bool> at(parts.size() + 1, false);
  at[0] = true;
  for (std::size_t g = 0; g < globs.size(); ++g) {
    std::vector<bool> next(parts.size() + 1, false);
    if (globs[g] == "**") {
      const auto first = static_cast<std::size_t>(std::ranges::find(at, true) - at.begin());
      const bool inside = g + 1 == globs.size();  // "a/**" is what a holds, not a itself
      for (std::size_t i = first + (inside ? 1 : 0); i < next.size(); ++i) next[i] = true;
    } else {
      for (std::size_t i = 0; i < parts.size(); ++i) {
        next[i + 1] = at[i] && part_matches(globs[g], parts[i]);
      }
    }
    at = next;
  }
  // Fewer parts than there are: a folder on the way fits, and with it all that it holds.
  const auto end = folders_only ? std::prev(at.end()) : at.end();
  return std::find(std::next(at.begin()), end, true) != end;
}

}  // namespace

bool glob_matches(std::string_view glob, std::string_view path) {
  const bool folders_only = glob.ends_with('/');
  if (folders_only) glob.remove_suffix(1);
  const bool anchored = glob.find('/') != std::string_view::npos;
  if (glob.starts_with('/')) glob.remove_prefix(1);
  if (glob.empty() || path.empty()) return false;
  std::vector<std::string_view> globs = split(glob);
  if (!anchored) globs.insert(globs.begin(), "**");
  if (parts_match(globs, split(path), folders_only)) return true;
  const std::size_t archive = path.find('!');
  if (archive == std::string_view::npos || folders_only) return false;
  return parts_match(globs, split(path.substr(0, archive)), false);
}

bool any_glob_matches(std::span<const std::string> globs, std::string_view path) {
  return std::ranges::any_of(globs,
                             [&](const std::string& glob) { return glob_matches(glob, path); });
}

}  // namespace patdown
