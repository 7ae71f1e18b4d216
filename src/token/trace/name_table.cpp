#include "token/trace/name_table.h"

namespace patdown::trace {

const ValueRef* NameTable::find(const std::string& name) const {
  const auto found = all().find(name);
  return found == all().end() ? nullptr : &found->second;
}

void NameTable::set(const std::string& name, ValueRef value) {
  const ValueRef* known = find(name);
  if (known == nullptr || *known != value) names_.change()[name] = std::move(value);
}

void NameTable::erase(const std::string& name) {
  if (find(name) != nullptr) names_.change().erase(name);
}

std::vector<std::string> NameTable::differences(const NameTable& other) const {
  std::vector<std::string> names;
  if (same(other)) return names;
  auto mine = all().begin();
  auto theirs = other.all().begin();
  while (mine != all().end() || theirs != other.all().end()) {
    const bool only_mine =
        theirs == other.all().end() || (mine != all().end() && mine->first < theirs->first);
    const bool only_theirs =
        mine == all().end() || (theirs != other.all().end() && theirs->first < mine->first);
    if (only_mine) {
      names.push_back((mine++)->first);
    } else if (only_theirs) {
      names.push_back((theirs++)->first);
    } else {
      if (mine->second != theirs->second) names.push_back(mine->first);
      ++mine;
      ++theirs;
    }
  }
  return names;
}

}  // namespace patdown::trace
