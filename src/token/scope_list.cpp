#include "token/scope_list.h"

#include "token/table.h"

#include <algorithm>

namespace patdown {
namespace {

void keep_once(ScopeSet& set) {
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
}

}  // namespace

std::vector<ScopeSet> parse_alternatives(std::string_view text) {
  std::vector<ScopeSet> result;
  for (const std::string_view alternative : split_words(text)) {
    ScopeSet set;
    for (const std::string_view name : split_words(alternative, '+')) set.emplace_back(name);
    keep_once(set);
    result.push_back(std::move(set));
  }
  return result;
}

std::string joined(const ScopeSet& set) {
  std::string result;
  for (const std::string& name : set) {
    if (!result.empty()) result += '+';
    result += name;
  }
  return result;
}

std::vector<std::string> joined_all(const std::vector<ScopeSet>& alternatives) {
  std::vector<std::string> result;
  result.reserve(alternatives.size());
  for (const ScopeSet& set : alternatives) result.push_back(joined(set));
  return result;
}

std::vector<ScopeSet> both(const std::vector<ScopeSet>& a, const std::vector<ScopeSet>& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  std::vector<ScopeSet> result;
  for (const ScopeSet& left : a) {
    for (const ScopeSet& right : b) {
      ScopeSet set = left;
      set.insert(set.end(), right.begin(), right.end());
      keep_once(set);
      if (std::find(result.begin(), result.end(), set) == result.end()) result.push_back(set);
    }
  }
  return result;
}

}  // namespace patdown
