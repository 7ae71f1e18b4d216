#include "token/scope_phrases.h"

#include "core/letters.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

namespace patdown::documents {
namespace {

constexpr std::size_t most = 400;      // words of a line that are looked at
constexpr std::size_t max_apart = 12;  // bytes between an area and its access: "** | `"

constexpr std::array<std::string_view, 14> accesses = {
    "read",   "write", "execute", "manage",  "query",    "create",      "use",
    "status", "full",  "acquire", "publish", "readonly", "diagnostics", "all"};
// What stands between the name of an area and the access to it.
constexpr std::string_view between = " \t*_`:([{|>-/\"'\xE2\x86\x92\x80\x93\x94\\";

struct Word {
  std::string_view text;  // lower case; "and" for '&' and '+'
  Span at;
};

bool is_word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

std::vector<Word> words_of(std::string_view small) {
  std::vector<Word> words;
  for (std::size_t i = 0; i < small.size() && words.size() < most;) {
    if (small[i] == '&' || small[i] == '+') {
      const std::size_t end = small.substr(i).starts_with("&amp;") ? i + 5 : i + 1;
      words.push_back({"and", {.begin = i, .end = end}});
      i = end;
      continue;
    }
    std::size_t end = i;
    while (end < small.size() && is_word_char(small[end])) ++end;
    if (end == i) {
      ++i;
      continue;
    }
    words.push_back({small.substr(i, end - i), {.begin = i, .end = end}});
    i = end;
  }
  return words;
}

bool is_access(std::string_view word) {
  return std::find(accesses.begin(), accesses.end(), word) != accesses.end();
}

void add_access(std::set<std::string>& all, std::string_view word) {
  if (word == "readonly") word = "read";
  if (word == "all") word = "full";
  all.emplace(word);
}

// What the page of tokens offers: one entry an area.
std::vector<ScopeArea> areas_of(const Catalog& catalog) {
  std::vector<ScopeArea> areas;
  for (const Scope& scope : catalog.scopes()) {
    const auto colon = scope.label.find(':');
    if (colon == std::string::npos || !scope.selectable) continue;
    const std::string label = lower(scope.label);
    std::vector<std::string> words;
    for (const Word& word : words_of(std::string_view(label).substr(0, colon)))
      words.emplace_back(word.text);
    std::set<std::string> level;
    for (const Word& word : words_of(std::string_view(label).substr(colon)))
      if (is_access(word.text)) add_access(level, word.text);
    const auto known = std::find_if(areas.begin(), areas.end(), [&words](const ScopeArea& area) {
      return area.words == words;
    });
    ScopeArea& area = known == areas.end() ? areas.emplace_back() : *known;
    if (area.words.empty()) {
      for (const std::string& word : words) area.joined += word;
      area.words = std::move(words);
    }
    area.levels.emplace_back(std::move(level), &scope);
  }
  return areas;
}

// "work item", "workitems" and "team dashboards", "dashboards" are the same areas.
bool is_same_word(std::string_view word, std::string_view label) {
  return word == label || (label.ends_with('s') && word == label.substr(0, label.size() - 1)) ||
         (word.ends_with('s') && label == word.substr(0, word.size() - 1));
}

// How many words at `at` name the area; 0 if they do not.
std::size_t area_at(const std::vector<Word>& words, std::size_t at, const ScopeArea& area) {
  if (area.words.size() > 1 && is_same_word(words[at].text, area.joined)) return 1;
  if (at + area.words.size() > words.size()) return 0;
  for (std::size_t k = 0; k < area.words.size(); ++k) {
    if (!is_same_word(words[at + k].text, area.words[k])) return 0;
  }
  return area.words.size();
}

// Whether the text between two accesses makes one list of them.
bool joins(std::string_view text) {
  return text.find_first_not_of(" ,/&+;`and\"'amp") == std::string_view::npos;
}

struct Access {
  std::set<std::string> levels;
  std::size_t end = 0;  // the word behind it
};

// "read & write", "read, write, and manage", "read/execute", from the word at `at` on.
Access access_at(std::string_view small, const std::vector<Word>& words, std::size_t at) {
  Access access;
  std::size_t k = at;
  while (k < words.size()) {
    const bool joint = words[k].text == "and" && k > at;
    const std::size_t next = joint ? k + 1 : k;
    if (next >= words.size() || !is_access(words[next].text)) break;
    if (k > at &&
        !joins(small.substr(words[k - 1].at.end, words[next].at.begin - words[k - 1].at.end)))
      break;
    add_access(access.levels, words[next].text);
    k = next + 1;
  }
  access.end = k;
  return access;
}

// The least of the area's scopes that allows all of it; null if it has none such.
const Scope* scope_for(const ScopeArea& area, const std::set<std::string>& levels) {
  const Scope* least = nullptr;
  std::size_t size = 0;
  for (const auto& [level, scope] : area.levels) {
    if (!std::includes(level.begin(), level.end(), levels.begin(), levels.end())) continue;
    if (least == nullptr || level.size() < size) {
      least = scope;
      size = level.size();
    }
  }
  return least;
}

bool stands_between(std::string_view small, std::size_t begin, std::size_t end) {
  return end - begin <= max_apart &&
         small.substr(begin, end - begin).find_first_not_of(between) == std::string_view::npos;
}

struct Match {
  const ScopeArea* area = nullptr;
  std::size_t size = 0;  // words of its name
};

// The area with the longest name at `at`.
Match longest_area(const std::vector<ScopeArea>& areas, const std::vector<Word>& words,
                   std::size_t at) {
  Match match;
  for (const ScopeArea& area : areas) {
    const std::size_t size = area_at(words, at, area);
    if (size > match.size) match = {&area, size};
  }
  return match;
}

struct Reader {
  const Catalog& catalog;
  const std::vector<ScopeArea>& areas;
  std::string_view small;
  std::vector<Word> words;
  ScopesInLine found = {};

  // "Code (Read & write)"; the word behind it, or `at` if that is none.
  std::size_t label_at(std::size_t at) {
    const Match match = longest_area(areas, words, at);
    if (match.area == nullptr) return at;
    const std::size_t behind = at + match.size;
    if (behind >= words.size() ||
        !stands_between(small, words[behind - 1].at.end, words[behind].at.begin)) {
      return at;
    }
    const Access access = access_at(small, words, behind);
    if (access.levels.empty()) return at;
    note(match, access.levels, {.begin = words[at].at.begin, .end = words[access.end - 1].at.end});
    return access.end;
  }

  // "read access to Work Items", "read & write on Code".
  std::size_t prose_at(std::size_t at) {
    const Access access = access_at(small, words, at);
    if (access.levels.empty()) return at;
    std::size_t k = access.end;
    const auto skip = [this, &k](std::initializer_list<std::string_view> fillers) {
      const bool one = k < words.size() &&
                       std::find(fillers.begin(), fillers.end(), words[k].text) != fillers.end();
      k += one ? 1 : 0;
      return one;
    };
    const bool says = skip({"access", "permission", "permissions", "scope"});
    if (!skip({"to", "on", "for"}) || !says || k >= words.size()) return at;
    const Match match = longest_area(areas, words, k);
    if (match.area == nullptr) return at;
    const std::size_t end = k + match.size;
    note(match, access.levels, {.begin = words[at].at.begin, .end = words[end - 1].at.end});
    return end;
  }

  void note(const Match& match, const std::set<std::string>& levels, Span at) {
    const Scope* scope = scope_for(*match.area, levels);
    if (scope == nullptr) {
      found.unknown = true;
    } else {
      found.named.push_back({scope->name, at});
    }
  }

  // `vso.code_write`
  std::size_t name_at(std::size_t at) {
    if (words[at].text != "vso") return at;
    std::size_t end = words[at].at.end;
    while (end < small.size() &&
           (is_word_char(small[end]) || small[end] == '_' || small[end] == '.'))
      ++end;
    while (end > words[at].at.end && small[end - 1] == '.') --end;
    const Span span{.begin = words[at].at.begin, .end = end};
    const Scope* scope = catalog.scope(small.substr(span.begin, span.size()));
    if (scope != nullptr) {
      found.named.push_back({scope->name, span});
    } else {
      found.unknown = true;
    }
    std::size_t next = at + 1;
    while (next < words.size() && words[next].at.begin < end) ++next;
    return next;
  }

  // "Pull Requests (Read & Write)": a list of accesses in brackets.
  std::size_t unknown_at(std::size_t at) {
    const bool bracket = at > 0 && words[at].at.begin > 0 && small[words[at].at.begin - 1] == '(';
    const Access access = bracket ? access_at(small, words, at) : Access();
    if (access.levels.empty()) return at;
    const std::size_t behind = words[access.end - 1].at.end;
    if (behind < small.size() && small[behind] == ')') found.unknown = true;
    return at;
  }

  void read() {
    for (std::size_t at = 0; at < words.size();) {
      std::size_t next = name_at(at);
      if (next == at) next = label_at(at);
      if (next == at) next = prose_at(at);
      if (next == at) next = unknown_at(at) + 1;
      at = next;
    }
  }
};

}  // namespace

ScopePhrases::ScopePhrases(const Catalog& catalog) : catalog_(catalog), areas_(areas_of(catalog)) {}

ScopesInLine ScopePhrases::in(std::string_view line) const {
  const std::string small = lower(line);
  Reader reader{.catalog = catalog_, .areas = areas_, .small = small, .words = words_of(small)};
  reader.read();
  return std::move(reader.found);
}

}  // namespace patdown::documents
